"""How many taps and typed messages the usual things take: docs/taps.md, walked step by step.

Each way ends with what it was for, so that none is counted that leads nowhere.
"""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.playground.people import TelegramUser
from tests.support.town import Town, does, settled_in

PAGE = Path(__file__).parents[2] / "docs" / "taps.md"
VOICE = "(a voice note)"
FIRST = ("[Yes, let's begin]", "Riga", "[21:00]", "[08:00]")
NIGHT = ("[6]", "[7]", "[3]")


@dataclass(frozen=True)
class WalkedWay:
    """What somebody does, and what the bot says in the end; where it begins."""

    acts: tuple[str, ...]
    ends: str
    goals: tuple[str, ...] = ()
    begins: tuple[str, ...] = ()
    at: str = ""
    """When it begins; at once where there is none."""
    is_new: bool = False

    def cost(self) -> str:
        """Count taps and typed messages; the first /start is a button in every client."""
        taps = sum(act.startswith("[") or act == "/start" for act in self.acts)
        typed = len(self.acts) - taps
        said = [f"{taps} tap{'s' * (taps != 1)}"] if taps else []
        said += [f"{typed} message{'s' * (typed != 1)}"] if typed else []
        return ", ".join(said)


WAYS = {
    "The first minute, with a city and no goal": WalkedWay(
        ("/start", *FIRST, "[Skip]"), "All set.", is_new=True
    ),
    "The first minute, with a first goal": WalkedWay(
        ("/start", *FIRST, "Swim", "[Skip]", "[Every day]", "[No end date]"), "Swim", is_new=True
    ),
    "The first minute, with what the clock shows in place of a city": WalkedWay(
        (
            "/start",
            "[Yes, let's begin]",
            "[19:00]",
            "[Dubai (AE)]",
            "[21:00]",
            "[08:00]",
            "[Skip]",
        ),
        "All set.",
        is_new=True,
    ),
    "An evening without goals": WalkedWay(NIGHT, "Noted for", at="2026-11-24 21:00"),
    "An evening with one goal": WalkedWay(
        (*NIGHT, "[✅ Done]"), "Noted for", ("Swim",), at="2026-11-24 21:00"
    ),
    "An evening with two goals, one done and one partly": WalkedWay(
        (*NIGHT, "[⬜ Swim]", "[⬜ Read]", "[✅ Read]", "[Save]"),
        "◐ Read",
        ("Swim", "Read"),
        at="2026-11-24 21:00",
    ),
    "An evening with three goals, all done": WalkedWay(
        (*NIGHT, "[All done]", "[Save]"),
        "✅ Rest",
        ("Swim", "Read", "Rest"),
        at="2026-11-24 21:00",
    ),
    "Another time for the evening": WalkedWay(
        ("/reminders", "[Evening check-in]", "[Time]", "[20:30]"), "20:30"
    ),
    "Another time for the evening, in words": WalkedWay(
        ("change the time to 9:30",), "21:30 from now on"
    ),
    "A new goal": WalkedWay(
        ("/goals", "[Add a goal]", "Swim", "[Skip]", "[Every day]", "[No end date]"), "Swim"
    ),
    "A week without reminders": WalkedWay(("/pause 1 week",), "1 Dec"),
    "A week without reminders, in words": WalkedWay(("pause for a week",), "1 Dec"),
    "Fill in yesterday, from its button": WalkedWay(
        ("[Yesterday]", *NIGHT), "Noted for Tue 24 Nov", at="2026-11-25 21:00"
    ),
    "Fill in a day of the last week, not knowing how": WalkedWay(
        ("/day", "[Thu 26 Nov · not filled in]", *NIGHT),
        "Noted for Thu 26 Nov",
        at="2026-11-28 12:00",
    ),
    "Another mood for yesterday": WalkedWay(
        ("/day yesterday", "[Edit]", "[Mood]", "[4]"),
        "Mood 4 of 10",
        begins=("/day yesterday", *NIGHT),
    ),
    "Another mood for yesterday, in words": WalkedWay(
        ("change my mood yesterday to 4",),
        "Mood 4 of 10",
        begins=("/day yesterday", *NIGHT),
    ),
    "A PHQ-9": WalkedWay(
        (
            "/scales phq9",
            "[Start]",
            "[Several days]",
            *["[Not at all]"] * 8,
            "[Not difficult at all]",
        ),
        "1 of 27",
    ),
    "A voice note kept": WalkedWay((VOICE,), "Kept as a voice note"),
    "Erase everything": WalkedWay(("/delete", "[Erase everything]"), "erased"),
}


@pytest.mark.parametrize("name", WAYS)
async def test_the_way_leads_there(town: Town, name: str) -> None:
    way, alice = WAYS[name], town.person()
    if not way.is_new:
        await settled_in(town, alice)
    for goal in way.goals:
        new = ("/goals", "[Add a goal]", goal, "[Skip]", "[Every day]", "[No end date]")
        await does(town, alice, *new)
    await does(town, alice, *way.begins)
    if way.at:
        await town.at_local(*way.at.split())
    seen = len(alice.heard)
    for act in way.acts:
        if act == VOICE:
            alice.sends_voice(42)
            await town.settle()
        else:
            await does(town, alice, act)
    assert way.ends in shown_since(alice, seen)


def shown_since(alice: TelegramUser, seen: int) -> str:
    """What the person reads then: new messages, and what older ones have become."""
    return "\n".join(message.words for message in alice.heard[max(seen - 3, 0) :])


def test_the_page_says_what_was_counted() -> None:
    rows = re.findall(r"^\| (.+?) \| (.+?) \| (.+?) \|$", PAGE.read_text("utf-8"), re.MULTILINE)
    assert {name: now for name, _, now in rows} == {name: way.cost() for name, way in WAYS.items()}


def test_an_evening_and_the_first_minute_stay_short() -> None:
    assert WAYS["An evening with one goal"].cost() == "4 taps"
    assert WAYS["An evening with three goals, all done"].cost() == "5 taps"
    assert WAYS["The first minute, with a city and no goal"].cost() == "5 taps, 1 message"

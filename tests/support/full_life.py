"""A life with the bot in which everything is used once, and the words that would tell of it."""

from pathlib import Path

import conversations
from bot.core.registry import Registry
from bot.features import FEATURES
from bot.playground.people import TelegramUser
from conversations.trackers import ready_made
from tests.support.ready_made import switched_on
from tests.support.town import Town, does, settled_in

TODAY = "2026-11-24"
_QUESTIONNAIRES = Path(conversations.__file__).parent / "questionnaires"


async def lives_fully(town: Town, alice: TelegramUser) -> None:
    """Use everything, over some days; what is sent by itself comes too."""
    await settled_in(town, alice, goal="Walk after lunch")
    ready = ("Alcohol", "Anxiety", "Medication", "Urges to self-harm", "Negative thoughts")
    await does(town, alice, *switched_on(*ready))
    await does(
        town,
        alice,
        "/trackers",
        "[Add a question]",
        "[Make my own]",
        "Shower",
        "[Yes or no]",
        "[Every day]",
    )
    await does(town, alice, "[In the evening]")
    await does(
        town, alice, "/trackers", "[Sleep, what happened, what helped]", "[Sleep in detail: off]"
    )
    await does(
        town,
        alice,
        "/trackers",
        "[Sleep, what happened, what helped]",
        "[What helped: off]",
        "/support Latvia",
    )
    await does(town, alice, "/session", "[Wed]", "[15:00]", "[Every week]", "/session")
    await does(town, alice, "[Add a question]", "ask about the dose")
    await does(town, alice, "A good talk with Bob.", "[For therapy]", "/mood 4", "/win a swim")
    await does(town, alice, "[A milestone]", "/win", "[Notes to myself]", "[Write one]")
    await does(town, alice, "It passed last time, too.", "[On a hard day]")
    await does(town, alice, "/scales GAD-7", "[Start]", *["[Several days]"] * 7)
    await does(town, alice, "/scales PHQ-9", "[Start]", "[Several days]", "[Stop for now]")
    await does(town, alice, "/goals", "[1. Walk after lunch]", "[Reward, milestone, scale]")
    await does(town, alice, "[A reward I promise myself]", "an afternoon at the beach")
    await does(town, alice, "/journal", "[A question to write about]", "The walk to the lake.")
    await does(town, alice, "/plan", "[Begin]", "no sleep", "the old songs")
    await does(town, alice, "[Remove “the old songs”]", "[That's all for this step]")
    await does(town, alice, "[Stop for now]", "/plan", "[A copy to pin]", "[Pin it]")
    await town.at_local(TODAY, "21:00")
    await _tells_the_evening(town, alice, "[2]")
    await does(town, alice, "[For therapy]")
    for day in ("2026-11-25", "2026-11-27", "2026-11-29"):
        for time in ("08:00", "16:10", "21:00", "21:25", "22:05"):
            await town.at_local(day, time)
    await does(town, alice, "/report", "[What's on it]", "[✓ My own questions]")
    await does(town, alice, "/checkin", "[Later]", "[1 h]", "/pause", "[1 week]")


async def _tells_the_evening(town: Town, alice: TelegramUser, *first: str) -> None:
    await does(town, alice, *first)
    while "Skip" in alice.buttons():
        await does(town, alice, "[Skip]")


def telling_words() -> frozenset[str]:
    """Every name that the program has for what people choose, mark, are asked and are sent."""
    instruments = {path.stem for path in _QUESTIONNAIRES.glob("*.toml")}
    return frozenset(
        {
            *ready_made(),
            *instruments,
            *(f"scale.{name}" for name in instruments),
            *Registry(FEATURES).entries,
            *Registry(FEATURES).opt_outs,
            *Registry(FEATURES).nudges,
            *Registry(FEATURES).dialogs,
            *("mood", "sleep", "quality", "night", "goals", "helped", "factors", "into_bed"),
            *("ask_helped", "prompt_last", "lighter", "detailed", "hardday", "aside"),
            *("Europe/Riga", "claimed", "too late", "for_therapy"),
        }
    )

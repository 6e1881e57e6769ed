"""The plan where it is needed: pinned, after a hard day, on the card, and in one's own hands."""

from functools import partial

import pytest

from bot.features.plan import kept
from bot.features.portability import export
from bot.playground.people import TelegramUser
from storage.errors import Unreadable
from tests.features.plan.test_plan import ALL, lines, writes
from tests.support.entry_kinds import ENTRY_KINDS
from tests.support.town import ALICE, Town, does


def plain(words: str) -> str:
    """Write words without the spaces that hold a number together."""
    return words.replace("\u00a0", " ")


# Pinned


async def test_a_copy_is_one_plain_message_and_is_pinned_with_a_tap(
    town: Town, alice: TelegramUser
) -> None:
    await writes(town, alice, signs="no sleep", worth="the dog")
    await does(town, alice, "[A copy to pin]")
    copy = alice.last
    assert copy.words == (
        "My plan for hard days\n\nWarning signs\n• no sleep\n\nWorth living for\n• the dog"
    )
    await does(town, alice, "[Pin it]")
    assert alice.chat.pinned == [copy.message["message_id"]]
    assert alice.buttons(copy.message["message_id"]) == []


async def test_when_the_plan_changes_the_pinned_copy_says_that_it_is_old(
    town: Town, alice: TelegramUser
) -> None:
    await writes(town, alice, signs="no sleep")
    await does(town, alice, "[A copy to pin]", "[Pin it]")
    [first] = alice.chat.pinned
    step = "[Warning signs (1)]"
    await does(town, alice, "/plan", "[Change it]", step, "[no sleep]", "[Remove]")
    assert "Your plan has changed since your copy of Tue 24 Nov." in alice.last.words
    assert alice.buttons(first) == ["This copy is old. Make a new one"]
    await does(town, alice, "[Undo]")
    assert alice.buttons(first) == []
    assert "older" not in alice.last.words
    await does(town, alice, "[Add a line]", "the old songs", ALL)
    assert alice.buttons(first) == ["This copy is old. Make a new one"]
    alice.presses("This copy is old. Make a new one", first)
    await town.settle()
    assert "• the old songs" in alice.last.words
    await does(town, alice, "[Pin it]")
    assert alice.chat.pinned == [alice.last.message["message_id"]]
    await does(town, alice, "/plan")
    assert "older" not in alice.last.words


async def test_a_copy_that_was_deleted_stops_nothing(town: Town, alice: TelegramUser) -> None:
    await writes(town, alice, signs="no sleep")
    await does(town, alice, "[A copy to pin]", "[Pin it]")
    [first] = alice.chat.pinned
    del alice.chat.messages[first]
    alice.chat.pinned.clear()
    await does(town, alice, "/plan", "[Change it]", "[Warning signs (1)]", "[Add a line]", "more")
    await does(town, alice, ALL, "[A new copy to pin]", "[Pin it]")
    assert alice.chat.pinned == [alice.last.message["message_id"]]


# On a hard day


async def test_after_a_very_hard_day_the_card_has_the_way_to_the_plan(
    town: Town, alice: TelegramUser
) -> None:
    await writes(town, alice, alone="the lake")
    await does(town, alice, "/checkin", "5", "7", "4")
    assert "My plan" not in alice.buttons(alice.last.message["message_id"])
    await town.at_local("2026-11-25", "19:00")
    await does(town, alice, "/checkin", "2", "4", "2")
    card = next(m for m in reversed(alice.heard) if "Noted for" in m.words)
    assert "My plan" in alice.buttons(card.message["message_id"])
    alice.presses("My plan", card.message["message_id"])
    await town.settle()
    assert "• the lake" in alice.last.words
    await does(town, alice, "/mood 1")
    assert any("My plan" in alice.buttons(m.message["message_id"]) for m in alice.heard[-2:])


@pytest.mark.parametrize("wanted", [True, False])
async def test_without_a_plan_one_is_offered_at_most_once_a_month(
    town: Town, alice: TelegramUser, wanted: bool
) -> None:
    if not wanted:
        await does(town, alice, "/reminders", "[What I bring up on my own]")
        await does(town, alice, "[✓ Offering a plan for hard days]")
    offered = []
    for day in ("2026-11-24", "2026-11-25", "2026-12-10", "2026-12-24", "2026-12-25"):
        await town.at_local(day, "19:00")
        await does(town, alice, "/checkin", "1", "4", "2")
        card = next(m for m in reversed(alice.heard) if "Noted for" in m.words)
        if "Make a plan for hard days" in alice.buttons(card.message["message_id"]):
            offered.append(day)
    assert offered == (["2026-11-24", "2026-12-24"] if wanted else [])


async def test_on_the_card_of_support_own_people_come_first(
    town: Town, alice: TelegramUser
) -> None:
    await writes(town, alice, alone="the lake", people="Sam, 555 0100", signs="no sleep")
    await does(town, alice, "/support Germany")
    card = plain(alice.last.words)
    assert card.index("Sam, 555 0100") < card.index("the lake") < card.index("0800 111 0 111")
    assert "no sleep" not in card
    await does(town, alice, "[My plan]")
    assert "• no sleep" in alice.last.words


async def test_a_long_plan_crowds_out_no_number(town: Town, alice: TelegramUser) -> None:
    await writes(town, alice, people="\n".join(f"{n} {'x' * 190}" for n in range(10)))
    await does(town, alice, "/support Germany")
    assert "The rest is in /plan." in alice.last.words
    assert "0800 111 0 111" in plain(alice.last.words)
    assert "findahelpline.com" in alice.last.words


async def test_a_plan_that_does_not_open_keeps_nobody_from_a_number(
    town: Town, alice: TelegramUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    def does_not_open(_turn: object) -> None:
        raise Unreadable

    await writes(town, alice, people="Sam, 555 0100")
    monkeypatch.setattr(kept, "read", does_not_open)
    await does(town, alice, "/support Germany")
    assert "0800 111 0 111" in plain(alice.last.words)
    await does(town, alice, "I want to kill myself")
    assert "0800 111 0 111" in plain(alice.heard[-2].words)


# It is the person's own


async def test_it_comes_along_in_an_export_and_back_in_an_import(
    town: Town, alice: TelegramUser
) -> None:
    await writes(town, alice, signs="no sleep\nthe old songs", worth="the dog")
    await does(town, alice, "[A copy to pin]", "[Pin it]", "/plan", "[Change it]")
    await does(town, alice, "[Warning signs (2)]", "[no sleep]", "[Remove]", "[Undo]")
    before = await lines(town)
    of = await town.app.store.read(partial(export.collect, user_id=ALICE, kinds=ENTRY_KINDS))
    assert of is not None
    document = export.document(of, town.clock.now())
    kinds = {entry["kind"] for entry in document["entries"]}
    assert {"plan", "plan line"} <= kinds
    assert kinds.isdisjoint({"plan copy", "plan removed"})
    await does(town, alice, "/delete", "[Erase everything]")
    assert await lines(town) == {}
    await does(town, alice, "/start", "[Yes, let's begin]", "Riga", "[21:00]", "[08:00]", "[Skip]")
    alice.sends_document("plan.json", export.as_json(document))
    await town.settle()
    await does(town, alice, "[Import it]", "/plan")
    assert await lines(town) == before
    assert "You stopped" not in alice.last.words


async def test_whoever_is_shut_out_still_finds_the_way_from_the_card_to_the_plan(
    town: Town, alice: TelegramUser
) -> None:
    await writes(town, alice, people="Sam, 555 0100", signs="no sleep")
    await town.sleep()
    town.narrow(allowed_users="99")
    await town.wake()
    await does(town, alice, "/support")
    assert "Sam, 555 0100" in alice.last.words
    await does(town, alice, "[My plan]")
    assert "• no sleep" in alice.last.words
    await does(town, alice, "[A copy to pin]", "[Pin it]")
    assert alice.chat.pinned == [alice.last.message["message_id"]]


async def test_a_run_of_hard_days_leads_to_the_plan_beside_the_help_lines(
    town: Town, alice: TelegramUser
) -> None:
    await writes(town, alice, alone="the lake")
    for day in range(24, 31):
        await town.at_local(f"2026-11-{day}", "21:00")
        await does(town, alice, "[3]", "7", "[3]")
    said = next(m for m in reversed(alice.heard) if "These have been hard days." in m.words)
    assert {"Support", "My plan"} <= set(alice.buttons(said.message["message_id"]))
    alice.presses("My plan", said.message["message_id"])
    await town.settle()
    assert "• the lake" in alice.last.words

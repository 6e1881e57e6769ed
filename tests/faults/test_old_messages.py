"""Buttons and messages that are older, faster or more gone than anyone expects: the whole bot."""

from datetime import timedelta

import pytest

from bot.playground.faults import PlannedFault
from bot.playground.people import TelegramUser
from tests.features.check_in.test_evenings import told
from tests.support.states import outbox_states
from tests.support.town import BOB, Town, does, settled_in

EDIT = "editMessageText"
WORDS = "Bad Request: message is not modified: specified new message content and reply markup are"
TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"


def button(person: TelegramUser, label: str) -> tuple[str, int]:
    """Find a button's data and its message, as the phone knows them."""
    for kept in reversed(person.heard):
        for row in kept.message.get("reply_markup", {}).get("inline_keyboard", []):
            for one in row:
                if one["text"] == label:
                    return one["callback_data"], kept.message["message_id"]
    raise LookupError(label)


def asked(town: Town, person: TelegramUser, words: str) -> int:
    """How many new messages held the words."""
    return sum(words in effect.text for effect in town.playground.ledger.sends(person.id))


async def states(town: Town) -> set[str]:
    return set(await town.app.store.read(outbox_states))


async def test_two_buttons_pressed_within_a_moment_leave_the_last_one_told(
    town: Town, alice: TelegramUser
) -> None:
    """The second press left the phone before the first was answered."""
    await does(town, alice, "/checkin")
    (seven, message), (six, _) = button(alice, "7"), button(alice, "6")
    taps = [alice.taps(seven, message), alice.taps(six, message)]
    await town.settle()
    assert await told(town) == {"mood": 6}
    assert all(tap.answered for tap in taps)
    assert "last night's sleep" in alice.last.words
    assert asked(town, alice, "last night's sleep") == 0, "it is the same message"


async def test_a_button_that_toggles_pressed_twice_within_a_moment_is_set_once(
    town: Town, alice: TelegramUser
) -> None:
    for wish in ("Walk after lunch", "Out of bed by 9"):
        await does(town, alice, "/goals", "[Add a goal]", wish)
        await does(town, alice, "[A small step for the coming weeks]", "[Every day]")
        await does(town, alice, "[No end date]")
    await does(town, alice, "/checkin", "[7]", "[8]", "[4]")
    data, message = button(alice, "⬜ Walk after lunch")
    taps = [alice.taps(data, message) for _ in range(2)]
    await town.settle()
    assert all(tap.answered for tap in taps)
    assert (await told(town))["goals"] == {"1": "done"}


async def test_another_persons_old_button_changes_nothing_for_anyone(
    town: Town, alice: TelegramUser
) -> None:
    """Bob has Alice's data, from a forwarded message or a made-up client."""
    bob = town.person(BOB, "Bob")
    await settled_in(town, bob)
    await does(town, alice, "/checkin", "[7]", "[8]", "[4]")
    await town.later(days=3)
    data, message = button(alice, "Edit")
    for inaccessible in (False, True):
        tap = bob.taps(data, message, inaccessible=inaccessible)
        await town.settle()
        assert tap.answered
    assert (await told(town))["mood"] == 7
    assert await told(town, user_id=BOB) == {}


async def test_when_nothing_can_be_edited_the_evening_goes_on_below(
    town: Town, alice: TelegramUser
) -> None:
    cannot = PlannedFault.answer(400, "Bad Request: message can't be edited")
    town.playground.faults.plan(cannot, EDIT, times=None)
    await does(town, alice, "/checkin", "[7]", "[8]", "[4]")
    stored = await told(town)
    assert (stored["mood"], stored["quality"]) == (7, 4)
    assert asked(town, alice, "last night's sleep") == 1
    assert asked(town, alice, "Noted for") == 1
    assert await states(town) == {"sent"}


async def test_a_deleted_question_is_asked_anew_and_its_old_button_still_counts(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/checkin")
    data, message = button(alice, "7")
    del alice.chat.messages[message]  # deleted for both; the other phone still shows it
    tap = alice.taps(data, message)
    await town.settle()
    assert tap.answered
    assert await told(town) == {"mood": 7}
    assert "last night's sleep" in alice.last.words
    await does(town, alice, "[8]", "[4]")
    assert (await told(town))["quality"] == 4


async def test_that_nothing_was_changed_is_no_fault(town: Town, alice: TelegramUser) -> None:
    """Telegram says so after a repeat of an edit whose answer was lost."""
    await does(town, alice, "/checkin")
    town.playground.faults.plan(PlannedFault.reset_after(), EDIT)
    town.playground.faults.plan(PlannedFault.answer(400, f"{WORDS} exactly the same"), EDIT)
    await does(town, alice, "[7]")
    await alice.reads("last night's sleep")
    await town.settle()
    await does(town, alice, "[8]", "[4]")
    assert (await told(town))["mood"] == 7
    assert asked(town, alice, "last night's sleep") == 0
    assert await states(town) == {"sent"}


async def test_presses_too_old_to_be_answered_are_heard(town: Town, alice: TelegramUser) -> None:
    """After minutes of outage Telegram refuses every answer to a press, and shows a clock."""
    town.playground.faults.plan(
        PlannedFault.answer(400, TOO_OLD), "answerCallbackQuery", times=None
    )
    before = town.playground.ledger.calls["answerCallbackQuery"]
    await does(town, alice, "/checkin", "[7]", "[8]", "[4]")
    assert (await told(town))["mood"] == 7
    assert "Noted for" in alice.last.words
    assert town.playground.ledger.calls["answerCallbackQuery"] - before == 3, "no repeats"


async def test_a_question_of_weeks_ago_can_still_be_pressed(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/checkin")
    data, message = button(alice, "7")
    await town.later(days=20)
    tap = alice.taps(data, message, inaccessible=True)
    await town.settle()
    assert tap.answered
    assert await told(town, "2026-12-14") == {}, "today is not what it was about"
    assert await told(town) == {"mood": 7}


@pytest.mark.parametrize("later", [timedelta(minutes=1), timedelta(days=30)], ids=str)
async def test_an_answer_edited_in_its_message_stays_as_it_was_told(
    town: Town, alice: TelegramUser, later: timedelta
) -> None:
    """Typed words that answered a question are not taken back behind the next question's back."""
    await does(town, alice, "/checkin", "7")
    mine = next(kept for kept in reversed(alice.messages) if kept.words == "7")
    await town.later(seconds=later.total_seconds())
    alice.edits(mine, "3")
    await town.settle()
    stored = await told(town)
    assert stored["mood"] == 7
    assert "sleep" not in stored, "an edit never answers the next question"


async def test_an_edited_note_of_a_month_ago_is_still_the_note(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "A long talk with my sister.")
    mine = next(kept for kept in alice.messages if kept.words == "A long talk with my sister.")
    await town.later(days=30)
    alice.edits(mine, "A long walk with my sister.")
    await town.settle()
    await does(town, alice, "/journal")
    assert any("A long walk with my sister." in kept.words for kept in alice.heard)
    assert not any("A long talk" in kept.words for kept in alice.heard)

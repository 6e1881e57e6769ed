"""Whatever breaks inside: the person gets one sentence, and their next word is heard."""

import asyncio
from typing import Any

import pytest

from bot.core.feature import Action
from bot.dispatch import updates
from bot.features import notes, support
from bot.features.week import view as week_view
from bot.playground.faults import PlannedFault
from bot.playground.people import TelegramUser
from tests.support.evening import QUESTION
from tests.support.town import Town, does

pytestmark = pytest.mark.wire


def breaks(*_given: object) -> None:
    raise ZeroDivisionError


async def test_a_picture_that_cannot_be_made_is_not_silence(
    town: Town, alice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(week_view, "picture", breaks)
    await does(town, alice, "6", "/week")
    assert "I couldn't make that just now" in alice.last.words


async def test_a_press_that_fails_lets_its_button_go_and_says_so(
    town: Town, alice, monkeypatch: pytest.MonkeyPatch
) -> None:
    await does(town, alice, "/goals")
    monkeypatch.setitem(town.app.deps.registry.buttons, "goal.add", Action(breaks))
    tap = alice.taps("1a|goal.add", alice.last.message["message_id"])
    await town.settle()
    assert tap.answered
    assert "Something went wrong on my side" in alice.last.words
    await does(town, alice, "/checkin")
    assert QUESTION in alice.last.words


async def test_words_that_cannot_be_handled_are_kept_as_they_are(
    town: Town, alice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(updates, "_route", breaks)
    await does(town, alice, "/win I called my sister")
    assert "in your journal, as you wrote them: “/win I called my sister”" in alice.last.words
    await does(town, alice, "/goals")  # nothing but a command: there is nothing to keep
    assert "that wasn't saved" in alice.last.words
    monkeypatch.undo()
    await does(town, alice, "/journal")
    assert "/win I called my sister" in alice.last.words
    assert "/goals" not in alice.last.words


async def test_words_of_danger_bring_help_also_where_they_cannot_be_handled(
    town: Town, alice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(updates, "_route", breaks)
    await does(town, alice, "I want to kill myself")
    *_, help_, kept = alice.heard
    assert "“I want to kill myself”" in kept.words
    assert "112" in help_.words


async def test_where_even_the_card_breaks_one_comes_that_needs_nothing_stored(
    town: Town, alice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(updates, "_route", breaks)
    monkeypatch.setattr(support, "after_words", breaks)
    await does(town, alice, "I want to kill myself")
    *_, help_, kept = alice.heard
    assert "“I want to kill myself”" in kept.words
    assert "988" in help_.words
    assert "findahelpline.com" in help_.words


async def test_where_even_keeping_the_words_fails_they_are_asked_for_again(
    town: Town, alice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(updates, "_route", breaks)
    monkeypatch.setattr(notes, "write", breaks)
    await does(town, alice, "a long day")
    assert "that wasn't saved" in alice.last.words


@pytest.mark.parametrize("day", ["0001-01-03", "9999-12-31"])
@pytest.mark.parametrize("kind", ["week", "month", "day", "edit", "card"])
async def test_a_day_out_of_all_bounds_is_an_old_button(
    town: Town, alice, kind: str, day: str
) -> None:
    tap = alice.taps(f"1a|{kind}|{day}", alice.last.message["message_id"])
    await town.settle()
    assert "from an earlier message" in tap.text


def questions(alice: TelegramUser) -> list[int]:
    """The messages in which the question stands; it can be there twice after a broken answer."""
    return [m.message["message_id"] for m in alice.messages if QUESTION in m.words]


async def test_of_two_copies_the_newer_goes_on_whichever_is_pressed(
    town: Town, alice: TelegramUser
) -> None:
    town.playground.faults.plan(PlannedFault.reset_after(), "sendMessage")
    await does(town, alice, "/checkin")
    first, second = questions(alice)
    alice.presses("7", first)
    await town.settle()
    assert alice.chat.messages[first].words == "Continued below."
    assert "last night's sleep" in alice.chat.messages[second].words
    await does(town, alice, "7:30")
    assert alice.chat.messages[second].words == "Slept 7 h 30"
    assert "How well did you sleep?" in alice.last.words


async def test_what_was_answered_is_not_sent_a_second_time(
    town: Town, alice: TelegramUser
) -> None:
    town.playground.faults.plan(PlannedFault.reset_after(), "sendMessage")
    alice.says("/checkin")
    while not questions(alice):  # noqa: ASYNC110 - the server tells nobody
        await asyncio.sleep(0.005)
    asked = len(town.playground.ledger.sends(alice.id))
    alice.presses("7")
    await town.settle()
    assert len(town.playground.ledger.sends(alice.id)) == asked
    assert "last night's sleep" in alice.last.words


async def test_words_with_a_number_that_no_database_holds_are_kept(
    town: Town, alice: TelegramUser
) -> None:
    push = town.playground.updates.push

    def bent(update: dict[str, Any], **more: Any) -> None:
        push({**update, "message": {**update["message"], "message_id": 2**80}}, **more)

    town.playground.updates.push = bent
    await does(town, alice, "a heavy day")
    town.playground.updates.push = push
    assert "in your journal, as you wrote them: “a heavy day”" in alice.last.words

"""Once a month: whether the diary helps, and what follows when it weighs."""

from datetime import date, timedelta

import pytest

from bot.playground.people import TelegramUser
from storage import entries, people, preferences, reminders, trackers
from storage.reminders import Reminder
from tests.features.portability.test_import import export, send
from tests.support.ready_made import switched_on
from tests.support.town import ALICE, Town, does, settled_in

# Alice began on Tuesday, 24 November 2026; four weeks later it is asked for the first time.
FIRST = date(2026, 12, 22)
QUESTION = "does keeping this diary help you?"


async def tells(town: Town, alice: TelegramUser, day: date) -> list[str]:
    """Alice tells her day; what the bot wrote from then on."""
    heard = len(alice.heard)
    await town.at_local(day.isoformat(), "21:00")
    await does(town, alice, "[7]", "7:30", "[4]")
    return [message.words for message in alice.heard[heard:]]


async def says(town: Town, alice: TelegramUser, day: date, label: str) -> None:
    assert any(QUESTION in words for words in await tells(town, alice, day))
    await does(town, alice, label)


async def evening(town: Town) -> Reminder:
    found = await town.app.store.read(lambda tx: reminders.get(tx, ALICE, "evening"))
    assert found is not None
    return found


async def test_it_comes_once_a_month_below_the_card_and_without_a_sound(
    town: Town, alice: TelegramUser
) -> None:
    early = await tells(town, alice, FIRST - timedelta(days=1))
    assert not any(QUESTION in words for words in early)
    await says(town, alice, FIRST, "[It helps]")
    assert "Good to know, thank you." in alice.last.words
    assert alice.last.silent
    for later in (1, 14, 29):
        quiet = await tells(town, alice, FIRST + timedelta(days=later))
        assert not any(QUESTION in words for words in quiet)
    assert any(QUESTION in words for words in await tells(town, alice, date(2027, 1, 21)))


async def test_the_answer_is_kept_and_a_second_press_corrects_it(
    town: Town, alice: TelegramUser
) -> None:
    await tells(town, alice, FIRST)
    for button in ("It makes no difference", "It makes no difference"):
        if button in alice.buttons():
            await does(town, alice, f"[{button}]")
    told = await town.app.store.read(lambda tx: entries.of_kind(tx, ALICE, "diary.effect"))
    assert [entry.content for entry in told] == [{"effect": "nothing"}]


async def finds_it_heavier(town: Town, alice: TelegramUser) -> None:
    await says(town, alice, FIRST, "[It makes things heavier]")
    assert "telling your therapist" in alice.last.words


async def test_heavier_offers_a_break_at_once(town: Town, alice: TelegramUser) -> None:
    await finds_it_heavier(town, alice)
    await does(town, alice, "[A break]")
    assert "How long would you like me to be quiet?" in alice.last.words


async def test_heavier_offers_a_shorter_diary_that_can_be_put_back(
    town: Town, alice: TelegramUser
) -> None:
    await finds_it_heavier(town, alice)
    await does(town, alice, "[A shorter diary]")
    assert (await evening(town)).days == (1, 3, 5)
    person = await town.app.store.read(lambda tx: people.get(tx, ALICE))
    assert person is not None
    assert not person.follow_up
    await does(town, alice, "[Back to how it was]")
    assert (await evening(town)).days in ((), (1, 2, 3, 4, 5, 6, 7))
    person = await town.app.store.read(lambda tx: people.get(tx, ALICE))
    assert person is not None
    assert person.follow_up
    left = await town.app.store.read(lambda tx: preferences.all_(tx, ALICE))
    assert set(left) == {"monthly.next"}


async def own_questions(town: Town, alice: TelegramUser) -> None:
    """Energy, what helped and the night in detail; anxiety rests already."""
    await does(town, alice, *switched_on("Energy", "Anxiety", "✓ Anxiety"))
    await does(
        town,
        alice,
        "/trackers",
        "[Sleep, what happened, what helped]",
        "[What helped: off]",
        "[Sleep in detail: off]",
    )


async def active(town: Town) -> list[str]:
    found = await town.app.store.read(lambda tx: trackers.list_(tx, ALICE))
    return [tracker.id for tracker in found if tracker.active]


async def test_a_lighter_diary_lets_own_questions_rest_and_says_so(
    town: Town, alice: TelegramUser
) -> None:
    await finds_it_heavier(town, alice)
    await own_questions(town, alice)
    offer = next(m for m in alice.heard if "a break or a shorter diary" in m.words)
    await does(town, alice, "[A shorter diary]")
    said = alice.chat.messages[offer.message["message_id"]].words
    assert "Your own questions are paused, and your answers stay. One tap brings them back" in said
    assert await active(town) == []
    await does(town, alice, "/day 2026-12-21", "[6]", "[7]", "[4]")
    assert "Noted for" in alice.last.words
    await does(town, alice, "/trackers", "[Ask my own questions again]")
    assert await active(town) == ["energy"]
    await does(town, alice, "[Sleep, what happened, what helped]")
    assert {"What helped: on", "Sleep in detail: on"} <= set(alice.buttons())
    assert "Ask my own questions again" not in alice.buttons()
    # The evenings stay fewer: only the questions were woken.
    assert (await evening(town)).days == (1, 3, 5)


async def test_all_that_rested_comes_back_with_how_it_was(town: Town, alice: TelegramUser) -> None:
    await finds_it_heavier(town, alice)
    await own_questions(town, alice)
    await does(town, alice, "[A shorter diary]")
    assert await active(town) == []
    await does(town, alice, "[Back to how it was]")
    assert await active(town) == ["energy"]
    left = await town.app.store.read(lambda tx: preferences.all_(tx, ALICE))
    assert left == {"monthly.next": "2027-01-21", "ask_helped": "on", "sleep": "detailed"}


async def test_what_rests_can_still_be_woken_after_an_import(
    town: Town, alice: TelegramUser
) -> None:
    await finds_it_heavier(town, alice)
    await own_questions(town, alice)
    await does(town, alice, "[A shorter diary]")
    before = await export(town, alice)
    await does(town, alice, "/delete", "[Erase everything]")
    await town.later(days=1)
    await settled_in(town, alice)
    await send(town, alice, before)
    await does(town, alice, "[Import it]", "/trackers", "[Ask my own questions again]")
    assert await active(town) == ["energy"]


async def test_a_diary_of_mood_sleep_and_goals_has_nothing_to_wake(
    town: Town, alice: TelegramUser
) -> None:
    await finds_it_heavier(town, alice)
    await does(town, alice, "[A shorter diary]")
    assert "Your own questions are paused" not in alice.last.words
    await does(town, alice, "/trackers")
    assert "Ask my own questions again" not in alice.buttons()


async def test_it_can_be_switched_off(town: Town, alice: TelegramUser) -> None:
    await says(town, alice, FIRST, "[Don't ask this again]")
    later = await tells(town, alice, date(2027, 1, 26))
    assert not any(QUESTION in words for words in later)


async def test_a_questionnaire_waits_when_it_is_asked(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "/scales PHQ-2", "[Start]", "[Not at all]", "[Not at all]")
    heard = await tells(town, alice, FIRST)
    assert sum(QUESTION in words for words in heard) == 1
    assert not any("It's time for" in words for words in heard)
    heard = await tells(town, alice, FIRST + timedelta(days=1))
    assert any("It's time for PHQ-2 again" in words for words in heard)


@pytest.mark.parametrize("day", [date(2026, 12, 25), date(2026, 12, 27)])
async def test_days_with_a_quiet_question_of_their_own_are_left_alone(
    town: Town, alice: TelegramUser, day: date
) -> None:
    heard = await tells(town, alice, day)
    assert not any(QUESTION in words for words in heard)

import asyncio

import pytest

from bot.features.check_in.nudges import STILL_HERE
from bot.playground.faults import PlannedFault
from bot.playground.people import TelegramUser
from bot.playground.world import StoredMessage
from storage import inbox, nudges
from tests.support.evening import QUESTION
from tests.support.town import ALICE, BOB, Town, does, moment, settled_in

TODAY, TOMORROW = "2026-11-24", "2026-11-25"


def questions(town: Town) -> int:
    """How many times Alice was asked about her day in a new message."""
    sends = town.playground.ledger.sends(ALICE)
    return sum(QUESTION in send.text for send in sends)


def asked(person: TelegramUser) -> list[StoredMessage]:
    """The messages in which the bot asks how the day was, as they stand now."""
    return [message for message in person.heard if QUESTION in message.words]


async def test_the_nudge_is_the_first_question(town: Town, alice: TelegramUser) -> None:
    await town.at_local(TODAY, "20:59:55")
    assert asked(alice) == []
    await town.at_local(TODAY, "21:00:00")
    assert len(asked(alice)) == 1
    assert not alice.last.silent
    await does(town, alice, "[7]")
    assert "last night's sleep" in alice.last.words


async def test_it_comes_once_however_often_the_clock_is_looked_at(
    town: Town, alice: TelegramUser
) -> None:
    await town.at_local(TODAY, "21:00:00")
    for _ in range(5):
        await town.later(seconds=5)
    assert len(asked(alice)) == 1


async def test_nobody_is_asked_who_has_answered(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "/checkin", "[7]")
    heard = len(alice.heard)
    await town.at_local(TODAY, "21:00")
    await town.at_local(TODAY, "22:00")
    assert len(alice.heard) == heard


async def test_one_quiet_follow_up_and_then_silence(town: Town, alice: TelegramUser) -> None:
    await town.at_local(TODAY, "21:00")
    await town.at_local(TODAY, "22:00:05")
    follow_up = alice.last
    assert any(words.message in follow_up.words for words in STILL_HERE)
    assert follow_up.silent
    assert len(asked(alice)) == 1
    heard = len(alice.heard)
    await town.at_local(TODAY, "23:30")
    assert len(alice.heard) == heard
    await does(town, alice, "[4]")
    assert "last night's sleep" in alice.last.words


async def test_the_follow_up_can_be_switched_off(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "/reminders", "[Follow-up: on]")
    await town.at_local(TODAY, "21:00")
    heard = len(alice.heard)
    await town.at_local(TODAY, "22:30")
    assert len(alice.heard) == heard


async def test_an_unanswered_question_says_that_it_can_still_be_filled_in(
    town: Town, alice: TelegramUser
) -> None:
    await town.at_local(TODAY, "21:00")
    await town.at_local(TODAY, "22:00:05")
    heard = len(alice.heard)
    await town.at_local(TOMORROW, "04:00:05")
    assert len(alice.heard) == heard
    assert "You can still fill it in" in alice.last.words
    await does(town, alice, "[Fill in Tue 24 Nov]", "[5]")
    assert "night before" in alice.last.words


async def test_later_asks_again_after_a_while(town: Town, alice: TelegramUser) -> None:
    await town.at_local(TODAY, "21:00")
    await does(town, alice, "[Later]", "[15 min]")
    assert "I'll ask again at 21:15" in alice.last.words
    await town.at_local(TODAY, "21:14:50")
    assert asked(alice) == []
    await town.at_local(TODAY, "21:15:01")
    assert "Here's the question again, as you asked." in alice.last.words
    await town.at_local(TODAY, "22:00:05")
    assert len(asked(alice)) == 1


async def test_later_can_be_said_more_than_once(town: Town, alice: TelegramUser) -> None:
    await town.at_local(TODAY, "21:00")
    await does(town, alice, "[Later]", "[15 min]")
    await town.at_local(TODAY, "21:15:01")
    await does(town, alice, "[Later]", "[1 h]")
    await town.at_local(TODAY, "22:15:02")
    assert "Here's the question again" in alice.last.words
    await does(town, alice, "[6]")
    assert "last night's sleep" in alice.last.words


async def test_a_snoozed_question_is_dropped_once_it_is_answered(
    town: Town, alice: TelegramUser
) -> None:
    await town.at_local(TODAY, "21:00")
    await does(town, alice, "[Later]", "[1 h]", "[Answer now]", "[6]", "[8]", "[4]")
    heard = len(alice.heard)
    await town.at_local(TODAY, "22:00:01")
    assert len(alice.heard) == heard


async def test_not_today_is_respected(town: Town, alice: TelegramUser) -> None:
    await town.at_local(TODAY, "21:00")
    await does(town, alice, "[Later]", "[Not today]")
    heard = len(alice.heard)
    await town.at_local(TODAY, "22:30")
    assert len(alice.heard) == heard


async def test_the_morning_lists_the_goals_with_their_counts(town: Town) -> None:
    alice = town.person()
    await settled_in(town, alice, goal="Walk after lunch")
    await does(town, alice, "/checkin", "7", "8", "4", "[✅ Done]")
    await town.at_local(TOMORROW, "08:00")
    assert "Walk after lunch — 3 times a week: 1 done so far" in alice.last.words
    assert alice.buttons() == ["On it", "Not today", "Change"]
    await does(town, alice, "[On it]")
    assert alice.buttons(alice.last.message["message_id"]) == []


async def test_goals_switched_on_again_in_the_morning_come_the_next_day(town: Town) -> None:
    alice = town.person()
    await settled_in(town, alice, goal="Walk after lunch")
    await does(town, alice, "/reminders", "[Morning goals]", "[Morning goals: on]")
    await town.at_local(TOMORROW, "09:10")
    before = len(alice.heard)
    await does(town, alice, "[Morning goals: off]")
    await town.later(minutes=30)
    assert len(alice.heard) == before
    assert "08:00, every day" in alice.last.words
    await town.at_local("2026-11-26", "08:00")
    assert "Walk after lunch" in alice.last.words
    assert "A little late" not in alice.last.words


async def test_a_time_that_has_just_passed_is_no_reason_for_an_apology(town: Town) -> None:
    alice = town.person()
    await settled_in(town, alice, goal="Walk after lunch")
    await does(town, alice, "/reminders", "[Morning goals]", "[Time]", "10:00")
    await town.at_local(TOMORROW, "09:10")
    await does(town, alice, "[Undo]")
    await town.later(minutes=1)
    assert "Walk after lunch" in alice.last.words
    assert "A little late" not in alice.last.words


async def test_without_goals_the_morning_is_quiet(town: Town, alice: TelegramUser) -> None:
    heard = len(alice.heard)
    await town.at_local(TOMORROW, "08:00")
    assert len(alice.heard) == heard


async def test_a_rest_is_a_rest_and_ends_by_itself(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "/pause", "[1 week]")
    assert "quiet until Tue 1 Dec" in alice.last.words
    heard = len(alice.heard)
    for day in ("2026-11-24", "2026-11-27", "2026-11-30"):
        await town.at_local(day, "21:00")
    assert len(alice.heard) == heard
    await town.at_local("2026-12-01", "21:00")
    assert QUESTION in alice.last.words


async def test_a_rest_can_be_ended_early(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "/pause", "[1 week]", "/pause", "[End the break]")
    await town.at_local(TODAY, "21:00")
    assert QUESTION in alice.last.words


async def test_only_the_chosen_weekdays(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "/reminders", "[Evening check-in]", "[Days]", "mon wed")
    await town.at_local(TODAY, "21:00")
    assert asked(alice) == []
    await town.at_local(TOMORROW, "21:00")
    assert len(asked(alice)) == 1


async def test_another_time_counts_from_today_and_repeats_nothing(
    town: Town, alice: TelegramUser
) -> None:
    await town.at_local(TODAY, "21:00")
    await does(town, alice, "/reminders", "[Evening check-in]", "[Time]", "22:15")
    await town.at_local(TODAY, "22:15")
    assert questions(town) == 1
    await town.at_local(TOMORROW, "21:00")
    assert questions(town) == 1
    await town.at_local(TOMORROW, "22:15")
    assert questions(town) == 2


async def test_a_flight_does_not_ask_twice_about_one_day(town: Town, alice: TelegramUser) -> None:
    await town.at_local(TODAY, "21:00")
    await does(town, alice, "/settings", "[Time zone]", "New York")
    await town.at_local(TODAY, "21:00", "America/New_York")
    assert questions(town) == 1
    await does(town, alice, "[5]")
    assert any("last night's sleep" in message.words for message in alice.heard)


async def test_someone_who_blocked_the_bot_is_left_alone_until_they_return(
    town: Town, alice: TelegramUser
) -> None:
    alice.blocks()
    await town.settle()
    sends = len(town.playground.ledger.sends(ALICE))
    await town.at_local(TODAY, "21:00")
    assert len(town.playground.ledger.sends(ALICE)) == sends
    alice.unblocks()
    await does(town, alice, "/checkin")
    assert QUESTION in alice.last.words
    await does(town, alice, "/cancel")
    await town.at_local(TOMORROW, "21:00")
    assert QUESTION in alice.last.words


async def test_a_late_nudge_says_so_and_an_old_one_is_dropped(
    town: Town, alice: TelegramUser
) -> None:
    await town.at_local(TODAY, "22:30")
    assert "a little later than you asked" in alice.last.words
    bob = town.person(BOB, "Bob")
    await town.at_local(TOMORROW, "12:00")
    await settled_in(town, bob)
    heard = len(bob.heard)
    await town.at_local(TOMORROW, "23:30")
    assert len(bob.heard) == heard

    def read(tx) -> str | None:
        from datetime import date

        found = nudges.state(tx, BOB, "evening", date(2026, 11, 25))
        return found.reason if found else None

    assert await town.app.store.read(read) == "too late"


async def test_a_late_nudge_that_telegram_holds_up_grows_no_older_than_any_other(
    town: Town, alice: TelegramUser
) -> None:
    town.playground.faults.plan(PlannedFault.too_many(1), "sendMessage")
    town.clock.travel(moment(TODAY, "22:50"))
    await town.app.sweep()
    town.clock.travel(moment(TODAY, "23:00:01"))
    await town.app.settle()
    assert asked(alice) == []


async def test_a_question_that_telegram_held_up_is_not_followed_up(
    town: Town, alice: TelegramUser
) -> None:
    town.playground.faults.plan(PlannedFault.too_many(4200), "sendMessage", chat_id=ALICE)
    await town.at_local(TODAY, "21:00")
    await town.at_local(TODAY, "22:00:05")
    await back_again(town, TODAY, "22:10:10")
    assert questions(town) == 1


async def test_a_question_is_folded_away_only_for_another_that_can_still_come(
    town: Town, alice: TelegramUser
) -> None:
    await town.at_local(TODAY, "21:00")
    town.playground.faults.plan(PlannedFault.too_many(9000), "editMessageText", chat_id=ALICE)
    await town.at_local(TODAY, "22:00:05")
    await back_again(town, TOMORROW, "00:31")
    assert questions(town) == 1
    assert len(asked(alice)) == 1
    await does(town, alice, "[7]")
    assert "Mood 7 of 10" in alice.last.words


async def back_again(town: Town, day: str, time: str) -> None:
    """Let the bot be started anew at a time when Telegram takes everything again."""
    await town.sleep()
    town.clock.travel(moment(day, time))
    await town.wake()
    await asyncio.sleep(0.2)
    await town.settle()


@pytest.mark.parametrize(
    ("damage", "asked_too"),
    [
        ("UPDATE goal SET content = x'00' WHERE user_id = 43", 1),
        ("UPDATE reminder SET content = x'00' WHERE user_id = 43", 0),
        ("UPDATE person SET content = x'00' WHERE id = 43", 0),
    ],
    ids=["a goal", "the reminder", "the person"],
)
async def test_what_does_not_open_of_one_person_silences_nobody_else(
    town: Town, alice: TelegramUser, damage: str, asked_too: int
) -> None:
    bob = town.person(BOB, "Bob")
    await settled_in(town, bob, goal="Walk after lunch")

    def spoil(tx) -> None:
        tx.connection.exec_driver_sql(damage)

    await town.app.store.write(spoil)
    await town.at_local(TODAY, "21:00")
    assert len(asked(alice)) == 1
    assert len(asked(bob)) == asked_too


async def test_someone_whose_choices_do_not_open_is_told_so_and_waits_for_nothing(
    town: Town, alice: TelegramUser
) -> None:
    def spoil(tx) -> None:
        tx.connection.exec_driver_sql("UPDATE person SET content = x'00'")

    await town.app.store.write(spoil)
    await does(town, alice, "a long day")
    assert "Something went wrong on my side" in alice.last.words
    assert await town.app.store.read(inbox.waiting) == []


async def test_a_clock_set_right_is_followed_beside_what_does_not_open(
    town: Town, alice: TelegramUser
) -> None:
    bob = town.person(BOB, "Bob")
    await settled_in(town, bob)
    await town.at_local("2026-11-27", "12:00")

    def spoil(tx) -> None:
        tx.connection.exec_driver_sql("UPDATE person SET content = x'00' WHERE id = 43")

    await town.app.store.write(spoil)
    await town.at_local(TODAY, "20:00")
    heard = len(asked(alice))
    await town.at_local(TODAY, "21:00")
    assert len(asked(alice)) == heard + 1


async def test_later_offers_only_what_still_belongs_to_the_day(
    town: Town, alice: TelegramUser
) -> None:
    await town.at_local(TODAY, "21:00")
    await town.at_local(TOMORROW, "02:00")
    await does(town, alice, "[Later]")
    assert alice.buttons() == ["15 min", "1 h", "Not today", "‹ Back"]


async def test_later_is_offered_anew_when_the_day_would_be_over_by_then(
    town: Town, alice: TelegramUser
) -> None:
    await town.at_local(TODAY, "21:00")
    await town.at_local(TOMORROW, "00:50")
    await does(town, alice, "[Later]")
    await town.at_local(TOMORROW, "01:10")
    await does(town, alice, "[3 h]")
    assert alice.buttons() == ["15 min", "1 h", "Not today", "‹ Back"]
    await does(town, alice, "[1 h]")
    assert "I'll ask again at 02:10." in alice.last.words
    await town.at_local(TOMORROW, "02:11")
    assert "Here's the question again, as you asked." in alice.last.words


async def test_after_a_week_away_nothing_piles_up(town: Town, alice: TelegramUser) -> None:
    await town.sleep()
    town.clock.travel(town.clock.now().replace(month=12, day=1, hour=19, minute=30))
    await town.wake()
    heard = len(alice.heard)
    await town.later(seconds=1)
    assert len(alice.heard) - heard <= 1

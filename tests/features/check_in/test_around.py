"""Around nine: a steady minute near the hour, said plainly, and taken back with a tap."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.playground.people import TelegramUser
from storage import preferences, reminders
from storage.transaction import Tx
from tests.features.portability.test_import import exported, send
from tests.support.evening import QUESTION
from tests.support.town import ALICE, BOB, Town, does, keeps_being_asked, moment, settled_in

TODAY = "2026-11-24"
RIGA = ZoneInfo("Europe/Riga")
AROUND_NINE = "between 20:45 and 21:15"


async def due(town: Town, kind: str = "evening") -> datetime:
    """When Alice's next message of a kind is due."""

    def look(tx: Tx) -> datetime | None:
        known = reminders.get(tx, ALICE, kind)
        return known.next_due_at if known else None

    found = await town.app.store.read(look)
    assert found is not None
    return found


def evenings(town: Town) -> list[datetime]:
    """When Alice was asked how her day was, by herself."""
    sends = town.playground.ledger.sends(ALICE)
    return [one.at.astimezone(RIGA) for one in sends if QUESTION in one.text]


async def wait_for_it(town: Town) -> datetime:
    """Look at the clock each minute until she is asked."""
    before = len(evenings(town))
    for _ in range(24 * 60):
        await town.later(minutes=1)
        if len(evenings(town)) > before:
            return evenings(town)[-1]
    raise AssertionError("she was not asked")


@pytest.mark.parametrize("said", ["around 9", "about 9 pm", "9ish", "~21:00", "21:00 or so"])
async def test_however_it_is_said_it_is_kept_as_around_nine(
    town: Town, alice: TelegramUser, said: str
) -> None:
    await does(town, alice, "/reminders", "[Evening check-in]", "[Time]", said)
    assert alice.last.words == (
        f"Evening check-in: {AROUND_NINE} from now on, always at the same minute."
    )
    await does(town, alice, "/reminders")
    assert "Evening check-in: around 21:00, every day" in alice.last.words


async def test_it_comes_once_an_evening_within_the_window_and_at_the_same_minute(
    town: Town, alice: TelegramUser
) -> None:
    await keeps_being_asked(town, alice)
    await does(town, alice, "ask me every evening around nine")
    await town.at_local(TODAY, "20:44")
    first = await wait_for_it(town)
    assert "20:45" <= f"{first:%H:%M}" < "21:15"
    for day in (1, 2):
        await town.until(first.astimezone(UTC) + timedelta(days=day, seconds=-1))
        assert len(evenings(town)) == day
        await town.later(seconds=1)
        assert len(evenings(town)) == day + 1
        await town.later(hours=2)
        assert len(evenings(town)) == day + 1


async def test_two_people_of_the_same_wish_need_not_have_the_same_minute(town: Town) -> None:
    minutes = set()
    for number in range(8):
        person = town.person(BOB + number, "Bob")
        await settled_in(town, person)
        await does(town, person, "ask me every evening around nine")
        known = await town.app.store.read(
            lambda tx, who=BOB + number: reminders.get(tx, who, "evening")
        )
        assert known is not None
        assert known.next_due_at is not None
        minutes.add(known.next_due_at)
    assert len(minutes) > 1


async def test_exactly_takes_it_back_and_a_chosen_time_is_meant_to_the_minute(
    town: Town, alice: TelegramUser
) -> None:
    at_nine = moment(TODAY, "21:00")
    await does(town, alice, "/reminders", "[Evening check-in]", "[Around 21:00 is fine too]")
    assert f"That's {AROUND_NINE}, always at the same minute." in alice.last.words
    await does(town, alice, "[Exactly at 21:00]")
    assert "between" not in alice.last.words
    assert await due(town) == at_nine
    await does(town, alice, "[Around 21:00 is fine too]", "[Time]", "[21:00]")
    assert await due(town) == at_nine


async def test_a_switch_or_other_days_leave_it_as_it_is(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "ask me every evening around nine")
    before = await due(town)
    await does(town, alice, "/reminders", "[Evening check-in]", "[Evening check-in: on]")
    assert not any("fine too" in label or "Exactly" in label for label in alice.buttons())
    await does(town, alice, "[Evening check-in: off]")
    assert await due(town) == before
    await does(town, alice, "[Days]", "weekend", "/reminders")
    assert "Evening check-in: around 21:00, Sat, Sun" in alice.last.words


async def test_undo_brings_back_the_time_as_it_was_wished(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "ask me every evening around nine", "ask me every evening at ten")
    await does(town, alice, "[Undo]", "/reminders")
    assert "Evening check-in: around 21:00, every day" in alice.last.words


async def test_an_hour_of_the_morning_is_asked_about_and_stays_rough(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "ask me every day around 8 am")
    assert alice.last.words == "What would you like me to do around 08:00?"
    await does(town, alice, "[Morning goals]", "/reminders")
    assert "Morning goals: around 08:00, every day" in alice.last.words
    found = (await due(town, "morning")).astimezone(RIGA)
    assert "07:45" <= f"{found:%H:%M}" < "08:15"


async def test_moved_for_one_evening_it_says_around_what_it_usually_comes(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "ask me every evening around nine")
    usual = await due(town)
    await does(town, alice, "ask me at 22:00 today")
    assert await due(town) == moment(TODAY, "22:00")
    await does(town, alice, "[Around 21:00 as usual]")
    assert alice.last.words == "All right, around 21:00 as usual."
    assert await due(town) == usual


async def test_it_travels_with_her_and_holds_over_the_night_when_the_clocks_change(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "ask me every evening around nine")
    minute = f"{(await due(town)).astimezone(RIGA):%H:%M}"
    await town.at_local("2027-03-27", "12:00")  # the clocks go forward in the night
    await town.at_local("2027-03-28", "12:00")
    assert f"{(await due(town)).astimezone(RIGA):%H:%M}" == minute
    await does(town, alice, "I'm in Tokyo now")
    assert f"{(await due(town)).astimezone(ZoneInfo('Asia/Tokyo')):%H:%M}" == minute


async def test_within_the_window_nothing_is_said_of_being_late(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "ask me every evening around nine")
    await town.at_local(TODAY, "21:14")
    assert evenings(town)
    assert "later than you asked for" not in alice.last.words


async def test_it_goes_along_with_the_export_and_comes_back(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "ask me every evening around nine", "Called my sister", "/export")
    file = exported(town, alice)
    assert file["preferences"]["evening.around"] == "on"
    await does(town, alice, "ask me every evening at 9", "/reminders")
    assert "Evening check-in: 21:00, every day" in alice.last.words
    bob = town.person(BOB, "Bob")
    await settled_in(town, bob)
    await send(town, bob, file)
    await does(town, bob, "[Import it]", "/reminders")
    assert "Evening check-in: around 21:00, every day" in bob.last.words


async def test_a_word_that_no_button_writes_is_as_if_it_were_exact(
    town: Town, alice: TelegramUser
) -> None:
    await town.app.store.write(lambda tx: preferences.set_(tx, ALICE, "evening.around", "perhaps"))
    await does(town, alice, "/reminders")
    assert "Evening check-in: 21:00, every day" in alice.last.words

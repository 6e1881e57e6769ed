"""The eight made-up weeks of the try-out: a life that every picture and list has something of."""

from datetime import date, timedelta
from functools import partial
from typing import Any

from bot.demo.demo import make_up
from bot.demo.diary import SILENT
from bot.playground.people import TelegramUser
from tests.features.portability.test_import import export
from tests.support.ready_made import switched_on
from tests.support.town import ALICE, Town, does, settled_in

NOW = date(2026, 11, 24)


async def filled(town: Town) -> None:
    await town.app.store.write(partial(make_up, deps=town.app.deps, user_id=ALICE))


async def test_week_timeline_and_scales_all_show_something(
    town: Town, alice: TelegramUser
) -> None:
    await filled(town)
    await does(town, alice, "/week")
    assert "Mood: 6 of 7 days" in alice.last.words
    await does(town, alice, "/timeline")
    assert "Out of bed before nine, five days running" in alice.last.words
    assert "4 sessions" in alice.last.words
    assert "44 on Thu 29 Oct, 60 on Thu 12 Nov." in alice.last.words
    await does(town, alice, "/scales WHO-5")
    assert "60 of 100" in alice.last.words
    assert "Thu 29 Oct — 44 of 100." in alice.last.words
    await does(town, alice, "/trackers")
    assert "• Energy, Mon, Fri" in alice.last.words
    await does(town, alice, "/session")
    assert "Next session: Wed 2 Dec, 15:00" in alice.last.words
    assert "How do I tell them at work that I need breaks?" in alice.last.words
    await does(town, alice, "/plan")
    assert "• Sam, 555 0100, also at night" in alice.last.words
    assert "You stopped" not in alice.last.words


async def test_the_latest_nights_are_told_by_the_clock(town: Town, alice: TelegramUser) -> None:
    await filled(town)
    await does(town, alice, "/week sleep")
    assert alice.last.message.get("photo")
    await does(town, alice, "/month sleep")
    assert alice.last.message.get("photo")
    told = (await export(town, alice))["check_ins"]
    slept = {date.fromisoformat(one["date"]): one for one in told if one["sleep_hours"]}
    timed = {day for day, one in slept.items() if one["bed_time"] and one["wake_time"]}
    assert timed == {day for day in slept if day >= NOW - timedelta(days=28)}
    assert 20 < len(timed) < len(slept)
    assert len({slept[day]["wake_time"] for day in timed}) > 4


async def test_gaps_stay_gaps(town: Town, alice: TelegramUser) -> None:
    await filled(town)
    told = {day["date"]: day["answers"] for day in (await export(town, alice))["check_ins"]}
    for back in SILENT:
        assert (NOW - timedelta(days=back)).isoformat() not in told
    energy = [day for day, answers in told.items() if answers.get("energy") is not None]
    assert 8 < len(energy) <= 16
    assert {date.fromisoformat(day).isoweekday() for day in energy} == {1, 5}
    assert any("helped" in answers for answers in told.values())


def lived(document: dict[str, Any]) -> list[Any]:
    """What was told, without the ids, which differ from life to life."""
    entries = [(e["kind"], e["date"], str(e["content"])) for e in document["entries"]]
    return [document["check_ins"], sorted(entries), document["preferences"]]


async def test_the_made_up_weeks_are_the_same_each_time_and_come_once(
    town: Town, alice: TelegramUser
) -> None:
    await filled(town)
    first = lived(await export(town, alice))
    await filled(town)
    assert lived(await export(town, alice)) == first
    await does(town, alice, "/delete", "[Erase everything]")
    await town.later(seconds=1)
    await settled_in(town, alice)
    await filled(town)
    assert lived(await export(town, alice)) == first


async def test_an_evening_after_it_is_as_short_as_before(town: Town) -> None:
    alice = town.person()
    await settled_in(town, alice, goal="Walk after lunch")
    await filled(town)
    await does(town, alice, "/checkin", "6", "7", "4", "[Save]")
    assert "Noted for" in alice.last.words


async def test_what_someone_has_already_is_left_alone(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "/session", "[Wed]", "[09:00]", "[Every week]")
    await does(town, alice, *switched_on("Stress"), "/day 2026-11-21", "6")
    await filled(town)
    await does(town, alice, "/session")
    assert "Next session: Wed 25 Nov, 09:00" in alice.last.words
    assert "15:00" not in alice.last.words
    await does(town, alice, "/trackers")
    assert "Energy" not in alice.last.words


async def test_the_evening_before_the_made_up_session_prepares_for_it(
    town: Town, alice: TelegramUser
) -> None:
    await filled(town)
    await town.at_local("2026-12-01", "21:00")
    await town.at_local("2026-12-01", "21:20")
    eve = next(m.words for m in alice.heard if "Your session is tomorrow at 15:00." in m.words)
    assert "From your session on Wed 18 Nov: “The hard fortnight is not the whole of it.”" in eve
    assert "How do I tell them at work that I need breaks?" in eve

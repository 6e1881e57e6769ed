"""Nights by the clock, as a picture."""

from bot.playground.people import TelegramUser
from charts.nights_view import NightsView
from tests.features.pictures.shown import folded, shown
from tests.features.test_sleep import DETAIL, NIGHT
from tests.features.week.test_weeks import a_week, picture
from tests.support.town import Town, does


async def test_a_night_told_in_detail_is_a_bar_with_its_parts(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, *DETAIL, "/checkin", "[6]", *NIGHT, "[3]", "/week sleep")
    assert picture(town, alice.last).size == (1080, 1350)
    view = await shown(town, alice, "nights", length="7")
    assert isinstance(view, NightsView)
    (night,) = view.nights
    assert night.asleep == (11 * 60, 18 * 60 + 30)
    assert night.in_bed == (11 * 60, 19 * 60)
    assert (night.to_sleep, night.wakings, night.slept, night.part) == (45, 2, "5:45", "72%")
    assert (night.begins, night.ends) == ("23:00", "7:00")
    assert (
        "Tue 24 Nov: in bed 23:00–7:00, tried to sleep 23:00, awake 6:30, 45 min to fall asleep, "
        "woke up 2 times, 1 h awake in between, 5:45 h asleep, 72% of the time in bed."
    ) in folded(alice)
    assert "So far there's 1." in alice.last.words.splitlines()[2]


async def test_nights_told_by_their_hours_have_no_bar_and_are_no_zero(
    town: Town, alice: TelegramUser
) -> None:
    await a_week(town, alice)
    await does(town, alice, "/day 2026-11-23", "5", "23:10-06:40", "3")
    view = await shown(town, alice, "nights", length="7")
    assert isinstance(view, NightsView)
    assert [night.asleep is not None for night in view.nights] == [False] * 5 + [True, False]
    assert [night.slept for night in view.nights] == ["6:00", "7:00", "", "5:00", "8:00", "7:30",
                                                      "7:30"]  # fmt: skip
    assert view.title == "Times filled in for 1 of 7 nights"


async def test_how_alike_nights_end_is_said_from_ten_on(town: Town, alice: TelegramUser) -> None:
    for n, wake in enumerate(("06:40", "06:50", "07:00", "07:10", "07:20") * 2):
        await does(town, alice, f"/day 2026-11-{n + 14}", "5", f"23:10-{wake}", "3")
    await does(town, alice, "/month sleep")
    assert alice.last.words.splitlines()[2] == (
        "Half the time, your sleep ended within 10 min of 07:00 (10 nights in four weeks)."
    )
    await does(town, alice, "[One week]")
    assert "(10 nights in four weeks)" in alice.last.words

"""Twelve months as a picture."""

from bot.playground.people import TelegramUser
from charts.year_view import YearView
from tests.features.pictures.shown import folded, shown
from tests.features.week.test_weeks import a_week, picture
from tests.support.town import Town, does


async def test_a_year_is_a_picture_with_its_months_in_words(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/day 2026-10-01", "3", "7", "3")
    await a_week(town, alice)
    await does(town, alice, "/year")
    assert picture(town, alice.last).size == (1080, 1350)
    assert alice.last.words.splitlines()[:3] == [
        "6 of 55 days, mostly 3 to 6",
        "Your days so far, from 1 Oct",
        "Mood: 6 of 55 days, from 3 to 7 of 10, with 4.5 in the middle.",
    ]
    assert "Oct: 1 of 31 days.\nNov: 5 of 24 days, with 5 in the middle.\n" in folded(alice)
    assert "Nov, by its days: 18: 4, 19: 5, 21: 3, 22: 6, 24: 7." in folded(alice)
    assert "◀ Earlier" not in alice.buttons()


async def test_a_year_begins_with_the_diary_and_earlier_ends_there(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/day 2025-06-10", "3", "7", "3")
    await a_week(town, alice)
    view = await shown(town, alice, "year")
    assert isinstance(view, YearView)
    assert [len(month.days) for month in view.months] == [31, 31, 28, 31, 30, 31, 30, 31, 31, 30,
                                                          31, 24]  # fmt: skip
    await does(town, alice, "/year", "[◀ Earlier]")
    assert "\nYour days so far, from 10 Jun 2025\n" in alice.last.words
    assert "◀ Earlier" not in alice.buttons()
    await does(town, alice, "[Later ▶]")
    assert "\nYour year, 1 Dec 2025 – 24 Nov 2026\n" in alice.last.words
    await does(town, alice, "/year 2025")
    assert "\nYour days so far, from 10 Jun 2025\n" in alice.last.words


async def test_a_month_of_which_one_day_has_come_is_not_one_of_one_days(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/checkin", "[4]", "/year")
    assert "Nov: one day, 4 of 10." in folded(alice)
    assert "1 days" not in alice.last.words

"""Days, months and times as a person's language writes them; in English the day comes first."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from babel.dates import format_date
from babel.numbers import format_decimal

from bot import local_forms
from bot.i18n import first_and_last, month_name, render, short_date
from conversations.text import Param, shown
from tests.support.pseudo import PSEUDO, lay_out, spoken_from

TUESDAY = date(2026, 11, 24)
JANUARY = date(2027, 1, 3)


@pytest.fixture(autouse=True)
def pseudo(tmp_path: Path) -> Iterator[None]:
    lay_out(tmp_path)
    with spoken_from(tmp_path):
        yield


@pytest.mark.parametrize(
    ("value", "english", "welsh"),
    [
        (TUESDAY, "Tue 24 Nov", "Maw, 24 Tach"),
        (time(9, 5), "09:05", "09:05"),
        (datetime(2026, 11, 24, 21, 15), "Tue 24 Nov, 21:15", "Maw, 24 Tach 21:15"),
        (1234.5, "1,234.5", "1,234.5"),
        (7, "7", "7"),
    ],
)
def test_a_value_is_written_as_the_language_does(value: Param, english: str, welsh: str) -> None:
    assert render(shown(value), "en") == english
    assert render(shown(value), "en-US") == english
    assert render(shown(value), PSEUDO) == welsh


def test_the_first_and_last_day_have_a_year_where_they_need_one() -> None:
    december = date(2026, 12, 7)
    assert first_and_last(december, TUESDAY, "en", today=TUESDAY) == ("7 Dec", "24 Nov")
    assert first_and_last(december, JANUARY, "en", today=JANUARY) == ("7 Dec 2026", "3 Jan 2027")
    assert first_and_last(date(2026, 1, 3), JANUARY, "en", today=JANUARY) == (
        "3 Jan 2026",
        "3 Jan 2027",
    )
    leap = first_and_last(date(2028, 2, 29), date(2029, 2, 28), "en", today=date(2029, 3, 1))
    assert leap == ("29 Feb 2028", "28 Feb 2029")
    assert first_and_last(december, JANUARY, PSEUDO, today=JANUARY) == (
        "7 Rhag 2026",
        "3 Ion 2027",
    )


def test_the_line_of_time_names_its_months() -> None:
    assert [month_name(day, "en") for day in (TUESDAY, JANUARY)] == ["Nov", "Jan 2027"]
    assert [month_name(day, "es") for day in (TUESDAY, JANUARY)] == ["nov", "ene 2027"]
    assert short_date(TUESDAY, "de") == "24. Nov."


@pytest.mark.parametrize(("skeleton", "pattern"), {**local_forms.PATTERNS, "EEE": "EEE"}.items())
def test_english_by_tables_is_that_of_cldr(skeleton: str, pattern: str) -> None:
    days = [date(2028, 1, 1) + timedelta(days=each) for each in range(366)]
    written = [local_forms.dated(day, skeleton, "en") for day in days]
    assert written == [format_date(day, pattern, locale="en") for day in days]


@pytest.mark.parametrize("value", [0.0, 0.005, 0.015, -0.5, 2.675, 7.25, 333_333.335, 1e16])
def test_numbers_by_hand_are_those_of_cldr(value: float) -> None:
    written = local_forms.decimal(value, "en")
    assert written == format_decimal(value, format="#,##0.##", locale="en")


def test_english_of_a_region_is_its_own() -> None:
    september = date(2026, 9, 7)
    assert short_date(september, "en") == "7 Sep"
    assert short_date(september, "en-GB") == "7 Sept"
    assert render(shown(1234.5), "en-ZA") == "1\u00a0234,5"

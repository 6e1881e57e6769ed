"""Days gone by and days to come, as people type them on Tuesday, 24 November 2026."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.formats import NO_END, Until, until_date
from conversations.parsing.dates import DAYS_BACK, EARLIEST, read_coming_day, read_past_day
from conversations.parsing.tongue import IN_ENGLISH
from conversations.parsing.vocabulary import ENGLISH
from conversations.text import Rejected
from tests.conversations.people import TODAY

PAST = {
    date(2026, 11, 24): [
        "today", "Today.", "2026-11-24", "24.11.", "24 nov", "Nov 24", "0 days ago",
    ],
    date(2026, 11, 23): [
        "yesterday", "Yesterday!", "monday", "mon", "last monday", "on monday", "1 day ago",
        "a day ago",
    ],
    date(2026, 11, 22): [
        "day before yesterday", "the day before yesterday", "sunday", "two days ago", "Sun",
    ],
    date(2026, 11, 20): [
        "2026-11-20", "2026/11/20", "2026.11.20", "20.11.", "20.11", "20. 11.", "20.11.2026",
        "20.11.26", "20/11/2026",
        "11/20/2026", "20/11", "11/20", "20-11-2026", "20 nov", "20 Nov", "20 november",
        "20 Nov 2026", "20. november",
        "Nov 20", "nov. 20", "November 20", "November 20th", "20th november", "20th of november",
        "Nov 20, 2026",
        "fri 20 nov", "Friday, Nov 20", "friday", "last friday", "the 20th", "20th", "20",
        "4 days ago", "２０２６-１１-２０",
        "20nov", "nov20",
    ],
    date(2026, 11, 17): ["tuesday", "last tuesday", "a week ago", "one week ago", "7 days ago"],
    date(2026, 10, 24): ["a month ago", "24 oct", "24.10."],
    date(2025, 12, 31): ["31 dec", "31.12.", "Dec 31", "31.12.2025", "31 December"],
    date(2025, 11, 24): ["2025-11-24", "a year ago", "12 months ago"],
    date(2025, 11, 23): ["2025-11-23"],
}  # fmt: skip

NO_PAST = [
    "", " ", "tomorrow", "2026-11-25", "1899-12-31", "9999-12-31", "0000-01-01",
    "0001-01-01", "2026-13-01",
    "2026-02-30", "31.02.", "32.1.", "29 feb", "20261120", "2026-W47-5", "2026-11", "5/6",
    "03/04",
    "nov", "november", "20 foo",
    "someday", "fortnight ago ago", "-1", "1e1", "nan", "²", "9999 years ago", "9" * 3000,
    "\ud800", "0", "32", "00.00.",
    "2026-11-20T10:00", "2026-11-20 10:00", "two", "ago", " ago", "1.5 days ago", "20.11.99",
    "2026--11-20",
]  # fmt: skip

COMING = {
    date(2026, 11, 25): [
        "tomorrow", "until tomorrow", "in a day", "in 1 day", "2026-11-25", "wednesday",
    ],
    date(2026, 11, 27): [
        "friday", "next friday", "until friday", "till Fri", "in 3 days", "27 nov", "27.11.",
    ],
    date(2026, 12, 1): [
        "next week", "in a week", "a week", "1 week", "tuesday", "week", "1 dec", "the 1st",
    ],
    date(2026, 12, 8): [
        "in two weeks", "two weeks", "2 weeks", "for two weeks", "in 14 days", "a fortnight",
        "fortnight",
    ],
    date(2026, 12, 24): [
        "24 dec", "Dec 24", "24.12.", "2026-12-24", "24th of December", "in a month",
        "next month", "24",
    ],
    date(2027, 2, 24): ["in 3 months", "three months", "24 feb", "24.2.2027"],
    date(2026, 11, 30): ["end of the month", "the end of the month", "end of month", "30 nov"],
    date(2026, 12, 31): ["end of the year", "end of year", "31 dec"],
    date(2027, 11, 24): ["in a year", "next year", "a year", "12 months"],
    date(2028, 2, 29): ["29 feb", "29.2.", "Feb 29"],
}  # fmt: skip

NOT_COMING = [
    "", "today", "yesterday", "2026-11-24", "2026-11-23", "2040-01-01", "9999-12-31",
    "9999 years",
    "0 days", "1/2", "3/4",
    "soon", "when I am ready", "nan", "1e9 days", "30.02.", "-3 days", "9" * 500, "a", "in",
    "until",
]  # fmt: skip


@pytest.mark.parametrize(("day", "typed"), [(d, s) for d, many in PAST.items() for s in many])
def test_a_day_gone_by(day, typed):
    assert read_past_day(typed, TODAY, ENGLISH) == day


@pytest.mark.parametrize("typed", NO_PAST)
def test_no_day_so_far(typed):
    assert read_past_day(typed, TODAY, ENGLISH) is None


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2025-02-01", date(2025, 2, 1)),
        ("1 feb 2019", date(2019, 2, 1)),
        ("31.12.1999", date(1999, 12, 31)),
        ("three years ago", date(2023, 11, 24)),
    ],
)
def test_looking_back_has_no_end_where_the_year_is_said(typed, day):
    assert read_past_day(typed, TODAY, ENGLISH) == day


@pytest.mark.parametrize(("day", "typed"), [(d, s) for d, many in COMING.items() for s in many])
def test_a_day_to_come(day, typed):
    assert read_coming_day(typed, TODAY, ENGLISH) == day


@pytest.mark.parametrize("typed", NOT_COMING)
def test_no_day_to_come(typed):
    assert read_coming_day(typed, TODAY, ENGLISH) is None
    with pytest.raises(Rejected):
        Until(TODAY).parse(typed, IN_ENGLISH)


def test_months_end_where_months_end():
    assert read_coming_day("in a month", date(2027, 1, 31), ENGLISH) == date(2027, 2, 28)
    assert read_past_day("29 feb", date(2028, 3, 1), ENGLISH) == date(2028, 2, 29)


@given(st.text() | st.from_regex(r"[0-9./\- a-z]{0,12}", fullmatch=True))
def test_any_text_is_a_day_in_the_window_or_nothing(text):
    past, coming = read_past_day(text, TODAY, ENGLISH), read_coming_day(text, TODAY, ENGLISH)
    assert past is None or EARLIEST <= past <= TODAY
    assert coming is None or coming > TODAY


@given(st.integers(0, DAYS_BACK))
def test_every_day_of_the_last_year_can_be_typed_as_it_is_exported(back):
    day = TODAY - timedelta(days=back)
    assert read_past_day(day.isoformat(), TODAY, ENGLISH) == day


def test_until_offers_spans_and_no_end():
    values = [o.value for row in Until(TODAY).options(None) for o in row]
    assert values == ["2w", "4w", "3m", NO_END]
    assert Until(TODAY).accept("2w", None) == "2026-12-08"
    assert Until(TODAY).accept("3m", None) == "2027-02-24"
    assert Until(TODAY).accept(NO_END, None) == NO_END


def test_the_day_chosen_before_stays_on_a_button():
    until = Until(TODAY)
    last = until.options("2026-12-24")[-1][-1]
    assert until.accept(last.value, "2026-12-24") == "2026-12-24"


@pytest.mark.parametrize("typed", ["no end", "No end date", "never", "open", "none", "no"])
def test_no_end_can_be_typed(typed):
    assert Until(TODAY).parse(typed, IN_ENGLISH) == NO_END


def test_a_pause_must_end():
    with pytest.raises(Rejected):
        Until(TODAY, endless=False).parse("never", IN_ENGLISH)
    with pytest.raises(Rejected):
        Until(TODAY, endless=False).accept(NO_END, None)


@pytest.mark.parametrize(
    "pressed", ["", "0w", "2x", "99y9", "2026-11-24", "2026-1-1", "soon", "w"]
)
def test_a_forged_button_is_refused(pressed):
    with pytest.raises(Rejected):
        Until(TODAY).accept(pressed, None)


def test_an_answer_without_a_day_has_none():
    assert until_date("2026-12-24") == date(2026, 12, 24)
    for value in (NO_END, None, "", "2026-02-30", 7, ["2026-12-24"]):
        assert until_date(value) is None


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("a few days", "2026-11-27"),
        ("for a few days", "2026-11-27"),
        ("Several days.", "2026-11-27"),
        ("a few weeks", "2026-12-15"),
    ],
)
def test_a_few_days_to_come_are_three(typed: str, value: str) -> None:
    assert Until(TODAY).parse(typed, IN_ENGLISH) == value


@pytest.mark.parametrize("typed", ["a few", "few good days", "a few days ago", "a few hours"])
def test_a_few_of_anything_else_is_no_day_to_come(typed: str) -> None:
    with pytest.raises(Rejected):
        Until(TODAY).parse(typed, IN_ENGLISH)
    assert read_past_day("a few days ago", TODAY, ENGLISH) is None

"""Times of day as people type them."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.formats import ClockTime, WishedTime
from conversations.formats.night_part import Bedtime, Waking
from conversations.parsing.clock import read_plain_time, read_time
from conversations.parsing.tongue import IN_ENGLISH
from conversations.parsing.vocabulary import ENGLISH
from conversations.text import Rejected

TIMES = {
    "21:00": [
        "21", "21:00", "21.00", "21h", "21 h 00", "2100", "9pm", "9 pm", "9PM", "9 p.m.", "9p.m",
        "9:00pm", "9.00 pm",
        "9 in the evening", "nine pm", "nine in the evening", "9 o'clock pm", "at 21", "at 9pm",
        "around 9 pm", "２１：００", "9ish pm", "9-ish p.m.", "9 pm or so",
        "exactly 9 pm", "9 pm sharp",
        "nine-ish in the evening", "somewhere around 9pm", "more or less 21:00", "21 give or take",
        "٢١:٠٠", "21:00!", "9 at night", "21:00 pm", "by 9pm",
    ],
    "09:00": [
        "9", "09", "9:00", "09:00", "9am", "9 a.m.", "900", "0900", "nine", "nine o'clock",
        "9 in the morning",
    ],
    "21:30": [
        "21:30", "21.30", "2130", "21h30", "9:30pm", "9.30 pm", "half past nine in the evening",
        "half past 9 pm",
    ],
    "09:30": ["half past nine", "half nine", "9:30", "9.30", "930", "9h30", "half past 9"],
    "09:15": ["quarter past nine", "a quarter past nine", "9:15"],
    "09:45": ["quarter to ten", "a quarter to 10"],
    "12:00": ["noon", "midday", "12", "12:00", "12pm", "12 pm", "twelve"],
    "00:00": ["midnight", "0:00", "00:00", "12am", "24:00", "0"],
    "12:45": ["quarter to one", "12:45", "1245"],
    "01:00": ["1", "1 at night", "one in the night", "1am"],
    "13:00": ["13", "1pm", "1 in the afternoon"],
    "07:05": ["7:05", "7.05", "0705", "7h05", "705"],
}  # fmt: skip

PLAINLY = {
    "21:00": ["9 pm", "about 9 pm", "around nine in the evening", "Around 9pm.", "21:00", "~21:00",
              "at 9 pm", "nine o'clock", "9ish pm", "at about 9 at night"],
    "21:30": ["half past nine", "around half past 9", "21:30", "9:30 pm"],
    "08:00": ["8 am", "about 8 in the morning", "08:00"],
    "00:00": ["midnight", "12 am"],
    "12:00": ["around noon"],
}  # fmt: skip
# A mood, a length of sleep, a year, a sum, a night, or more than a time.
NOT_PLAINLY = [
    "around nine", "nine", "9", "21", "about 9", "9ish", "9h", "7:30", "7.5", "2045", "1830", "",
    "slept until 9 am", "bed at 11 pm", "9 pm was hard", "9 or 10 pm", "nine in the", "21:61",
]  # fmt: skip


@pytest.mark.parametrize(("at", "typed"), [(at, s) for at, many in PLAINLY.items() for s in many])
def test_what_can_be_nothing_but_a_time(at: str, typed: str) -> None:
    assert read_plain_time(typed, ENGLISH) == time.fromisoformat(at)


@pytest.mark.parametrize("typed", NOT_PLAINLY)
def test_what_may_be_something_else_is_no_time(typed: str) -> None:
    assert read_plain_time(typed, ENGLISH) is None


NO_TIMES = [
    "", " ", "-", "25", "24", "24:01", "24:30", "21:60", "9:5", "99", "2460", "-9", "+9", "9-10",
    "T0730", "9e1", "1_0", "²",
    "late", "after dinner", "soon", "0 pm", "13 am", "half past thirteen", "half past",
    "quarter to", "9:00:00", "9.5.6",
    "nan", "inf", "twenty-five", "\ud800", "9" * 3000, "pm", "am", "12345", "7,5 am", "½", "9½",
]  # fmt: skip


@pytest.mark.parametrize(("at", "typed"), [(at, s) for at, many in TIMES.items() for s in many])
def test_a_time_however_it_is_written(at, typed):
    assert read_time(typed, ENGLISH) == time.fromisoformat(at)


@pytest.mark.parametrize("typed", NO_TIMES)
def test_what_is_no_time_is_refused_with_an_example(typed):
    with pytest.raises(Rejected) as refused:
        ClockTime().parse(typed, IN_ENGLISH)
    assert isinstance(refused.value.why.params["example"], time)


@pytest.mark.parametrize(
    ("typed", "at"),
    [
        ("9", "21:00"), ("nine", "21:00"), ("half past nine", "21:30"), ("9:30", "21:30"),
        ("21", "21:00"),
        ("9am", "09:00"), ("09:00", "09:00"), ("11:59", "23:59"), ("quarter to 12", "23:45"),
        ("8.15", "20:15"),
        # Who is asked about the day at one is not asked at lunch.
        ("1", "01:00"), ("2:30", "02:30"), ("half past three", "03:30"), ("1pm", "13:00"),
        ("4", "16:00"),
    ],
)  # fmt: skip
def test_where_an_evening_is_asked_for_nine_means_the_evening(typed, at):
    assert ClockTime(evening=True).parse(typed, IN_ENGLISH) == at


AT_TWELVE = {
    "12:00": [
        "12", "12:00", "12.00", "1200", "12h", "12h00", "twelve", "12 o'clock", "about 12",
        "noon", "at noon", "12 noon", "12:00 noon", "midday", "12pm", "12 pm", "12:00 p.m.",
        "12 in the afternoon", "１２：００",
    ],
    "12:30": ["12:30", "12.30", "1230", "12h30", "half past twelve", "half past 12", "half twelve",
              "12:30pm", "12:30 in the afternoon", "half past noon"],
    "12:45": ["12:45", "quarter to one", "12.45 pm"],
    "00:00": [
        "midnight", "at midnight", "12 midnight", "12:00 midnight", "twelve midnight", "12 am",
        "12am", "12:00 a.m.", "0:00", "00:00", "24:00", "0", "12 at night", "12 in the night",
        "12 in the evening", "twelve at night", "12 in the morning", "0 am",
    ],
    "00:30": ["0:30", "00:30", "0.30", "12:30 am", "12:30am", "12:30 at night", "0:30 am",
              "half past midnight", "half past twelve at night"],
    "23:45": ["quarter to midnight", "23:45"],
}  # fmt: skip


@pytest.mark.parametrize("asked", [ClockTime(), ClockTime(evening=True)], ids=["day", "evening"])
@pytest.mark.parametrize(
    ("at", "typed"), [(at, words) for at, many in AT_TWELVE.items() for words in many]
)
def test_noon_is_noon_and_midnight_is_midnight_whatever_is_asked_for(asked, at, typed):
    assert asked.parse(typed, IN_ENGLISH) == at


@pytest.mark.parametrize(
    "typed", ["0 pm", "13 am", "24", "24:30", "24:01", "21 am", "half past 0"]
)
def test_what_nobody_means_by_twelve_or_by_zero_is_asked_again(typed):
    with pytest.raises(Rejected):
        ClockTime(evening=True).parse(typed, IN_ENGLISH)


def test_a_time_that_is_not_offered_joins_the_buttons_once_chosen():
    values = [o.value for row in ClockTime(("20:00", "22:00")).options("21:15") for o in row]
    assert values == ["20:00", "21:15", "22:00"]


@pytest.mark.parametrize("pressed", ["", "9", "24:00", "9:00", "21:00:00", "２１:00"])
def test_a_forged_button_is_refused(pressed):
    with pytest.raises(Rejected):
        ClockTime().accept(pressed, None)


@given(st.text() | st.from_regex(r"[0-9:. apmh]{0,10}", fullmatch=True), st.booleans())
def test_any_text_is_a_time_or_refused(text, evening):
    try:
        value = ClockTime(evening=evening).parse(text, IN_ENGLISH)
    except Rejected:
        return
    assert time.fromisoformat(value) == read_time(value, ENGLISH)


@given(st.times())
def test_every_minute_of_the_day_can_be_typed(at):
    assert read_time(f"{at:%H:%M}", ENGLISH) == at.replace(second=0, microsecond=0, fold=0)


@pytest.mark.parametrize(
    "said",
    ["around 9", "about nine", "9ish", "9-ish", "9 ish", "nine ish", "~9", "~ 21:00", "9 or so",
     "9 pm-ish", "at around half past nine", "maybe about 9", "9 or thereabouts", "roughly 9 pm",
     "sometime around 9"],
)  # fmt: skip
def test_a_time_that_need_not_be_exact_is_heard_as_one_where_that_matters(said: str) -> None:
    rough = ClockTime(evening=True, roughly=True).parse(said, IN_ENGLISH)
    assert rough == "~" + str(ClockTime(evening=True).parse(said, IN_ENGLISH))
    assert str(rough).startswith("~21:")


@pytest.mark.parametrize("said", ["9", "at 9", "exactly 9", "9 sharp", "21:00", "nine pm", "by 9"])
def test_any_other_time_is_meant_to_the_minute(said: str) -> None:
    assert ClockTime(evening=True, roughly=True).parse(said, IN_ENGLISH) == "21:00"


@given(at=st.times(), around=st.booleans())
def test_a_wished_time_is_read_as_it_was_written(at: time, around: bool) -> None:
    wished = WishedTime(at.replace(second=0, microsecond=0), around)
    assert WishedTime.read(str(wished)) == wished


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("arond 10pm", "~22:00"),
        ("arround 10", "~22:00"),
        ("abut 9pm", "~21:00"),
        ("around 9ish maybe later", "~21:00"),
        ("9ish, maybe a bit later", "~21:00"),
        ("9 or later", "~21:00"),
        ("maybe 9", "~21:00"),
    ],
)
def test_a_time_that_is_typed_in_haste_is_about_then(typed: str, value: str) -> None:
    assert ClockTime(evening=True, roughly=True).parse(typed, IN_ENGLISH) == value


@pytest.mark.parametrize("typed", ["later", "maybe later", "a bit later", "earlier", "around"])
def test_later_alone_is_no_time(typed: str) -> None:
    with pytest.raises(Rejected):
        ClockTime(evening=True).parse(typed, IN_ENGLISH)


def test_bedtimes_and_wakings_are_read_as_roughly() -> None:
    assert Bedtime().parse("arond 11ish maybe later", IN_ENGLISH) == "23:00"
    assert Bedtime().parse("around 10pm", IN_ENGLISH) == "22:00"
    assert Waking(bed="23:00").parse("arround 7ish", IN_ENGLISH) == "07:00"

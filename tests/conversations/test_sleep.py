"""Nights as people tell them."""

from datetime import date, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import i18n
from conversations.formats import Sleep
from conversations.parsing.durations import other_hours, read_minutes
from conversations.parsing.rough_lengths import other_lengths
from conversations.parsing.tongue import IN_ENGLISH
from conversations.parsing.vocabulary import ENGLISH
from conversations.text import Rejected
from tests.conversations.people import RIGA, TODAY

SLEEP = Sleep(night_ends_on=TODAY, zone=RIGA)

HOURS = {
    7: [
        "7", "seven", "7h", "7 h", "7 hours", "seven hours", "7hrs", "7 hr", "7.0", "7,0",
        "7:00",
        "7h00", "07:00", "٧",
        "７", "about 7", "about seven hours", "~7h", "7 hours.", "slept 7 hours",
        "I slept 7 hours", "slept 7", "I just slept about 7",
        "for 7 hours",
        "7 hours or so", "420 min", "420 minutes", "7h 0m", "maybe 7", "almost seven hours",
        "7️⃣",
        "7h 😴", "7ish", "7-ish hours", "sevenish", "got about 7 hours of sleep",
        "bout 7 hrs i think", "idk, 7?", "7 hours tops", "at least 7", "had like 7",
    ],
    7.5: [
        "7.5", "7,5", "7:30", "7.30", "7h30", "7h 30", "7 h 30", "7h30m", "7h 30m", "7h30min",
        "7 hours 30",
        "7 hours 30 minutes", "7 hours and 30 minutes", "7½", "7 ½", "7½ h", "7 1/2",
        "7 1/2 hours", "seven and a half",
        "seven and a half hours", "7 and a half", "7 and a half hours", "seven hours and a half",
        "7.50", "7,50", "٧٫٥",
        "７：３０", "７．５", "7:30h", "7.5h", "7.5 hours", "450 min", "450m", "about 7.5",
        "~7:30",
        "07:30",
        "7 hours 30 min", "seven hours thirty", "seven hours and thirty minutes",
    ],
    7.25: ["7.25", "7:15", "7.15", "7h15", "7¼", "7,25", "435 minutes"],
    7.75: ["7.75", "7:45", "7.45", "7h45", "7¾", "465 min"],
    7.33: ["7:20", "7h20", "440 min", "7.20", "7,20", "7.20 h"],
    7.67: ["7.40", "7,40"],
    7.08: ["7.05"],
    6.75: ["6.45", "6.75"],
    6.5: ["6.50", "6.30"],
    7.83: ["7.83"],
    0: [
        "0", "zero", "none", "no sleep", "not at all", "nothing", "didn't sleep", "didn’t sleep",
        "0h", "0:00",
    ],
    0.5: ["0.5", "½", "half an hour", "0:30", "30 min", "0h30"],
    1: ["1", "one", "an hour", "one hour", "60 min", "1:00"],
    1.5: ["1.5", "90 min", "an hour and a half", "1h30"],
    10: ["10", "ten", "10:00", "🔟"],
    16: ["16", "16:00", "sixteen hours"],
    24: ["24", "24 h", "twenty-four hours", "1440 min"],
}  # fmt: skip

ROUGH = {
    (4, 4.5, 5): [
        "bout 4 hrs maybe 5", "like 4 or 5 hours", "4-5h", "4-5", "4 - 5 hrs",
        "4–5", "4 to 5", "4/5 hours", "4 or 5", "4, maybe 5", "4 or maybe 5",
        "slept for maybe 4, 5 hours", "between 4 and 5 hours", "4ish or 5ish", "4, 5",
        "four or five hours i think", "got 4 to 5 hours of sleep", "maybe 4 maybe 5", "idk 4-5?",
        "4 hours, 5 tops", "not sure, 4 or 5",
    ],
    (6, 6.5, 7): ["6-7", "6, 7", "6, 7 hours", "6 or so maybe 7"],
    (6.5, 6.75, 7): ["6.5-7", "6h30-7h", "six and a half to seven hours"],
    (4, 6, 8): ["4-8 hours", "4h-8h"],
    (5, 6, 7): ["5-7"],
}  # fmt: skip

NIGHTS = {
    ("23:10", "06:40", 7.5): [
        "23:10-06:40", "23:10 - 06:40", "23:10–06:40", "23:10—06:40", "23:10→06:40",
        "23:10-6:40",
        "23.10-06.40",
        "2310-0640", "23h10-6h40", "23:10 to 06:40", "23:10 till 6:40", "23:10 until 06:40",
        "from 23:10 to 06:40",
        "23:10 06:40", "11:10pm-6:40am", "11:10pm to 6:40 am", "11:10 pm to 6:40am",
        "11:10 PM – 6:40 AM",
        "11:10 p.m. to 6:40 a.m.", "11:10-6:40", "11:10 to 6:40", "11:10pm to 6:40",
        "11:10 to 6:40am",
        "slept 23:10-06:40", "in bed 23:10 to 06:40", "i slept from 23:10 to 06:40",
        "２３：１０－０６：４０",
        "٢٣:١٠-٠٦:٤٠", "23:10~06:40", "23:10 -- 06:40", "11:10-06:40",
    ],
    ("23:00", "07:00", 8): [
        "23-7", "23-07", "11-7", "11 to 7", "11pm-7am", "11pm to 7", "11 to 7am", "from 11 to 7",
        "from eleven to seven",
        "eleven to seven", "11pm till 7am", "23h-7h", "11 pm until 7 am",
        "11 in the evening to 7 in the morning",
        "11 at night to 7 in the morning",
    ],
    ("22:30", "06:30", 8): [
        "10:30-6:30", "half past ten to half past six", "22:30-6:30", "10:30pm-6:30am",
    ],
    ("10:30", "18:30", 8): ["10:30-18:30", "10:30am to 6:30pm"],
    ("00:00", "08:00", 8): [
        "0-8", "00:00-08:00", "midnight to 8", "midnight-8am", "12am-8am", "12-8", "24:00-8:00",
        "12:00-8:00", "from 12 to 8", "12 at night to 8", "12 midnight to 8",
    ],
    ("00:30", "08:30", 8): ["12:30-8:30", "12:30am-8:30am", "half past twelve to half past 8"],
    ("12:00", "19:00", 7): ["noon to 7pm", "12pm-7pm", "12 noon to 19:00"],
    ("01:00", "09:00", 8): ["1-9", "01:00-09:00", "1am to 9am", "one to nine"],
    ("21:00", "05:00", 8): ["9-5", "21-5", "9pm-5am"],
    ("23:00", "01:00", 2): ["23:00-01:00", "11pm-1am"],
    ("04:00", "12:00", 8): ["4am to noon", "4am-noon", "04:00-12:00"],
}  # fmt: skip

NAPS = {
    "11:38-13:27, 16:14-19:35": (3.35, [1.82]),
    "11:38-13:27,16:14-19:35": (3.35, [1.82]),
    "4h + 2h nap": (4, [2]),
    "4h+2h nap": (4, [2]),
    "4 + 2": (4, [2]),
    "2h and 4h": (4, [2]),
    "23:10-06:40, nap 1h": (7.5, [1]),
    "23:10-06:40 nap 1h": (7.5, [1]),
    "23:10 - 06:40; 14:00 - 15:00": (7.5, [1]),
    "1h nap, 23-7": (8, [1]),
    "7, nap 2-3:30 and nap 20 min": (7, [1.5, 0.33]),
    "7h with a nap of half an hour": (7, [0.5]),
    "7,5; nap 0,5": (7.5, [0.5]),
    "2h, nap 4h": (2, [4]),  # what is called a nap is one
    "no sleep, nap 2h": (0, [2]),
}

UNREADABLE = [
    "nap 1h", "6 and 7", "20h + 6h", "7h, 1h, 1h, 1h, 1h, 1h, 1h",
    "11-7, but woke at 3", "at 3", "till 10", "slept till 10", "I slept until 10",
    "i only slept till 4",
    "", " ", "\x00", "well", "badly", "hardly slept", "barely", "not much",
    "not well", "nan", "NaN", "inf", "-inf", "1e309", "1e3",
    "-0", "-1", "-7", "+7", "1_0",
    "²", "7²", "⁷", "25", "24.5", "100", "1441 min", "9999999", "7:60", "7:75", "23:10", "18:30",
    "6-10", "7/10", "9-12", "5 or 4", "less than 4", "4 or more", "23:00-24",
    "6:30-7:30", "7-7", "23:00-23:00", "7--", "-", "--", "to", "7 to", "to 7", "25:00-07:00",
    "23:10-06:60",
    "23:10-06:40-08:00", "a-b", "1:2:3", "7:3", "::", "h", "h30", "min", "30:30", "7 30 15", "٫",
    "9" * 4000, "7h" * 300,
    "0x7", "\ud800-\ud801", "7 days", "a week", "{7}", "$7-$8",
]  # fmt: skip


@pytest.mark.parametrize(("hours", "typed"), [(n, s) for n, many in HOURS.items() for s in many])
def test_hours_however_they_are_written(hours, typed):
    assert SLEEP.parse(typed, IN_ENGLISH) == {"hours": hours, "bed": None, "wake": None}


@pytest.mark.parametrize(("rough", "typed"), [(n, s) for n, many in ROUGH.items() for s in many])
def test_of_a_rough_length_the_middle_is_taken_and_both_ends_are_known(rough, typed):
    low, middle, high = rough
    assert SLEEP.parse(typed, IN_ENGLISH) == {"hours": middle, "bed": None, "wake": None}
    assert other_lengths(typed, ENGLISH) == (low, high)


def test_a_rough_night_may_have_a_nap_beside_it():
    told = SLEEP.parse("5 to 6 hours, nap 1h", IN_ENGLISH)
    assert (told["hours"], [nap["hours"] for nap in told["naps"]]) == (5.5, [1])
    assert other_lengths("5 to 6 hours, nap 1h", ENGLISH) == (5, 6)


@pytest.mark.parametrize(("night", "typed"), [(n, s) for n, many in NIGHTS.items() for s in many])
def test_a_night_told_by_its_two_ends(night, typed):
    bed, wake, hours = night
    assert SLEEP.parse(typed, IN_ENGLISH) == {"hours": hours, "bed": bed, "wake": wake}


@pytest.mark.parametrize(("typed", "night", "naps"), [(s, *told) for s, told in NAPS.items()])
def test_of_several_sleeps_the_longest_is_the_night_and_naps_stand_apart(typed, night, naps):
    told = SLEEP.parse(typed, IN_ENGLISH)
    assert (told["hours"], [nap["hours"] for nap in told["naps"]]) == (night, naps)


@pytest.mark.parametrize("typed", ["4h + nap", "4h, a nap", "6; nap"])
def test_a_nap_without_a_length_is_asked_for_and_not_the_night(typed):
    with pytest.raises(Rejected) as refused:
        SLEEP.parse(typed, IN_ENGLISH)
    assert i18n.render(refused.value.why, "en").startswith("How long was the nap?")
    assert SLEEP.parse("4h + nap 1h", IN_ENGLISH)["naps"][0]["hours"] == 1


def test_the_card_says_the_night_and_the_naps():
    said = SLEEP.describe(SLEEP.parse("23:10-06:40, nap 1h", IN_ENGLISH))
    assert i18n.render(said, "en") == "Slept 7 h 30, 23:10–06:40; nap: 1 h"
    said = SLEEP.describe(SLEEP.parse("7, nap 20 min, nap 2-3", IN_ENGLISH))
    assert i18n.render(said, "en") == "Slept 7 h; naps: 20 min, 1 h"


def test_another_length_pressed_leaves_the_naps():
    told = SLEEP.parse("23:10-06:40, nap 1h", IN_ENGLISH)
    assert SLEEP.accept("7", told) == {"hours": 7, "bed": None, "wake": None, "naps": told["naps"]}


@pytest.mark.parametrize(
    ("typed", "other"),
    [("7.30", 7.3), ("7,20", 7.2), ("6.45", 6.45), ("7.50", 7.83), ("7.25", 7.42), ("7.30 h", 7.3),
     ("7.5", None), ("7.75", None), ("7:30", None), ("7.00", None), ("7", None)],
)  # fmt: skip
def test_hours_with_two_digits_after_the_point_may_mean_something_else(typed, other):
    found = other_hours(typed, ENGLISH)
    assert (None if found is None else float(round(found, 2))) == other


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("45", 45),
        ("1:30", 90),
        ("1.30", 90),
        ("1.5", 90),
        ("0,5", 30),
        ("22.5", 22),
        ("90 min", 90),
    ],
)
def test_a_length_with_a_point_is_in_hours(typed, minutes):
    assert read_minutes(typed, ENGLISH) == minutes


def test_someone_who_sleeps_by_day_is_understood_by_their_usual_hours():
    by_day = Sleep(usual=(time(8, 0),) * 3)
    assert by_day.parse("8-4", IN_ENGLISH) == {"hours": 8, "bed": "08:00", "wake": "16:00"}
    assert SLEEP.parse("8-4", IN_ENGLISH) == {"hours": 8, "bed": "20:00", "wake": "04:00"}


@pytest.mark.parametrize("typed", UNREADABLE)
def test_what_cannot_be_read_gets_one_sentence_with_examples(typed):
    with pytest.raises(Rejected) as refused:
        SLEEP.parse(typed, IN_ENGLISH)
    assert "23:10-06:40" in refused.value.why.message


BERLIN, ST_JOHNS, LORD_HOWE = (
    ZoneInfo(name) for name in ("Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe")
)


@pytest.mark.parametrize(
    ("ends_on", "zone", "typed", "hours"),
    [
        (date(2026, 10, 25), BERLIN, "23:30-07:00", 8.5),  # clocks went back
        (date(2026, 3, 29), BERLIN, "23:30-07:00", 6.5),  # clocks went forward
        (date(2026, 3, 29), BERLIN, "01:30-03:30", 1),
        (date(2026, 10, 24), BERLIN, "23:30-07:00", 7.5),
        (date(2026, 11, 1), ST_JOHNS, "11pm-7am", 9),
        (date(2026, 4, 5), LORD_HOWE, "23:00-07:00", 8.5),  # half an hour only
        (date(2026, 3, 28), ZoneInfo("America/Nuuk"), "22:00-06:00", 8),
        (date(2026, 11, 24), BERLIN, "14:00-22:00", 8),  # a night shift's night
    ],
)
def test_the_nights_when_clocks_change_have_their_true_length(ends_on, zone, typed, hours):
    assert Sleep(night_ends_on=ends_on, zone=zone).parse(typed, IN_ENGLISH)["hours"] == hours


def test_a_night_that_did_not_exist_is_asked_again():
    with pytest.raises(Rejected):
        Sleep(night_ends_on=date(2026, 3, 29), zone=BERLIN).parse("02:30-03:00", IN_ENGLISH)


def test_without_a_day_the_dial_is_all_there_is():
    assert Sleep().parse("23:30-07:00", IN_ENGLISH)["hours"] == 7.5


def test_hours_are_on_buttons_from_a_night_without_sleep_on():
    values = [[option.value for option in row] for row in SLEEP.options(None)]
    assert values == [["0", "1", "2", "3", "4", "5"], ["6", "7", "8", "9", "10", "11"]]


def test_another_length_answered_before_can_be_pressed_again():
    told = SLEEP.parse("23:10-06:30", IN_ENGLISH)
    last = SLEEP.options(told)[-1][0]
    assert SLEEP.accept(last.value, told) == told


def test_half_hours_of_a_usual_night_are_accepted_from_a_button():
    assert SLEEP.accept("7.5", None)["hours"] == 7.5


@pytest.mark.parametrize("pressed", ["", "25", "-1", "nan", "7,5", "1e1", "7:30", "７", "=" * 64])
def test_a_forged_button_is_refused(pressed):
    with pytest.raises(Rejected):
        SLEEP.accept(pressed, None)


@pytest.mark.parametrize(
    ("typed", "parts"),
    [("7:30", (7, "30")), ("7:05", (7, "05")), ("7:20", (7, "20")), ("0:59", (0, "59"))],
)
def test_every_minute_is_found_again_on_the_card(typed, parts):
    said = SLEEP.describe(SLEEP.parse(typed, IN_ENGLISH))
    assert said.message == "Slept {length}"
    assert tuple(said.params["length"].params.values()) == parts


def test_the_card_names_both_ends_if_they_were_told():
    assert (
        SLEEP.describe(SLEEP.parse("23:10-06:40", IN_ENGLISH)).message
        == "Slept {length}, {bed}–{wake}"
    )


@given(st.text() | st.from_regex(r"[0-9:.\-h ]{0,14}", fullmatch=True))
def test_any_text_is_a_night_or_refused(text):
    try:
        value = SLEEP.parse(text, IN_ENGLISH)
    except Rejected:
        return
    assert 0 <= value["hours"] <= 24
    SLEEP.describe(value)


@given(st.integers(0, 1439), st.integers(0, 1439))
def test_any_two_clock_times_of_a_24_hour_clock_are_taken_at_their_word(bed, wake):
    length = (wake - bed) % 1440
    if not 0 < length <= 14 * 60:
        return
    text = f"{bed // 60:02}:{bed % 60:02}-{wake // 60:02}:{wake % 60:02}"
    try:
        value = Sleep().parse(text, IN_ENGLISH)
    except Rejected:
        assert length < 3 * 60  # both ends between 10:00 and 12:59: could be hours as well
        return
    assert value["hours"] == round(length / 60, 2)

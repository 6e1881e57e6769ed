"""What people type for a number from 1 to 10, and what is no such number."""

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.flows.check_in import MOOD
from conversations.flows.sleep import QUALITY
from conversations.formats import Count, Scale
from conversations.parsing.numbers import read_number
from conversations.parsing.tongue import IN_ENGLISH
from conversations.parsing.vocabulary import ENGLISH
from conversations.text import Rejected, t

WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")

SEVENS = [
    "7", " 7 ", "7.", "7!", "7…", "(7)", "“7”", "'7'", "07", "7.0", "7,0", "7\n", "\t7",
    "7\u200b",
    "\u202e7", "\ufeff7", "7/10", "7 / 10", "７／１０", "7 out of 10", "seven out of ten",
    "7 of 10",
    "7/10.",
    "seven", "Seven", "SEVEN", " seven.", "about 7", "~7", "~ 7", "maybe 7", "maybe a seven",
    "a 7", "a seven",
    "it's a 7", "it’s a 7", "I think 7", "i guess a 7", "mood 7", "7 today", "today 7",
    "7 I think", "like a 7",
    "I'd say 7", "around seven", "roughly 7", "probably 7", "just 7", "7️⃣", "7 🙂", "👍 7", "7 :)",
    "sevenish", "7ish", "７",
    "٧", "۷", "७",
    "৭", "๗", "໗", "᠗", "𝟕", "𝟳", "𝟽",
]  # fmt: skip

NO_NUMBERS = [
    "", " ", "\n", "\x00", ".", "-", "0", "-0", "-7", "+7", "11", "70", "7/5", "7/0", "7/",
    "/10",
    "7 8", "6,7,8",
    "7.5", "7,5", "7½", "1_0", "1e1", "1e309", "1E400", "nan", "NaN", "inf", "-inf", "infinity",
    "0x7", "0b111",
    "²", "⁷", "₇", "⑦", "➆", "Ⅶ", "VII", "七", "½", "7²", "9" * 5000, "7" + "0" * 400, "seventy",
    "se7en",
    "good", "bad", "ok", "idk", "a", "an", "the", "once", "twice", "none", "7 7", "seven seven",
    "10/7", "💯", "\ud800",
    "٫", "१०१", "7:30", "7h", "ten out of five", "None", "null", "{7}", "$7", "%7", "7%", "#7",
    "7;drop table",
]  # fmt: skip


@pytest.mark.parametrize("typed", SEVENS)
def test_seven_is_understood_however_it_is_written(typed):
    assert MOOD.parse(typed, IN_ENGLISH) == 7


@pytest.mark.parametrize("typed", NO_NUMBERS)
def test_what_is_no_number_from_1_to_10_is_refused_with_both_ends(typed):
    with pytest.raises(Rejected) as refused:
        MOOD.parse(typed, IN_ENGLISH)
    why = refused.value.why
    assert "from {low} to {high}" in why.message
    assert (why.params["low"], why.params["high"]) == (1, 10)


@pytest.mark.parametrize(("number", "word"), list(enumerate(WORDS, start=1)))
def test_every_mood_can_be_typed_pressed_or_spelled(number, word):
    for typed in (
        str(number),
        word,
        word.title(),
        f"{number}/10",
        f"{word} out of ten",
        f"{number}.",
    ):
        assert MOOD.parse(typed, IN_ENGLISH) == number
    assert MOOD.accept(str(number), None) == number


def test_the_ten_moods_stand_in_two_rows_of_five():
    rows = MOOD.options(None)
    assert [[option.value for option in row] for row in rows] == [
        ["1", "2", "3", "4", "5"],
        ["6", "7", "8", "9", "10"],
    ]


def test_the_answer_given_before_is_marked():
    labels = [option.label.message for row in QUALITY.options(3) for option in row]
    assert labels == ["1", "2", "✓ {label}", "4", "5"]


def test_seven_out_of_ten_is_no_answer_on_a_scale_to_five():
    assert QUALITY.parse("4/5", IN_ENGLISH) == 4
    with pytest.raises(Rejected):
        QUALITY.parse("4/10", IN_ENGLISH)


def test_the_scale_sums_itself_up():
    assert MOOD.describe(6).message == "Mood {value} of {high}"
    assert MOOD.describe(6).params == {"value": 6, "high": 10}


@pytest.mark.parametrize(
    "pressed", ["", "0", "11", "-1", "7.0", "seven", " 7", "７", "1e1", "x" * 64]
)
def test_a_forged_button_is_refused(pressed):
    with pytest.raises(Rejected):
        MOOD.accept(pressed, None)


def test_a_scale_may_begin_below_zero():
    scale = Scale(-2, 2, t("less"), t("more"))
    assert scale.accept("-2", None) == -2
    assert len(scale.options(None)) == 1


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("3", 3), ("three", 3), ("3x", 3), ("3 x", 3), ("3×", 3), ("3 times", 3),
        ("three times", 3), ("once", 1),
        ("twice", 2), ("thrice", 3), ("0", 0), ("zero", 0), ("about 12", 12), ("１２", 12),
        ("twenty one", 21),
        ("twenty-four", 24), ("one time", 1),
    ],
)  # fmt: skip
def test_how_many_times(typed, number):
    assert Count(0, 24).parse(typed, IN_ENGLISH) == number


def test_every_decimal_digit_of_every_script_is_read():
    digits = [
        chr(code) for code in range(sys.maxunicode) if unicodedata.category(chr(code)) == "Nd"
    ]
    assert len(digits) >= 650
    for digit in digits:
        assert read_number(digit, ENGLISH) == unicodedata.decimal(digit)


@given(st.text())
def test_any_text_is_read_or_refused(text):
    for scale in (MOOD, QUALITY, Count(0, 24)):
        try:
            value = scale.parse(text, IN_ENGLISH)
        except Rejected:
            continue
        assert isinstance(value, int)
        assert scale.low <= value <= scale.high


@given(st.floats() | st.integers())
def test_no_float_or_huge_number_slips_through(number):
    try:
        value = MOOD.parse(str(number), IN_ENGLISH)
    except Rejected:
        return
    assert value == number

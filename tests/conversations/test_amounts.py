"""Numbers of any size as people write them, in both ways of writing."""

import pytest

from conversations.formats import Amount
from conversations.parsing.tongue import IN_ENGLISH, Tongue
from conversations.text import Rejected, own
from conversations.trackers import Question, ask
from tests.conversations.test_vocabulary import SPANISH

STEPS = Amount(-1_000_000, 1_000_000, own("steps"))
IN_SPANISH = Tongue(SPANISH, lambda text: text.message)

WRITTEN = {
    12_000: ["12,000", "12.000", "12 000", "12\u00a0000", "12\u202f000", "12'000", "12’000",
             "12000", "12,000 steps", "about 12,000", "12000.0"],
    8432: ["8,432", "8 432", "8432", "8,432 steps"],
    10_000: ["10000", "10,000", "10.000"],
    1_000_000: ["1000000", "1,000,000", "1.000.000", "1 000 000"],
    1234.5: ["1,234.5", "1.234,5", "1 234,5", "1'234.50", "$1,234.50", "1.234,50 €", "1234,5"],
    1.5: ["1.5", "1,5", "1,50", "1½", "one and a half"],
    0.125: ["0.125", "0,125"],
    8.432: ["8.432"],
    -5: ["-5", "−5", "–5", "minus 5", "minus five"],
    -3.5: ["-3.5", "-3,5", "−3,5"],
    -1200: ["-1,200", "minus 1,200", "-$1,200"],
    0: ["0", "zero", "-0"],
}  # fmt: skip


@pytest.mark.parametrize(
    ("number", "typed"), [(n, s) for n, many in WRITTEN.items() for s in many]
)
def test_a_number_however_it_is_written(number, typed):
    assert STEPS.parse(typed, IN_ENGLISH) == number


@pytest.mark.parametrize(
    "typed",
    ["", "many", "1e5", "--5", "1,23,456", "12 34", "1.2.3", "1,234.567.8", "1000001", "9" * 40,
     "-", "1_000", "0x7", "5-", "nan", "12.345.6"],
)  # fmt: skip
def test_what_is_no_such_number_is_refused_with_an_example(typed):
    with pytest.raises(Rejected) as refused:
        STEPS.parse(typed, IN_ENGLISH)
    assert "12,000" in refused.value.why.message


def test_a_language_with_a_decimal_comma_reads_the_signs_the_other_way_round():
    assert STEPS.parse("8.432", IN_SPANISH) == 8432
    assert STEPS.parse("8,432", IN_SPANISH) == 8.432
    assert STEPS.parse("12,000", IN_SPANISH) == 12_000
    assert STEPS.parse("menos 1.200,5", IN_SPANISH) == -1200.5


def test_earlier_answers_tell_which_reading_is_meant():
    walker = Amount(0, 1_000_000, earlier=lambda: (7900, 0, 10_250))
    weigher = Amount(0, 1_000_000, earlier=lambda: (81.25, 8.1))
    assert walker.parse("8.432", IN_ENGLISH) == 8432
    assert weigher.parse("8,432", IN_ENGLISH) == 8.432


def test_bounds_tell_it_too():
    assert Amount(0, 100).parse("8,432", IN_ENGLISH) == 8.432
    assert Amount(0, 100, whole_only=True).parse("12,0", IN_ENGLISH) == 12


def test_nothing_below_zero_where_that_makes_no_sense():
    with pytest.raises(Rejected):
        Amount(0, 100).parse("-5", IN_ENGLISH)


@pytest.mark.parametrize("number", [1_000_000, 123_456.5, 8432, -3.5, 0.125])
def test_a_number_told_before_can_be_pressed_again(number):
    data = STEPS.options(number)[0][0].value
    assert STEPS.accept(data, number) == number


@pytest.mark.parametrize("pressed", ["--5", "1e6", "", "-", "1 000", "1000001"])
def test_a_forged_button_is_refused(pressed):
    with pytest.raises(Rejected):
        STEPS.accept(pressed, None)


def test_a_question_made_before_there_was_room_for_steps_has_it_now():
    made = Question(id="steps", label="Steps", kind="number", minimum=0, maximum=10_000,
                    source="own", own_label=True)  # fmt: skip
    assert ask(made).format.parse("12,000", IN_ENGLISH) == 12_000
    ready = Question(id="cups", label="Cups", kind="number", minimum=0, maximum=20)
    with pytest.raises(Rejected):
        ask(ready).format.parse("21", IN_ENGLISH)

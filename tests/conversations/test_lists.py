"""Things to tick and things to choose: goals, days of the week, rhythms, choices."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.flow import Option
from conversations.formats import Checklist, Choice, Rhythm, Weekdays
from conversations.formats.rhythm import DAILY, DAYS, ONCE, times_a_week
from conversations.formats.weekdays import weekdays_of
from conversations.parsing.tongue import IN_ENGLISH
from conversations.text import Rejected, own, t

ONE = Checklist((("1", "Walk after lunch"),))
THREE = Checklist((("1", "Walk after lunch"), ("2", "Call Sam"), ("7", "Stretch")))
TOWARDS = Choice(
    tuple(Option(n, own(w)) for n, w in (("3", "Run 5 km"), ("4", "Work again"), ("9", "Rest")))
)


def pressed(rows):
    return [[option.value for option in row] for row in rows]


def test_one_goal_has_three_buttons_that_answer_at_once():
    assert not ONE.multi_select
    assert pressed(ONE.options(None)) == [["1=done", "1=partly", "1=not"]]
    assert ONE.accept("1=partly", None) == {"1": "partly"}


def test_several_goals_each_go_from_open_to_done_to_partly_and_round():
    value = None
    for state in ("done", "partly", "not", "done"):
        data = THREE.options(value)[1][0].value
        value = THREE.accept(data, value)
        assert value == {"2": state}


def test_a_goals_button_shows_where_it_stands():
    label = THREE.options({"7": "partly"})[2][0].label
    assert (label.params["mark"], label.params["title"]) == ("◐", "Stretch")


@pytest.mark.parametrize(
    ("typed", "states"),
    [
        ("all", ("done",) * 3), ("All done!", ("done",) * 3), ("everything", ("done",) * 3),
        ("none", ("not",) * 3),
        ("not today", ("not",) * 3), ("1", ("done", "not", "not")),
        ("1 and 3", ("done", "not", "done")), ("1,3", ("done", "not", "done")),
        ("1, 2", ("done", "done", "not")),
        ("2 3", ("not", "done", "done")), ("１", ("done", "not", "not")),
    ],
)  # fmt: skip
def test_goals_can_be_typed(typed, states):
    assert THREE.parse(typed, IN_ENGLISH) == dict(zip(("1", "2", "7"), states, strict=True))


@pytest.mark.parametrize(
    "typed", ["", "4", "0", "7", "1 4", "walk", "1-3", "1.5", "²", "9" * 100, "a bit"]
)
def test_what_names_no_goal_is_refused_with_an_example(typed):
    with pytest.raises(Rejected):
        THREE.parse(typed, IN_ENGLISH)


@pytest.mark.parametrize(
    "data", ["", "1", "=done", "5=done", "1=great", "1=done=done", "done=1", "all=partly", "all="]
)
def test_a_forged_tick_is_refused(data):
    with pytest.raises(Rejected):
        THREE.accept(data, None)


def test_all_of_several_are_done_with_one_tap_and_undone_with_another():
    assert [row[0].value for row in THREE.options(None)][-1] == "all=done"
    done = THREE.accept("all=done", None)
    assert done == {"1": "done", "2": "done", "7": "done"}
    assert [row[0].value for row in THREE.options(done)][-1] == "all=not"
    assert THREE.accept("all=not", done) == {"1": "not", "2": "not", "7": "not"}


def test_one_tap_for_all_leaves_what_was_said_of_one():
    assert THREE.accept("all=done", {"2": "partly"}) == {"1": "done", "2": "partly", "7": "done"}


def test_all_at_once_is_offered_only_while_two_or_more_are_open():
    assert len(THREE.options({"1": "not"})) == 4
    assert len(THREE.options({"1": "not", "2": "done"})) == 3
    assert len(ONE.options(None)) == 1


def test_the_card_lists_only_what_was_told_in_the_order_of_the_goals():
    said = THREE.describe({"7": "done", "1": "not"})
    lines = [(part.params["mark"], part.params["title"]) for part in said.params.values()]
    assert lines == [("⬜", "Walk after lunch"), ("✅", "Stretch")]


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("mon", [1]), ("Monday", [1]), ("mondays", [1]), ("on Mondays", [1]),
        ("every monday", [1]),
        ("mon wed fri", [1, 3, 5]), ("Mon, Wed, Fri", [1, 3, 5]),
        ("mon, wed and fri", [1, 3, 5]),
        ("mon & thu", [1, 4]), ("fri mon", [1, 5]), ("mon mon", [1]),
        ("Mo We", [1, 3]),
        ("mon/thu", [1, 4]), ("tue+thurs", [2, 4]), ("weekdays", [1, 2, 3, 4, 5]),
        ("weekend", [6, 7]),
        ("weekends", [6, 7]), ("every day", list(range(1, 8))), ("daily", list(range(1, 8))),
        ("all", list(range(1, 8))),
        ("mon-fri", [1, 2, 3, 4, 5]), ("Monday to Friday", [1, 2, 3, 4, 5]),
        ("mon – thu", [1, 2, 3, 4]),
        ("fri-mon", [1, 5, 6, 7]), ("sat until sun", [6, 7]), ("every weekday", [1, 2, 3, 4, 5]),
        ("Mon.", [1]),
    ],
)  # fmt: skip
def test_days_of_the_week_can_be_typed(typed, days):
    assert Weekdays().parse(typed, IN_ENGLISH) == days


@pytest.mark.parametrize(
    "typed", ["", "1", "someday", "mon foo", "foo-fri", "mon-", "-", "m", "weekdays mon x"]
)
def test_what_names_no_day_is_refused(typed):
    with pytest.raises(Rejected):
        Weekdays().parse(typed, IN_ENGLISH)


def test_days_are_ticked_and_the_last_one_stays():
    value = Weekdays().accept("3=on", None)
    assert value == [3]
    assert Weekdays().accept("1=on", value) == [1, 3]
    assert Weekdays().accept("3=on", value) == [3]
    with pytest.raises(Rejected):
        Weekdays().accept("3=off", value)
    with pytest.raises(Rejected):
        Weekdays().finish(None)


@pytest.mark.parametrize("data", ["", "0=on", "8=on", "12=on", "=on", "1", "1=maybe"])
def test_a_forged_day_is_refused(data):
    with pytest.raises(Rejected):
        Weekdays().accept(data, [1, 2])


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("every day", DAILY), ("daily", DAILY), ("7", DAILY), ("7 times a week", DAILY),
        ("3", 3),
        ("three", 3),
        ("3x", 3), ("3 times a week", 3), ("three times a week", 3), ("3x a week", 3),
        ("3 a week", 3),
        ("3/week", 3), ("3 days a week", 3), ("twice a week", 2), ("twice weekly", 2),
        ("once a week", 1),
        ("1 time per week", 1), ("once", ONCE), ("just once", ONCE), ("one-off", ONCE),
        ("mon wed", [1, 3]),
        ("weekdays", [1, 2, 3, 4, 5]), ("at the weekend", [6, 7]), ("certain days", DAYS),
    ],
)  # fmt: skip
def test_how_often_can_be_typed(typed, value):
    assert Rhythm().parse(typed, IN_ENGLISH) == value


@pytest.mark.parametrize(
    "typed", ["", "0", "8", "often", "8 times a week", "sometimes", "-1", "2.5", "week"]
)
def test_an_unclear_rhythm_is_refused(typed):
    with pytest.raises(Rejected):
        Rhythm().parse(typed, IN_ENGLISH)


def test_a_rhythm_in_numbers():
    assert [times_a_week(v) for v in (DAILY, 3, ONCE, DAYS, [1, 3], None)] == [
        7,
        3,
        None,
        None,
        None,
        None,
    ]
    assert Rhythm().accept("7", None) == DAILY
    assert Rhythm().describe(3).plural == "{n} times a week"


@pytest.mark.parametrize(
    ("typed", "value"),
    [("Run 5 km", "3"), ("run", "3"), ("WORK AGAIN", "4"), ("2", "4"), ("re", "9")],
)
def test_a_choice_can_be_typed(typed, value):
    assert TOWARDS.parse(typed, IN_ENGLISH) == value


@pytest.mark.parametrize("typed", ["", "4", "0", "r", "walk", "9" * 50])
def test_an_unclear_choice_is_refused(typed):
    with pytest.raises(Rejected):
        TOWARDS.parse(typed, IN_ENGLISH)


def test_a_choice_names_itself():
    assert TOWARDS.describe("4") == own("Work again")
    assert TOWARDS.describe("gone") == own("gone")
    assert Choice((Option("a", t("Alpha")),)).parse("alpha", IN_ENGLISH) == "a"


@given(
    st.text(),
    st.none() | st.dictionaries(st.text(), st.text()) | st.lists(st.integers() | st.text()),
)
def test_any_text_and_any_past_are_an_answer_or_refused(text, past):
    for answer_format in (ONE, THREE, Weekdays(), Rhythm(), TOWARDS):
        answer_format.options(past)
        for value in _answers(answer_format, text, past):
            answer_format.describe(value)
    assert set(weekdays_of(past)) <= set(range(1, 8))


def _answers(answer_format, text, past):
    with suppress(Rejected):
        yield answer_format.parse(text, IN_ENGLISH)
    with suppress(Rejected):
        yield answer_format.accept(text, past)

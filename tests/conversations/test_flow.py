"""Scripts are checked before anyone meets them."""

import inspect
import re
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations import flows
from conversations.flow import Ask, Flow, Option
from conversations.formats import Choice, FreeText, Scale
from conversations.guards import Every, Is, Not, WasAnswered
from conversations.text import Text, own, t
from conversations.validate import problems
from tests.conversations import every_flow
from tests.conversations.every_flow import FLOWS

SCALE = Scale(1, 3, t("low"), t("high"))


def ask(id, **more):
    return Ask(**{"id": id, "prompt": t("How is it?"), "format": SCALE, **more})


def test_no_flow_is_left_out():
    written = Path(every_flow.__file__).read_text("utf-8")
    for module in iter_modules(flows.__path__):
        there = import_module(f"{flows.__name__}.{module.name}")
        for name, made in inspect.getmembers(there, inspect.isfunction):
            if made.__module__ == there.__name__ and made.__annotations__.get("return") is Flow:
                assert re.search(rf"\b{name}\(", written), f"{module.name}.{name}"


@pytest.mark.parametrize("flow", FLOWS, ids=lambda flow: flow.id)
def test_every_flow_is_sound(flow):
    assert problems(flow) == ()


@pytest.mark.parametrize("flow", FLOWS, ids=lambda flow: flow.id)
def test_every_question_has_a_name_and_says_when_it_was_skipped(flow):
    for step in flow.steps:
        assert step.name().message
        assert step.told(None).params["question"] == step.name()


@pytest.mark.parametrize(
    "steps",
    [
        (ask("mood"), ask("mood")),
        (ask(""),),
        (ask("thirteen_char"),),
        (ask("mood", when=WasAnswered("mood")),),
        (ask("mood", when=Is("later", 1)), ask("later")),
        (ask("mood"), ask("why", when=Every((WasAnswered("mood"), Not(Is("later", 1)))))),
    ],
)
def test_a_flow_that_contradicts_itself_cannot_be_made(steps):
    with pytest.raises(ValueError, match="flow broken"):
        Flow("broken", steps)


@pytest.mark.parametrize(
    ("steps", "fault"),
    [
        ((), "asks nothing"),
        ((ask("mood", prompt=t(" ")),), "no prompt"),
        ((ask("mood", format=Choice((Option("x" * 60, own("x")),))),), "more than fits"),
        ((ask("mood", format=Choice((Option("", own("x")),))),), "is empty"),
        ((ask("mood", format=Choice((Option("x", own("")),))),), "is empty"),
        ((ask("mood", format=Choice((Option("x", own("x")),) * 2)),), "two buttons"),
        (
            (
                ask(
                    "mood", format=Choice(tuple(Option(c, own(c)) for c in "abcdefghi"), per_row=9)
                ),
            ),
            "9 buttons",
        ),
        (
            (ask("mood", format=Choice(tuple(Option(str(n), own("x")) for n in range(30)))),),
            "30 rows",
        ),
    ],
)
def test_what_would_not_work_on_a_phone_is_found(steps, fault):
    assert fault in " ".join(problems(Flow("odd", steps)))


def test_guards_look_only_at_answers_that_still_apply():
    flow = Flow(
        "branches",
        (
            ask("first"),
            ask("second", when=Is("first", 1)),
            ask("third", when=Every((WasAnswered("second"), Not(Is("second", 2))))),
        ),
    )
    assert [s.id for s in flow.applicable({"first": 1, "second": 3})] == [
        "first",
        "second",
        "third",
    ]
    assert [s.id for s in flow.applicable({"first": 2, "second": 3})] == ["first"]
    assert [s.id for s in flow.applicable({"first": 1, "second": 2})] == ["first", "second"]
    assert [s.id for s in flow.applicable({"first": 1, "second": None})] == ["first", "second"]


def test_progress_counts_the_questions_behind():
    flow = Flow("three", (ask("a"), ask("b"), ask("c")))
    answers = {"a": 1}
    assert flow.where(answers)[1:] == (1, 3)
    assert flow.where(answers, "c")[1:] == (2, 3)
    assert flow.where({"a": 1, "b": 1, "c": 1}) == (None, 3, 3)


ODD = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner) | st.dictionaries(st.sampled_from(["hours", "among", "1"]), inner)
    ),
)


def labels(rows):
    """The kinds of what stands on the buttons."""
    return {type(option.label) for row in rows for option in row}


@given(ODD, st.sampled_from([step for flow in FLOWS for step in flow.steps]))
def test_any_stored_answer_can_be_shown_and_offered_again(odd, step):
    assert isinstance(step.told(odd), Text)
    assert labels(step.format.options(odd)) <= {Text}
    if odd is not None:
        assert step.format.is_complete(odd) in {True, False}


@pytest.mark.parametrize("hours", [float("inf"), float("nan"), -1, 1e300, "7", None, [7]])
def test_a_night_that_cannot_be_is_still_shown(hours):
    for flow in FLOWS:
        for step in flow.steps:
            assert isinstance(step.told({"hours": hours}), Text)
            assert labels(step.format.options({"hours": hours})) <= {Text}


def test_an_answer_of_another_shape_is_still_shown():
    odd = ask("mood", label=t("Mood")).told({"from": "an older script"})
    assert odd.message == "{question}: {answer}"
    assert ask("note", format=FreeText(9, example=t("x"))).told("words") == own("words")

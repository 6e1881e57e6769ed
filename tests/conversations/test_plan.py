"""The script of the plan: seven steps in a fixed order, each of several lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.engine import advance
from conversations.events import Notice, Prompt, Saved, Skipped, Tapped, Typed
from conversations.flows.plan import ROOM, STEPS, one_line, plan, room
from conversations.formats.lines import LONGEST, MOST, Lines, lines_of, size, written
from conversations.parsing.tongue import IN_ENGLISH
from conversations.session import Session
from conversations.text import Rejected


def test_the_order_is_that_of_stanley_and_brown_and_the_ids_are_for_ever() -> None:
    assert [step.id for step in STEPS] == [
        "signs", "alone", "distract", "people", "helpers", "safer", "worth",
    ]  # fmt: skip


def test_a_step_waits_until_it_is_said_that_this_is_all() -> None:
    session, effects = advance(plan({}), Session(), Typed("no sleep"))
    assert isinstance(effects[-1], Prompt)
    assert effects[-1].ask.id == "signs"
    session, effects = advance(plan({"signs": ("no sleep",)}), session, Typed("old songs"))
    assert lines_of(session.answers["signs"]) == ["no sleep", "old songs"]
    session, effects = advance(plan({}), session, Saved("signs"))
    assert isinstance(effects[-1], Prompt)
    assert effects[-1].ask.id == "alone"
    session, effects = advance(plan({}), session, Skipped("alone"))
    assert isinstance(effects[-1], Prompt)
    assert effects[-1].ask.id == "distract"


def test_one_step_can_be_asked_by_itself() -> None:
    assert [ask.id for ask in plan({}, only="worth").steps] == ["worth"]


def test_only_the_step_of_professionals_offers_lines() -> None:
    flow = plan({}, ("Samaritans: 116 123",))
    offering = [ask.id for ask in flow.steps if ask.format.options(None)]
    assert offering == ["helpers"]
    [[option]] = flow.steps[4].format.options(None)
    session, _ = advance(flow, Session(focus="helpers"), Tapped("helpers", option.value))
    assert lines_of(session.answers["helpers"]) == ["Samaritans: 116 123"]
    again, _ = advance(flow, session, Tapped("helpers", option.value))
    assert again == session


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("call Sam", ["call Sam"]),
        ("- call Sam\n• walk\n  * sleep", ["call Sam", "walk", "sleep"]),
        ("a\n\n\nb", ["a", "b"]),
        ("555-0100", ["555-0100"]),
        ("+1 (555) 01 00  ext. 3", ["+1 (555) 01 00  ext. 3"]),
        ("-5 degrees", ["-5 degrees"]),
        ("same\nsame", ["same"]),
        ("1. first\n2. then", ["1. first", "2. then"]),
    ],
)
def test_each_line_of_a_message_is_one_and_its_words_stay(typed: str, kept: list[str]) -> None:
    assert lines_of(Lines(ROOM).parse(typed, IN_ENGLISH)) == kept


@pytest.mark.parametrize(
    "typed", ["", "\n\n", "- ", "x" * (LONGEST + 1), "\n".join(map(str, range(MOST + 1)))]
)
def test_what_cannot_be_kept_is_refused_with_a_sentence_and_keeps_what_is_there(
    typed: str,
) -> None:
    before = Session({"signs": written(["here"])}, "signs")
    after, effects = advance(plan({"signs": ("here",)}), before, Typed(typed))
    assert after == before
    assert isinstance(effects[0], Notice)


def test_all_lines_together_have_room_for_one_message() -> None:
    full = {step.id: ("x" * 180, "y" * 180) for step in STEPS}
    assert room(full) == ROOM - 14 * (180 + size(""))
    assert room({"signs": ("🌱" * ROOM,)}) == 0
    with pytest.raises(Rejected):
        Lines(room(full)).parse("z" * LONGEST, IN_ENGLISH)
    [ask] = one_line("short", 3).steps
    assert ask.format.parse("other", IN_ENGLISH) == "other"
    with pytest.raises(Rejected):
        ask.format.parse("longer", IN_ENGLISH)


@given(st.text(st.characters()), st.lists(st.text(min_size=1), max_size=5))
def test_whatever_is_typed_is_lines_or_a_sentence(typed: str, given_: list[str]) -> None:
    format = Lines(ROOM, tuple(given_))
    try:
        lines = lines_of(format.parse(typed, IN_ENGLISH))
    except Rejected:
        return
    assert lines[: len(given_)] == given_
    assert all("\n" not in line for line in lines[len(given_) :])


@pytest.mark.parametrize(
    "words",
    ["I want to kill myself", "the pills are within reach", "cutting", "no point in living"],
)
def test_words_of_danger_are_ordinary_lines_of_a_plan(words: str) -> None:
    for step in STEPS:
        session, effects = advance(plan({}, only=step.id), Session(focus=step.id), Typed(words))
        assert lines_of(session.answers[step.id]) == [words]
        assert not any(isinstance(effect, Notice) for effect in effects)

"""One event moves a conversation on: no clock, no I/O, the same input gives the same output."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TypeAlias

from conversations.events import (
    Answered,
    Back,
    Completed,
    Effect,
    Event,
    Focused,
    Notice,
    Opened,
    Prompt,
    Repeated,
    Saved,
    Skipped,
    Stale,
    Tapped,
    Typed,
)
from conversations.flow import Ask, Flow, Value
from conversations.session import Session
from conversations.text import Rejected, t

Moved: TypeAlias = tuple[Session, tuple[Effect, ...]]


def advance(flow: Flow, session: Session, event: Event) -> Moved:
    """Return the session after the event and what to do about it; never raises.

    The last effect says where the person is now (Prompt or Completed), except after Repeated.
    """
    answers = session.answers
    ask = flow.current(answers, session.focus)
    here = ask.id if ask else None
    match event:
        case Typed() if ask:
            return _typed(flow, session, ask, event)
        case Tapped(step, data) if step == here or step in answers:
            return _tap(flow, session, ask, step, data)
        case Saved(step) if ask and step == here:
            return _answer(flow, session, ask, lambda: ask.format.finish(answers.get(ask.id)))
        case Skipped(step) if ask and step in (None, here):
            return _skip(flow, session, ask)
        case Saved(step) | Skipped(step) if step in answers:
            return session, (Repeated(),)
        case Back(step) if step in (None, here):
            earlier = flow.before(answers, ask)
            return _follow(flow, session.at(earlier.id) if earlier else session)
        case Focused(step) if flow.step(step, answers):
            return _follow(flow, session.at(step))
        case Opened() | Typed():
            return _follow(flow, session)
        case Tapped(step) | Saved(step) | Skipped(step) | Back(step) | Focused(step):
            return _follow(flow, session, Stale(step))


def _follow(flow: Flow, session: Session, *first: Effect) -> Moved:
    ask, done, total = flow.where(session.answers, session.focus)
    if ask is None:
        return session, (*first, Completed())
    format = ask.format.given_answers(session.answers)
    offered = ask if format is ask.format else replace(ask, format=format)
    return session, (*first, Prompt(offered, done, total, session.answers.get(ask.id), flow))


def _answer(flow: Flow, session: Session, ask: Ask, read: Callable[[], Value]) -> Moved:
    try:
        value = read()
    except Rejected as no:
        return _follow(flow, session, Notice(no.why))
    after = session.answered(ask.id, value)
    if ask.format.is_complete(value):
        return _follow(flow, after.at(None), Answered(ask.id, value))
    # The beginning of an answer, such as a city of which there are several: the question goes on.
    return _follow(flow, after.at(ask.id))


def _typed(flow: Flow, session: Session, ask: Ask, said: Typed) -> Moved:
    if not ask.format.accumulates:
        return _answer(flow, session, ask, partial(ask.format.parse, said.raw, said.tongue))
    try:
        value = ask.format.parse(said.raw, said.tongue)
    except Rejected as no:
        return _follow(flow, session, Notice(no.why))
    return _follow(flow, session.answered(ask.id, value).at(ask.id), Answered(ask.id, value))


def _tap(flow: Flow, session: Session, current: Ask | None, step: str, data: str) -> Moved:
    is_open = current is not None and current.id == step
    ask = current if is_open else flow.step(step, session.answers)
    if ask is None:
        return _follow(flow, session, Stale(step))
    before = session.answers.get(step)
    if is_open and not ask.format.multi_select:
        return _answer(flow, session, ask, partial(ask.format.accept, data, before))
    try:
        value = ask.format.accept(data, before)
    except Rejected as no:
        return _follow(flow, session, Notice(no.why))
    if value == before:
        return session, (Repeated(),)
    # A correction of an earlier answer leaves the open question open.
    focus = step if is_open else session.focus
    return _follow(flow, session.answered(step, value).at(focus), Answered(step, value))


def _skip(flow: Flow, session: Session, ask: Ask) -> Moved:
    if not ask.optional:
        return _follow(
            flow,
            session,
            Notice(
                t(
                    "I need this one before we can go on. A few words are enough, "
                    "and /cancel closes it."
                )
            ),
        )
    told = session.answers.get(ask.id)
    if told is None:
        return _follow(flow, session.answered(ask.id, None).at(None), Answered(ask.id, None))
    if ask.format.is_complete(told):
        return _follow(flow, session.at(None))
    # What was begun stays told: skipping is going on, never taking back.
    value = _finished(ask, told)
    return _follow(flow, session.answered(ask.id, value).at(None), Answered(ask.id, value))


def _finished(ask: Ask, told: Value) -> Value | None:
    try:
        return ask.format.finish(told)
    except Rejected:
        # A beginning that cannot become an answer must not hold anyone up.
        return None

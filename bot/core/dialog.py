"""A talk: one run of a script with one person, shown as one message that is edited in place.

The script decides what comes next; here its effects become stored answers and messages.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from bot.core import callback_data as buttons
from bot.core.callback_data import Verb
from bot.core.turn import Turn
from bot.outgoing import BLANK, Button, Rows
from conversations.engine import advance
from conversations.events import Again, Completed, Event, Kept, Notice, Opened, Prompt, Stale
from conversations.flow import Ask, Flow, Value
from conversations.session import Session
from conversations.text import Text, own, t, tc
from storage import talks
from storage.talks import Talk

TALK_ID_LENGTH = 10
MOST_DOTS = 10  # more of them say nothing at a glance


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around a question: sentences above it, and buttons of its own below."""

    above: tuple[Text, ...] = ()
    rows: Rows = ()


def no_frame(_turn: Turn, _talk: Talk, _prompt: Prompt) -> Frame:
    """Leave the question alone."""
    return Frame()


def session_of(_turn: Turn, talk: Talk) -> Session:
    """Read the session that the talk itself holds."""
    return Session.from_json(talk.state.get("session") or {})


def state_of(talk: Talk, session: Session) -> dict[str, Any]:
    """Write the session into the talk's state, beside what the talk is about."""
    return {**talk.state, "session": session.to_json()}


def keep_nothing(_turn: Turn, _talk: Talk, _step: str, _value: Value | None) -> None:
    """Store no single answer: this script means something only as a whole."""


def as_it_is(_turn: Turn, talk: Talk, event: Event) -> tuple[Talk, Event]:
    """Let the script take every event as it comes."""
    return talk, event


@dataclass(frozen=True, slots=True)
class Kind:
    """How one script lives in the bot: which questions, where answers go, what its end means."""

    name: str
    flow: Callable[[Turn, Talk], Flow]
    finish: Callable[[Turn, Talk, Session], None]
    keep: Callable[[Turn, Talk, str, Value | None], None] = keep_nothing
    session: Callable[[Turn, Talk], Session] = session_of
    state: Callable[[Talk, Session], dict[str, Any]] = state_of
    frame: Callable[[Turn, Talk, Prompt], Frame] = no_frame
    # Looks at an event first, where something should be said before it has its effect.
    before: Callable[[Turn, Talk, Event], tuple[Talk, Event]] = as_it_is
    # How long typed words are taken for an answer; later they are rather a new thought.
    waits: timedelta = timedelta(minutes=30)


def begin(
    turn: Turn, kind: Kind, *, day: date | None = None, about: Mapping[str, Any] | None = None
) -> Talk:
    """Open a talk and ask its first question in a new message."""
    talk = create(turn, kind.name, day=day, about=about)
    feed(turn, kind, talk, Opened(), fresh=True)
    return talk


def create(
    turn: Turn, name: str, *, day: date | None = None, about: Mapping[str, Any] | None = None
) -> Talk:
    """Open a talk without saying anything yet."""
    talk = Talk(
        id=turn.tx.new_id()[:TALK_ID_LENGTH],
        user_id=turn.user_id,
        flow=name,
        day=day,
        state={"about": dict(about or {})},
        message_id=None,
        touched_at=turn.now,
        closed=False,
    )
    talks.open_(turn.tx, talk)
    return talk


def current(turn: Turn, kind: Kind, talk: Talk) -> Ask | None:
    """Find the question that is open in a talk; None when nothing is left to ask."""
    session = kind.session(turn, talk)
    return kind.flow(turn, talk).current(session.answers, session.focus)


def feed(turn: Turn, kind: Kind, talk: Talk, event: Event, *, fresh: bool = False) -> bool:
    """Let the script take one event; tell whether it was understood."""
    known = talk
    talk, event = kind.before(turn, talk, event)
    session, effects = advance(kind.flow(turn, talk), kind.session(turn, talk), event)
    finished = any(isinstance(effect, Completed) for effect in effects)
    talk = replace(talk, state=kind.state(talk, session), touched_at=turn.now, closed=finished)
    talks.save(turn.tx, talk, known=known)
    understood = True
    for effect in effects:
        match effect:
            case Kept(step, value):
                kind.keep(turn, talk, step, value)
            case Notice(text):
                understood = False
                _notice(turn, text)
            case Stale():
                turn.ack(t("That button belongs to an earlier question."))
            case Again():
                turn.ack()
            case Prompt():
                if understood:
                    show(turn, kind, talk, effect, fresh=fresh)
            case Completed():
                kind.finish(turn, talk, session)
    turn.ack()
    return understood


def _notice(turn: Turn, text: Text) -> None:
    if turn.query_id is not None:
        turn.ack(text)
    else:
        turn.say(text)


def show(turn: Turn, kind: Kind, talk: Talk, prompt: Prompt, *, fresh: bool = False) -> None:
    """Show a question: in the talk's own message, or in a new one."""
    frame = kind.frame(turn, talk, prompt)
    text = question(prompt, frame)
    rows = all_rows(talk, prompt, frame)
    if fresh or turn.below:
        turn.say(*text, rows=rows, talk=talk.id)
    else:
        turn.edit(
            *text,
            rows=rows,
            talk=talk.id,
            message_id=turn.message_id,
            shown=talk.message_id,
        )


def question(prompt: Prompt, frame: Frame) -> tuple[Text, ...]:
    """Write a question with what stands above it, its progress and its hint."""
    above = (*frame.above, BLANK) if frame.above else ()
    hint = prompt.ask.format.hint(prompt.current) or prompt.ask.hint
    return (*above, *progress(prompt), prompt.ask.prompt, *((hint,) if hint else ()))


def progress(prompt: Prompt) -> tuple[Text, ...]:
    """Draw how far it is, where there is more than one question."""
    if prompt.total < 2:
        return ()
    if prompt.total > MOST_DOTS:
        return (t("{n} of {total}", n=prompt.done + 1, total=prompt.total),)
    return (own("●" * (prompt.done + 1) + "○" * (prompt.total - prompt.done - 1)),)


def all_rows(talk: Talk, prompt: Prompt, frame: Frame) -> Rows:
    """Lay out the answers of a question, the buttons of its frame, then Back, Save and Skip."""
    ask = prompt.ask
    rows = tuple(
        tuple(
            Button(option.label, buttons.reply(talk.id, ask.id, Verb.ANSWER, option.value))
            for option in row
        )
        for row in ask.format.options(prompt.current)
    )
    walk = []
    if prompt.done > 0:
        walk.append(Button(t("‹ Back"), buttons.reply(talk.id, ask.id, Verb.BACK)))
    if ask.format.stays_open:
        walk.append(Button(t("Save"), buttons.reply(talk.id, ask.id, Verb.SAVE)))
    # Where something is ticked, Save is what goes on.
    if ask.optional and not (ask.format.stays_open and prompt.current is not None):
        told = prompt.current is not None and ask.format.whole(prompt.current)
        on = tc("the answer as it is", "Keep it") if told else t("Skip")
        walk.append(Button(on, buttons.reply(talk.id, ask.id, Verb.SKIP)))
    return (*rows, *frame.rows, *((tuple(walk),) if walk else ()))

"""A dialog: one run of a script with one person, shown as one message that is edited in place.

The script decides what comes next; here its effects become stored answers and messages.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Unpack

from bot.core import standing, typed_answers
from bot.core.question import ALONE, Frame, all_rows, question
from bot.core.script import Script
from bot.core.talk_state import About
from bot.core.turn import How, Texts, Turn
from bot.incoming import MediumSent
from bot.outgoing import Rows
from conversations.engine import advance
from conversations.events import (
    Answered,
    Completed,
    Event,
    Notice,
    Opened,
    Prompt,
    Repeated,
    Stale,
)
from conversations.flow import Flow, Value
from conversations.session import Session
from conversations.text import t
from storage import conversations
from storage.conversations import Conversation

TALK_ID_LENGTH = 10


def no_frame(_turn: Turn, _talk: Conversation, _prompt: Prompt) -> Frame:
    """Leave the question alone."""
    return ALONE


def session_of(_turn: Turn, talk: Conversation) -> Session:
    """Read the session that the talk itself holds."""
    held = talk.state.get("session")
    return Session.from_json(held if isinstance(held, dict) else {})


def holding(talk: Conversation, session: Session) -> Conversation:
    """Write the session into the talk's state, beside what the talk is about."""
    return talk._replace(state={**talk.state, "session": session.to_json()})


def keep_nothing(_turn: Turn, _talk: Conversation, _step: str, _value: Value | None) -> None:
    """Store no single answer: this script means something only as a whole."""


def as_it_is(_turn: Turn, talk: Conversation, event: Event) -> tuple[Conversation, Event]:
    """Let the script take every event as it comes."""
    return talk, event


def newest_and_fresh(turn: Turn, kind: "Dialog", talk: Conversation) -> bool:
    """Take words only while nothing else was begun after the question, and not for long."""
    newest = conversations.newest(turn.tx, turn.user_id)
    # One that ended at the same instant led to it.
    last = newest is None or newest.touched_at <= talk.touched_at
    return last and talk.touched_at > turn.now - kind.waits


def asked_for(_talk: Conversation) -> bool:
    """The person began it, so words that are no answer are a slip and not a thought."""
    return False


def fold_away(turn: Turn, talk: Conversation) -> None:
    """Take the buttons away, and say so."""
    turn.shrink(talk.message_id)
    turn.say(t("Closed."))


def is_over(turn: Turn, _talk: Conversation | None = None) -> None:
    """Explain a button of a question that is over."""
    turn.ack(t("That question is closed."))


@dataclass(frozen=True, slots=True)
class Dialog:
    """How one script lives in the bot: which questions, where answers go, what its end means."""

    name: str
    flow: Callable[[Turn, Conversation], Flow]
    finish: Callable[[Turn, Conversation, Session], None]
    keep: Callable[[Turn, Conversation, str, Value | None], None] = keep_nothing
    session: Callable[[Turn, Conversation], Session] = session_of
    state: Callable[[Conversation, Session], Conversation] = holding
    about: type[About] = About
    frame: Callable[[Turn, Conversation, Prompt], Frame] = no_frame
    before: Callable[[Turn, Conversation, Event], tuple[Conversation, Event]] = as_it_is
    """Looks at an event first, where something should be said before it has its effect."""
    waits: timedelta = timedelta(minutes=30)
    """How long typed words are taken for an answer; later they are rather a new thought."""
    still_waits: Callable[[Turn, "Dialog", Conversation], bool] = newest_and_fresh
    came_unasked: Callable[[Conversation], bool] = asked_for
    """Whether the bot came with it, so that words that are no answer may be a thought."""
    takes_medium: Callable[[Turn, Conversation, MediumSent], None] | None = None  # as its answer
    on_put_away: Callable[[Turn, Conversation], None] = fold_away
    on_old_button: Callable[[Turn, Conversation], None] = is_over


def load(turn: Turn, kind: Dialog, talk: Conversation) -> Script:
    """Compose the questions of a talk, and read what was answered."""
    return Script(kind.flow(turn, talk), kind.session(turn, talk))


def begin(
    turn: Turn, kind: Dialog, *, day: date | None = None, about: About | None = None
) -> Conversation:
    """Open a talk and ask its first question in a new message; once, if it is pressed twice."""
    if (asked := standing.just_asked(turn, kind.name, day, about)) is not None:
        turn.ack()
        return asked
    talk = create(turn, kind.name, day=day, about=about)
    feed(turn, kind, talk, Opened(), fresh=True)
    return talk


def create(
    turn: Turn,
    name: str,
    *,
    day: date | None = None,
    about: About | None = None,
    touched_at: datetime | None = None,
) -> Conversation:
    """Open a talk without saying anything yet."""
    talk = Conversation(
        id=turn.tx.new_id()[:TALK_ID_LENGTH],
        user_id=turn.user_id,
        flow=name,
        day=day,
        state={"about": about.to_json() if about else {}},
        message_id=None,
        touched_at=touched_at or turn.now,
        closed=False,
    )
    conversations.open_(turn.tx, talk)
    return talk


def feed(
    turn: Turn,
    kind: Dialog,
    talk: Conversation,
    event: Event,
    *,
    fresh: bool = False,
    script: Script | None = None,
    around: Frame = ALONE,
) -> bool:
    """Let the script take one event; tell whether it was understood.

    What is said about typed words stands around the question, in one message.
    """
    known, is_press = talk, turn.query_id is not None
    talk, event = kind.before(turn, talk, event)
    if script is None or talk is not known:
        script = load(turn, kind, talk)
    session, effects = advance(script.flow, script.session, event)
    talk = kind.state(talk, session)
    state = typed_answers.noted(turn, talk.state, event, effects)
    ended = isinstance(effects[-1], Completed)
    talk = talk._replace(state=state, touched_at=turn.now, closed=ended)
    conversations.save(turn.tx, talk, known=known)
    standing.leave(turn, talk, script, effects, fresh=fresh)
    understood = True
    for effect in effects:
        match effect:
            case Answered(step, value):
                kind.keep(turn, talk, step, value)
            case Notice(text):
                understood = False
                turn.ack(text)
                around = around._replace(above=(*around.above, text))
            case Stale():
                turn.ack(t("That button is from an earlier question."))
            case Repeated():
                turn.ack()
            case Prompt():
                if understood or not is_press:
                    _show(turn, kind, talk, effect, around, fresh=fresh)
            case Completed():
                kind.finish(turn, talk, session)
    turn.ack()
    return understood


def _show(
    turn: Turn, kind: Dialog, talk: Conversation, prompt: Prompt, around: Frame, *, fresh: bool
) -> None:
    """Show a question: in the talk's own message, or in a new one."""
    frame = kind.frame(turn, talk, prompt)
    rows = (*all_rows(talk, prompt, frame), *around.rows)
    text = question(prompt, frame, first=around.above)
    if fresh:
        turn.say(*text, rows=rows, talk=talk.id)
    else:
        turn.edit(
            *text, rows=rows, talk=talk.id, message_id=turn.message_id, shown=talk.message_id
        )


def rows_of(turn: Turn, kind: Dialog, talk: Conversation, script: Script) -> Rows:
    """Lay out the buttons of the open question, as they stand in the chat."""
    prompt = _prompt(script)
    return all_rows(talk, prompt, kind.frame(turn, talk, prompt)) if prompt is not None else ()


def _prompt(script: Script) -> Prompt | None:
    _, effects = advance(script.flow, script.session, Opened())
    return next((effect for effect in effects if isinstance(effect, Prompt)), None)


def ask(
    turn: Turn,
    kind: Dialog,
    talk: Conversation,
    *,
    above: Texts = (),
    rows: Rows = (),
    **how: Unpack[How],
) -> bool:
    """Ask the open question in a new message; tell whether there was one."""
    prompt = _prompt(load(turn, kind, talk))
    if prompt is None:
        return False
    frame = kind.frame(turn, talk, prompt)
    frame = Frame(above=(*above, *frame.above), rows=(*frame.rows, *rows))
    turn.say(*question(prompt, frame), rows=all_rows(talk, prompt, frame), talk=talk.id, **how)
    return True

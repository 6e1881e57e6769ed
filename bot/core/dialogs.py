"""Running a dialog: one conversation with one person, shown as one message edited in place.

The script decides what comes next; here its effects become stored answers and messages.
"""

from datetime import date, datetime
from typing import Unpack

from bot.core import instead, standing, typed_answers, unfinished
from bot.core.conversation_state import About
from bot.core.dialog import Dialog
from bot.core.question import ALONE, Frame, all_rows, question
from bot.core.script import Script
from bot.core.turn import How, Texts, Turn
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
from conversations.text import t
from storage import conversations
from storage.conversations import Conversation

CONVERSATION_ID_LENGTH = 10


def load(turn: Turn, dialog: Dialog, conversation: Conversation) -> Script:
    """Compose the questions of a conversation, and read what was answered."""
    return Script(dialog.flow(turn, conversation), dialog.session(turn, conversation))


def begin(
    turn: Turn, dialog: Dialog, *, day: date | None = None, about: About | None = None
) -> Conversation:
    """Open a conversation and ask its first question in a new message; pressed twice: once."""
    if (asked := standing.just_asked(turn, dialog.name, day, about)) is not None:
        turn.ack()
        return asked
    unfinished.leave_open(turn)
    conversation = create(turn, dialog.name, day=day, about=about)
    feed(turn, dialog, conversation, Opened(), fresh=True)
    return conversation


def create(
    turn: Turn,
    name: str,
    *,
    day: date | None = None,
    about: About | None = None,
    touched_at: datetime | None = None,
) -> Conversation:
    """Open a conversation without saying anything yet."""
    conversation = Conversation(
        id=turn.tx.new_id()[:CONVERSATION_ID_LENGTH],
        user_id=turn.user_id,
        flow=name,
        day=day,
        state={"about": about.to_json() if about else {}},
        message_id=None,
        touched_at=touched_at or turn.now,
        closed=False,
    )
    conversations.open_(turn.tx, conversation)
    return conversation


def feed(
    turn: Turn,
    dialog: Dialog,
    conversation: Conversation,
    event: Event,
    *,
    fresh: bool = False,
    script: Script | None = None,
    around: Frame = ALONE,
) -> bool:
    """Let the script take one event; tell whether it was understood.

    What is said about typed words stands around the question, in one message.
    """
    known, is_press = conversation, turn.query_id is not None
    conversation, event = dialog.before(turn, conversation, event)
    if script is None or conversation is not known:
        script = load(turn, dialog, conversation)
    session, effects = advance(script.flow, script.session, event)
    conversation = dialog.state(conversation, session)
    state = typed_answers.noted(turn, conversation.state, event, effects)
    state = instead.settled(state, effects)
    ended = isinstance(effects[-1], Completed)
    conversation = conversation._replace(state=state, touched_at=turn.now, closed=ended)
    conversations.save(turn.tx, conversation, known=known)
    standing.leave(turn, conversation, script, effects, fresh=fresh)
    understood = True
    for effect in effects:
        match effect:
            case Answered(step, value):
                dialog.keep(turn, conversation, step, value)
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
                    _show(turn, dialog, conversation, effect, around, fresh=fresh)
            case Completed():
                dialog.finish(turn, conversation, session)
    turn.ack()
    return understood


def _show(
    turn: Turn,
    dialog: Dialog,
    conversation: Conversation,
    prompt: Prompt,
    around: Frame,
    *,
    fresh: bool,
) -> None:
    """Show a question: in the conversation's own message, or in a new one."""
    frame = dialog.frame(turn, conversation, prompt)
    rows = (*all_rows(conversation, prompt, frame), *around.rows)
    text = question(prompt, frame, first=around.above)
    if fresh:
        turn.say(*text, rows=rows, conversation=conversation.id)
    else:
        turn.edit(
            *text,
            rows=rows,
            conversation=conversation.id,
            message_id=turn.message_id,
            shown=conversation.message_id,
        )


def rows_of(turn: Turn, dialog: Dialog, conversation: Conversation, script: Script) -> Rows:
    """Lay out the buttons of the open question, as they stand in the chat."""
    prompt = _prompt(script)
    if prompt is None:
        return ()
    return all_rows(conversation, prompt, dialog.frame(turn, conversation, prompt))


def _prompt(script: Script) -> Prompt | None:
    _, effects = advance(script.flow, script.session, Opened())
    return next((effect for effect in effects if isinstance(effect, Prompt)), None)


def ask(
    turn: Turn,
    dialog: Dialog,
    conversation: Conversation,
    *,
    above: Texts = (),
    rows: Rows = (),
    **how: Unpack[How],
) -> bool:
    """Ask the open question in a new message; tell whether there was one."""
    prompt = _prompt(load(turn, dialog, conversation))
    if prompt is None:
        return False
    frame = dialog.frame(turn, conversation, prompt)
    frame = Frame(above=(*above, *frame.above), rows=(*frame.rows, *rows))
    turn.say(
        *question(prompt, frame),
        rows=all_rows(conversation, prompt, frame),
        conversation=conversation.id,
        **how,
    )
    return True

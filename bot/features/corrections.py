"""What was told last, put right in words: "actually it was more like 5", "no wait, 5".

A correction is of what was just told, unless it names what it is of: "sleep was more like 4".
Where it is only hinted at, and the open question takes the number too, they are asked which of the
two they mean.
"""

from datetime import datetime

from bot.core import dialogs
from bot.core.instead import InsteadState, without
from bot.core.open_dialog import open_dialog
from bot.core.question import Frame
from bot.core.turn import Turn
from bot.features.undo import JUST_TOLD, last_told
from bot.outgoing import Button
from conversations.events import Opened, Typed
from conversations.flow import AnswerFormat, Value
from conversations.flows.check_in import MOOD
from conversations.formats import Labelled, Scale, Sleep
from conversations.parsing.corrections import Correction, read_correction
from conversations.text import Rejected, Text, t
from storage import conversations

WHICH = t("Should I change your last answer, or is that for this question? Tap the one you mean.")


def heard(turn: Turn, text: str) -> bool:
    """Put right what was told last; tell whether the words did."""
    said = read_correction(text, turn.tongue.words)
    if said is None:
        return False
    typed, turn.message_id = turn.message_id, None
    last = last_told(turn)
    is_fresh = last is not None and last.at >= turn.now - JUST_TOLD
    if last is not None and is_fresh and last.correct is not None and last.correct(said):
        return True
    if said.named is not None and _corrects_named(turn, said):
        return True
    asked = open_dialog(turn)
    if asked is not None and answers_this(turn, said):
        turn.answer_message_id = typed
        dialogs.feed(turn, *asked, Typed(said.answer, turn.tongue))
        return True
    turn.message_id = typed
    return False


def _corrects_named(turn: Turn, said: Correction) -> bool:
    found = [last for look in turn.deps.registry.undo if (last := look(turn)) is not None]
    return any(one.correct_named(said) for one in found if one.correct_named is not None)


def was_left(turn: Turn, at: datetime, conversation: str | None = None) -> bool:
    """Tell whether another question was opened since then: what is said is meant for that."""
    asked = open_dialog(turn)
    return asked is not None and asked[1].id != conversation and asked[1].touched_at > at


def read(turn: Turn, format: AnswerFormat, said: Correction) -> Value | None:
    """Read what is meant instead as an answer of that kind, if it is a number or a night."""
    inner = format.inner if isinstance(format, Labelled) else format
    if not isinstance(inner, Scale | Sleep):
        return None
    if (said.named == "mood" and inner != MOOD) or (
        said.named == "sleep" and not isinstance(inner, Sleep)
    ):
        return None
    try:
        return format.parse(said.answer, turn.tongue)
    except Rejected:
        return None


def answers_this(turn: Turn, said: Correction) -> bool:
    """Tell whether the open question takes it as well."""
    asked = open_dialog(turn)
    ask = dialogs.load(turn, *asked).current if asked is not None else None
    return ask is not None and read(turn, ask.format, said) is not None


def ask_which(turn: Turn, instead: Button) -> None:
    """Ask which answer is meant: the last one, by this button, or that of the open question."""
    asked = open_dialog(turn)
    if asked is not None:
        dialog, conversation = asked
        button = (turn.words(instead.label), instead.data)
        conversation = InsteadState(instead=button).into(conversation)
        conversations.save(turn.tx, conversation)
        dialogs.feed(turn, dialog, conversation, Opened(), around=Frame(above=(WHICH,)))


def settled(turn: Turn, receipt: Text, *undo: Button) -> bool:
    """Say what was changed above the question that asked which was meant; tell whether one did."""
    asked = open_dialog(turn)
    if asked is None or InsteadState.of(asked[1]).instead is None:
        return False
    dialog, conversation = asked
    conversation = conversation._replace(state=without(conversation.state))
    conversations.save(turn.tx, conversation)
    dialogs.feed(turn, dialog, conversation, Opened(), around=Frame((receipt,), (undo,)))
    return True

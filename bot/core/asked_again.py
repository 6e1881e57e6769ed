"""An open question that stands once more, with something said above it."""

from bot.core import dialogs
from bot.core.dialogs import Dialog
from bot.core.question import Frame, all_rows, question
from bot.core.turn import Turn
from bot.outgoing import Rows
from conversations.engine import advance
from conversations.events import Opened, Prompt
from conversations.text import Text, t
from storage.conversations import Conversation


def below(
    turn: Turn, kind: Dialog, talk: Conversation, *, above: tuple[Text, ...], rows: Rows
) -> bool:
    """Ask the open question once more as the last thing there is; tell whether there was one."""
    if not dialogs.ask(turn, kind, talk, above=above, rows=rows):
        return False
    if talk.message_id is not None:
        turn.edit(t("This goes on further down."), message_id=talk.message_id)
    return True


def in_place(
    turn: Turn,
    found: tuple[Dialog, Conversation] | None,
    *,
    above: tuple[Text, ...],
    rows: Rows,
) -> bool:
    """Say something else above the open question, if it stands where a button was pressed."""
    if found is None or turn.message_id is None or found[1].message_id != turn.message_id:
        return False
    kind, talk = found
    script = dialogs.load(turn, kind, talk)
    _, effects = advance(script.flow, script.session, Opened())
    prompt = next((effect for effect in effects if isinstance(effect, Prompt)), None)
    if prompt is None:
        return False
    frame = kind.frame(turn, talk, prompt)
    frame = Frame(above=(*above, *frame.above), rows=(*frame.rows, *rows))
    text, markup = question(prompt, frame), all_rows(talk, prompt, frame)
    turn.edit(*text, rows=markup, talk=talk.id, message_id=turn.message_id)
    return True

"""What was begun and left, where its answers are kept only at the end: said, with a way back."""

from datetime import timedelta

from bot.core import callback_data
from bot.core.callback_data import Verb
from bot.core.dialog import Dialog, loses
from bot.core.script import Script
from bot.core.turn import Turn
from bot.outgoing import Button
from conversations.flow import Ask
from conversations.formats import FreeText
from conversations.formats.free_text import shortened
from conversations.text import own, t
from storage import conversations
from storage.conversations import Conversation

GO_ON = t("Go on with it")
# Older ones were forgotten long ago.
LONG_AGO = timedelta(days=400)


def leave_open(turn: Turn) -> None:
    """Before another question takes the words: leave the open one, if that holds answers."""
    last = conversations.latest(turn.tx, turn.user_id, turn.now - LONG_AGO)
    dialog = turn.deps.registry.dialogs.get(last.flow) if last is not None else None
    if last is None or dialog is None or not dialog.about.is_known(last):
        return
    if loses(turn, last) and not turn.help_shown:
        leave(turn, dialog, last)


def leave(turn: Turn, dialog: Dialog, conversation: Conversation) -> None:
    """Close a question that typed words no longer answer, and say so of answers not kept yet.

    The button turns the line into the open question again, so that nothing has to be said twice.
    """
    conversations.close(turn.tx, turn.user_id, conversation.id)
    if not loses(turn, conversation):
        return
    script = Script(dialog.flow(turn, conversation), dialog.session(turn, conversation))
    ask = script.current
    if ask is None:
        return
    words = _words(script)
    turn.shrink(conversation.message_id)
    turn.say(
        t("“{words}” isn't saved yet.", words=own(shortened(words)))
        if words
        else t("What you answered before isn't saved yet."),
        rows=((_way_back(conversation, ask),),),
    )


def _way_back(conversation: Conversation, ask: Ask) -> Button:
    return Button(GO_ON, callback_data.reply(conversation.id, ask.id, Verb.FOCUS))


def _words(script: Script) -> str | None:
    """Find the first answer in the person's own words: that is what they know it by."""
    for ask in script.flow.steps:
        value = script.session.answers.get(ask.id)
        if isinstance(value, str) and isinstance(ask.format, FreeText):
            return value
    return None

"""The question that is open: finding it, skipping it, going back from it, putting it away."""

from bot.core import dialogs, unfinished
from bot.core.dialog import Dialog, loses
from bot.core.question import Frame
from bot.core.turn import Texts, Turn
from bot.core.unfinished import LONG_AGO
from conversations.events import Back, Opened, Skipped
from conversations.text import t
from storage import conversations
from storage.conversations import Conversation

LOOKED_AT = 14
"""How many questions about days back a reply may be to."""


def dialog_of(turn: Turn, conversation: Conversation) -> Dialog | None:
    """Find the script of a conversation; None if this version does not know or cannot read it."""
    dialog = turn.deps.registry.dialogs.get(conversation.flow)
    return dialog if dialog is not None and dialog.about.is_known(conversation) else None


def open_dialog(turn: Turn) -> tuple[Dialog, Conversation] | None:
    """Find the question that typed words would answer; forgotten ones are put away in passing."""
    while (last := _latest(turn)) is not None:
        dialog = dialog_of(turn, last)
        if dialog is not None and _waits(turn, dialog, last):
            return dialog, last
        if dialog is not None and turn.help_shown and loses(turn, last):
            return None  # below numbers to call there is nothing but what helps: said later
        # Its buttons go on working: a day can be told at any time.
        if dialog is not None and not _is_to_come(turn, last):
            unfinished.leave(turn, dialog, last)
        else:
            conversations.close(turn.tx, turn.user_id, last.id)
    return None


def waiting(turn: Turn) -> tuple[Dialog, Conversation] | None:
    """Find the question that waits for words, and put none away: nothing is said in passing."""
    last = _latest(turn)
    dialog = dialog_of(turn, last) if last is not None else None
    if last is None or dialog is None or not _waits(turn, dialog, last):
        return None
    return dialog, last


def _latest(turn: Turn) -> Conversation | None:
    return conversations.latest(turn.tx, turn.user_id, touched_after=turn.now - LONG_AGO)


def _waits(turn: Turn, dialog: Dialog, last: Conversation) -> bool:
    return not _is_to_come(turn, last) and dialog.still_waits(turn, dialog, last)


def _is_to_come(turn: Turn, last: Conversation) -> bool:
    """Tell whether it is about a day that has not come: it was asked while the clock ran ahead."""
    return last.day is not None and turn.today < last.day > turn.horizon


def names_of_a_day(turn: Turn) -> list[str]:
    """Name the dialogs whose answers are those of a day."""
    return [one.name for one in turn.deps.registry.dialogs.values() if one.tells_a_day]


def under(turn: Turn, message_id: int) -> tuple[Dialog, Conversation] | None:
    """Find the question about a day that stands in a message, if it still waits for its answer."""
    for name in names_of_a_day(turn):
        for conversation in conversations.of_flow(turn.tx, turn.user_id, name, LOOKED_AT):
            if conversation.message_id != message_id:
                continue
            dialog = dialog_of(turn, conversation)
            if dialog is not None and dialogs.load(turn, dialog, conversation).current is not None:
                return dialog, conversation._replace(closed=False)
    return None


def skip(turn: Turn) -> None:
    """Skip the open question, if there is one."""
    found = open_dialog(turn) or _quiet(turn)
    if found is None:
        turn.say(t("There's no open question right now."))
        return
    turn.message_id = None
    dialogs.feed(turn, *found, Skipped())


def _quiet(turn: Turn) -> tuple[Dialog, Conversation] | None:
    """Find what came by itself today or yesterday, and takes no other words than "skip"."""
    for dialog in turn.deps.registry.dialogs.values():
        if not dialog.is_skipped_when_quiet:
            continue
        for last in conversations.of_flow(turn.tx, turn.user_id, dialog.name, 1):
            is_recent = last.day is not None and last.day >= turn.yesterday
            is_asked = is_recent and dialog_of(turn, last) is not None
            if is_asked and dialogs.load(turn, dialog, last).current is not None:
                return dialog, last
    return None


def go_back(turn: Turn) -> None:
    """Show the question before the open one."""
    found = open_dialog(turn)
    if found is None:
        return
    script = dialogs.load(turn, *found)
    if script.flow.before(script.session.answers, script.current) is None:
        turn.message_id = None
        first = t("This is the first question. /cancel closes it.")
        dialogs.feed(turn, *found, Opened(), script=script, around=Frame(above=(first,)))
        return
    turn.message_id = None
    dialogs.feed(turn, *found, Back(), script=script)


def ask_again(turn: Turn, above: Texts = ()) -> bool:
    """Let the open question stand again below what was said; tell whether there is one."""
    found = open_dialog(turn)
    if found is None:
        return False
    turn.message_id = None
    dialogs.feed(turn, *found, Opened(), around=Frame(above=above))
    return True


def stands_again(turn: Turn, conversation: str) -> None:
    """Ask the same question below, unless it was, another is open now, or help stands there."""
    still = open_dialog(turn)
    was_asked = any(reply.conversation == conversation for reply in turn.replies)
    if still is not None and still[1].id == conversation and not was_asked and not turn.help_shown:
        ask_again(turn)


def leave(turn: Turn, conversation: Conversation) -> None:
    """Close the question whose way out was taken; of a press, where it stood."""
    conversations.close(turn.tx, turn.user_id, conversation.id)
    if turn.message_id is None:
        turn.shrink(conversation.message_id)
    lost = (t("What you answered here wasn't saved."),) if loses(turn, conversation) else ()
    turn.edit(t("All right, not now."), *lost, message_id=turn.message_id)


def put_away(turn: Turn) -> None:
    """Close the open question; what was told stays told."""
    found = open_dialog(turn)
    if found is None:
        turn.say(t("There's no open question right now, so nothing changed."))
        return
    dialog, conversation = found
    conversations.close(turn.tx, turn.user_id, conversation.id)
    turn.message_id = None  # that is the person's own message, which no bot can edit
    dialog.on_put_away(turn, conversation)

"""Not now: a nudge that was put off, by its buttons or in words."""

from datetime import datetime, time, timedelta

from bot.core import callback_data, dialogs, open_dialog, schedule
from bot.core.turn import Turn
from bot.outgoing import GOES_ON, Button, Rows
from conversations.text import Text, strong, t, tc
from storage import conversations
from storage.conversations import Conversation

SNOOZES = ((15, t("15 min")), (60, t("1 h")), (180, t("3 h")))


def snooze(turn: Turn, conversation_id: str, minutes: int) -> None:
    """Ask again after a while."""
    conversation = conversations.get(turn.tx, turn.user_id, conversation_id)
    spans = {span for span, _ in SNOOZES}
    if conversation is None or conversation.day != turn.today or minutes not in spans:
        turn.ack(t("That reminder has passed."))
        return
    at = turn.now + timedelta(minutes=minutes)
    if at >= turn.end_of(turn.today):
        offer_later(turn, conversation_id)  # the day would be over by then
        return
    _ask_again_at(turn, at)
    turn.edit(
        _said(turn, at),
        rows=((_now(),),),
        conversation=conversation_id,
        message_id=turn.message_id,
    )


def put_off(turn: Turn, conversation: Conversation, at: datetime) -> None:
    """Ask again at an instant that was named in words; say so below them."""
    fold(turn, conversation)
    if at >= turn.end_of(turn.today):
        turn.say(
            t("That's after the end of your day. You can still fill it in tomorrow."),
            rows=(_choices(turn, conversation.id), (_now(),)),
            conversation=conversation.id,
        )
        return
    _ask_again_at(turn, at)
    another = Button(t("Another time"), callback_data.action("later", conversation.id))
    turn.say(_said(turn, at), rows=((_now(), another),), conversation=conversation.id)


def is_past(turn: Turn, conversation: Conversation, at: time) -> None:
    """Say that the time which was named is over, and offer others."""
    fold(turn, conversation)
    turn.say(
        t("It's already past {time}. When should I ask again?", time=at),
        rows=(_choices(turn, conversation.id), (_now(),)),
        conversation=conversation.id,
    )


def fold(turn: Turn, conversation: Conversation) -> None:
    """Leave what was asked where the question stood, without its buttons."""
    if conversation.message_id is None:
        return
    dialog = open_dialog.dialog_of(turn, conversation)
    ask = dialogs.load(turn, dialog, conversation).current if dialog is not None else None
    turn.edit(ask.prompt if ask is not None else GOES_ON, message_id=conversation.message_id)


def asked_today(turn: Turn) -> Conversation | None:
    """Find the check-in of today, if it is the question that is open."""
    found = open_dialog.open_dialog(turn)
    if found is None:
        return None
    conversation = found[1]
    is_it = conversation.flow == "checkin" and conversation.day == turn.today
    return conversation if is_it else None


def _ask_again_at(turn: Turn, at: datetime) -> None:
    schedule.once(turn, "snooze", at)
    schedule.never(turn, "followup")


def _said(turn: Turn, at: datetime) -> Text:
    local = at.astimezone(turn.zone).time().replace(second=0, microsecond=0)
    return t("I'll ask again at {time}.", time=local)


def _now() -> Button:
    return Button(t("Answer now"), callback_data.action("checkin"))


def _choices(turn: Turn, conversation_id: str) -> tuple[Button, ...]:
    ends = turn.end_of(turn.today)
    return tuple(
        Button(label, callback_data.action("snooze", conversation_id, str(minutes)))
        for minutes, label in SNOOZES
        if turn.now + timedelta(minutes=minutes) < ends
    )


def offer_later(turn: Turn, conversation_id: str) -> None:
    """Put the choices for later under the question."""
    row = _choices(turn, conversation_id)
    not_today = callback_data.action("nottoday", conversation_id)
    turn.edit(
        strong(t("When should I ask again?")),
        rows=(
            *((row,) if row else ()),
            (Button(tc("do not ask me today", "Not today"), not_today),),
            (Button(t("‹ Back"), callback_data.action("ask", conversation_id)),),
        ),
        conversation=conversation_id,
        message_id=turn.message_id,
    )


def not_today(turn: Turn, conversation_id: str) -> None:
    """Leave the person in peace for today."""
    words, rows = _leave_today(turn, conversation_id)
    turn.edit(words, rows=rows, conversation=conversation_id, message_id=turn.message_id)


def not_today_in_words(turn: Turn, conversation: Conversation) -> None:
    """The same, said below the words."""
    fold(turn, conversation)
    words, rows = _leave_today(turn, conversation.id)
    turn.say(words, rows=rows, conversation=conversation.id)


def _leave_today(turn: Turn, conversation_id: str) -> tuple[Text, Rows]:
    # What is written from here on is no answer any more; the buttons go on working.
    conversations.close(turn.tx, turn.user_id, conversation_id)
    schedule.never(turn, "followup")
    schedule.never(turn, "snooze")
    after_all = Button(t("Answer after all"), callback_data.action("checkin"))
    return t("All right, not today. You can fill it in later if you like."), ((after_all,),)

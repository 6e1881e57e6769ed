"""Not now: a nudge that was put off, by its buttons or in words."""

from datetime import datetime, time, timedelta

from bot.core import callback_data, dialogs, open_dialog, schedule
from bot.core.turn import Turn
from bot.outgoing import GOES_ON, Button, Rows
from conversations.text import Text, strong, t, tc
from storage import conversations
from storage.conversations import Conversation

SNOOZES = ((15, t("15 min")), (60, t("1 h")), (180, t("3 h")))


def snooze(turn: Turn, talk_id: str, minutes: int) -> None:
    """Ask again after a while."""
    talk = conversations.get(turn.tx, turn.user_id, talk_id)
    if talk is None or talk.day != turn.today or minutes not in {span for span, _ in SNOOZES}:
        turn.ack(t("That reminder has passed."))
        return
    at = turn.now + timedelta(minutes=minutes)
    if at >= turn.end_of(turn.today):
        offer_later(turn, talk_id)  # the day would be over by then
        return
    _ask_again_at(turn, at)
    turn.edit(
        _said(turn, at),
        rows=((_now(),),),
        talk=talk_id,
        message_id=turn.message_id,
    )


def put_off(turn: Turn, talk: Conversation, at: datetime) -> None:
    """Ask again at an instant that was named in words; say so below them."""
    fold(turn, talk)
    if at >= turn.end_of(turn.today):
        turn.say(
            t("That's after the end of your day. You can still fill it in tomorrow."),
            rows=(_choices(turn, talk.id), (_now(),)),
            talk=talk.id,
        )
        return
    _ask_again_at(turn, at)
    another = Button(t("Another time"), callback_data.action("later", talk.id))
    turn.say(_said(turn, at), rows=((_now(), another),), talk=talk.id)


def is_past(turn: Turn, talk: Conversation, at: time) -> None:
    """Say that the time which was named is over, and offer others."""
    fold(turn, talk)
    turn.say(
        t("It's already past {time}. When should I ask again?", time=at),
        rows=(_choices(turn, talk.id), (_now(),)),
        talk=talk.id,
    )


def fold(turn: Turn, talk: Conversation) -> None:
    """Leave what was asked where the question stood, without its buttons."""
    if talk.message_id is None:
        return
    dialog = open_dialog.dialog_of(turn, talk)
    ask = dialogs.load(turn, dialog, talk).current if dialog is not None else None
    turn.edit(ask.prompt if ask is not None else GOES_ON, message_id=talk.message_id)


def asked_today(turn: Turn) -> Conversation | None:
    """Find the check-in of today, if it is the question that is open."""
    found = open_dialog.open_dialog(turn)
    talk = found[1] if found is not None else None
    return talk if talk is not None and talk.flow == "checkin" and talk.day == turn.today else None


def _ask_again_at(turn: Turn, at: datetime) -> None:
    schedule.once(turn, "snooze", at)
    schedule.never(turn, "followup")


def _said(turn: Turn, at: datetime) -> Text:
    local = at.astimezone(turn.zone).time().replace(second=0, microsecond=0)
    return t("I'll ask again at {time}.", time=local)


def _now() -> Button:
    return Button(t("Answer now"), callback_data.action("checkin"))


def _choices(turn: Turn, talk_id: str) -> tuple[Button, ...]:
    ends = turn.end_of(turn.today)
    return tuple(
        Button(label, callback_data.action("snooze", talk_id, str(minutes)))
        for minutes, label in SNOOZES
        if turn.now + timedelta(minutes=minutes) < ends
    )


def offer_later(turn: Turn, talk_id: str) -> None:
    """Put the choices for later under the question."""
    row = _choices(turn, talk_id)
    not_today = callback_data.action("nottoday", talk_id)
    turn.edit(
        strong(t("When should I ask again?")),
        rows=(
            *((row,) if row else ()),
            (Button(tc("do not ask me today", "Not today"), not_today),),
            (Button(t("‹ Back"), callback_data.action("ask", talk_id)),),
        ),
        talk=talk_id,
        message_id=turn.message_id,
    )


def not_today(turn: Turn, talk_id: str) -> None:
    """Leave the person in peace for today."""
    words, rows = _leave_today(turn, talk_id)
    turn.edit(words, rows=rows, talk=talk_id, message_id=turn.message_id)


def not_today_in_words(turn: Turn, talk: Conversation) -> None:
    """The same, said below the words."""
    fold(turn, talk)
    words, rows = _leave_today(turn, talk.id)
    turn.say(words, rows=rows, talk=talk.id)


def _leave_today(turn: Turn, talk_id: str) -> tuple[Text, Rows]:
    # What is written from here on is no answer any more; the buttons go on working.
    conversations.close(turn.tx, turn.user_id, talk_id)
    schedule.never(turn, "followup")
    schedule.never(turn, "snooze")
    after_all = Button(t("Answer after all"), callback_data.action("checkin"))
    return t("All right, not today. You can fill it in later if you like."), ((after_all,),)

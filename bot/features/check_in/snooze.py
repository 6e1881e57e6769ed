"""Not now: a nudge that was put off by its buttons."""

from datetime import timedelta

from bot.core import callback_data, schedule
from bot.core.turn import Turn
from bot.outgoing import Button
from conversations.text import strong, t, tc
from storage import conversations

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
    schedule.once(turn, "snooze", at)
    schedule.never(turn, "followup")
    local = at.astimezone(turn.zone)
    turn.edit(
        t("I'll ask again at {time}.", time=local.time().replace(second=0, microsecond=0)),
        rows=((Button(t("Answer now"), callback_data.action("checkin")),),),
        talk=talk_id,
        message_id=turn.message_id,
    )


def offer_later(turn: Turn, talk_id: str) -> None:
    """Put the choices for later under the question."""
    ends = turn.end_of(turn.today)
    row = tuple(
        Button(label, callback_data.action("snooze", talk_id, str(minutes)))
        for minutes, label in SNOOZES
        if turn.now + timedelta(minutes=minutes) < ends
    )
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
    schedule.never(turn, "followup")
    schedule.never(turn, "snooze")
    turn.edit(
        t("All right, not today. You can fill it in later if you like."),
        rows=((Button(t("Answer after all"), callback_data.action("checkin")),),),
        talk=talk_id,
        message_id=turn.message_id,
    )

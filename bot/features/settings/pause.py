"""`/pause`: a rest from everything that comes by itself."""

from datetime import date

from bot.core import callback_data
from bot.core.turn import Turn
from bot.outgoing import Button
from conversations.flows import settings as flows
from conversations.formats import until_date
from conversations.text import Rejected, Text, t


def answer(turn: Turn, words: str) -> bool:
    """Rest until the day that was named, or offer to end a rest; False: ask for how long."""
    if words:
        turn.say(_rest_until(turn, words))
        return True
    return answer_resting(turn)


def is_resting(turn: Turn) -> bool:
    """Tell whether the person has a rest."""
    until = turn.known.paused_until
    return until is not None and until > turn.today


def answer_resting(turn: Turn) -> bool:
    """Say how long a rest goes on, and offer to end it; False: there is none."""
    until = turn.known.paused_until
    if until is not None and until > turn.today:
        turn.say(
            t("I'll be quiet until {day}.", day=until)
            if until < date.max
            else t("I'll be quiet until you end the break."),
            rows=((Button(t("End the break"), callback_data.action("resume")),),),
        )
        return True
    return False


def _rest_until(turn: Turn, words: str) -> Text:
    (ask,) = flows.pause(today=turn.today).steps
    try:
        until = until_date(ask.format.parse(words, turn.tongue))
    except Rejected as no:
        return no.why
    return pause_until(turn, until or date.max)


def pause_until(turn: Turn, day: date) -> Text:
    """Be quiet until a day; everything can still be told meanwhile."""
    if day <= turn.today:
        return t("That day is already here, so nothing changed.")
    turn.change(paused_until=day)
    if day == date.max:
        return t("I'll be quiet until you end the break with /pause. You can still write anytime.")
    return t("I'll be quiet until {day}. You can still write anytime.", day=day)


def resume(turn: Turn) -> None:
    """End a rest."""
    turn.change(paused_until=None)
    turn.edit(t("The break is over. I'll ask again as before."), message_id=turn.message_id)

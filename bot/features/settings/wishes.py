"""Quiet, and other settings, wished for in words."""

from datetime import date, timedelta

from bot.core import callback_data
from bot.core.turn import Turn
from bot.features import days
from bot.features.check_in import snooze
from bot.features.settings import pause, screens
from bot.outgoing import Button
from conversations.formats.until import span_name
from conversations.parsing.dates import later
from conversations.text import Text, t
from conversations.wishes.gaps import WishWords

WEEK, FORTNIGHT, ENDLESS = "1w", "2w", "open"
END = Button(t("End the break"), callback_data.action("resume"))


def not_today(turn: Turn, _said: WishWords) -> None:
    """Ask nothing more today."""
    asked = snooze.asked_today(turn)
    if asked is not None:
        snooze.not_today_in_words(turn, asked)
    elif not pause.answer_resting(turn):
        turn.change(paused_until=turn.today + timedelta(days=1))
        turn.say(
            t("All right, nothing more from me today. You can still write anytime."),
            rows=((Button(t("Undo"), callback_data.action("resume")),),),
        )


def quiet_until(turn: Turn, said: WishWords) -> None:
    """Rest until the day that was named."""
    if said.until is not None:
        turn.say(pause.pause_until(turn, said.until), rows=((END,),))


def stop(turn: Turn, _said: WishWords) -> None:
    """Offer rest, short or long: "stop asking me" may mean either."""
    if pause.answer_resting(turn):
        return
    turn.say(
        t("I can be quiet for as long as you like. For how long?"),
        rows=(
            (_for(span_name(WEEK), WEEK), _for(span_name(FORTNIGHT), FORTNIGHT)),
            (_for(t("Until I say so"), ENDLESS),),
            (Button(t("Fewer messages instead"), callback_data.action("reminders")),),
        ),
    )


def _for(label: Text, span: str) -> Button:
    return Button(label, callback_data.action("rest.for", span))


def rest_for(turn: Turn, span: str) -> None:
    """Rest for as long as was pressed."""
    number = {WEEK: 1, FORTNIGHT: 2}.get(span)
    until = later(turn.today, number, "w") if number else date.max
    words = pause.pause_until(turn, until or date.max)
    turn.edit(words, rows=((END,),), message_id=turn.message_id)


def read_span(arg: str) -> str:
    """Read how long a rest shall be."""
    if arg not in {WEEK, FORTNIGHT, ENDLESS}:
        raise ValueError(arg)
    return arg


def ask_again(turn: Turn, _said: WishWords) -> None:
    """End a rest; without one, say that nothing rests."""
    if pause.is_resting(turn):
        turn.change(paused_until=None)
        again = Button(t("Take a break"), callback_data.action("pause"))
        turn.say(t("The break is over. I'll ask again as before."), rows=((again,),))
    else:
        turn.say(t("I'm here. You're not on a break."), rows=days.check_in_rows(turn))


def fewer(turn: Turn, _said: WishWords) -> None:
    """Lead to what can be made less."""
    turn.say(
        t("I can ask less. What's too much?"),
        rows=(
            (Button(t("The reminders"), callback_data.action("reminders")),),
            (Button(t("The questions"), callback_data.action("trk")),),
            (Button(t("The other messages"), callback_data.action("calm.show")),),
        ),
    )


def times(turn: Turn, _said: WishWords) -> None:
    """Say at which times the bot writes, and lead to others."""
    turn.say(
        t("When should I write to you?"),
        *screens.reminder_lines(turn),
        rows=(
            (
                Button(t("Evening time"), callback_data.action("set", "evening")),
                Button(t("Morning time"), callback_data.action("set", "morning")),
            ),
            (Button(t("Reminders"), callback_data.action("reminders")),),
        ),
    )

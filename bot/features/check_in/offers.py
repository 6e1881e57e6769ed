"""At most one small offer a day, below the evening's card and without a sound.

A due questionnaire or the monthly question is never a nudge of its own: it comes only to someone
who has just told their day, and not on the days that have a quiet question already.
"""

from datetime import date

from bot.core import callback_data
from bot.core.turn import Turn
from bot.features import monthly_check
from bot.features.hard_days import notice as hard_days
from bot.features.questionnaires import expected, offering
from bot.outgoing import Button
from conversations.questionnaires.instrument import Instrument
from conversations.text import from_file, own, t
from storage import nudges, preferences, reminders

SLOT = "aside"


def after_check_in(turn: Turn, day: date) -> None:
    """Offer what is due, once a day; nothing while reminders rest."""
    resting = turn.known.paused_until
    if day == turn.today and (
        hard_days.after_check_in(turn, day) or expected.after_check_in(turn, day)
    ):
        nudges.claim(turn.tx, turn.user_id, SLOT, day)
        return
    if day != turn.today or (resting and resting > day) or _is_taken(turn, day):
        return
    chosen = preferences.all_(turn.tx, turn.user_id)
    asks = monthly_check.is_due(turn, chosen)
    due = None if asks else offering.longest_due(chosen, day)
    if not (asks or due) or not nudges.claim(turn.tx, turn.user_id, SLOT, day):
        return
    if asks:
        monthly_check.ask(turn)
    elif due:
        _offer(turn, due, chosen)


def _is_taken(turn: Turn, day: date) -> bool:
    """Tell whether another quiet question has come today, or is still to come."""
    ends = turn.end_of(day)
    others = (one.name for one in turn.deps.registry.nudges.values() if one.asks_its_own)
    for kind in others:
        coming = reminders.get(turn.tx, turn.user_id, kind)
        came = nudges.state(turn.tx, turn.user_id, kind, day)
        if came is not None and came.state != nudges.DROPPED:
            return True
        if coming is not None and coming.next_due_at is not None and coming.next_due_at < ends:
            return True
    return False


def _offer(turn: Turn, one: Instrument, chosen: dict[str, str]) -> None:
    offering.offer_later(turn, one, of=chosen)
    turn.say(
        t(
            "It's time for {title} again, if you like: {summary}.",
            title=own(one.title),
            summary=from_file(one.summary),
        ),
        rows=(
            (
                Button(t("Start"), callback_data.action("scale.go", one.key), primary=True),
                Button(t("Not now"), callback_data.action("scale.later", one.key)),
                Button(t("Don't offer it again"), callback_data.action("scale.never", one.key)),
            ),
        ),
        silent=True,
    )

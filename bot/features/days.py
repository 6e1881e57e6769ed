"""What a day means for a person: whether it was told, and whether it can be."""

from datetime import date, timedelta

from bot.core import callback_data
from bot.core.turn import Turn
from bot.features import mood, unread_dates
from bot.features.trackers import active as active_trackers
from bot.outgoing import Button, Rows
from conversations.formats.past_day import UNREAD
from conversations.parsing.dates import read_past_day
from conversations.parsing.named_days import named_days
from conversations.text import t
from storage import answers, notes, wins
from storage.people import Person
from storage.store import Tx

UNLESS = "told "
CHECK_IN_NOW = Button(t("Check in now"), callback_data.action("checkin"))


def is_told(turn: Turn, day: date) -> bool:
    """Tell whether anything was answered about a day, beyond what its morning was asked."""
    return told(turn.tx, turn.known, day)


def told(tx: Tx, person: Person, day: date) -> bool:
    """The same, for those who have no turn: a morning's answers do not tell how the day was."""
    given = answers.steps(tx, person.id, day)
    return bool(given) and not given <= active_trackers.morning_steps(tx, person)


def check_in_rows(turn: Turn) -> Rows:
    """Offer to check in, until something of today was told."""
    return () if is_told(turn, turn.today) else ((CHECK_IN_NOW,),)


def latest(turn: Turn) -> date:
    """The last day of the latest week: today once anything of it was noted, else yesterday.

    Of a day that has only begun, silence is no gap yet. What was told before a move back over the
    date line is seen although its day has not come here.
    """
    return last_with_something(turn) or turn.yesterday


def last_with_something(turn: Turn) -> date | None:
    """The last day from today on of which anything was noted; None where nothing was."""
    today, horizon = turn.today, turn.horizon
    noted = {answer.day for answer in answers.between(turn.tx, turn.user_id, today, horizon)}
    told_of = {day for day in noted if is_told(turn, day)}
    told_of |= mood.stand_ins(turn.tx, turn.user_id, today, horizon).keys()
    ahead = turn.tx, turn.user_id, today + timedelta(days=1), horizon
    told_of |= {win.day for win in wins.between(*ahead)}
    told_of |= {note.day for note in notes.between(*ahead)}
    return max(told_of, default=None)


def earliest(turn: Turn) -> date:
    """The first day there is anything to see of: when the person began, or was told of later."""
    first = answers.page(turn.tx, turn.user_id, date.min, 1)
    return min([turn.first_day, *(answer.day for answer in first)])


def yesterday_is_open(turn: Turn) -> bool:
    """Tell whether yesterday can be offered: the person was here, and nothing of it was told."""
    return turn.yesterday >= turn.first_day and not is_told(turn, turn.yesterday)


def unless_told(day: date) -> str:
    """Name what makes a queued nudge pointless: the day was told meanwhile."""
    return f"{UNLESS}{day.isoformat()}"


def read_unless_told(unless: str) -> date:
    """Read the day back."""
    return date.fromisoformat(unless.removeprefix(UNLESS))


def past_day(turn: Turn, argument: str) -> date | None:
    """Read a day that has been; None, and said so, where there is none."""
    words = turn.tongue.words
    day = read_past_day(argument, turn.today, words)
    ahead = read_past_day(argument, turn.horizon, words) if day is None else None
    if ahead is not None and is_told(turn, ahead):
        return ahead
    if day is None:
        named = named_days(argument, turn.today, turn.tongue.words)
        turn.say(
            unread_dates.unread(argument, named)
            if named is not None and len(named.past) != 1
            else UNREAD
        )
    return day

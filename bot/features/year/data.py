"""What a year is made of: the moods of twelve months, and what happened in them, read once."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial

from bot.core.turn import Turn
from bot.features import days, look
from bot.features.history import record
from bot.features.history.leafing import Leafing
from bot.features.medication import MedicationContent
from charts.theme import Look
from charts.view import Day
from charts.year_view import LONGEST
from storage import answers, check_ins, entries, wins


@dataclass(frozen=True, slots=True)
class YearData:
    """The days of up to twelve months of one person, and how this person reads."""

    days: tuple[Day, ...]
    language: str
    today: date
    is_first: bool
    """Whether the person began in these months."""
    earlier: date | None
    """The last day of the twelve months before, where the diary was there then."""
    later: date | None
    look: Look

    @property
    def measured(self) -> tuple[Day, ...]:
        """The days without what "same as usual" filled in: drawn, but not reckoned with."""
        return tuple(record.measured(day) for day in self.days)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not any(day.told or day.happenings for day in self.days)


def read(turn: Turn, last: date) -> YearData:
    """Read the twelve months that end with a day, from the first day with the bot on."""
    nominal, begun, end = _first(last), days.earliest(turn), days.latest(turn)
    first = min(max(nominal, begun), last)
    leafing = Leafing(_first, _a_year_on, partial(_is_told, turn))
    return YearData(
        days=_days(turn, first, last),
        language=turn.language,
        today=turn.today,
        is_first=first > nominal,
        earlier=leafing.earlier(last, begun),
        later=leafing.later(last, end),
        look=look.look(turn),
    )


def _first(last: date) -> date:
    """The first day of the twelve months that end with the month of a day."""
    months = last.year * 12 + last.month - LONGEST
    return date(months // 12, months % 12 + 1, 1)


def _a_year_on(last: date) -> date:
    """The last day of the same month a year later."""
    months = last.year * 12 + last.month + LONGEST
    return date(months // 12, months % 12 + 1, 1) - timedelta(days=1)


def _is_told(turn: Turn, first: date, last: date) -> bool:
    """Whether anything of some days can be drawn; mostly an answer shows it at once."""
    if answers.of_step(turn.tx, turn.user_id, "mood", first, last):
        return True
    return any(day.told or day.happenings for day in _days(turn, first, last))


def _days(turn: Turn, first: date, last: date) -> tuple[Day, ...]:
    moods, of_moments = record.moods(turn, first, last)
    usual = {
        known.day for known in check_ins.between(turn.tx, turn.user_id, first, last)
        if known.as_usual
    }  # fmt: skip
    great = {win.day for win in wins.between(turn.tx, turn.user_id, first, last) if win.milestone}
    met = _days_of(turn, record.SESSION, first, last)
    changed = _days_of(turn, MedicationContent.KIND, first, last)
    empty = Day(first, "", "")
    return tuple(
        replace(
            empty,
            date=day,
            mood=moods.get(day),
            of_moments=day in of_moments,
            as_usual=day in usual,
            milestone=day in great,
            session=day in met,
            medication=day in changed,
        )
        for day in (first + timedelta(days=n) for n in range((last - first).days + 1))
    )


def _days_of(turn: Turn, kind: str, first: date, last: date) -> set[date]:
    return {entry.day for entry in entries.between(turn.tx, turn.user_id, kind, first, last)}

"""What a week or four weeks are made of, read once: picture and caption say the same of it."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from bot.core.turn import Turn
from bot.features import days, look
from bot.features.history import record
from bot.features.history.record import Record
from bot.features.week import own_rows
from bot.features.week.own_rows import OwnTold
from charts import stats
from charts.stats import WeekFacts
from charts.theme import Look
from charts.view import Band, Day

LENGTHS = {"week": 7, "month": 28}
USUAL_FROM = 28  # days


@dataclass(frozen=True)
class WeekData:
    """Some days of one person, the days before them, and how this person reads."""

    kind: str
    now: Record
    before: tuple[Day, ...]
    """As many days right before."""
    recent: tuple[Day, ...]
    """The four weeks right before."""
    usual: Band | None
    """The usual range of the four weeks before, where enough was told."""
    own: tuple[OwnTold, ...]
    language: str
    today: date
    nominal: date
    """The first of its days, also where the person began later."""
    earlier: date | None
    """The last day of the next picture back that has something to show."""
    later: date | None
    look: Look = "light"
    page: int = 0

    @property
    def is_first(self) -> bool:
        """Whether the person began in these days."""
        return self.now.first > self.nominal

    @cached_property
    def measured(self) -> tuple[Day, ...]:
        """The days without what "same as usual" filled in: drawn, but not reckoned with."""
        return tuple(record.measured(day) for day in self.now.days)

    @cached_property
    def facts(self) -> WeekFacts:
        """What the days come to."""
        return stats.summarise(self.measured)

    @cached_property
    def facts_before(self) -> WeekFacts:
        """What the days before come to."""
        return stats.summarise(self.before)


def read(turn: Turn, kind: str, last: date, page: int = 0) -> WeekData:
    """Read the days up to `last`, from the first with the bot on, and the four weeks before."""
    length = LENGTHS[kind]
    begun, first = days.earliest(turn), last - timedelta(days=length - 1)
    now = record.between(turn, min(max(first, begun), last), last)
    earlier = record.days_before(turn, first, timedelta(days=USUAL_FROM))
    return WeekData(
        kind=kind,
        now=now,
        before=earlier[-length:],
        recent=earlier,
        usual=stats.usual_range([day.mood for day in earlier]),
        own=tuple(own_rows.told(turn, now)),
        language=turn.language,
        today=turn.today,
        nominal=first,
        earlier=_next(turn, last, -length, begun),
        later=_next(turn, last, length, days.latest(turn)),
        look=look.look(turn),
        page=page,
    )


def is_empty(turn: Turn, kind: str, last: date) -> bool:
    """Whether there is nothing to draw of the days up to `last`."""
    first = last - timedelta(days=LENGTHS[kind] - 1)
    return record.between(turn, first, last).is_empty


def _next(turn: Turn, last: date, step: int, end: date) -> date | None:
    """The last day of the nearest days that way of which anything was told."""
    length = timedelta(days=abs(step))
    while True:
        if (step > 0 and last >= end) or (step < 0 and last - length < end):
            return None
        last = min(last + timedelta(days=step), end) if step > 0 else last - length
        if not record.between(turn, last - length + timedelta(days=1), last).is_empty:
            return last

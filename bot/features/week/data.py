"""What a week or four weeks are made of, read once: picture and caption say the same of it."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from bot.core.turn import Turn
from bot.features import days
from bot.features.history import record
from bot.features.history.record import Record
from bot.features.week import own_rows
from bot.features.week.own_rows import OwnTold
from charts import stats
from charts.stats import WeekFacts
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
    usual: Band | None
    """The usual range of the four weeks before, where enough was told."""
    own: tuple[OwnTold, ...]
    language: str
    today: date
    latest: date
    """The last day that a picture may end with."""

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


def read(turn: Turn, kind: str, last: date) -> WeekData:
    """Read the days up to `last`, and the four weeks before them."""
    length = LENGTHS[kind]
    now = record.between(turn, last - timedelta(days=length - 1), last)
    earlier = record.days_before(turn, now.first, timedelta(days=USUAL_FROM))
    return WeekData(
        kind=kind,
        now=now,
        before=earlier[-length:],
        usual=stats.usual_range([day.mood for day in earlier]),
        own=tuple(own_rows.told(turn, now)),
        language=turn.language,
        today=turn.today,
        latest=days.latest(turn),
    )

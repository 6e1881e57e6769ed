"""Some days and as many before them, and what both come to."""

from dataclasses import dataclass
from functools import cached_property

from bot.features.history import record
from bot.features.history.record import Record
from charts import stats
from charts.stats import WeekFacts
from charts.view import Day


@dataclass(frozen=True)
class MeasuredDays:
    """The days that are shown, and the days that they are held against."""

    now: Record
    before: tuple[Day, ...]
    """As many days right before."""

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

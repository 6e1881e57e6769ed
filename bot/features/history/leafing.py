"""Where the pictures before and after one are: the nearest of which anything was told."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Leafing:
    """How far a picture reaches, and whether there is anything to draw of some days."""

    begins: Callable[[date], date]
    """The first day of the picture that ends with a day."""
    next_ends: Callable[[date], date]
    """The last day of the picture after the one that ends with a day."""
    is_told: Callable[[date, date], bool]

    def earlier(self, last: date, begun: date) -> date | None:
        """The last day of the picture before; none from before the diary began."""
        last = self.begins(last) - DAY
        while last >= begun:
            if self.is_told(self.begins(last), last):
                return last
            last = self.begins(last) - DAY
        return None

    def later(self, last: date, newest: date) -> date | None:
        """The last day of the picture after."""
        while last < newest:
            last = min(self.next_ends(last), newest)
            if self.is_told(self.begins(last), last):
                return last
        return None


def by_length(days: int, is_told: Callable[[date, date], bool]) -> Leafing:
    """Leaf through pictures of so many days."""
    length = timedelta(days=days)
    return Leafing(lambda last: last - length + DAY, lambda last: last + length, is_told)

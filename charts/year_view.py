"""What a year shows: months as rows, a tile for each day, every word in the person's language."""

from dataclasses import dataclass

from charts.drawings import View
from charts.theme import Look
from charts.view import Happening

LONGEST = 12


@dataclass(frozen=True, slots=True)
class YearDay:
    """One day: its mood, None is a gap, and what happened on it."""

    mood: int | None = None
    happenings: tuple[Happening, ...] = ()
    of_moments: bool = False
    """The mood is the middle of its moments: drawn round."""

    def __post_init__(self) -> None:
        if self.mood is not None and not 1 <= self.mood <= 10:
            raise ValueError("mood is 1 to 10")


@dataclass(frozen=True, slots=True)
class YearMonth:
    """The days of a month that are drawn: none before the diary began, none to come."""

    name: str
    begins: int
    """The day of the month of the first of them."""
    days: tuple[YearDay, ...]
    typical: str
    """The month's typical mood in figures; empty with too few days."""


@dataclass(frozen=True, slots=True)
class YearLabels:
    """The fixed words of the picture."""

    mood_low: str
    mood_high: str
    no_answer: str
    typical: str
    session: str
    medication: str
    milestone: str
    of_moments: str = ""


@dataclass(frozen=True, slots=True)
class YearView(View):
    """Twelve months at most, oldest first."""

    drawn_in = "charts.year"

    title: str
    subtitle: str
    months: tuple[YearMonth, ...]
    labels: YearLabels
    right_to_left: bool = False
    look: Look = "light"

    def __post_init__(self) -> None:
        if not 1 <= len(self.months) <= LONGEST:
            raise ValueError("a year shows one month to twelve")
        if any(not 1 <= m.begins <= m.begins + len(m.days) - 1 <= 31 for m in self.months):
            raise ValueError("a month has 31 days at most")

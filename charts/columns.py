"""The columns every panel stands on, so that a day is one straight line from top to bottom."""

from dataclasses import dataclass

from charts.glyphs import width
from charts.lines import drawable
from charts.theme import SMALL, WIDTH
from charts.view import WEEK, WeekView

MARGIN = 44
_LEAST, _MOST = 70, 164
_WEEK_GAP = 14
_NUMBER = 48
"""The room of "10" and the gap after it, before the words of an axis."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Left and right ends of text and day columns, in pixels."""

    days: int
    first: float
    """Where the first column starts; the words of the axes stand left of it."""

    left: float = MARGIN
    right: float = WIDTH - MARGIN
    end: float = WIDTH - MARGIN

    @property
    def is_week(self) -> bool:
        """Whether the columns are wide enough for numbers."""
        return self.days <= WEEK

    @property
    def weekly_gap(self) -> float:
        """The extra room between two weeks; none inside a single week."""
        return 0 if self.is_week else _WEEK_GAP

    @property
    def step(self) -> float:
        """The width of a day; the first days with the bot are no wider than others."""
        days = max(self.days, WEEK)
        gaps = (days - 1) // WEEK * self.weekly_gap
        return (self.end - self.first - gaps) / days

    def edge(self, day: int) -> float:
        """Where the day's column starts."""
        return self.first + day * self.step + day // WEEK * self.weekly_gap

    def centre(self, day: int) -> float:
        """The middle of the day's column."""
        return self.edge(day) + self.step / 2

    @property
    def gutter(self) -> float:
        """The room for words left of the columns."""
        return self.first - self.left - 14


@dataclass(frozen=True, slots=True)
class Ribbon(Columns):
    """Days in one row, with no room between the weeks; the first are no wider than four weeks'."""

    least: int = 4 * WEEK

    @property
    def step(self) -> float:
        """The width of a day."""
        return (self.end - self.first) / max(self.days, self.least)

    def edge(self, day: int) -> float:
        """Where the day's column starts."""
        return self.first + day * self.step


def frame_of(view: WeekView) -> Columns:
    """Columns that leave the axis words the room they need, within reason."""
    labels = view.labels
    words = drawable(f"{labels.mood_low} {labels.mood_high}").split()
    need = _NUMBER + max((width(word, SMALL) for word in words), default=0)
    gutter = min(max(need, _LEAST), _MOST)
    return Columns(days=len(view.days), first=MARGIN + gutter + 14)

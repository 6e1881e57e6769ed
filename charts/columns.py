"""The columns every panel stands on, so that a day is one straight line from top to bottom."""

from dataclasses import dataclass

from charts.fonts import drawable
from charts.glyphs import width
from charts.theme import LABEL, WIDTH
from charts.view import WEEK, WeekView

MARGIN = 30
PAD = 30
_LEAST, _MOST = 96, 150
_WEEK_GAP = 14


@dataclass(frozen=True, slots=True)
class Columns:
    """Left and right ends of cards, text and day columns, in pixels."""

    days: int
    first: float
    """Where the first column starts; the words of the axes stand left of it."""

    left: float = MARGIN + PAD
    right: float = WIDTH - MARGIN - PAD
    card_left: float = MARGIN
    card_right: float = WIDTH - MARGIN
    end: float = WIDTH - MARGIN - 14

    @property
    def weekly_gap(self) -> float:
        """The extra room between two weeks; none inside a single week."""
        return _WEEK_GAP if self.days > WEEK else 0

    @property
    def step(self) -> float:
        """The width of a day."""
        gaps = (self.days - 1) // WEEK * self.weekly_gap
        return (self.end - self.first - gaps) / self.days

    def edge(self, day: int) -> float:
        """Where the day's column starts."""
        return self.first + day * self.step + day // WEEK * self.weekly_gap

    def centre(self, day: int) -> float:
        """The middle of the day's column."""
        return self.edge(day) + self.step / 2

    @property
    def gutter(self) -> float:
        """The room for words left of the columns."""
        return self.first - self.left - 12


def frame_of(view: WeekView) -> Columns:
    """Columns that leave the axis words the room they need, within reason."""
    labels = view.labels
    words = drawable(f"{labels.mood_low} {labels.mood_high}").split()
    need = max((width(word, LABEL) for word in words), default=0)
    gutter = min(max(need, _LEAST), _MOST)
    return Columns(days=len(view.days), first=MARGIN + PAD + gutter + 12)

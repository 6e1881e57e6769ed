"""What the timeline shows: moods over weeks to a year, questionnaires, and what happened."""

from dataclasses import dataclass
from typing import Literal

from charts.drawings import View
from charts.theme import Look

Sign = Literal["milestone", "goal", "win", "session", "medication"]
LONGEST = 372


@dataclass(frozen=True, slots=True)
class WeekMiddle:
    """A week's moods: their median and middle half, from its first day to its last."""

    begins: int
    ends: int
    low: float
    median: float
    high: float


@dataclass(frozen=True, slots=True)
class Lane:
    """Events of one kind on a row of their own, by days from the first."""

    sign: Sign
    name: str
    days: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ScoreRange:
    """A published range of totals, from its lowest on."""

    low: float
    name: str


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """One questionnaire: its totals by day, on the whole of its range."""

    name: str
    better: str
    """Which way is better, in words."""
    said: str
    """The latest total in words."""
    lowest: float
    highest: float
    points: tuple[tuple[int, float], ...]
    ranges: tuple[ScoreRange, ...] = ()
    joined: int = 35
    """How many days two totals may lie apart to be joined by a line."""


@dataclass(frozen=True, slots=True)
class QuotedWords:
    """An event in the person's words; `gap` says how long after the one before, if it was long."""

    sign: Sign
    day: str
    text: str
    gap: str = ""


@dataclass(frozen=True, slots=True)
class TimelineLabels:
    """The fixed words of the picture."""

    mood: str
    mood_low: str
    mood_high: str
    day: str
    week: str
    half: str
    words: str
    of_moments: str = ""
    more: str = ""
    """How many events are not quoted; empty when all are."""
    page: str = ""


@dataclass(frozen=True, slots=True)
class TimelineView(View):
    """Everything the timeline shows, every word already in the person's language."""

    drawn_in = "charts.timeline"

    title: str
    subtitle: str
    length: int
    """How many days it covers: none before the diary began."""
    days: tuple[tuple[int, int], ...]
    """(day, mood) of each day that has one."""
    weeks: tuple[WeekMiddle, ...]
    """Those with answers enough."""
    ticks: tuple[tuple[int, str], ...]
    lanes: tuple[Lane, ...]
    scores: tuple[ScoreLine, ...]
    told: tuple[QuotedWords, ...]
    labels: TimelineLabels
    of_moments: tuple[int, ...] = ()
    """The days whose mood is the middle of their moments: drawn as a diamond."""
    right_to_left: bool = False
    page: int = 0
    look: Look = "light"

    def __post_init__(self) -> None:
        if not 1 <= self.length <= LONGEST:
            raise ValueError("a timeline covers a day to a year")
        if any(not (0 <= day < self.length and 1 <= mood <= 10) for day, mood in self.days):
            raise ValueError("a mood is 1 to 10, on one of the days")
        if any(not 0 <= week.begins <= week.ends < self.length for week in self.weeks):
            raise ValueError("a week lies in these days")
        on = [day for lane in self.lanes for day in lane.days]
        on += [day for line in self.scores for day, _ in line.points]
        if any(not 0 <= day < self.length for day in on):
            raise ValueError("an event stands on one of the days")

"""What the timeline shows: a mood line over weeks to a year, and what happened along it."""

from dataclasses import dataclass
from typing import Literal

Sign = Literal["milestone", "goal", "win", "session", "medication", "scale"]


@dataclass(frozen=True, slots=True)
class Event:
    """Something on a day; `day` counts from the first, `value` is a score in figures."""

    day: int
    value: str = ""


@dataclass(frozen=True, slots=True)
class Lane:
    """Events of one kind, on a row of their own."""

    sign: Sign
    name: str
    events: tuple[Event, ...]


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
    point: str
    """What one point of the line is."""
    words: str
    more: str
    """How many events are not quoted; empty when all are."""
    footer: str
    empty: str


@dataclass(frozen=True, slots=True)
class TimelineView:
    """Everything the timeline shows, every word already in the person's language."""

    title: str
    subtitle: str
    length: int
    """How many days it covers."""
    moods: tuple[tuple[int, float], ...]
    """(day, mood): each day, or the middle of each week; what is missing is a gap."""
    step: int
    """How many days lie between two points that belong together: 1 or 7."""
    ticks: tuple[tuple[int, str], ...]
    lanes: tuple[Lane, ...]
    told: tuple[QuotedWords, ...]
    labels: TimelineLabels
    right_to_left: bool = False

    def __post_init__(self) -> None:
        if self.length < 2 or self.step < 1:
            raise ValueError("a timeline covers two days at least")
        for day, mood in self.moods:
            if not (0 <= day < self.length and 1 <= mood <= 10):
                raise ValueError("a mood is 1 to 10, on one of the days")
        days = [event.day for lane in self.lanes for event in lane.events]
        if any(not 0 <= day < self.length for day in days):
            raise ValueError("an event stands on one of the days")

    @property
    def is_empty(self) -> bool:
        """Nothing was told in all this time."""
        return not self.moods and not any(lane.events for lane in self.lanes)

"""What the page for a session shows: plain values, every word already in the person's language.

A gap is None, never zero. What is not there, or was not wanted, is None or empty, and its heading
is left out with it. Nothing here loads Typst, so the bot can build a view and hand it over.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from charts.drawings import View

Paper = Literal["a4", "us-letter"]
MarkKind = Literal["session", "medication"]


@dataclass(frozen=True, slots=True)
class ReportList:
    """Some lines under a heading, the weightiest first."""

    heading: str
    lines: tuple[str, ...]
    more: tuple[str, ...]
    """What stands below where only the first n lines are shown, by n: "and 3 more in the app"."""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ReportTable:
    """Rows under a heading; the first column names them, the others are short."""

    heading: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    more: tuple[str, ...] = ()
    """The same as of a list; empty where every row must be there."""
    note: str = ""
    last_is_sum: bool = False

    def __post_init__(self) -> None:
        if any(len(row) != len(self.head) for row in self.rows):
            raise ValueError("every row has a cell for each column")


@dataclass(frozen=True, slots=True)
class ReportBand:
    """The person's own usual range, in the unit of the panel."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class DayStrip:
    """A number a day, drawn as bars from `base` up or down; a gap is None."""

    name: str
    values: tuple[float | None, ...]
    low: float
    high: float
    base: float
    ends: tuple[str, str]
    """What stands at the lower and at the upper end of its scale."""
    usual: ReportBand | None = None


@dataclass(frozen=True, slots=True)
class DaysChart:
    """Mood, sleep and a few numbers of the person's own, on the same columns, a day each."""

    heading: str
    moods: tuple[int | None, ...]
    as_usual: tuple[bool, ...]
    """Moods that "same as usual" filled in: drawn hollow."""
    medians: tuple[float | None, ...]
    """The middle of each whole week, counted back from the last day; None with too few answers."""
    usual: ReportBand | None
    mood_name: str
    mood_ends: tuple[str, str]
    sleep: DayStrip | None
    strips: tuple[DayStrip, ...]
    marks: tuple[tuple[int, MarkKind], ...]
    """Sessions and changes of medication, by the place of their day."""
    ticks: tuple[tuple[int, str], ...]
    legend: str
    alt: str
    """The same in words, for whoever cannot see it."""
    said: tuple[tuple[str, str], ...]
    """What stands below it: a fact, and the days before beside it, where there is room."""

    def __post_init__(self) -> None:
        strips = (*((self.sleep,) if self.sleep else ()), *self.strips)
        lengths = {len(self.moods), len(self.as_usual), *(len(strip.values) for strip in strips)}
        if len(lengths) != 1 or not self.moods:
            raise ValueError("every panel has one place for each day")


@dataclass(frozen=True, slots=True)
class ReportView(View):
    """The page, and what follows it where it was asked for."""

    drawn_in = "charts.report.typeset"

    title: str
    period: str
    known: str
    """On how many days all of it rests, which comes before any claim."""
    name: str
    """What stands before the line on which a name can be written by hand."""
    paper: Paper
    language: str
    right_to_left: bool
    made: datetime
    agenda: ReportList | None = None
    scales: ReportTable | None = None
    days: DaysChart | None = None
    nights: ReportTable | None = None
    goals: ReportTable | None = None
    agreed: tuple[str, ...] = ()
    own: ReportList | None = None
    helped: ReportList | None = None
    hindered: ReportList | None = None
    wins: ReportList | None = None
    medication: ReportList | None = None
    harm: ReportList | None = None
    """Thoughts of death, urges, the plan for hard days: only what was ticked."""
    questions: ReportList | None = None
    method: str = ""
    journal: ReportTable | None = None
    diary: ReportTable | None = None
    card: tuple[ReportTable, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether no part has anything to say."""
        parts = (self.agenda, self.scales, self.days, self.nights, self.goals, self.own,
                 self.helped, self.hindered, self.wins, self.medication, self.harm,
                 self.questions, self.journal, self.diary)  # fmt: skip
        return not (any(parts) or self.agreed or self.card)


@dataclass(frozen=True, slots=True)
class ReportPreview(View):
    """One of the pages, to be looked at; after the last comes the first again."""

    drawn_in = "charts.report.typeset"

    view: ReportView
    page: int = 0

"""What one question alone shows, or two one over the other on the same days."""

from dataclasses import dataclass
from typing import Literal

from charts.drawings import View
from charts.theme import Look

DrawnAs = Literal["mood", "sleep", "line", "marks"]
MOST_PANELS, LONGEST = 2, 91


@dataclass(frozen=True, slots=True)
class BesidePanel:
    """One question: what was told each day, as a height on its own scale."""

    name: str
    instead: str
    """What stands there where no face can draw the name."""
    said: str
    """The sum in few words."""
    low: str
    high: str
    """The ends of its scale, in figures or words."""
    levels: tuple[float | None, ...]
    """From 0 to 1; None is a day of which nothing was told."""
    asked: tuple[bool, ...]
    """Whether it is asked on each day: a day without an answer is then a gap."""
    drawn: DrawnAs
    moods: tuple[int | None, ...] = ()
    """For the colours of moods."""
    of_moments: tuple[bool, ...] = ()
    """Whether a mood is the middle of that day's moments: drawn as a diamond."""


@dataclass(frozen=True, slots=True)
class BesideView(View):
    """One panel or two, every word in the person's language."""

    drawn_in = "charts.beside"

    title: str
    subtitle: str
    length: int
    ticks: tuple[tuple[int, str], ...]
    panels: tuple[BesidePanel, ...]
    no_answer: str
    of_moments: str = ""
    right_to_left: bool = False
    look: Look = "light"

    def __post_init__(self) -> None:
        if not 1 <= len(self.panels) <= MOST_PANELS:
            raise ValueError("one question, or two beside each other")
        if not 1 <= self.length <= LONGEST:
            raise ValueError("a day to three months")
        for panel in self.panels:
            rows = (panel.levels, panel.asked, *filter(None, (panel.moods, panel.of_moments)))
            if {len(row) for row in rows} != {self.length}:
                raise ValueError("a question needs a place for each day")
            if any(level is not None and not 0 <= level <= 1 for level in panel.levels):
                raise ValueError("a height is 0 to 1")

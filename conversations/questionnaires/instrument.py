"""A questionnaire as published: what is asked, what may be answered, what a sum means."""

from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["important", "reliable"]
Better = Literal["lower", "higher"]
GROUPS = ("general", "mood", "anxiety", "trauma", "alcohol")


@dataclass(frozen=True, slots=True)
class Grade:
    """One answer option with its score."""

    score: int
    label: str


@dataclass(frozen=True, slots=True)
class Item:
    """One statement or question; from `alarm` on, an answer brings the support card.

    One that has no meaning after a zero to an earlier item, `unless_zero`, is then not asked and
    counts as zero, as its form says.
    """

    id: str
    text: str
    grades: tuple[Grade, ...]
    alarm: int | None = None
    unless_zero: str | None = None

    @property
    def highest(self) -> int:
        """The highest score of the item."""
        return max(grade.score for grade in self.grades)

    def alarms(self, value: object) -> bool:
        """Whether this answer is one that the bot must not pass over."""
        return self.alarm is not None and isinstance(value, int) and value >= self.alarm


@dataclass(frozen=True, slots=True)
class ScoreBand:
    """A range of totals and the name it was published under."""

    low: int
    high: int
    name: str


@dataclass(frozen=True, slots=True)
class CutOff:
    """A total from which on (`above`) or down to which (`below`) a closer look is suggested.

    `who` it holds for, where it was published for some people only.
    """

    at: int
    side: str
    who: str = ""

    def reached(self, total: float) -> bool:
        """Whether a total lies on the side that is meant."""
        return total >= self.at if self.side == "above" else total <= self.at


@dataclass(frozen=True, slots=True)
class ScoreChange:
    """A published size of change: called important, or more than chance for one person."""

    points: int
    kind: Kind
    rule: str
    source: str


@dataclass(frozen=True, slots=True)
class LowAnswer:
    """One answer this low also suggests a closer look, whatever the total."""

    at_most: int
    source: str


@dataclass(frozen=True, slots=True)
class Missing:
    """How many items may be left out; each is then replaced by the mean of the others."""

    allowed: int = 0
    source: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """Some items that are also summed by themselves."""

    name: str
    items: tuple[str, ...]
    cutoff: CutOff | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """Whose it is, what may be done with it, and where the facts in the file come from."""

    authors: str
    licence: str
    notice: str
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ScaleRhythm:
    """How often it is offered, and how many days should lie between two times."""

    days: int
    at_least: int


@dataclass(frozen=True, slots=True)
class Instrument:
    """One questionnaire; `key` is its file's name, `title` what people and exports call it.

    `intro` is what its form says before the first item; `preface` is what we say before that.
    """

    key: str
    title: str
    order: int
    version: int
    groups: tuple[str, ...]
    summary: str
    better: Better
    items: tuple[Item, ...]
    rhythm: ScaleRhythm
    origin: Origin
    stem: str = ""
    intro: str = ""
    preface: str = ""
    times: int = 1
    unscored: tuple[Item, ...] = ()
    bands: tuple[ScoreBand, ...] = ()
    cutoffs: tuple[CutOff, ...] = ()
    low_answer: LowAnswer | None = None
    changes: tuple[ScoreChange, ...] = ()
    missing: Missing = field(default_factory=Missing)
    parts: tuple[Part, ...] = ()

    @property
    def most(self) -> int:
        """The highest possible total."""
        return self.times * sum(item.highest for item in self.items)

    @property
    def change(self) -> ScoreChange | None:
        """The size of change that is more than chance for one person, if one was published."""
        return next((change for change in self.changes if change.kind == "reliable"), None)

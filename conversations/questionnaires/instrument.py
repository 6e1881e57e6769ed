"""A questionnaire as published: what is asked, what may be answered, what a sum means."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Grade:
    """One answer option with its score."""

    score: int
    label: str


@dataclass(frozen=True, slots=True)
class Item:
    """One statement or question; from `alarm` on, an answer brings the support card."""

    id: str
    text: str
    grades: tuple[Grade, ...]
    alarm: int | None = None

    @property
    def highest(self) -> int:
        """The highest score of the item."""
        return max(grade.score for grade in self.grades)


@dataclass(frozen=True, slots=True)
class ScoreBand:
    """A range of totals and the name it was published under."""

    low: int
    high: int
    name: str


@dataclass(frozen=True, slots=True)
class CutOff:
    """A total from which on (`above`) or down to which (`below`) a closer look is suggested."""

    at: int
    side: str

    def reached(self, total: float) -> bool:
        """Whether a total lies on the side that is meant."""
        return total >= self.at if self.side == "above" else total <= self.at


@dataclass(frozen=True, slots=True)
class ScoreChange:
    """The published rule from how many points on two totals count as different."""

    points: int
    rule: str
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
    cutoff: CutOff


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
    """One questionnaire; `key` is its file's name, `title` what people and exports call it."""

    key: str
    title: str
    order: int
    version: int
    summary: str
    stem: str
    items: tuple[Item, ...]
    rhythm: ScaleRhythm
    origin: Origin
    times: int = 1
    unscored: tuple[Item, ...] = ()
    bands: tuple[ScoreBand, ...] = ()
    cutoff: CutOff | None = None
    change: ScoreChange | None = None
    missing: Missing = field(default_factory=Missing)
    parts: tuple[Part, ...] = ()

    @property
    def most(self) -> int:
        """The highest possible total."""
        return self.times * sum(item.highest for item in self.items)

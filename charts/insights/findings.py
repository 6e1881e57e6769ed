"""What was found, in numbers; mood in points of 1-10, times in minutes, days as dates."""

from dataclasses import dataclass
from datetime import date, time
from typing import Literal, TypeAlias

Outcome: TypeAlias = Literal["higher", "lower", "no clear change", "too few days"]
Direction: TypeAlias = Literal["rising", "falling", "standing still", "unclear"]


@dataclass(frozen=True, slots=True)
class Told:
    """How much is known, of which everything else is made."""

    days: int
    """Days with a mood, of the evening or of a moment."""
    of: int
    """Of the latest days: of all where they are few, else of eight weeks."""
    ever: int
    """The same in all the days looked at."""
    ever_of: int
    first: date


@dataclass(frozen=True, slots=True)
class Change:
    """Four weeks beside the four before: the later less the earlier."""

    key = "change"
    since: date
    """Where the later weeks begin."""
    n_before: int
    n_now: int
    before: float
    now: float
    """Medians, within their point."""
    shift: float
    low: float
    high: float
    verdict: Outcome
    nap: float
    """The share of pairs of an earlier and a later day in which the later one is higher."""

    @property
    def is_open(self) -> bool:
        """Whether nothing can be said but that."""
        return self.verdict in ("no clear change", "too few days")


@dataclass(frozen=True, slots=True)
class Slope:
    """Points a week, between what and what they lie, and on how many evenings that rests."""

    middle: float
    low: float
    high: float
    n: int


@dataclass(frozen=True, slots=True)
class PaceChange:
    """The latest eight weeks go clearly faster or slower than the eight before."""

    now: Slope
    before: Slope

    @property
    def is_faster(self) -> bool:
        """Whether they go faster, be it up or down."""
        return abs(self.now.middle) > abs(self.before.middle)


@dataclass(frozen=True, slots=True)
class Trend:
    """Weekly medians over eight to sixteen weeks."""

    key = "trend"
    weeks: int
    n: int
    slope: float
    low: float
    high: float
    """Points a week."""
    verdict: Direction
    pace: PaceChange | None = None
    """Beside the eight weeks before these eight."""

    @property
    def is_open(self) -> bool:
        """Whether nothing can be said but that."""
        return self.verdict == "unclear"


@dataclass(frozen=True, slots=True)
class Setbacks:
    """Spells below one's own usual range, and how each passed."""

    key = "setbacks"
    is_open = False
    line: int
    """The lower end of the usual range."""
    n: int
    lengths: tuple[int, ...]
    """Days until it had passed, oldest first."""
    since: date | None = None
    """When the one began that has not passed."""


@dataclass(frozen=True, slots=True)
class Together:
    """What goes with mood, beside days without it; that need not be because of it."""

    is_open = False
    key: str
    next_day: bool
    n_with: int
    n_without: int
    with_: float
    without: float
    """Means, as far apart as the difference."""
    difference: float
    low: float
    high: float
    least: float | None = None
    """From how much on a day counts as one with it; None where it is yes or no."""


@dataclass(frozen=True, slots=True)
class SleepRhythm:
    """How regular sleep was in four weeks, beside the four before where those are known."""

    key = "rhythm"
    is_open = False
    nights: int
    spread: float
    """Half of the waking times lie within so many minutes of the middle."""
    wake: time
    nights_before: int = 0
    spread_before: float | None = None
    index: float | None = None
    """Sleep Regularity Index; 100 is the same every day."""
    index_days: int = 0
    index_before: float | None = None
    jetlag: float | None = None
    """Minutes between mid-sleep on free days and on the others."""
    free_nights: int = 0
    work_nights: int = 0


@dataclass(frozen=True, slots=True)
class Efficiency:
    """All sleep as a part of all time in bed, in percent, in one week and the one before."""

    key = "efficiency"
    is_open = False
    nights: int
    percent: float
    nights_before: int = 0
    percent_before: float | None = None


@dataclass(frozen=True, slots=True)
class Alike:
    """An earlier week that was like the latest."""

    key = "alike"
    is_open = False
    first: date
    days: int
    """Weekdays told in both."""
    apart: float
    """Points apart on average."""


@dataclass(frozen=True, slots=True)
class AlikeDays:
    """Earlier days that were like the latest told one."""

    key = "days"
    is_open = False
    day: date
    mood: int
    things: tuple[str, ...]
    """What was part of it, by the keys of the exposures."""
    n: int
    latest: date


@dataclass(frozen=True, slots=True)
class MarkedWord:
    """A word that comes back."""

    key = "marked"
    is_open = False
    word: str
    days: int
    weeks: int
    of_weeks: int


@dataclass(frozen=True, slots=True)
class Lacking:
    """What is still needed, and for which kind of finding; nothing is claimed until then."""

    what: Literal["weeks", "sleep", "moods", "exposure"]
    n: int
    key: str = ""


Finding: TypeAlias = (
    Change
    | Trend
    | Setbacks
    | Together
    | SleepRhythm
    | Efficiency
    | Alike
    | AlikeDays
    | MarkedWord
)

_ONCE = (Change, Trend, Setbacks, SleepRhythm, Efficiency, Alike, AlikeDays, MarkedWord)
KEYS = (
    *(one.key for one in _ONCE),
    *(f"weekday:{day}" for day in range(1, 8)),
)
"""What can be found in any diary, by the name under which it is put away."""


@dataclass(frozen=True, slots=True)
class Insights:
    """Everything that was found, what matters most first."""

    told: Told
    findings: tuple[Finding, ...] = ()
    lacking: tuple[Lacking, ...] = ()
    tried: int = 0
    """How many pairs of something and mood were looked at."""

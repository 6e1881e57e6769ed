"""What the sleep picture shows: nights by the clock, every word in the person's language."""

from dataclasses import dataclass

from charts.drawings import View
from charts.theme import Look

LONGEST = 28
NOON = 24 * 60
"""Times are minutes from noon of the day before the night ended; this is noon of that day."""


@dataclass(frozen=True, slots=True)
class DrawnNight:
    """One night, named by the day on which it ended. Without times it is a gap on the clock."""

    label: str
    sublabel: str
    asleep: tuple[int, int] | None = None
    """When the person tried to sleep, and when they woke for good."""
    in_bed: tuple[int, int] | None = None
    """From getting into bed to getting up, where both were told."""
    to_sleep: int | None = None
    """Minutes it took to fall asleep."""
    wakings: int | None = None
    begins: str = ""
    ends: str = ""
    """The two ends in figures."""
    slept: str = ""
    """Hours slept, in figures."""
    part: str = ""
    """Percent of the time in bed."""

    def __post_init__(self) -> None:
        for span in (self.asleep, self.in_bed):
            if span is not None and not -NOON <= span[0] <= span[1] <= 3 * NOON:
                raise ValueError("a night ends after it began")


@dataclass(frozen=True, slots=True)
class NightsLabels:
    """The fixed words of the picture."""

    slept: str
    part: str
    asleep: str
    to_sleep: str
    in_bed: str
    woke: str
    no_times: str
    regular: str
    """How regular waking was, or what is still needed to say it."""


@dataclass(frozen=True, slots=True)
class NightsView(View):
    """Up to four weeks of nights, oldest first."""

    drawn_in = "charts.nights"

    title: str
    subtitle: str
    nights: tuple[DrawnNight, ...]
    labels: NightsLabels
    right_to_left: bool = False
    look: Look = "light"

    def __post_init__(self) -> None:
        if not 1 <= len(self.nights) <= LONGEST:
            raise ValueError("one night to four weeks of them")

    @property
    def is_week(self) -> bool:
        """Whether each night has room for its numbers."""
        return len(self.nights) <= 7

"""How much of each part the page holds: it gives way step by step until everything fits.

These are the rules by which a page is shortened. Letters never get smaller, the order stays, and
what does not stand there is counted ("and 3 more in the app"). What the person wants to talk about
and the questionnaires give way last; the chart gets lower and never goes, nights, ticked notes and
the questions at the end stay whole.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Room:
    """Lines of each part, the numbers of the person's own that are drawn, the chart's height."""

    agenda: int = 12
    scales: int = 9
    goals: int = 9
    own: int = 8
    words: int = 6
    """What helped, and what got in the way."""
    wins: int = 6
    medication: int = 6
    harm: int = 14
    beside: int = 1
    """Whether the days before are put beside these."""
    strips: int = 2
    chart: float = 1.15
    """Of its usual height."""


STEPS: tuple[tuple[str, float], ...] = (
    ("chart", 1.0), ("own", 6), ("chart", 0.85), ("strips", 1), ("wins", 4), ("words", 4),
    ("own", 4), ("medication", 4), ("agenda", 8), ("goals", 6), ("wins", 3), ("words", 3),
    ("own", 3), ("strips", 0), ("chart", 0.75), ("agenda", 7), ("scales", 5), ("medication", 3),
    ("goals", 4), ("wins", 2), ("own", 2), ("harm", 10), ("scales", 4), ("agenda", 6),
    ("words", 2), ("medication", 2), ("beside", 0), ("chart", 0.6), ("wins", 1), ("own", 1),
    ("goals", 3), ("harm", 6), ("medication", 1), ("words", 1), ("agenda", 5), ("chart", 0.5),
    ("goals", 2), ("scales", 3), ("agenda", 4), ("harm", 3), ("goals", 1), ("scales", 2),
    ("agenda", 3), ("agenda", 2),
)  # fmt: skip


def _rooms() -> Iterator[Room]:
    room = Room()
    yield room
    for name, size in STEPS:
        room = replace(room, **{name: size})  # type: ignore[arg-type]  # a size of its field
        yield room


ROOMS = tuple(_rooms())
"""Roomiest first: the first in which everything fits on one page is taken."""

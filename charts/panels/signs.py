"""The small signs: a day without an answer, a goal's pips, and what happened on a day."""

from math import cos, pi, sin, sqrt

from charts.shapes import Box, Disc, Polygon, Shape, Stroke
from charts.theme import Theme
from charts.view import Happening, Mark

HALF = 0.5
"""How far up "partly" stands between no and yes."""
_SLANT = 22.0
"""Between the lines of a hatched column."""


def hatching(
    x0: float, x1: float, top: float, bottom: float, theme: Theme, *, day: int | None = None
) -> list[Shape]:
    """Slanted lines over a column: no answer, and nothing on any scale."""
    shapes: list[Shape] = []
    offset = top - (x1 - x0) + (_SLANT - top % _SLANT)
    while offset < bottom:
        # From the lower left to the upper right, cut at the column's edges.
        low, high = offset + (x1 - x0), offset
        left = (x0, low) if low <= bottom else (x0 + low - bottom, bottom)
        right = (x1, high) if high >= top else (x1 - (top - high), top)
        if left[0] < right[0]:
            shapes.append(Stroke((left, right), theme.hatch, 2, role="gap.hatch", day=day))
        offset += _SLANT
    return shapes


def goal_sign(mark: Mark | None, x: float, y: float, r: float, theme: Theme) -> list[Shape]:
    """A pip: full for done, half for partly, open for what is still free."""
    if mark == "done":
        return [Disc(x, y, r, fill=theme.accent, role="goal.done")]
    half = theme.accent if mark == "partly" else None
    edge = theme.accent if half else theme.faint
    role = "goal.partly" if half else "goal.open"
    return [Disc(x, y, r - 2, fill=theme.ground, edge=edge, weight=4, half=half, role=role)]


def answer_sign(
    level: float, x: float, y: float, r: float, theme: Theme, *, role: str,
    day: int | None = None,
) -> list[Shape]:  # fmt: skip
    """Full for yes, half for partly, open for no."""
    if level == 1:
        return [Disc(x, y, r, fill=theme.quiet, role=f"{role}.yes", day=day)]
    half = theme.quiet if level == HALF else None
    weight = min(4.0, r / 4)
    return [
        Disc(x, y, r - weight / 2, fill=theme.ground, edge=theme.quiet, weight=weight, half=half,
             role=f"{role}.partly" if half else f"{role}.no", day=day)
    ]  # fmt: skip


def happening(
    kind: Happening, x: float, y: float, r: float, theme: Theme, day: int | None = None
) -> list[Shape]:
    """What happened on a day: each kind has a shape of its own, in one quiet colour."""
    match kind:
        case "win":
            return [star(x, y, r, theme, filled=False, day=day)]
        case "milestone":
            return [star(x, y, r, theme, filled=True, day=day)]
        case "note":
            return flag(x, y, 0.9 * r, theme, day=day)
        case "session":
            return _bubble(x, y, r, theme, day)
        case "medication":
            return _capsule(x, y, r, theme, day)


def mood_sign(
    x: float, y: float, r: float, fill: str, edge: str | None = None, weight: float = 0, *,
    role: str, day: int | None = None, of_moments: bool,
) -> Shape:  # fmt: skip
    """A day's mood; a diamond where it is the middle of moments, as large as the disc."""
    if not of_moments:
        return Disc(x, y, r, fill=fill, edge=edge, weight=weight, role=role, day=day)
    reach = r * sqrt(pi / 2)
    points = ((x, y - reach), (x + reach, y), (x, y + reach), (x - reach, y))
    return Polygon(points, fill, edge or fill, weight, role=role, day=day)


def star(
    x: float, y: float, r: float, theme: Theme, *, filled: bool = True, day: int | None = None
) -> Polygon:
    """A win; filled, a milestone."""
    turns = [(r if k % 2 == 0 else 0.48 * r, pi * k / 5 - pi / 2) for k in range(10)]
    points = tuple((x + reach * cos(a), y + reach * sin(a)) for reach, a in turns)
    fill = theme.accent if filled else theme.ground
    role = "mark.milestone" if filled else "mark.win"
    return Polygon(points, fill, theme.accent, 3, role=role, day=day)


def flag(x: float, y: float, r: float, theme: Theme, *, day: int | None = None) -> list[Shape]:
    """A note."""
    left = x - 0.6 * r
    cloth = ((left, y - 0.9 * r), (x + 0.8 * r, y - 0.42 * r), (left, y + 0.1 * r))
    pole = ((left, y - 0.9 * r), (left, y + r))
    return [
        Polygon(cloth, theme.ground, theme.quiet, 3, role="mark.note", day=day),
        Stroke(pole, theme.quiet, 4, role="mark.pole", day=day),
    ]


def _capsule(x: float, y: float, r: float, theme: Theme, day: int | None) -> list[Shape]:
    """A change of medication: a capsule, parted in the middle."""
    part = ((x, y - 0.55 * r), (x, y + 0.55 * r))
    return [
        Box(x - r, y - 0.55 * r, x + r, y + 0.55 * r, radius=0.55 * r, fill=theme.ground,
            edge=theme.quiet, weight=3, role="mark.medication", day=day),
        Stroke(part, theme.quiet, 3, role="mark.part.sign", day=day),
    ]  # fmt: skip


def _bubble(x: float, y: float, r: float, theme: Theme, day: int | None) -> list[Shape]:
    """A session: two people talking."""
    low = y + 0.5 * r
    tail = ((x - 0.5 * r, low - 2), (x - 0.55 * r, y + 1.05 * r), (x + 0.15 * r, low - 2))
    lines = (y - 0.42 * r, y - 0.02 * r)
    return [
        Polygon(tail, theme.quiet, theme.quiet, 3, role="mark.tail", day=day),
        Box(x - r, y - 0.9 * r, x + r, low, radius=0.4 * r, fill=theme.ground,
            edge=theme.quiet, weight=3, role="mark.session", day=day),
        *(Stroke(((x - 0.5 * r, at), (x + 0.5 * r, at)), theme.quiet, r / 6,
                 role="mark.line.sign", day=day) for at in lines),
    ]  # fmt: skip

"""A picture before it is ink: a list of simple shapes in pixels, y downwards.

Panels make shapes, the renderer draws them, tests read them. Each shape carries a `role`
("mood.point", "sleep.bar", ...) and, where it stands for a day, the index of that day.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

Point = tuple[float, float]
Anchor = Literal["start", "middle", "end"]
_FLIPPED: dict[Anchor, Anchor] = {"start": "end", "middle": "middle", "end": "start"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """What all shapes share."""

    role: str = ""
    day: int | None = None


@dataclass(frozen=True, slots=True)
class Box(Shape):
    """A rounded rectangle."""

    x0: float
    y0: float
    x1: float
    y1: float
    radius: float = 0
    fill: str | None = None
    edge: str | None = None
    weight: float = 0


@dataclass(frozen=True, slots=True)
class Stroke(Shape):
    """A line through points with round ends."""

    points: tuple[Point, ...]
    colour: str
    weight: float


@dataclass(frozen=True, slots=True)
class Disc(Shape):
    """A circle; `half` fills only the half where reading starts."""

    x: float
    y: float
    r: float
    fill: str | None
    edge: str | None = None
    weight: float = 0
    half: str | None = None
    flipped: bool = False


@dataclass(frozen=True, slots=True)
class Polygon(Shape):
    """A closed outline."""

    points: tuple[Point, ...]
    fill: str | None
    edge: str | None = None
    weight: float = 0


@dataclass(frozen=True, slots=True)
class Words(Shape):
    """A line of text on its baseline; never parsed as a formula."""

    x: float
    y: float
    text: str
    size: float
    colour: str
    bold: bool = False
    anchor: Anchor = "start"
    halo: str | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """A finished layout."""

    width: int
    height: int
    ground: str
    shapes: tuple[Shape, ...]

    def of(self, role: str) -> list[Shape]:
        """The shapes of one role, in drawing order."""
        return [shape for shape in self.shapes if shape.role == role]


def mirrored(picture: Picture) -> Picture:
    """The same picture for a language that reads from right to left: places flip, signs do not."""
    flipped = tuple(_flip(shape, picture.width) for shape in picture.shapes)
    return replace(picture, shapes=flipped)


def _flip(shape: Shape, width: float) -> Shape:
    match shape:
        case Box():
            return replace(shape, x0=width - shape.x1, x1=width - shape.x0)
        case Disc():
            return replace(shape, x=width - shape.x, flipped=not shape.flipped)
        case Words():
            return replace(shape, x=width - shape.x, anchor=_FLIPPED[shape.anchor])
        case Stroke() if shape.role.endswith(".sign"):
            return replace(shape, points=_moved(shape.points, width))
        case Stroke() | Polygon():
            return replace(shape, points=tuple((width - x, y) for x, y in shape.points))
        case _:
            return shape


def _moved(points: Iterable[Point], width: float) -> tuple[Point, ...]:
    """A sign such as ✓ keeps its face: only its place is mirrored."""
    kept = tuple(points)
    xs = [x for x, _ in kept]
    shift = width - (min(xs) + max(xs))
    return tuple((x + shift, y) for x, y in kept)

"""From shapes to pixels, straight on matplotlib's Agg canvas.

No Figure and no Axes: building and drawing axes costs more than everything a picture shows. Shapes
of one form that follow one another are drawn by one call, for each call costs more than its ink.
Text is drawn as outlines and never read as a formula, so "$" and "\\" are only signs.
"""

from collections.abc import Callable, Hashable, Sequence
from functools import lru_cache
from itertools import groupby
from math import isclose

import numpy as np
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.colors import to_rgba
from matplotlib.path import Path
from matplotlib.transforms import Affine2D, IdentityTransform, Transform
from numpy.typing import NDArray

from charts.glyphs import outlined
from charts.shapes import Box, Disc, Picture, Polygon, Shape, Stroke, Words

Rgba = tuple[float, float, float, float]
_DPI = 72  # a point is a pixel
_HALO = 9.0
_CORNER = 0.5522847498  # the cubic that comes closest to a quarter of a circle


def paint(picture: Picture) -> NDArray[np.uint8]:
    """The picture as rows of RGBA pixels."""
    renderer = RendererAgg(picture.width, picture.height, _DPI)  # type: ignore[no-untyped-call]  # matplotlib has no types for Agg
    canvas = _Canvas(renderer, picture.height)
    canvas.draw(Box(0, 0, picture.width, picture.height, fill=picture.ground))
    for _, alike in groupby(picture.shapes, key=_form):
        canvas.draw(*alike)
    return np.asarray(renderer.buffer_rgba())  # type: ignore[no-untyped-call]  # matplotlib has no types for Agg


def _form(shape: Shape) -> Hashable:
    """What shapes share that one call can draw: all but their places and their colours."""
    match shape:
        case Box():
            size = round(shape.x1 - shape.x0, 3), round(shape.y1 - shape.y0, 3)
            return size, shape.radius, shape.weight, shape.fill is None, shape.edge is None
        case Disc(half=None):
            return shape.r, shape.weight, shape.fill is None, shape.edge is None
        case Stroke():
            return shape.colour, shape.weight
        case _:
            return id(shape)


class _Canvas:
    """Draws shapes one after another; y runs down here and up in Agg."""

    def __init__(self, renderer: RendererAgg, height: int) -> None:
        self._renderer = renderer
        # What matplotlib says of its types is narrower than what Agg takes.
        self._stamp: Callable[..., None] = renderer.draw_path_collection
        self._down = Affine2D.from_values(1, 0, 0, -1, 0, height)
        # One pen for all: its ends and corners stay the same, and looking them up costs time.
        self._pen = renderer.new_gc()
        self._pen.set_joinstyle("round")
        self._pen.set_capstyle("round")
        self._pen.set_snap(False)

    def draw(self, first: Shape, *others: Shape) -> None:
        """Draw shapes of one form."""
        match first:
            case Box():
                boxes = [one for one in (first, *others) if isinstance(one, Box)]
                self._boxes(boxes)
            case Stroke():
                lines = [one.points for one in (first, *others) if isinstance(one, Stroke)]
                self._path(_lines(lines), None, first.colour, first.weight)
            case Disc(half=None):
                self._discs([one for one in (first, *others) if isinstance(one, Disc)])
            case Disc():
                self._half(first)
            case Polygon():
                outline = Path((*first.points, first.points[0]), closed=True)
                self._path(outline, first.fill, first.edge, first.weight)
            case Words():
                self._words(first)
            case _:
                raise TypeError(f"no way to draw a {type(first).__name__}")

    def _path(
        self,
        path: Path,
        fill: str | None,
        edge: str | None,
        weight: float,
        place: Transform | None = None,
    ) -> None:
        pen = self._pen
        pen.set_linewidth(weight if edge else 0)
        pen.set_foreground(_rgba(edge or fill or "#000000"), isRGBA=True)
        where = self._down if place is None else place + self._down
        face = _rgba(fill) if fill else None
        self._renderer.draw_path(pen, path, where, face)  # type: ignore[no-untyped-call]  # matplotlib has no types for Agg

    def _boxes(self, boxes: list[Box]) -> None:
        one = boxes[0]
        path = _rounded(round(one.x1 - one.x0, 3), round(one.y1 - one.y0, 3), one.radius)
        places = [((box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2) for box in boxes]
        self._stamped(path, places, boxes, IdentityTransform())

    def _discs(self, discs: list[Disc]) -> None:
        places = [(disc.x, disc.y) for disc in discs]
        self._stamped(Path.unit_circle(), places, discs, Affine2D().scale(discs[0].r))

    def _stamped(
        self,
        path: Path,
        places: list[tuple[float, float]],
        shapes: Sequence[Box] | Sequence[Disc],
        size: Transform,
    ) -> None:
        """One form at many places, each in its colours."""
        fills = [_rgba(shape.fill) for shape in shapes if shape.fill]
        edges = [_rgba(shape.edge) for shape in shapes if shape.edge]
        self._stamp(
            self._pen, size, [path], np.empty((0, 3, 3)), np.array(places), self._down,
            _colours(fills), _colours(edges), [shapes[0].weight], [(0, None)], [True], [None],
            "screen", hatchcolors=_colours([]),
        )  # fmt: skip

    def _half(self, disc: Disc) -> None:
        place = Affine2D().scale(disc.r).translate(disc.x, disc.y)
        self._path(Path.unit_circle(), disc.fill, None, 0, place)
        turned = Affine2D().scale(1 if not disc.flipped else -1, 1)
        self._path(Path.arc(90, 270), disc.half, None, 0, turned + place)
        if disc.edge:
            self._path(Path.unit_circle(), None, disc.edge, disc.weight, place)

    def _words(self, words: Words) -> None:
        path, wide = outlined(words.text, words.size, bold=words.bold)
        left = words.x - {"start": 0, "middle": wide / 2, "end": wide}[words.anchor]
        place = Affine2D.from_values(1, 0, 0, -1, round(left), round(words.y))
        if words.halo:
            self._path(path, words.halo, words.halo, _HALO, place)
        self._path(path, words.colour, None, 0, place)


@lru_cache(maxsize=128)
def _rgba(colour: str) -> Rgba:
    red, green, blue, alpha = to_rgba(colour)
    return (red, green, blue, alpha)


def _colours(colours: Sequence[Rgba]) -> NDArray[np.float64]:
    return np.array(colours, dtype=float).reshape(-1, 4)


def _lines(lines: Sequence[Sequence[tuple[float, float]]]) -> Path:
    """Lines of one colour as one path."""
    codes = [Path.MOVETO if not at else Path.LINETO for line in lines for at in range(len(line))]
    return Path([point for line in lines for point in line], codes)


@lru_cache(maxsize=256)
def _rounded(wide: float, tall: float, radius: float) -> Path:
    """A box around (0, 0)."""
    x1, y1 = wide / 2, tall / 2
    x0, y0 = -x1, -y1
    r = min(radius, x1, y1)
    if isclose(r, 0):
        return Path(((x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y0)), closed=True)
    k = r * (1 - _CORNER)
    vertices = (
        (x0 + r, y0), (x1 - r, y0), (x1 - k, y0), (x1, y0 + k), (x1, y0 + r),
        (x1, y1 - r), (x1, y1 - k), (x1 - k, y1), (x1 - r, y1),
        (x0 + r, y1), (x0 + k, y1), (x0, y1 - k), (x0, y1 - r),
        (x0, y0 + r), (x0, y0 + k), (x0 + k, y0), (x0 + r, y0), (x0 + r, y0),
    )  # fmt: skip
    corner = (Path.LINETO, Path.CURVE4, Path.CURVE4, Path.CURVE4)
    return Path(vertices, (Path.MOVETO, *corner * 4, Path.CLOSEPOLY))

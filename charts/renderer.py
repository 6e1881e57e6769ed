"""From shapes to pixels, straight on matplotlib's Agg canvas.

No Figure and no Axes: building and drawing axes costs more than everything a picture shows.
Text is drawn as outlines and never read as a formula, so "$" and "\\" are only signs.
"""

from functools import lru_cache
from math import isclose

import numpy as np
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.colors import to_rgba
from matplotlib.path import Path
from matplotlib.transforms import Affine2D, Transform
from numpy.typing import NDArray

from charts.glyphs import outline, width
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
    for shape in picture.shapes:
        canvas.draw(shape)
    return np.asarray(renderer.buffer_rgba())  # type: ignore[no-untyped-call]  # matplotlib has no types for Agg


class _Canvas:
    """Draws one shape after another; y runs down here and up in Agg."""

    def __init__(self, renderer: RendererAgg, height: int) -> None:
        self._renderer = renderer
        self._down = Affine2D.from_values(1, 0, 0, -1, 0, height)
        # One pen for all: its ends and corners stay the same, and looking them up costs time.
        self._pen = renderer.new_gc()
        self._pen.set_joinstyle("round")
        self._pen.set_capstyle("round")
        self._pen.set_snap(False)

    def draw(self, shape: Shape) -> None:
        match shape:
            case Box():
                self._path(_rounded(shape), shape.fill, shape.edge, shape.weight)
            case Stroke():
                self._path(Path(shape.points), None, shape.colour, shape.weight)
            case Polygon():
                outline = Path((*shape.points, shape.points[0]), closed=True)
                self._path(outline, shape.fill, shape.edge, shape.weight)
            case Disc():
                self._disc(shape)
            case Words():
                self._words(shape)
            case _:
                raise TypeError(f"no way to draw a {type(shape).__name__}")

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

    def _disc(self, disc: Disc) -> None:
        place = Affine2D().scale(disc.r).translate(disc.x, disc.y)
        self._path(Path.unit_circle(), disc.fill, None, 0, place)
        if disc.half:
            turned = Affine2D().scale(1 if not disc.flipped else -1, 1)
            self._path(Path.arc(90, 270), disc.half, None, 0, turned + place)
        if disc.edge:
            self._path(Path.unit_circle(), None, disc.edge, disc.weight, place)

    def _words(self, words: Words) -> None:
        taken = 0.0 if words.anchor == "start" else width(words.text, words.size, bold=words.bold)
        left = words.x - (taken if words.anchor == "end" else taken / 2)
        path = outline(words.text, words.size, bold=words.bold)
        place = Affine2D.from_values(1, 0, 0, -1, round(left), round(words.y))
        if words.halo:
            self._path(path, words.halo, words.halo, _HALO, place)
        self._path(path, words.colour, None, 0, place)


@lru_cache(maxsize=128)
def _rgba(colour: str) -> Rgba:
    red, green, blue, alpha = to_rgba(colour)
    return (red, green, blue, alpha)


def _rounded(box: Box) -> Path:
    x0, y0, x1, y1 = box.x0, box.y0, box.x1, box.y1
    r = min(box.radius, (x1 - x0) / 2, (y1 - y0) / 2)
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

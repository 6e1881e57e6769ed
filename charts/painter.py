"""From shapes to pixels, straight on matplotlib's Agg canvas.

No Figure and no Axes: building and drawing axes costs more than everything a picture shows.
Text goes through `draw_text(..., ismath=False)`, so "$" and "\\" are only signs.
"""

from functools import lru_cache
from math import isclose

import numpy as np
from matplotlib.backend_bases import GraphicsContextBase
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.colors import to_rgba
from matplotlib.path import Path
from matplotlib.textpath import TextPath
from matplotlib.transforms import Affine2D
from numpy.typing import NDArray

from charts.fonts import properties, width
from charts.shapes import Box, Disc, Picture, Polygon, Shape, Stroke, Words

Rgba = tuple[float, float, float, float]
_DPI = 72  # a point is a pixel
_HALO = 9.0
_CORNER = 0.5522847498  # the cubic that comes closest to a quarter of a circle


def paint(picture: Picture) -> NDArray[np.uint8]:
    """The picture as rows of RGBA pixels."""
    renderer = RendererAgg(picture.width, picture.height, _DPI)
    canvas = _Canvas(renderer, picture.height)
    canvas.draw(Box(0, 0, picture.width, picture.height, fill=picture.ground))
    for shape in picture.shapes:
        canvas.draw(shape)
    return np.asarray(renderer.buffer_rgba())


class _Canvas:
    """Draws one shape after another; y runs down here and up in Agg."""

    def __init__(self, renderer: RendererAgg, height: int) -> None:
        self._renderer = renderer
        self._down = Affine2D.from_values(1, 0, 0, -1, 0, height)

    def draw(self, shape: Shape) -> None:
        match shape:
            case Box():
                radius = min(shape.radius, (shape.x1 - shape.x0) / 2, (shape.y1 - shape.y0) / 2)
                outline = _rounded(shape.x0, shape.y0, shape.x1, shape.y1, radius)
                self._path(outline, shape.fill, shape.edge, shape.weight)
            case Stroke():
                self._path(Path(shape.points), None, shape.colour, shape.weight)
            case Polygon():
                outline = Path((*shape.points, shape.points[0]), closed=True)
                self._path(outline, shape.fill, shape.edge, shape.weight)
            case Disc():
                self._disc(shape)
            case Words():
                self._words(shape)

    def _path(
        self,
        path: Path,
        fill: str | None,
        edge: str | None,
        weight: float,
        place: Affine2D | None = None,
    ) -> None:
        pen = self._renderer.new_gc()
        pen.set_antialiased(True)
        pen.set_linewidth(weight if edge else 0)
        pen.set_foreground(_rgba(edge or fill or "#000000"), isRGBA=True)
        pen.set_joinstyle("round")
        pen.set_capstyle("round")
        pen.set_snap(False)
        where = self._down if place is None else place + self._down
        self._renderer.draw_path(pen, path, where, _rgba(fill) if fill else None)
        pen.restore()

    def _disc(self, disc: Disc) -> None:
        place = Affine2D().scale(disc.r).translate(disc.x, disc.y)
        self._path(Path.unit_circle(), disc.fill, None, 0, place)
        if disc.half:
            turned = Affine2D().scale(1 if not disc.flipped else -1, 1)
            self._path(Path.arc(90, 270), disc.half, None, 0, turned + place)
        if disc.edge:
            self._path(Path.unit_circle(), None, disc.edge, disc.weight, place)

    def _words(self, words: Words) -> None:
        if not words.text:
            return
        left = words.x
        if words.anchor != "start":
            taken = width(words.text, words.size, bold=words.bold)
            left -= taken if words.anchor == "end" else taken / 2
        if words.halo:
            outline = _outline(words.text, words.size, bold=words.bold)
            place = Affine2D().scale(1, -1).translate(round(left), round(words.y))
            self._path(outline, words.halo, words.halo, _HALO, place)
        pen = self._pen(words.colour)
        face = properties(words.size, bold=words.bold)
        self._renderer.draw_text(
            pen, round(left), round(words.y), words.text, face, 0, ismath=False
        )
        pen.restore()

    def _pen(self, colour: str) -> GraphicsContextBase:
        pen = self._renderer.new_gc()
        pen.set_foreground(_rgba(colour), isRGBA=True)
        return pen


@lru_cache(maxsize=128)
def _rgba(colour: str) -> Rgba:
    red, green, blue, alpha = to_rgba(colour)
    return (red, green, blue, alpha)


@lru_cache(maxsize=128)
def _outline(text: str, size: float, *, bold: bool) -> TextPath:
    """The outline of a number; only numbers have halos, so few are kept."""
    return TextPath((0, 0), text, size=size, prop=properties(size, bold=bold), usetex=False)


def _rounded(x0: float, y0: float, x1: float, y1: float, r: float) -> Path:
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

"""A person's own questions on the columns of the days, so that an eye sets them beside mood."""

from charts.columns import Columns
from charts.glyphs import width
from charts.lines import centred, drawable, fitted, named
from charts.pages import SECTION, own_height
from charts.panels.heads import section
from charts.panels.signs import answer_sign
from charts.shapes import Disc, Shape, Stroke, Words
from charts.theme import LABEL, SMALL, Theme
from charts.view import OwnRow, WeekView

_NAME = 48
_SAID = 0.62
"""The part of a line that a sum may take from the name."""
_RISE = 40
"""How far a line climbs from its lowest to its highest."""


def own_panel(
    view: WeekView, rows: list[OwnRow], frame: Columns, top: float, theme: Theme
) -> list[Shape]:
    """Some of the questions, one under the other."""
    shapes = section(frame, top, view.labels.own, theme)
    y = top + SECTION
    for row in rows:
        tall = own_height(row, is_week=frame.is_week)
        shapes += _sum(row, frame, y, theme)
        if row.cells:
            shapes += _days(row, frame, y + _NAME, y + tall - 12, theme)
        y += tall
    return shapes


def _sum(row: OwnRow, frame: Columns, top: float, theme: Theme) -> list[Shape]:
    """The sum, and the name in the room that it leaves; a bare sum stands under its name."""
    room, y = frame.right - frame.left, centred(top + _NAME / 2, LABEL)
    if row.cells:
        said = fitted(row.said, _SAID * room, SMALL)
        sum_ = Words(frame.right, y, said, SMALL, theme.quiet, anchor="end", role="own.said")
        room -= width(said, SMALL) + 28
    else:
        said = fitted(row.said, room, SMALL)
        sum_ = Words(frame.left, y + 42, said, SMALL, theme.quiet, role="own.said")
    name = fitted(named(row.name, row.instead), room, LABEL)
    return [Words(frame.left, y, name, LABEL, theme.ink, role="own.name"), sum_]


def _days(row: OwnRow, frame: Columns, top: float, bottom: float, theme: Theme) -> list[Shape]:
    match row.drawn:
        case "line":
            return _line(row, frame, top, bottom, theme)
        case "marks":
            return _marks(row, frame, (top + bottom) / 2, theme)
        case "words":
            return _cells(row, frame, (top + bottom) / 2, theme) if frame.is_week else []


def _line(row: OwnRow, frame: Columns, top: float, bottom: float, theme: Theme) -> list[Shape]:
    """Dots that rise and fall, joined from day to day; in a week each with its number."""
    base = bottom - 10
    low, high = base, base - _RISE if frame.is_week else top + 16
    points = {
        place: (frame.centre(place), low - level * (low - high))
        for place, level in enumerate(row.levels)
        if level is not None
    }
    shapes: list[Shape] = [
        Stroke((points[place], points[place + 1]), theme.quiet, 3, role="own.line")
        for place in points
        if place + 1 in points
    ]
    r = 9 if frame.is_week else 6
    for place, (x, y) in points.items():
        shapes.append(Disc(x, y, r, fill=theme.quiet, role="own.point", day=place))
    if frame.is_week:
        shapes += _cells(row, frame, base, theme, {k: y - 30 for k, (_, y) in points.items()})
    return shapes


def _marks(row: OwnRow, frame: Columns, y: float, theme: Theme) -> list[Shape]:
    r = 15 if frame.is_week else 9
    return [
        shape
        for place, level in enumerate(row.levels)
        if level is not None
        for shape in answer_sign(level, frame.centre(place), y, r, theme, role="own", day=place)
    ]


def _cells(
    row: OwnRow, frame: Columns, y: float, theme: Theme, places: dict[int, float] | None = None
) -> list[Shape]:
    """What was told, in words; nothing stands where nothing was told."""
    room = frame.step - 8
    return [
        Words(frame.centre(place), centred((places or {}).get(place, y), SMALL),
              fitted(cell, room, SMALL), SMALL, theme.ink, anchor="middle", halo=theme.ground,
              role="own.cell", day=place)
        for place, cell in enumerate(row.cells)
        if cell and drawable(cell)
    ]  # fmt: skip

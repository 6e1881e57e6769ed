"""The panel of a person's own questions: name and sum, and under them what was told each day."""

from charts.columns import Columns
from charts.fonts import centred, drawable, fitted
from charts.glyphs import width
from charts.panels.heads import SHORT_NAMES, day_names, section
from charts.panels.signs import card, today_column
from charts.shapes import Shape, Words
from charts.theme import FOOT, LABEL, Theme
from charts.view import WEEK, OwnRow, WeekView

_HEAD, _NAME, _CELLS, _FOOT = 72, 42, 48, 14
_SAID = 0.75
"""The part of a line that a sum may take from the name."""
_NONE = {"": "–", None: "·"}
"""A gap, and a day on which it is not asked, as with goals."""
MOST = 8
"""More rows than this and a phone shows none of them; the rest is counted in one line."""


def height(view: WeekView) -> float:
    """The height of the panel; 0 where nothing of the kind was told."""
    if not view.own:
        return 0
    rows = sum(_row(row, view) for row in view.own[:MOST])
    rest = _NAME if len(view.own) > MOST else 0
    return _HEAD + _names(view) + rows + rest + _FOOT


def _has_cells(row: OwnRow, view: WeekView) -> bool:
    # In a month the columns are too narrow for numbers that can be read.
    return bool(row.cells) and len(view.days) <= WEEK


def _names(view: WeekView) -> float:
    return SHORT_NAMES if any(_has_cells(row, view) for row in view.own[:MOST]) else 0


def _row(row: OwnRow, view: WeekView) -> float:
    return _NAME + (_CELLS if _has_cells(row, view) else 6)


def own_panel(view: WeekView, frame: Columns, top: float, theme: Theme) -> list[Shape]:
    """The panel; the days are named once, over the first row."""
    shapes: list[Shape] = [card(frame, top, height(view), theme)]
    shapes += section(frame, top, view.labels.own, theme)
    y = top + _HEAD
    if _names(view):
        for layer in today_column(view, frame, y - 6, y - 6 + SHORT_NAMES, theme):
            shapes += layer
        shapes += day_names(view, frame, y - 3, theme, short=True)
        y += SHORT_NAMES
    for row in view.own[:MOST]:
        shapes += _line(row, frame, y, theme)
        if _has_cells(row, view):
            shapes += today_column(view, frame, y + _NAME, y + _NAME + _CELLS - 4, theme)[0]
            shapes += _cells(row, frame, y + _NAME, theme)
        y += _row(row, view)
    if len(view.own) > MOST:
        text = f"+ {len(view.own) - MOST}"
        shapes.append(Words(frame.left, y + 34, text, LABEL, theme.quiet, role="own.rest"))
    return shapes


def _line(row: OwnRow, frame: Columns, top: float, theme: Theme) -> list[Shape]:
    """The sum, and the name in the room that it leaves."""
    room = frame.right - frame.left
    said = fitted(row.said, _SAID * room, LABEL, bold=True)
    name = fitted(row.name, room - width(said, LABEL, bold=True) - 28, LABEL)
    y = centred(top + _NAME / 2, LABEL)
    return [
        Words(frame.left, y, name, LABEL, theme.ink, role="own.name"),
        Words(frame.right, y, said, LABEL, theme.ink, bold=True, anchor="end", role="own.said"),
    ]


def _cells(row: OwnRow, frame: Columns, top: float, theme: Theme) -> list[Shape]:
    room = frame.step - 6
    # A number that is cut would be another number, so a long one makes its row smaller.
    fits = all(width(drawable(cell or ""), LABEL) <= room for cell in row.cells)
    size = LABEL if fits else FOOT
    y = centred(top + _CELLS / 2 - 2, size)
    return [
        Words(
            frame.centre(place), y, fitted(cell, room, size) if cell else _NONE[cell], size,
            theme.ink if cell else theme.quiet, anchor="middle", role="own.cell", day=place,
        )
        for place, cell in enumerate(row.cells)
    ]  # fmt: skip

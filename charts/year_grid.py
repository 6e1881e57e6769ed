"""Where the tiles of a year stand: a row a month, and several rows where there are few months."""

from dataclasses import dataclass

from charts.columns import MARGIN, Columns, Ribbon
from charts.glyphs import width
from charts.lines import drawable
from charts.theme import LABEL, SMALL
from charts.year_view import YearMonth, YearView

DAYS = 31
COLUMNS = {1: 8, 2: 11, 3: 16, 4: 16}
"""Tiles in a row, for so many months; of more each month is one row."""
_LEAST, _MOST = 60, 130
_HEADS, _MARKS = 46, 30
_LOWEST_ROW, _HIGHEST_ROW, _BETWEEN = 76, 96, 44


@dataclass(frozen=True, slots=True)
class MonthGrid:
    """Where the tiles of the months stand."""

    frame: Columns
    tops: tuple[float, ...]
    """Of each month."""
    tall: float
    """From one row of tiles to the next."""
    base: int = 1
    """The day in the first column: a single month begins there with its first day."""

    def rows(self, month: YearMonth) -> tuple[int, int]:
        """The first and the last row in which it has a day: no others are drawn."""
        return _rows(month, self.frame, self.base)

    def y(self, month: int, row: int) -> float:
        """The top of a row's tiles."""
        return self.tops[month] + row * self.tall + _MARKS


def grid_of(view: YearView, frame: Columns, top: float, bottom: float) -> MonthGrid:
    """The rows of all months between two heights."""
    many = len(view.months)
    if frame.days == DAYS:
        room = (bottom - top - _HEADS) / many
        tall = min(max(room, _LOWEST_ROW), _HIGHEST_ROW)
        return MonthGrid(frame, tuple(top + _HEADS + tall * n for n in range(many)), tall)
    base = view.months[0].begins if many == 1 else 1
    tall, y, tops = frame.step + _MARKS, top + 8, []
    for month in view.months:
        tops.append(y)
        first, last = _rows(month, frame, base)
        y += tall * (last - first + 1) + _BETWEEN
    return MonthGrid(frame, tuple(tops), tall, base)


def _rows(month: YearMonth, frame: Columns, base: int) -> tuple[int, int]:
    first = month.begins - base
    return first // frame.days, (first + len(month.days) - 1) // frame.days


def frame_of_year(view: YearView) -> Ribbon:
    """Columns for so many months, beside their names."""
    days = COLUMNS.get(len(view.months), DAYS)
    names = [width(drawable(month.name), LABEL, bold=True) for month in view.months]
    least = _LEAST if days == DAYS else width("24–30", SMALL) + 8
    gutter = min(max([*names, least]), _MOST)
    return Ribbon(days=days, first=MARGIN + gutter + 14, least=days)

"""A questionnaire's totals as a small line on its whole range, with its published parts."""

from itertools import pairwise

from charts.columns import Columns
from charts.glyphs import width
from charts.lines import centred, fitted
from charts.shapes import Box, Disc, Shape, Stroke, Words
from charts.theme import LABEL, SECTION, SMALL, Theme
from charts.timeline_view import ScoreLine

_TITLE = 46
_R = 8
_APART = 29
"""Between the middles of two numbers on an axis."""
_VALUE = 20
"""How far over its dot a number stands."""


def score_panel(
    line: ScoreLine, frame: Columns, top: float, bottom: float, theme: Theme
) -> list[Shape]:
    """Title, which way is better and the latest total; below them the line."""
    upper, lower = top + _TITLE + 22, bottom - 12
    return [
        *_heading(line, frame, top, theme),
        *_ranges(line, frame, upper, lower, theme),
        *_line(line, frame, upper, lower, theme),
    ]


def _heading(line: ScoreLine, frame: Columns, top: float, theme: Theme) -> list[Shape]:
    y = top + 28
    room = frame.right - frame.left
    name = fitted(line.name, 260, SECTION, bold=True)
    taken = width(name, SECTION, bold=True) + 16
    said = fitted(line.said, room * 0.5, SMALL)
    better = fitted(line.better, room - taken - width(said, SMALL) - 24, SMALL)
    return [
        Words(frame.left, y, name, SECTION, theme.ink, bold=True, role="score.name"),
        Words(frame.left + taken, y, better, SMALL, theme.quiet, role="score.better"),
        Words(frame.right, y, said, SMALL, theme.ink, anchor="end", role="score.said"),
    ]


def _y(line: ScoreLine, score: float, top: float, bottom: float) -> float:
    part = (score - line.lowest) / (line.highest - line.lowest)
    return bottom - part * (bottom - top)


def _ranges(
    line: ScoreLine, frame: Columns, top: float, bottom: float, theme: Theme
) -> list[Shape]:
    """Every other range is shaded; each begins at its number."""
    shapes: list[Shape] = []
    starts = [one.low for one in line.ranges]
    ends = [*starts[1:], line.highest][: len(starts)]
    for place, (low, high) in enumerate(zip(starts, ends, strict=True)):
        if place % 2:
            shapes.append(
                Box(frame.first, _y(line, high, top, bottom), frame.end,
                    _y(line, low, top, bottom), fill=theme.band, role="score.range")
            )  # fmt: skip
    numbers = sorted({line.lowest, line.highest, *starts})
    shapes += [
        Stroke(((frame.first, y), (frame.end, y)), theme.grid, 2, role="score.grid")
        for y in (_y(line, number, top, bottom) for number in numbers)
    ]
    for number in _with_room(line, numbers, top, bottom):
        y = centred(_y(line, number, top, bottom), SMALL)
        shapes.append(
            Words(frame.first - 14, y, f"{number:g}", SMALL, theme.quiet, anchor="end",
                  role="score.axis")
        )  # fmt: skip
    return shapes


def _with_room(line: ScoreLine, numbers: list[float], top: float, bottom: float) -> list[float]:
    """Both ends, and between them what does not stand on another."""
    kept = [numbers[0], numbers[-1]]
    for number in numbers[1:-1]:
        y = _y(line, number, top, bottom)
        if all(abs(y - _y(line, other, top, bottom)) >= _APART for other in kept):
            kept.append(number)
    return sorted(kept)


def _line(line: ScoreLine, frame: Columns, top: float, bottom: float, theme: Theme) -> list[Shape]:
    points = [(day, frame.centre(day), _y(line, score, top, bottom)) for day, score in line.points]
    shapes: list[Shape] = [
        Stroke(((x, y), (later_x, later_y)), theme.ink, 4, role="score.line")
        for (day, x, y), (later, later_x, later_y) in pairwise(points)
        if later - day <= line.joined
    ]
    shapes += [Disc(x, y, _R, fill=theme.ink, role="score.point", day=day) for day, x, y in points]
    return [*shapes, *_values(line, points, frame, top, theme)]


def _values(
    line: ScoreLine, points: list[tuple[int, float, float]], frame: Columns, top: float,
    theme: Theme,
) -> list[Shape]:  # fmt: skip
    """The totals over their dots, the latest always, and earlier ones as they have room.

    Right below the heading they stand under them.
    """
    shapes: list[Shape] = []
    free, least = frame.right + 20, top - 30
    for (_, score), (day, x, y) in zip(reversed(line.points), reversed(points), strict=True):
        text = f"{score:g}"
        wide = width(text, LABEL, bold=True)
        at = max(min(x, frame.right - wide / 2), frame.first + wide / 2)
        if at + wide / 2 <= free:
            free = at - wide / 2 - 16
            over = y - _VALUE if y - _VALUE - LABEL > least else y + _VALUE + LABEL * 0.73
            shapes.append(
                Words(at, over, text, LABEL, theme.ink, bold=True, anchor="middle",
                      halo=theme.ground, role="score.value", day=day)
            )  # fmt: skip
    return shapes[::-1]

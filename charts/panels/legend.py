"""What the signs of a picture mean, at its foot: only those that stand in it."""

from collections.abc import Callable

from charts.columns import Columns
from charts.glyphs import width
from charts.lines import centred, fitted
from charts.pages import LEGEND, PicturePage
from charts.panels.signs import HALF, answer_sign, goal_sign, happening, hatching
from charts.panels.sleep import quality_dots
from charts.shapes import Box, Disc, Shape, Words
from charts.theme import SMALL, Theme
from charts.view import Happening, WeekView

SIGN, _GAP = 40, 34
_MOST = 3
"""Lines; the third takes its height from the plots."""
Sign = Callable[[float, float, Theme], list[Shape]]
Key = tuple[Sign | None, float, str]
"""A sign with the room it takes, and its meaning."""


def legend(
    view: WeekView, page: PicturePage, frame: Columns, bottom: float, theme: Theme
) -> tuple[list[Shape], float]:
    """As many lines as are needed, ending at `bottom`, and where they start."""
    return laid(_keys(view, page), frame, bottom, theme)


def laid(
    keys: list[Key], frame: Columns, bottom: float, theme: Theme
) -> tuple[list[Shape], float]:
    """Some signs and their meanings in lines that end at `bottom`, and where they start."""
    lines = _lines(keys, frame)
    top = bottom - LEGEND * len(lines)
    shapes: list[Shape] = []
    for at, line in enumerate(lines):
        x, y = frame.left, top + LEGEND * (at + 0.5)
        for sign, room, text in line:
            if sign is not None:
                shapes += sign(x, y, theme)
            x += room
            shapes.append(Words(x, centred(y, SMALL), text, SMALL, theme.quiet, role="legend"))
            x += width(text, SMALL) + _GAP
    return shapes, top


def _lines(keys: list[Key], frame: Columns) -> list[list[Key]]:
    room = frame.right - frame.left
    lines: list[list[Key]] = []
    x = room + 1.0
    for sign, taken, text in keys:
        words = fitted(text, room / 2 - taken, SMALL)
        wide = taken + width(words, SMALL)
        if x + wide > room:
            if len(lines) == _MOST:
                break
            lines.append([])
            x = 0
        lines[-1].append((sign, taken, words))
        x += wide + _GAP
    return lines


def _keys(view: WeekView, page: PicturePage) -> list[Key]:
    labels, days, week = view.labels, view.days, view.is_week
    named: tuple[tuple[Happening, str], ...] = (
        ("session", labels.session), ("medication", labels.medication),
        ("milestone", labels.milestone), ("win", labels.win), ("note", labels.note),
    )  # fmt: skip
    happened = {kind for day in days for kind in day.happenings}
    plots = page.plots
    answered = {level for row in page.own if row.drawn == "marks" for level in row.levels}
    found: list[tuple[bool, Sign | None, float, str]] = [
        (plots and view.usual is not None, _band, 54, labels.your_usual),
        (plots and any(not day.told for day in days), gap, SIGN, labels.no_answer),
        (plots and any(day.late for day in days), _hollow, SIGN, labels.late),
        (plots and week and any(day.as_usual for day in days), None, 0, _about(labels.as_usual)),
        (plots and week and any(day.of_moments for day in days), None, 0,
         _about(labels.of_moments)),
        (plots and week and any(day.sleep_quality is not None for day in days), _quality, 112,
         labels.quality),
        (any(goal.partly for goal in page.goals), _partly, SIGN, labels.partly),
        *((level in answered, _of_answer(level), SIGN, words)
          for level, words in ((1.0, labels.yes), (HALF, labels.partly), (0.0, labels.no))),
        *((plots and kind in happened, of_kind(kind), SIGN, words) for kind, words in named),
    ]  # fmt: skip
    return [(sign, room, text) for here, sign, room, text in found if here and text]


def _about(meaning: str) -> str:
    return f"≈ {meaning}" if meaning else ""


def of_kind(kind: Happening) -> Sign:
    """The sign of something that happened."""
    return lambda x, y, theme: happening(kind, x + 14, y, 13, theme)


def _of_answer(level: float) -> Sign:
    return lambda x, y, theme: answer_sign(level, x + 13, y, 13, theme, role="legend")


def _band(x: float, y: float, theme: Theme) -> list[Shape]:
    return [
        Box(x, y - 13, x + 40, y + 13, radius=6, fill=theme.band, edge=theme.faint, weight=2,
            role="legend.band")
    ]  # fmt: skip


def gap(x: float, y: float, theme: Theme) -> list[Shape]:
    """A day without an answer."""
    frame = Box(x, y - 14, x + 26, y + 14, radius=5, edge=theme.faint, weight=2,
                role="legend.gap")  # fmt: skip
    return [frame, *hatching(x, x + 26, y - 14, y + 14, theme)]


def _hollow(x: float, y: float, theme: Theme) -> list[Shape]:
    return [Disc(x + 13, y, 10, fill=theme.ground, edge=theme.mood, weight=4, role="legend.late")]


def _quality(x: float, y: float, theme: Theme) -> list[Shape]:
    return quality_dots(x + 46, y, 3, theme, None)


def _partly(x: float, y: float, theme: Theme) -> list[Shape]:
    return goal_sign("partly", x + 13, y, 12, theme)

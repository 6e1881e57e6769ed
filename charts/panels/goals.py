"""The goals panel: each goal's name and count, and under them its marks on the day columns."""

from itertools import chain

from charts.columns import Columns
from charts.fonts import centred, fitted
from charts.glyphs import width
from charts.panels.heads import SHORT_NAMES, day_names, section
from charts.panels.signs import card, goal_sign, today_column
from charts.shapes import Shape, Words
from charts.theme import LABEL, Theme
from charts.view import WEEK, DrawnGoal, Mark, WeekView

_HEAD, _NAME, _FOOT = 72, 42, 14
MOST = 12
"""More rows than this and a phone shows none of them; the rest is counted in one line."""


def height(view: WeekView) -> float:
    """The height of the panel; 0 without goals."""
    if not view.goals:
        return 0
    rows = min(len(view.goals), MOST)
    rest = _NAME if len(view.goals) > MOST else 0
    return _HEAD + SHORT_NAMES + rows * _row(view) + rest + _FOOT


def _row(view: WeekView) -> float:
    return _NAME + (56 if len(view.days) <= WEEK else 40)


def goals_panel(view: WeekView, frame: Columns, top: float, theme: Theme) -> list[Shape]:
    """The panel; its day names stand over the first row."""
    tall = height(view)
    shapes: list[Shape] = [card(frame, top, tall, theme)]
    key, left = _key(view, frame, top + 46, theme)
    shapes += section(frame, top, view.labels.goals, theme, view.labels.goals_span, left)
    shapes += key
    if frame.days <= WEEK:
        names = top + _HEAD - 6
        shapes += chain(*today_column(view, frame, names, names + SHORT_NAMES, theme))
    shapes += day_names(view, frame, top + _HEAD - 3, theme, short=True)
    y = top + _HEAD + SHORT_NAMES
    for goal in view.goals[:MOST]:
        if frame.days <= WEEK:
            marks = y + _NAME
            shapes += today_column(view, frame, marks, marks + 54, theme)[0]
        shapes += _goal(goal, frame, y, theme)
        y += _row(view)
    if len(view.goals) > MOST:
        text = f"+ {len(view.goals) - MOST}"
        shapes.append(Words(frame.left, y + 34, text, LABEL, theme.quiet, role="goal.rest"))
    return shapes


def _goal(goal: DrawnGoal, frame: Columns, top: float, theme: Theme) -> list[Shape]:
    count = fitted(goal.count, 260, LABEL, bold=True)
    room = frame.right - frame.left - width(count, LABEL, bold=True) - 28
    y = centred(top + _NAME / 2, LABEL)
    shapes: list[Shape] = [
        Words(frame.left, y, fitted(goal.title, room, LABEL), LABEL, theme.ink, role="goal.name"),
        Words(frame.right, y, count, LABEL, theme.ink, bold=True, anchor="end", role="goal.count"),
    ]
    wide = frame.days <= WEEK
    r, below = (20.0, 27.0) if wide else (min(11.0, frame.step / 2 - 2), 18.0)
    for place, (mark, asked) in enumerate(zip(goal.marks, goal.asked, strict=True)):
        x = frame.centre(place)
        shapes += goal_sign(mark, x, top + _NAME + below, r, theme, asked=asked, day=place)
    return shapes


def _key(view: WeekView, frame: Columns, y: float, theme: Theme) -> tuple[list[Shape], float]:
    """What the signs mean, from the end of the line backwards, and where that starts."""
    labels = view.labels
    meanings: tuple[tuple[Mark, str], ...] = (
        ("not", labels.not_done),
        ("partly", labels.partly),
        ("done", labels.done),
    )
    shapes: list[Shape] = []
    right = frame.right
    for mark, meaning in meanings:
        if not meaning:
            continue
        text = fitted(meaning, 200, LABEL)
        shapes.append(
            Words(
                right, centred(y, LABEL), text, LABEL, theme.quiet, anchor="end", role="goal.key"
            )
        )
        x = right - width(text, LABEL) - 24
        shapes += goal_sign(mark, x, y, 15, theme, asked=True, day=None)
        right = x - 38
    return shapes, right

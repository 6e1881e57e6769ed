"""The goals panel: each goal's name, and how often it was done as pips of what was meant."""

from charts.columns import Columns
from charts.glyphs import width
from charts.lines import centred, fitted, named
from charts.pages import GOAL, SECTION
from charts.panels.heads import section
from charts.panels.signs import goal_sign
from charts.shapes import Shape, Stroke, Words
from charts.theme import LABEL, SMALL, Theme
from charts.view import DrawnGoal, Mark, WeekView

PIPS = 7
"""More than a week's are a number only: nobody counts twenty dots."""
_APART, _R = 38, 14
_MORE = 240
"""The most room for what was done beyond the target."""


def goals_panel(
    view: WeekView, goals: list[DrawnGoal], frame: Columns, top: float, theme: Theme
) -> list[Shape]:
    """Some of the goals, a line each."""
    shapes = section(frame, top, view.labels.goals, theme)
    wide = max(
        (width(fitted(goal.count, 420, LABEL, bold=True), LABEL, bold=True) for goal in goals),
        default=0,
    )
    for place, goal in enumerate(goals):
        y = top + SECTION + (place + 0.5) * GOAL
        if place:
            rule = ((frame.left, y - GOAL / 2), (frame.right, y - GOAL / 2))
            shapes.append(Stroke(rule, theme.grid, 2, role="goal.rule"))
        shapes += _goal(goal, frame, y, wide, theme)
    return shapes


def _goal(goal: DrawnGoal, frame: Columns, y: float, wide: float, theme: Theme) -> list[Shape]:
    colour = theme.ink if goal.answered else theme.quiet
    count = fitted(goal.count, 420, LABEL, bold=goal.answered)
    shapes: list[Shape] = [
        Words(frame.right, centred(y, LABEL), count, LABEL, colour, bold=goal.answered,
              anchor="end", role="goal.count")
    ]  # fmt: skip
    taken = max(wide, width(count, LABEL, bold=goal.answered))
    right = frame.right - taken - 28
    pips, left = _pips(goal, right, y, theme)
    shapes += pips
    if goal.new:
        new = fitted(goal.new, 120, SMALL)
        shapes.append(
            Words(left - 14, centred(y, SMALL), new, SMALL, theme.accent, anchor="end",
                  role="goal.new")
        )  # fmt: skip
        left -= width(new, SMALL) + 14
    name = fitted(named(goal.title, goal.instead), left - 20 - frame.left, LABEL)
    return [
        Words(frame.left, centred(y, LABEL), name, LABEL, theme.ink, role="goal.name"),
        *shapes,
    ]


def pips_of(goal: DrawnGoal) -> tuple[list[Mark | None], int]:
    """The pips of what was meant, and how many times more it was done."""
    meant = goal.target if goal.target is not None else goal.done + goal.partly
    if meant > PIPS or goal.done + goal.partly > 2 * PIPS:
        return [], 0
    told = goal.done + goal.partly
    marks: list[Mark | None] = [
        "done" if place < goal.done else "partly" if place < told else None
        for place in range(meant)
    ]
    return marks, max(0, told - meant)


def _pips(goal: DrawnGoal, right: float, y: float, theme: Theme) -> tuple[list[Shape], float]:
    """From the end of the line backwards, and where they start."""
    if not goal.answered and goal.target is None:
        return [], right
    marks, more = pips_of(goal)
    shapes: list[Shape] = []
    if more:
        text = fitted(goal.more, _MORE, SMALL)
        shapes.append(
            Words(right, centred(y, SMALL), text, SMALL, theme.accent, anchor="end",
                  role="goal.more")
        )  # fmt: skip
        right -= width(text, SMALL) + 12
    for mark in reversed(marks):
        shapes += goal_sign(mark, right - _R, y, _R, theme)
        right -= _APART
    return shapes, right

"""The small signs: done, partly, not, not asked, a win, a note, no entry, today."""

from dataclasses import replace
from math import cos, pi, sin

from charts.columns import Columns
from charts.shapes import Box, Disc, Polygon, Shape, Stroke
from charts.theme import Theme
from charts.view import WEEK, Mark, WeekView


def goal_sign(
    mark: Mark | None, x: float, y: float, r: float, theme: Theme, *, asked: bool, day: int | None
) -> list[Shape]:
    """✓ done, ◐ partly, ○ not, a dash when asked and not answered, a dot when not asked."""
    line = max(3.0, r / 5.5)
    match mark:
        case "done":
            tick = (
                (x - 0.42 * r, y + 0.02 * r),
                (x - 0.1 * r, y + 0.36 * r),
                (x + 0.46 * r, y - 0.34 * r),
            )
            return [
                Disc(x, y, r, fill=theme.goal, role="goal.done", day=day),
                Stroke(tick, theme.card, line + 1, role="goal.sign", day=day),
            ]
        case "partly":
            return [
                Disc(x, y, r - line / 2, fill=theme.card, edge=theme.goal, weight=line,
                     half=theme.goal, role="goal.partly", day=day)
            ]  # fmt: skip
        case "not":
            return [
                Disc(x, y, r - line / 2, fill=theme.card, edge=theme.faint, weight=line,
                     role="goal.not", day=day)
            ]  # fmt: skip
        case None if asked:
            return [dash(x, y, r, theme, role="goal.unanswered", day=day)]
        case None:
            return [Disc(x, y, max(3.0, r / 5), fill=theme.faint, role="goal.unasked", day=day)]


def dash(x: float, y: float, r: float, theme: Theme, *, role: str, day: int | None) -> Stroke:
    """No entry: a quiet dash, so that a gap is seen as a gap."""
    reach = max(5.0, 0.55 * r)
    return Stroke(((x - reach, y), (x + reach, y)), theme.faint, 4, role=role, day=day)


def star(x: float, y: float, r: float, theme: Theme, *, day: int | None = None) -> Polygon:
    """A win."""
    turns = [(r if k % 2 == 0 else 0.48 * r, pi * k / 5 - pi / 2) for k in range(10)]
    points = tuple((x + reach * cos(a), y + reach * sin(a)) for reach, a in turns)
    return Polygon(points, theme.win, theme.win_edge, 3, role="mark.win", day=day)


def flag(x: float, y: float, r: float, theme: Theme, *, day: int | None = None) -> list[Shape]:
    """A note."""
    left = x - 0.6 * r
    cloth = ((left, y - 0.9 * r), (x + 0.8 * r, y - 0.42 * r), (left, y + 0.1 * r))
    return [
        Polygon(cloth, theme.note, theme.note_edge, 3, role="mark.note", day=day),
        Stroke(
            ((left, y - 0.9 * r), (left, y + r)), theme.note_edge, 4, role="mark.pole", day=day
        ),
    ]


def card(frame: Columns, top: float, height: float, theme: Theme) -> Box:
    """The ground of one panel; its frame keeps it apart from dark and light chats alike."""
    return Box(
        frame.card_left, top, frame.card_right, top + height,
        radius=28, fill=theme.card, edge=theme.grid, weight=2, role="card",
    )  # fmt: skip


def today_column(
    view: WeekView, frame: Columns, top: float, bottom: float, theme: Theme
) -> tuple[list[Shape], list[Shape]]:
    """Today's ground, and its outline, which goes over the grid."""
    wide = frame.days <= WEEK
    reach = frame.step / 2 - (2 if wide else 0)
    ground: list[Shape] = []
    edge: list[Shape] = []
    for place, day in enumerate(view.days):
        if day.today:
            x = frame.centre(place)
            box = Box(x - reach, top, x + reach, bottom, radius=18 if wide else 8, day=place)
            ground.append(replace(box, fill=theme.today, role="today.ground"))
            edge.append(replace(box, edge=theme.win_edge, weight=4 if wide else 3, role="today"))
    return ground, edge


def week_rules(frame: Columns, top: float, bottom: float, theme: Theme) -> list[Shape]:
    """Upright lines between weeks; none inside a single week."""
    return [
        Stroke(((x, top), (x, bottom)), theme.grid, 3, role="week.rule")
        for x in (frame.edge(day) - frame.weekly_gap / 2 for day in range(WEEK, frame.days, WEEK))
    ]

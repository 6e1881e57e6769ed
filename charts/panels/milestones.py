"""The signs of what happened along the way, and the rows they stand on."""

from dataclasses import dataclass

from charts.columns import Columns
from charts.glyphs import width
from charts.lines import centred, fitted
from charts.panels.signs import goal_sign, happening
from charts.shapes import Shape, Stroke, Words
from charts.theme import LABEL, SMALL, Theme
from charts.timeline_pages import ROW
from charts.timeline_view import Lane, Sign

R = 17.0
LEAST, MIDDLE = 9, 13.0
"""The smallest sign that is still known on a phone, and one that has its number beside it."""
_APART = 4


def sign_of(sign: Sign, x: float, y: float, theme: Theme, r: float = R) -> list[Shape]:
    """Each kind has a shape of its own; colour only helps."""
    if sign == "goal":
        return goal_sign("done", x, y, r, theme)
    return happening(sign, x, y, r, theme)


@dataclass(frozen=True, slots=True)
class Cluster:
    """Events that would stand on each other: drawn once, with their number."""

    x: float
    n: int

    def right(self, r: float) -> float:
        """Where its ink ends."""
        words = 6 + width(f"×{self.n}", SMALL) if self.n > 1 else 0
        return self.x + r + words


def clusters(lane: Lane, frame: Columns) -> tuple[float, list[Cluster]]:
    """The largest size at which every event has a place; else a smaller, put together."""
    for r in range(int(R), LEAST - 1, -1):
        made = _placed(lane, frame, r)
        if len(made) == len(lane.days):
            return float(r), made
    return MIDDLE, _placed(lane, frame, MIDDLE)


def _placed(lane: Lane, frame: Columns, r: float) -> list[Cluster]:
    made: list[Cluster] = []
    for day in sorted(lane.days):
        x = min(max(frame.centre(day), frame.first + r), frame.end - r)
        if made and x - r - _APART < made[-1].right(r):
            made[-1] = Cluster(made[-1].x, made[-1].n + 1)
        else:
            made.append(Cluster(x, 1))
    # A number that stands before the last sign must not cover the sign before that.
    while len(made) > 1 and _left(made[-1], frame, r) - _APART < made[-2].right(r):
        before, last = made[-2:]
        made[-2:] = [Cluster(before.x, before.n + last.n)]
    return made


def _left(cluster: Cluster, frame: Columns, r: float) -> float:
    """Where its ink begins."""
    before = _count_at(cluster, frame, r) if cluster.n > 1 else cluster.x
    return min(before, cluster.x - r)


def _count_at(cluster: Cluster, frame: Columns, r: float) -> float:
    """Where its number begins: after the sign, or before it where the row ends."""
    wide = width(f"×{cluster.n}", SMALL)
    after = cluster.x + r + 6
    return after if after + wide <= frame.right + 20 else cluster.x - r - 6 - wide


def row(lane: Lane, frame: Columns, top: float, theme: Theme) -> list[Shape]:
    """One row: its name, its line, its signs."""
    y = top + ROW / 2
    name = fitted(lane.name, frame.gutter, LABEL)
    shapes: list[Shape] = [
        Words(frame.left, centred(y, LABEL), name, LABEL, theme.ink, role="line.name"),
        Stroke(((frame.first, y), (frame.end, y)), theme.grid, 2, role="line.rule"),
    ]
    r, found = clusters(lane, frame)
    for cluster in found:
        shapes += sign_of(lane.sign, cluster.x, y, theme, r)
        if cluster.n > 1:
            x, base = _count_at(cluster, frame, r), centred(y, SMALL)
            shapes.append(
                Words(x, base, f"×{cluster.n}", SMALL, theme.quiet, halo=theme.ground,
                      role="line.count")
            )  # fmt: skip
    return shapes

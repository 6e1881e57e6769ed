"""The signs of what happened along the way, and the rows they stand on."""

from dataclasses import dataclass

from charts.columns import Columns
from charts.glyphs import width
from charts.lines import centred, fitted
from charts.panels.signs import goal_sign, happening
from charts.shapes import Polygon, Shape, Stroke, Words
from charts.theme import LABEL, SMALL, Theme
from charts.timeline_view import Lane, Sign

R = 17.0
ROW, SCORED = 62, 84
"""The height of a row, and of one with scores above its signs."""
LEAST, MIDDLE = 9, 13.0
"""The smallest sign that is still known on a phone, and one that has its number beside it."""
_APART = 1


def sign_of(sign: Sign, x: float, y: float, theme: Theme, r: float = R) -> list[Shape]:
    """Each kind has a shape of its own; colour only helps."""
    match sign:
        case "goal":
            return goal_sign("done", x, y, r, theme)
        case "milestone" | "win" | "session" | "medication":
            return happening(sign, x, y, r, theme)
        case "scale":
            k = 0.82 * r
            corners = ((x, y - k), (x + k, y), (x, y + k), (x - k, y))
            return [Polygon(corners, theme.ground, theme.quiet, 3 + r / 9, role="line.scale")]


@dataclass(frozen=True, slots=True)
class Cluster:
    """Events that would stand on each other: drawn once, with their number."""

    x: float
    n: int
    value: str

    def right(self, r: float) -> float:
        """Where its ink ends."""
        words = 6 + width(f"×{self.n}", SMALL) if self.n > 1 else 0
        return self.x + r + words


def clusters(lane: Lane, frame: Columns) -> tuple[float, list[Cluster]]:
    """The largest size at which every event has a place; else the smallest, put together."""
    for r in range(int(R), LEAST - 1, -1):
        made = _placed(lane, frame, r)
        if len(made) == len(lane.events):
            return float(r), made
    if lane.sign == "scale":
        return float(LEAST), _placed(lane, frame, 0)
    return MIDDLE, _placed(lane, frame, MIDDLE)


def _placed(lane: Lane, frame: Columns, r: float) -> list[Cluster]:
    made: list[Cluster] = []
    for event in sorted(lane.events, key=lambda event: event.day):
        x = min(max(frame.centre(event.day), frame.first + r), frame.end - r)
        if made and x - r - _APART < made[-1].right(r):
            made[-1] = Cluster(made[-1].x, made[-1].n + 1, event.value)
        else:
            made.append(Cluster(x, 1, event.value))
    # A number that stands before the last sign must not cover the sign before that.
    while len(made) > 1 and _left(made[-1], frame, r) - _APART < made[-2].right(r):
        before, last = made[-2:]
        made[-2:] = [Cluster(before.x, before.n + last.n, last.value)]
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


def height(lane: Lane) -> float:
    """The height of a row."""
    return SCORED if lane.sign == "scale" else ROW


def row(lane: Lane, frame: Columns, top: float, theme: Theme) -> list[Shape]:
    """One row: its name, its line, its signs."""
    y = top + height(lane) - ROW / 2
    name = fitted(lane.name, frame.gutter, LABEL)
    shapes: list[Shape] = [
        Words(frame.left, centred(y, LABEL), name, LABEL, theme.ink, role="line.name"),
        Stroke(((frame.first, y), (frame.end, y)), theme.grid, 2, role="line.rule"),
    ]
    r, found = clusters(lane, frame)
    for cluster in found:
        shapes += sign_of(lane.sign, cluster.x, y, theme, r)
        if cluster.n > 1 and lane.sign != "scale":
            shapes.append(_count(cluster, r, y, frame, theme))
    return shapes + _values(found, frame, y - r - 9, theme)


def _count(cluster: Cluster, r: float, y: float, frame: Columns, theme: Theme) -> Words:
    """Its number beside the sign."""
    x, base = _count_at(cluster, frame, r), centred(y, SMALL)
    text = f"×{cluster.n}"
    return Words(x, base, text, SMALL, theme.quiet, halo=theme.ground, role="line.count")


def _values(found: list[Cluster], frame: Columns, y: float, theme: Theme) -> list[Shape]:
    """The scores over their signs, as far as they have room; always the last."""
    shapes: list[Shape] = []
    free = frame.end + 40
    for cluster in reversed(found):
        wide = width(cluster.value, LABEL, bold=True)
        if cluster.value and cluster.x + wide / 2 <= free:
            free = cluster.x - wide / 2 - 12
            shapes.append(
                Words(cluster.x, y, cluster.value, LABEL, theme.ink, bold=True,
                      anchor="middle", role="line.value")
            )  # fmt: skip
    return shapes[::-1]

"""A night as a bar: in bed, falling asleep, asleep, and how often one woke."""

from collections.abc import Callable

from charts.nights_view import DrawnNight
from charts.shapes import Box, Disc, Shape, Words
from charts.theme import SMALL, Theme

MOST_WAKINGS = 4
"""More are a number: nobody counts nine dots."""
_DOT = 6.0


def bar(
    night: DrawnNight, place: int, x: Callable[[float], float], y: float, reach: float,
    theme: Theme,
) -> list[Shape]:  # fmt: skip
    """In bed as an outline, awake before sleep hollow, asleep filled, wakings as dots in it."""
    if night.asleep is None:
        return []
    begins, ends = night.asleep
    fell = min(ends, begins + (night.to_sleep or 0))
    shapes: list[Shape] = []
    if night.in_bed is not None:
        shapes.append(
            Box(x(night.in_bed[0]), y - 0.45 * reach, x(night.in_bed[1]), y + 0.45 * reach,
                radius=6, fill=theme.ground, edge=theme.sleep, weight=3, role="night.bed",
                day=place)
        )  # fmt: skip
    if fell > begins:
        shapes.append(
            Box(x(begins), y - reach, x(fell) + 12, y + reach, radius=8, fill=theme.ground,
                edge=theme.sleep, weight=3, role="night.latency", day=place)
        )  # fmt: skip
    shapes.append(
        Box(x(fell), y - reach, max(x(ends), x(fell) + 4), y + reach, radius=8, fill=theme.sleep,
            edge=theme.sleep, weight=3, role="night.sleep", day=place)
    )  # fmt: skip
    return [
        *shapes,
        *_wakings(night.wakings or 0, (x(fell) + x(ends)) / 2, y, place, reach, theme),
    ]


def _wakings(many: int, x: float, y: float, place: int, reach: float, theme: Theme) -> list[Shape]:
    """Side by side in the middle: how often is known, and not when."""
    r = min(_DOT, reach - 5)
    if many <= MOST_WAKINGS:
        return [
            Disc(x + (k - (many - 1) / 2) * 3.4 * r, y, r, fill=theme.ground, role="night.waking",
                 day=place)
            for k in range(many)
        ]  # fmt: skip
    dot = Disc(x - 2.6 * r, y, r, fill=theme.ground, role="night.waking", day=place)
    if reach < SMALL / 2:
        return [dot, *(Disc(x + k * 3.4 * r - 2.6 * r, y, r, fill=theme.ground,
                            role="night.waking", day=place) for k in (1, 2, 3))]  # fmt: skip
    return [
        dot,
        Words(x - r, y + 0.364 * SMALL, f"×{many}", SMALL, theme.ground, bold=True,
              role="night.many", day=place),
    ]  # fmt: skip


def sleep_key(x: float, y: float, theme: Theme) -> list[Shape]:
    """What being asleep looks like."""
    return [Box(x, y - 12, x + 42, y + 12, radius=6, fill=theme.sleep, role="legend.sleep")]


def to_sleep_key(x: float, y: float, theme: Theme) -> list[Shape]:
    """What falling asleep looks like."""
    return [
        Box(x, y - 12, x + 42, y + 12, radius=6, fill=theme.ground, edge=theme.sleep, weight=3,
            role="legend.latency")
    ]  # fmt: skip


def bed_key(x: float, y: float, theme: Theme) -> list[Shape]:
    """What lying awake in bed looks like."""
    return [
        Box(x, y - 6, x + 42, y + 6, radius=5, fill=theme.ground, edge=theme.sleep, weight=3,
            role="legend.bed")
    ]  # fmt: skip


def woke_key(x: float, y: float, theme: Theme) -> list[Shape]:
    """What waking up looks like."""
    return [
        Box(x, y - 12, x + 26, y + 12, radius=6, fill=theme.sleep, role="legend.sleep"),
        Disc(x + 13, y, _DOT, fill=theme.ground, role="legend.waking"),
    ]

"""The week picture, warm, against the smallest plain matplotlib figure of its size and panels.

Run: `python -m tests.benchmarks.pictures`. Both are measured in turns in the same process, so that
a slow moment of the machine falls on both; read the ratio, not the milliseconds.
"""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from statistics import median
from time import perf_counter

from charts.view import WeekView
from charts.week import lay_out, week_png
from tests.charts.samples import full_week, one_goal

TARGET = 0.5
ROUNDS = 7
EACH = 5


@dataclass(frozen=True, slots=True)
class PictureMeasured:
    """One row of the table."""

    name: str
    ours_ms: float
    plain_ms: float
    ratio: float
    low: float
    high: float
    ours_bytes: int
    plain_bytes: int
    pixels: tuple[int, int]


def plain_figure(width: int, height: int) -> bytes:
    """Three panels of seven points and nothing else, the recommended way without pyplot."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width / 100, height / 100), dpi=100)
    canvas = FigureCanvasAgg(figure)
    days = list(range(7))
    for place, values in enumerate(([5, 4, 6, 3, 6, 8, 7], [6.5, 7, 7.5, 5, 7, 8, 8], [1] * 7)):
        axes = figure.add_axes((0.1, 0.07 + 0.31 * place, 0.86, 0.25))
        axes.plot(days, values, "o-")
    target = BytesIO()
    canvas.print_png(target)
    return target.getvalue()


def week_picture_ratio(
    view: WeekView | None = None, name: str = "week picture"
) -> PictureMeasured:
    """Our time over the plain figure's, the median of rounds measured in turns."""
    shown = view or one_goal()
    picture = lay_out(shown)
    size = picture.width, picture.height
    ours, plain = week_png(shown), plain_figure(*size)  # warm both
    pairs = [
        (_time(lambda: week_png(shown)), _time(lambda: plain_figure(*size))) for _ in range(ROUNDS)
    ]
    ratios = sorted(mine / other for mine, other in pairs)
    return PictureMeasured(
        name=name,
        ours_ms=1000 * median(mine for mine, _ in pairs),
        plain_ms=1000 * median(other for _, other in pairs),
        ratio=median(ratios),
        low=ratios[0],
        high=ratios[-1],
        ours_bytes=len(ours),
        plain_bytes=len(plain),
        pixels=size,
    )


def _time(draw: Callable[[], bytes]) -> float:
    start = perf_counter()
    for _ in range(EACH):
        draw()
    return (perf_counter() - start) / EACH


def main() -> None:
    """Print the table."""
    print("| picture | pixels | ours ms | plain ms | ratio [min-max] | target | bytes | plain |")
    print("|---|---|---|---|---|---|---|---|")
    for row in (
        week_picture_ratio(one_goal(), "week, one goal"),
        week_picture_ratio(full_week(), "week, three goals and words"),
    ):
        print(
            f"| {row.name} | {row.pixels[0]}x{row.pixels[1]} | {row.ours_ms:.0f} "
            f"| {row.plain_ms:.0f} | {row.ratio:.2f} [{row.low:.2f}-{row.high:.2f}] "
            f"| ≤ {TARGET:.1f} | {row.ours_bytes:,} | {row.plain_bytes:,} |"
        )


if __name__ == "__main__":
    main()

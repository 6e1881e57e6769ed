"""Every picture, warm, against the smallest plain matplotlib figure of its size and panels.

Run: `python -m tests.benchmarks.pictures`. Both are measured in turns in the same process, so that
a slow moment of the machine falls on both; read the ratio, not the milliseconds.
"""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from statistics import median
from time import perf_counter

from bot.core.attachments import View
from charts.drawings import DRAWINGS
from charts.theme import HEIGHT, WIDTH
from charts.view import WeekView
from tests.charts.besides import two
from tests.charts.night_views import month
from tests.charts.night_views import week as nights
from tests.charts.samples import full_week, one_goal
from tests.charts.timelines import eight_weeks, year
from tests.charts.years import whole_year

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


def plain_figure(width: int, height: int, panels: int = 3) -> bytes:
    """Panels of seven points and nothing else, the recommended way without pyplot."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width / 100, height / 100), dpi=100)
    canvas = FigureCanvasAgg(figure)
    days = list(range(7))
    rows = ([5, 4, 6, 3, 6, 8, 7], [6.5, 7, 7.5, 5, 7, 8, 8], [1] * 7)
    for place, values in enumerate(rows[:panels]):
        axes = figure.add_axes((0.1, 0.07 + 0.93 / panels * place, 0.86, 0.75 / panels))
        axes.plot(days, values, "o-")
    target = BytesIO()
    canvas.print_png(target)
    return target.getvalue()


def week_picture_ratio(
    view: WeekView | None = None, name: str = "week picture"
) -> PictureMeasured:
    """The same of a week, which has three panels."""
    return picture_ratio("week", view or one_goal(), name, 3)


def picture_ratio(kind: str, view: View, name: str, panels: int) -> PictureMeasured:
    """Our time over the plain figure's, the median of rounds measured in turns."""

    def draw() -> bytes:
        return DRAWINGS[kind](view)

    def draw_plain() -> bytes:
        return plain_figure(WIDTH, HEIGHT, panels)

    ours, plain = draw(), draw_plain()  # warm both
    pairs = [(_time(draw), _time(draw_plain)) for _ in range(ROUNDS)]
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
        pixels=(WIDTH, HEIGHT),
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
        picture_ratio("year", whole_year(), "year", 1),
        picture_ratio("timeline", eight_weeks(), "timeline, eight weeks", 3),
        picture_ratio("timeline", year(), "timeline, a year", 3),
        picture_ratio("nights", nights(), "nights by the clock, a week", 1),
        picture_ratio("nights", month(), "nights by the clock, four weeks", 1),
        picture_ratio("beside", two(), "two questions beside each other", 2),
    ):
        print(
            f"| {row.name} | {row.pixels[0]}x{row.pixels[1]} | {row.ours_ms:.0f} "
            f"| {row.plain_ms:.0f} | {row.ratio:.2f} [{row.low:.2f}-{row.high:.2f}] "
            f"| ≤ {TARGET:.1f} | {row.ours_bytes:,} | {row.plain_bytes:,} |"
        )


if __name__ == "__main__":
    main()

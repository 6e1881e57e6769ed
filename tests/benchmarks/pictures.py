"""Every kind of picture, warm, beside the plainest matplotlib figure of its size and panels.

Run: `python -m tests.benchmarks.pictures`. Both are measured in turns in the same process by its
processor time, so that a slow moment of the machine falls on both; read the ratio, not the
milliseconds.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO
from statistics import median
from time import process_time

from charts import drawings
from charts.drawings import View
from charts.theme import HEIGHT, WIDTH
from tests.benchmarks.table import Measured, table
from tests.charts import besides, night_views, samples, timelines, years

TARGET = 0.5
EACH = 3
KINDS: tuple[tuple[str, Callable[[], View], int], ...] = (
    ("a week, one goal", samples.one_goal, 3),
    ("a week, three goals and words", samples.full_week, 3),
    ("a month", samples.telling_month, 3),
    ("a year", years.whole_year, 1),
    ("the first months of one", years.begun_in_september, 1),
    ("a timeline of eight weeks", timelines.eight_weeks, 3),
    ("a timeline of a year", timelines.year, 3),
    ("a week of nights", night_views.week, 1),
    ("four weeks of nights", night_views.month, 1),
    ("one question alone", besides.alone, 1),
    ("three months of mood alone", besides.mood_alone, 1),
    ("two questions beside each other", besides.two, 2),
)
"""What is drawn, and how many panels it has."""


@dataclass(frozen=True, slots=True)
class PictureMeasured:
    """A picture and its plain figure: seconds of each round, and bytes."""

    name: str
    ours: tuple[float, ...]
    plain: tuple[float, ...]
    ours_bytes: int
    plain_bytes: int

    @property
    def ratios(self) -> list[float]:
        """Of each round."""
        return [mine / other for mine, other in zip(self.ours, self.plain, strict=True)]


def plain_figure(panels: int = 3) -> bytes:
    """Panels of seven points and nothing else, the recommended way without pyplot."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(WIDTH / 100, HEIGHT / 100), dpi=100)
    canvas = FigureCanvasAgg(figure)
    days = list(range(7))
    rows = ([5, 4, 6, 3, 6, 8, 7], [6.5, 7, 7.5, 5, 7, 8, 8], [1] * 7)
    for place, values in enumerate(rows[:panels]):
        axes = figure.add_axes((0.1, 0.07 + 0.93 / panels * place, 0.86, 0.75 / panels))
        axes.plot(days, values, "o-")
    target = BytesIO()
    canvas.print_png(target)
    return target.getvalue()


def rounds(count: int) -> list[PictureMeasured]:
    """Measure each kind so many times, in turns with its plain figure."""
    return [_measured(*kind, count) for kind in KINDS]


def _measured(name: str, make: Callable[[], View], panels: int, count: int) -> PictureMeasured:
    view = make()

    def draw() -> bytes:
        return drawings.draw(view)

    def draw_plain() -> bytes:
        return plain_figure(panels)

    ours, plain = draw(), draw_plain()  # warm both
    pairs = [(_time(draw), _time(draw_plain)) for _ in range(count)]
    return PictureMeasured(
        name,
        tuple(mine for mine, _ in pairs),
        tuple(other for _, other in pairs),
        len(ours),
        len(plain),
    )


def _time(draw: Callable[[], bytes]) -> float:
    start = process_time()
    for _ in range(EACH):
        draw()
    return (process_time() - start) / EACH


def lines(found: Sequence[PictureMeasured]) -> list[Measured]:
    """A line each."""
    return [
        Measured(
            f"(b) {one.name} / plain figure of its size and panels, processor time",
            one.ratios,
            f"{1000 * median(one.ours):.0f} ms and {one.ours_bytes / 1000:.0f} kB, "
            f"plain {1000 * median(one.plain):.0f} ms and {one.plain_bytes / 1000:.0f} kB",
            f"≤ {TARGET:.1f}",
        )
        for one in found
    ]


def main() -> None:
    """Print the table."""
    print(table(lines(rounds(7))))


if __name__ == "__main__":
    main()

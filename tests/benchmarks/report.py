"""The page for a session, warm, beside a bare page of its size by the drawing library.

Every round sets a page that was never set before, so that nothing is taken from the round before.
Processor time, of all threads, and beside it the clock, which depends on who else is at work.
"""

import asyncio
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from time import perf_counter, process_time

from charts.report.typeset import report_pdf, report_picture
from charts.report.view import ReportPreview, ReportView
from tests.benchmarks.table import Measured
from tests.features.report.lives import LIVES, page_of

TARGET = 0.3
INCHES = (8.27, 11.69)


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds on the clock, and of processor time, all threads together."""

    wall: float
    processor: float


@dataclass(frozen=True, slots=True)
class ReportMeasured:
    """Seconds in one round, and the bytes of the page."""

    pdf: Spent
    picture: Spent
    plain: Spent
    size: int


def plain_page(n: int) -> bytes:
    """Three panels of so many points on a page, and nothing else; without pyplot."""
    from matplotlib.backends.backend_pdf import FigureCanvasPdf
    from matplotlib.figure import Figure

    figure = Figure(figsize=INCHES)
    canvas = FigureCanvasPdf(figure)
    for place in range(3):
        axes = figure.add_axes((0.1, 0.07 + 0.31 * place, 0.86, 0.25))
        axes.plot(range(n), [day % 7 for day in range(n)], "o-")
    target = BytesIO()
    canvas.print_pdf(target)
    return target.getvalue()


def rounds(times: int, life: str = "bipolar") -> list[ReportMeasured]:
    """Set the page of a made-up life again and again, each time with another day in it."""
    with tempfile.TemporaryDirectory() as home:
        view = asyncio.run(page_of(Path(home), LIVES[life]))
    _round(view, 0)  # warms both
    return [_round(view, n + 1) for n in range(times)]


def _round(view: ReportView, n: int) -> ReportMeasured:
    changed, again = (replace(view, period=f"{view.period}, {n}{side}") for side in "ab")
    days = len(view.days.moods) if view.days else 0
    pdf, made = _timed(lambda: report_pdf(changed))
    picture, _ = _timed(lambda: report_picture(ReportPreview(again)))
    plain, _ = _timed(lambda: plain_page(days))
    return ReportMeasured(pdf, picture, plain, len(made))


def _timed(make: Callable[[], bytes]) -> tuple[Spent, bytes]:
    began, at = perf_counter(), process_time()
    made = make()
    return Spent(perf_counter() - began, process_time() - at), made


def lines(found: list[ReportMeasured]) -> list[Measured]:
    """Write the lines of the table: of the page and of its picture, on the clock and beside it."""
    middle = len(found) // 2
    bare = sorted(one.plain.wall for one in found)[middle]
    bare_processor = sorted(one.plain.processor for one in found)[middle]
    size = max(one.size for one in found) / 1000
    named = (
        (
            "the page for a session as PDF, twelve weeks",
            [one.pdf for one in found],
            f"{size:.0f} kB; ",
        ),
        ("the same as a picture to look at", [one.picture for one in found], ""),
    )
    return [
        Measured(
            f"(h) {what}, {clock}",
            values,
            f"{beside}a bare page of three panels {plain:.2f} s",
            f"≤ {TARGET}",
            "s",
        )
        for what, spent, beside in named
        for clock, values, plain in (
            ("on the clock", [one.wall for one in spent], bare),
            ("processor time", [one.processor for one in spent], bare_processor),
        )
    ]

"""The page for a session, warm, beside a bare page of its size by the drawing library.

Every round sets a page that was never set before, so that nothing is taken from the round before.
Processor time, of all threads: how long it takes on the clock depends on who else is at work.
"""

import asyncio
import tempfile
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from time import process_time

from charts.report.typeset import report_pdf, report_picture
from charts.report.view import ReportPreview, ReportView
from tests.benchmarks.table import Measured
from tests.features.report.lives import LIVES, page_of

TARGET = 0.3
INCHES = (8.27, 11.69)


@dataclass(frozen=True, slots=True)
class ReportMeasured:
    """Seconds of processor time in one round, all threads together, and the bytes of the page."""

    pdf: float
    picture: float
    plain: float
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
    began = process_time()
    made = report_pdf(changed)
    set_ = process_time()
    report_picture(ReportPreview(again))
    shown = process_time()
    plain_page(days)
    return ReportMeasured(set_ - began, shown - set_, process_time() - shown, len(made))


def lines(found: list[ReportMeasured]) -> list[Measured]:
    """Write the two lines of the table."""
    plain = sorted(one.plain for one in found)[len(found) // 2]
    size = max(one.size for one in found) / 1000
    return [
        Measured(
            "(h) the page for a session as PDF, twelve weeks, processor time",
            [one.pdf for one in found],
            f"{size:.0f} kB; a bare page of three panels {plain:.2f} s",
            f"≤ {TARGET}",
            "s",
        ),
        Measured(
            "(h) the same as a picture to look at, processor time",
            [one.picture for one in found],
            f"a bare page of three panels {plain:.2f} s",
            f"≤ {TARGET}",
            "s",
        ),
    ]

"""Every kind of picture by its name, and what draws it.

What pictures show is loaded by whoever shows one, the drawing library by the first picture, and
so only where pictures are drawn.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from charts.beside_view import BesideView
    from charts.nights_view import NightsView
    from charts.report.view import ReportPreview, ReportView
    from charts.timeline_view import TimelineView
    from charts.view import WeekView
    from charts.year_view import YearView

View: TypeAlias = (
    "WeekView | YearView | TimelineView | NightsView | BesideView | ReportView | ReportPreview"
)


def _week(view: "WeekView") -> bytes:
    from charts.week import week_png

    return week_png(view)


def _timeline(view: "TimelineView") -> bytes:
    from charts.timeline import timeline_png

    return timeline_png(view)


def _year(view: "YearView") -> bytes:
    from charts.year import year_png

    return year_png(view)


def _nights(view: "NightsView") -> bytes:
    from charts.nights import nights_png

    return nights_png(view)


def _beside(view: "BesideView") -> bytes:
    from charts.beside import beside_png

    return beside_png(view)


def _report(preview: "ReportPreview") -> bytes:
    from charts.report.typeset import report_picture

    return report_picture(preview)


def _report_pdf(view: "ReportView") -> bytes:
    from charts.report.typeset import report_pdf

    return report_pdf(view)


DRAWINGS: dict[str, Callable[..., bytes]] = {
    "week": _week,
    "year": _year,
    "timeline": _timeline,
    "nights": _nights,
    "beside": _beside,
    "report": _report,
    "report.pdf": _report_pdf,
}

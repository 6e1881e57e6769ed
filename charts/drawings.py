"""Every kind of picture by its name, and what draws it.

The drawing library is loaded by the first picture, and so only where pictures are drawn.
"""

from collections.abc import Callable

from charts.report.view import ReportPreview, ReportView
from charts.timeline_view import TimelineView
from charts.view import WeekView


def _week(view: WeekView) -> bytes:
    from charts.week import week_png

    return week_png(view)


def _timeline(view: TimelineView) -> bytes:
    from charts.timeline import timeline_png

    return timeline_png(view)


def _report(preview: ReportPreview) -> bytes:
    from charts.report.typeset import report_picture

    return report_picture(preview)


def _report_pdf(view: ReportView) -> bytes:
    from charts.report.typeset import report_pdf

    return report_pdf(view)


DRAWINGS: dict[str, Callable[..., bytes]] = {
    "week": _week,
    "month": _week,
    "timeline": _timeline,
    "report": _report,
    "report.pdf": _report_pdf,
}

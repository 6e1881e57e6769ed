"""Every kind of picture by its name, and what draws it.

The drawing library is loaded by the first picture, and so only where pictures are drawn.
"""

from collections.abc import Callable

from charts.timeline_view import TimelineView
from charts.view import WeekView


def _week(view: WeekView) -> bytes:
    from charts.week import week_png

    return week_png(view)


def _timeline(view: TimelineView) -> bytes:
    from charts.timeline import timeline_png

    return timeline_png(view)


DRAWINGS: dict[str, Callable[..., bytes]] = {
    "week": _week,
    "month": _week,
    "timeline": _timeline,
}

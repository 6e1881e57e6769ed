"""Every picture besides the week and the month, by its name, with what draws and lays it out."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from charts import beside, nights, timeline, year
from charts.shapes import Picture
from charts.timeline_pages import plan
from charts.timeline_view import TimelineView
from tests.charts import besides, night_views, timelines, years


@dataclass(frozen=True, slots=True)
class Sheet:
    """One picture of some kind."""

    name: str
    kind: str
    view: Any
    lay_out: Callable[[Any], Picture]


def sheets() -> Iterator[Sheet]:
    """All of them, every page of those that have several."""
    for kind, views, lay_out in (
        ("year", years.VIEWS, year.lay_out),
        ("timeline", timelines.VIEWS, timeline.lay_out),
        ("nights", night_views.VIEWS, nights.lay_out),
        ("beside", besides.VIEWS, beside.lay_out),
    ):
        for name, make in views.items():
            view: Any = make()
            pages = len(plan(view)) if isinstance(view, TimelineView) else 1
            for page in range(pages):
                shown = replace(view, page=page) if pages > 1 else view
                yield Sheet(f"{name}-{page}" if pages > 1 else name, kind, shown, lay_out)

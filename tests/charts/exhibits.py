"""Every picture that tests look at, by its name, with what draws it and lays it out."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from charts import beside, nights, pages, timeline, timeline_pages, week, year
from charts.shapes import Picture
from charts.timeline_view import TimelineView
from charts.view import WeekView
from tests.charts import besides, night_views, samples, timelines, years


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
        ("week", samples.SAMPLES, week.lay_out),
        ("year", years.VIEWS, year.lay_out),
        ("timeline", timelines.VIEWS, timeline.lay_out),
        ("nights", night_views.VIEWS, nights.lay_out),
        ("beside", besides.VIEWS, beside.lay_out),
    ):
        for name, make in views.items():
            view: Any = make()
            for page in range(many := _pages(view)):
                shown = replace(view, page=page) if many > 1 else view
                yield Sheet(f"{name}-{page}" if many > 1 else name, kind, shown, lay_out)


def _pages(view: Any) -> int:
    match view:
        case WeekView():
            return len(pages.plan(view))
        case TimelineView():
            return len(timeline_pages.plan(view))
        case _:
            return 1

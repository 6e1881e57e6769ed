"""Every picture that tests look at, by its name, with what draws it and lays it out."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from importlib import import_module
from typing import Any

from charts import pages, timeline_pages
from charts.shapes import Picture
from charts.timeline_view import TimelineView
from charts.view import WeekView
from tests.charts import besides, night_views, samples, timelines, years


@dataclass(frozen=True, slots=True)
class Sheet:
    """One picture of some kind."""

    name: str
    view: Any

    def lay_out(self, view: Any) -> Picture:
        """Where everything stands on it, or on one like it."""
        picture: Picture = import_module(view.drawn_in).lay_out(view)
        return picture


def sheets() -> Iterator[Sheet]:
    """All of them, every page of those that have several."""
    for module in (samples, years, timelines, night_views, besides):
        for name, make in module.VIEWS.items():
            view: Any = make()
            for page in range(many := _pages(view)):
                shown = replace(view, page=page) if many > 1 else view
                yield Sheet(f"{name}-{page}" if many > 1 else name, shown)


def _pages(view: Any) -> int:
    match view:
        case WeekView():
            return len(pages.plan(view))
        case TimelineView():
            return len(timeline_pages.plan(view))
        case _:
            return 1

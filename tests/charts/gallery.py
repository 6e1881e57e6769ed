"""The pictures of `docs/gallery.md`, and the page: `python -m tests.charts.gallery docs`."""

import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from charts import timeline_pages
from charts.drawings import View, draw
from charts.pages import plan
from charts.timeline_view import TimelineView
from charts.view import WeekView
from tests.charts import besides, night_views, samples, timelines, years

AView = TypeVar("AView", bound=View)
PAGE = "gallery.md"
PICTURES = "pictures/gallery"
INTRODUCTION = """# Gallery

What the pictures look like: `/week` and `/month`, `/year`, `/timeline`, `/week sleep`, one \
question alone and two beside each other; of each the ordinary first, then the hard cases. \
`.venv/bin/python -m tests.charts.gallery docs` draws it anew; a test holds it up to date. \
Everything here is made up.
"""


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A picture of the gallery: its name, what it shows, and the view."""

    name: str
    about: str
    view: View

    def png(self) -> bytes:
        """Draw it."""
        return draw(self.view)


def shown() -> list[Exhibit]:
    """Every picture, in the order of the page."""
    every = [*_weeks(), *_years(), *_timelines(), *_nights(), *_besides()]
    return [replace(one, view=_numbered(one.view)) for one in every]


def _numbered(view: View) -> View:
    """With the number of its page, where there are several."""
    match view:
        case WeekView():
            many = len(plan(view))
        case TimelineView():
            many = len(timeline_pages.plan(view))
        case _:
            return view
    page = f"{view.page + 1} of {many}" if many > 1 else ""
    return replace(view, labels=replace(view.labels, page=page))


def _weeks() -> list[Exhibit]:
    return [
        Exhibit("ordinary", "An ordinary week", replace(samples.full_week(), words=())),
        Exhibit("dark", "The same, dark", _dark(replace(samples.full_week(), words=()))),
        Exhibit("eventful", "A session, a change of medication, a milestone", samples.eventful()),
        Exhibit("words", "Its second page", replace(samples.full_week(), page=1)),
        Exhibit("questions", "Own questions", _page(samples.own_questions(), 1)),
        Exhibit("questions-dark", "The same, dark", _dark(_page(samples.own_questions(), 1))),
        Exhibit("month", "Four weeks", samples.telling_month()),
        Exhibit("month-dark", "The same, dark", _dark(samples.telling_month())),
        Exhibit("few", "Two days of seven", samples.few_days()),
        Exhibit("first-day", "The first day", samples.first_day()),
        Exhibit("night-only", "Sleep and no mood", samples.nights_only()),
        Exhibit("lowest", "All the same, lowest", samples.lows()),
        Exhibit("highest", "All the same, highest, odd minutes", samples.tens()),
        Exhibit("extremes", "Up and down", samples.up_and_down()),
        Exhibit("thirty-goals", "Thirty goals, the first page", samples.thirty_goals()),
        Exhibit("thirty-goals-2", "The second", _page(samples.thirty_goals(), 1)),
        Exhibit("typed", "What people type", _page(samples.hostile(), 1)),
        Exhibit("long-words", "Words without end", samples.german()),
        Exhibit("arabic", "Arabic, from right to left", samples.arabic()),
        Exhibit("chinese", "Chinese", samples.chinese()),
        Exhibit("hindi", "Hindi", samples.hindi()),
        Exhibit("hindi-dark", "The same, dark", _dark(samples.hindi())),
    ]


def _years() -> list[Exhibit]:
    return [
        Exhibit("year", "A year", years.whole_year()),
        Exhibit("year-dark", "The same, dark", _dark(years.whole_year())),
        Exhibit("year-begun", "Begun in September", years.begun_in_september()),
        Exhibit("year-two-months", "Begun late in October", years.joined_in_october()),
        Exhibit(
            "year-moments",
            "Some days of moments alone",
            years.of_moments(years.joined_in_october()),
        ),
        Exhibit("year-first-day", "The first day", years.first_day()),
        Exhibit("year-lowest", "All the same, lowest", years.same_every_day(1)),
        Exhibit("year-arabic", "Arabic, from right to left", years.arabic()),
    ]


def _timelines() -> list[Exhibit]:
    words, scores = (replace(view, page=1) for view in (timelines.eight_weeks(), timelines.year()))
    return [
        Exhibit("timeline", "Eight weeks", timelines.eight_weeks()),
        Exhibit("timeline-2", "The second page", words),
        Exhibit("timeline-dark", "Eight weeks, dark", _dark(timelines.eight_weeks())),
        Exhibit("timeline-year", "A year", timelines.year()),
        Exhibit("timeline-scores", "Its second page", scores),
        Exhibit("timeline-few", "The first days", timelines.few()),
        Exhibit(
            "timeline-moments",
            "Some days of moments alone",
            timelines.of_moments(timelines.eight_weeks()),
        ),
        Exhibit("timeline-extremes", "From end to end", timelines.extremes()),
        Exhibit("timeline-arabic", "Arabic", timelines.arabic()),
    ]


def _nights() -> list[Exhibit]:
    return [
        Exhibit("nights", "Nights by the clock", night_views.week()),
        Exhibit("nights-dark", "The same, dark", _dark(night_views.week())),
        Exhibit("nights-month", "Four weeks", night_views.month()),
        Exhibit("nights-shifts", "Night shifts", night_views.shifts()),
        Exhibit("nights-one", "The first night", night_views.one()),
        Exhibit("nights-arabic", "Arabic", night_views.arabic()),
    ]


def _besides() -> list[Exhibit]:
    return [
        Exhibit("two", "Two questions beside each other", besides.two()),
        Exhibit("two-dark", "The same, dark", _dark(besides.two())),
        Exhibit("alone", "One question alone", besides.alone()),
        Exhibit("mood-alone", "Three months of mood", besides.mood_alone()),
        Exhibit("two-nights", "Sleep, and yes or no", besides.nights()),
        Exhibit("two-months", "Three months", besides.months()),
        Exhibit("two-typed", "What people type", besides.typed()),
    ]


def _dark(view: AView) -> AView:
    return replace(view, look="dark")


def _page(view: WeekView, page: int) -> WeekView:
    return replace(view, page=min(page, len(plan(view)) - 1))


def page() -> str:
    """The page that shows them, two side by side."""
    rows = ["| | |", "|---|---|"]
    pictures = shown()
    for left, right in zip(pictures[::2], pictures[1::2], strict=True):
        rows.append(f"| {_cell(left)} | {_cell(right)} |")
    return INTRODUCTION + "\n" + "\n".join(rows) + "\n"


def _cell(one: Exhibit) -> str:
    return f"{one.about}<br>![{one.about}]({PICTURES}/{one.name}.png)"


def main(docs: Path) -> None:
    """Draw all of it."""
    folder = docs / PICTURES
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.png"):
        old.unlink()
    for one in shown():
        (folder / f"{one.name}.png").write_bytes(one.png())
    (docs / PAGE).write_text(page(), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))

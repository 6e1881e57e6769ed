"""The pictures of `docs/gallery.md`, and the page: `python -m tests.charts.gallery docs`."""

import sys
from dataclasses import dataclass, replace
from pathlib import Path

from charts.pages import plan
from charts.view import WeekView
from charts.week import week_png
from tests.charts import samples

PAGE = "gallery.md"
PICTURES = "pictures/gallery"
INTRODUCTION = """# Gallery

What `/week` and `/month` look like: ordinary weeks first, then the hard cases. \
`.venv/bin/python -m tests.charts.gallery docs` draws it anew; a test holds it up to date. \
Everything here is made up.
"""


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A picture of the gallery: its name, what it shows, and the view."""

    name: str
    about: str
    view: WeekView


def shown() -> list[Exhibit]:
    """Every picture, in the order of the page."""
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


def _dark(view: WeekView) -> WeekView:
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
        (folder / f"{one.name}.png").write_bytes(week_png(one.view))
    (docs / PAGE).write_text(page(), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))

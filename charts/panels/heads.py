"""The headline of the picture, the titles of panels, and the names of the days."""

from charts.columns import Columns
from charts.glyphs import width
from charts.lines import balanced, drawable, fitted
from charts.panels.signs import hatching
from charts.shapes import Box, Shape, Words
from charts.theme import LABEL, SECTION, SMALL, TITLE, Theme
from charts.view import WEEK, WeekView

_SMALLEST_TITLE = 40
_PAGE = 130
"""The room for the number of the page at the end of the second line."""


def header(
    title: str, subtitle: str, frame: Columns, top: float, theme: Theme
) -> tuple[list[Shape], float]:
    """Headline and what lies under it, and where they end; a long one is smaller, then broken."""
    room = frame.right - frame.left
    size = TITLE
    while size > _SMALLEST_TITLE and width(drawable(title), size, bold=True) > room:
        size -= 2
    lines = balanced(title, room, size, 2, bold=True)
    shapes: list[Shape] = [
        Words(frame.left, top + size + at * 1.2 * size, line, size, theme.ink, bold=True,
              role="title")
        for at, line in enumerate(lines)
    ]  # fmt: skip
    base = top + size * (1 + 1.2 * (len(lines) - 1))
    if not subtitle:
        return shapes, base + 24
    base += LABEL + 20
    under = fitted(subtitle, room - _PAGE, LABEL)
    shapes.append(Words(frame.left, base, under, LABEL, theme.quiet, role="subtitle"))
    return shapes, base + 20


def page_number(words: str, frame: Columns, y: float, theme: Theme) -> list[Shape]:
    """Which page it is, at the end of the line under the headline."""
    if not words:
        return []
    return [Words(frame.right, y, words, SMALL, theme.quiet, anchor="end", role="page")]


def section(frame: Columns, top: float, title: str, theme: Theme, beside: str = "") -> list[Shape]:
    """The title of a panel, and quietly beside it what its numbers are."""
    y = top + 46
    text = fitted(title, 460, SECTION, bold=True)
    shapes: list[Shape] = [
        Words(frame.left, y, text, SECTION, theme.ink, bold=True, role="section")
    ]
    if beside:
        left = frame.left + width(text, SECTION, bold=True) + 16
        words = fitted(beside, frame.right - left, SMALL)
        shapes.append(Words(left, y, words, SMALL, theme.quiet, role="unit"))
    return shapes


def gaps(view: WeekView, frame: Columns, top: float, bottom: float, theme: Theme) -> list[Shape]:
    """A hatched column for each day of which no number was told."""
    shapes: list[Shape] = []
    inset = 8 if frame.is_week else 2
    for place, day in enumerate(view.days):
        if not day.told:
            left, right = frame.edge(place) + inset, frame.edge(place) + frame.step - inset
            shapes.append(
                Box(left, top, right, bottom, radius=10 if frame.is_week else 4,
                    edge=theme.faint, weight=2, role="gap", day=place)
            )  # fmt: skip
            shapes += hatching(left, right, top, bottom, theme, day=place)
    return shapes


def day_names(view: WeekView, frame: Columns, top: float, theme: Theme) -> list[Shape]:
    """The weekdays and their dates over their columns, once for all panels; today's is bold.

    Where a date has no room, the days of the month stand there alone.
    """
    if not frame.is_week:
        return _week_names(view, frame, top, theme)
    shapes: list[Shape] = []
    room = frame.step - 10
    whole = all(width(drawable(day.sublabel), SMALL) <= room for day in view.days)
    for place, day in enumerate(view.days):
        x = frame.centre(place)
        name = fitted(day.label, room, LABEL, bold=day.today)
        date = drawable(day.sublabel) if whole else str(day.date.day)
        colour = theme.accent if day.today else theme.ink
        shapes += [
            Words(x, top + 30, name, LABEL, colour, bold=day.today, anchor="middle",
                  role="day.name", day=place),
            Words(x, top + 66, date, SMALL, theme.quiet, anchor="middle", role="day.date",
                  day=place),
        ]  # fmt: skip
    return shapes


def _week_names(view: WeekView, frame: Columns, top: float, theme: Theme) -> list[Shape]:
    """In a month only the first day of each week is named."""
    shapes: list[Shape] = []
    for place in range(0, frame.days, WEEK):
        day = view.days[place]
        x, room = frame.edge(place) + 4, frame.step * WEEK - 8
        shapes += [
            Words(x, top + 30, fitted(day.label, room, LABEL), LABEL, theme.ink,
                  role="week.day", day=place),
            Words(x, top + 66, fitted(day.sublabel, room, SMALL), SMALL, theme.quiet,
                  role="week.name", day=place),
        ]  # fmt: skip
    return shapes

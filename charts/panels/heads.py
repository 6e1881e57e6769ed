"""The title of the picture, the titles of panels, and the names of days."""

from charts.columns import Columns
from charts.fonts import centred, drawable, fitted
from charts.glyphs import width
from charts.shapes import Shape, Words
from charts.theme import FOOT, LABEL, SECTION, TITLE, Theme
from charts.view import WEEK, WeekView

HEADER = 138
SMALLEST_TITLE = 40
NAMES = 82
SHORT_NAMES = 46


def header(title: str, subtitle: str, frame: Columns, theme: Theme) -> list[Shape]:
    """Title and subtitle; a long title is written smaller before it is cut."""
    room = frame.right - frame.left
    size = TITLE
    while size > SMALLEST_TITLE and width(drawable(title), size, bold=True) > room:
        size -= 2
    title = fitted(title, room, size, bold=True)
    subtitle = fitted(subtitle, room, LABEL + 2)
    return [
        Words(frame.left, 72, title, size, theme.ink, bold=True, role="title"),
        Words(frame.left, 116, subtitle, LABEL + 2, theme.quiet, role="subtitle"),
    ]


def section(
    frame: Columns, top: float, title: str, theme: Theme, unit: str = "", end: float | None = None
) -> list[Shape]:
    """The title of a panel, its unit quietly beside it, left out where it would pass `end`."""
    y = centred(top + 46, SECTION)
    text = fitted(title, 420, SECTION, bold=True)
    shapes: list[Shape] = [
        Words(frame.left, y, text, SECTION, theme.ink, bold=True, role="section")
    ]
    if unit:
        left = frame.left + width(text, SECTION, bold=True) + 16
        beside = fitted(unit, 220 if end is None else 320, LABEL)
        if end is None or left + width(beside, LABEL) <= end:
            shapes.append(Words(left, y, beside, LABEL, theme.quiet, role="unit"))
    return shapes


def day_names(
    view: WeekView, frame: Columns, top: float, theme: Theme, *, short: bool = False
) -> list[Shape]:
    """The weekdays over or under their columns, with the date unless `short`."""
    if frame.days > WEEK:
        return _week_names(view, frame, top, theme)
    shapes: list[Shape] = []
    room = frame.step - 8
    size = _date_size(view, frame)
    for place, day in enumerate(view.days):
        x = frame.centre(place)
        name = fitted(day.label, room, LABEL, bold=day.today)
        shapes.append(
            Words(x, top + 30, name, LABEL, theme.ink, bold=day.today, anchor="middle",
                  role="day.name", day=place)
        )  # fmt: skip
        if not short:
            date = fitted(day.sublabel, frame.step - 10, size)
            shapes.append(
                Words(x, top + 64, date, size, theme.quiet, anchor="middle", role="day.date",
                      day=place)
            )  # fmt: skip
    return shapes


def _date_size(view: WeekView, frame: Columns) -> int:
    """One size for all dates: the smaller one when any of them would touch its neighbour."""
    widest = max(width(drawable(day.sublabel), LABEL) for day in view.days)
    return LABEL if widest <= frame.step - 22 else FOOT


def _week_names(view: WeekView, frame: Columns, top: float, theme: Theme) -> list[Shape]:
    """In a month only the first day of each week is named."""
    room = frame.step * WEEK
    firsts = range(0, frame.days, WEEK)
    names = {place: fitted(view.days[place].sublabel, room, LABEL) for place in firsts}
    return [
        Words(frame.edge(place) + 4, top + 32, name, LABEL, theme.quiet, role="week.name",
              day=place)
        for place, name in names.items()
    ]  # fmt: skip

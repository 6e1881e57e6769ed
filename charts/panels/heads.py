"""The title of the picture, the titles of panels, and the names of days."""

from charts.fonts import centred, fitted, width
from charts.frame import Frame
from charts.shapes import Shape, Words
from charts.theme import FOOT, LABEL, SECTION, TITLE, Theme
from charts.view import WEEK, WeekView

HEADER = 158
NAMES = 92
SHORT_NAMES = 46


def header(view: WeekView, frame: Frame, theme: Theme) -> list[Shape]:
    """Title and subtitle."""
    room = frame.right - frame.left
    title = fitted(view.title, room, TITLE, bold=True)
    subtitle = fitted(view.subtitle, room, LABEL + 2)
    return [
        Words(frame.left, 80, title, TITLE, theme.ink, bold=True, role="title"),
        Words(frame.left, 128, subtitle, LABEL + 2, theme.quiet, role="subtitle"),
    ]


def section(frame: Frame, top: float, title: str, theme: Theme, unit: str = "") -> list[Shape]:
    """The title of a panel, its unit quietly beside it."""
    y = centred(top + 46, SECTION)
    text = fitted(title, 420, SECTION, bold=True)
    shapes: list[Shape] = [
        Words(frame.left, y, text, SECTION, theme.ink, bold=True, role="section")
    ]
    if unit:
        left = frame.left + width(text, SECTION, bold=True) + 16
        shapes.append(Words(left, y, fitted(unit, 220, LABEL), LABEL, theme.quiet, role="unit"))
    return shapes


def day_names(
    view: WeekView, frame: Frame, top: float, theme: Theme, *, short: bool = False
) -> list[Shape]:
    """The weekdays over or under their columns, with the date unless `short`."""
    if frame.days > WEEK:
        return _week_names(view, frame, top, theme)
    shapes: list[Shape] = []
    room = frame.step - 8
    for place, day in enumerate(view.days):
        x = frame.centre(place)
        name = fitted(day.label, room, LABEL, bold=day.today)
        shapes.append(
            Words(x, top + 32, name, LABEL, theme.ink, bold=day.today, anchor="middle",
                  role="day.name", day=place)
        )  # fmt: skip
        if not short:
            size = LABEL if width(day.sublabel[:20], LABEL) <= room else FOOT
            date = fitted(day.sublabel, frame.step, size)
            shapes.append(
                Words(x, top + 70, date, size, theme.quiet, anchor="middle", role="day.date",
                      day=place)
            )  # fmt: skip
    return shapes


def _week_names(view: WeekView, frame: Frame, top: float, theme: Theme) -> list[Shape]:
    """In a month only the first day of each week is named."""
    room = frame.step * WEEK
    return [
        Words(frame.edge(place) + 4, top + 32, fitted(view.days[place].sublabel, room, LABEL), LABEL,
              theme.quiet, role="week.name", day=place)
        for place in range(0, frame.days, WEEK)
    ]  # fmt: skip

"""The sleep panel: a bar for each night, its hours in numbers, its quality as five dots."""

from charts.columns import Columns
from charts.lines import centred, fitted
from charts.shapes import Box, Disc, Shape, Stroke, Words
from charts.sleep_words import FULL, in_quarters, written
from charts.theme import LABEL, NUMBER, SECTION, SMALL, Theme
from charts.view import Day, WeekView

_HALF_A_DAY = 12
BEST_QUALITY = 5


def sleep_panel(
    view: WeekView, frame: Columns, base: float, plot: float, theme: Theme
) -> list[Shape]:
    """The panel: its bars from `base` up, its title left of their ends."""
    labels, room = view.labels, frame.gutter
    top = base - plot
    shapes: list[Shape] = [
        Words(frame.left, top, fitted(labels.sleep, room, SECTION, bold=True), SECTION, theme.ink,
              bold=True, role="section"),
        Words(frame.left, top + 36, fitted(labels.sleep_unit, room, SMALL), SMALL, theme.quiet,
              role="unit"),
    ]  # fmt: skip
    ceiling = full_scale(view.days)
    shapes += _grid(frame, base, plot, ceiling, theme)
    quarters = in_quarters([day.sleep_hours for day in view.days])
    for place, day in enumerate(view.days):
        if day.sleep_hours is not None:
            tall = max(plot * day.sleep_hours / ceiling, 4)
            shapes.append(_night(day, place, frame, base, tall, theme))
            if frame.is_week:
                text = written(day.sleep_hours, quarters=quarters)
                shapes.append(_hours(text, day, place, frame, base - tall - 12, theme))
        if frame.is_week and day.sleep_quality is not None:
            shapes += quality_dots(frame.centre(place), base + 24, day.sleep_quality, theme, place)
    return shapes


def full_scale(days: tuple[Day, ...]) -> float:
    """10 hours, or the longest night if that was longer."""
    return max(FULL, *(day.sleep_hours or 0 for day in days))


def _grid(frame: Columns, base: float, plot: float, ceiling: float, theme: Theme) -> list[Shape]:
    shapes: list[Shape] = []
    for hours in range(0, min(25, int(ceiling)), 4 if ceiling < _HALF_A_DAY else 8):
        y = base - plot * hours / ceiling
        shapes.append(Stroke(((frame.first, y), (frame.end, y)), theme.grid, 2, role="sleep.grid"))
        if hours:
            shapes.append(
                Words(frame.first - 14, centred(y, LABEL), str(hours), LABEL, theme.quiet,
                      anchor="end", role="sleep.axis")
            )  # fmt: skip
    return shapes


def _night(day: Day, place: int, frame: Columns, base: float, tall: float, theme: Theme) -> Box:
    reach, weight = (30.0, 4.0) if frame.is_week else (frame.step / 2 - 4, 3.0)
    x = frame.centre(place)
    return Box(
        x - reach, base - tall, x + reach, base, radius=10 if frame.is_week else 4,
        fill=theme.ground if day.late else theme.sleep, edge=theme.sleep,
        weight=weight if day.late else 0,
        role="sleep.late" if day.late else "sleep.bar", day=place,
    )  # fmt: skip


def _hours(text: str, day: Day, place: int, frame: Columns, y: float, theme: Theme) -> Words:
    shown = f"≈{text}" if day.as_usual else text
    return Words(frame.centre(place), y, shown, NUMBER, theme.ink, bold=True, anchor="middle",
                 halo=theme.ground, role="sleep.value", day=place)  # fmt: skip


def quality_dots(x: float, y: float, quality: int, theme: Theme, day: int | None) -> list[Shape]:
    """Five small dots, as many filled as the night was given."""
    return [
        Disc(x + (k - 2) * 19, y, 6, fill=theme.sleep if k < quality else theme.ground,
             edge=theme.sleep, weight=3,
             role="quality.full" if k < quality else "quality.open", day=day)
        for k in range(BEST_QUALITY)
    ]  # fmt: skip

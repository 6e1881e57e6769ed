"""The sleep panel: a bar for each night, its hours in numbers, its quality as five dots."""

from charts.columns import Columns
from charts.fonts import centred, fitted
from charts.glyphs import width
from charts.panels.heads import section
from charts.panels.signs import card, dash, today_column, week_rules
from charts.shapes import Box, Disc, Shape, Stroke, Words
from charts.theme import LABEL, NUMBER, Theme
from charts.view import WEEK, Day, WeekView

FULL = 12.0
"""The scale's top in hours, the same every week; only a longer night lifts it."""
_HEAD, _ABOVE, _DOTS, _FOOT = 72, 14, 36, 20
_LONG = 0.8
"""Above a bar taller than this part of the plot, the number needs room of its own."""
_NUMBERED = 44
BEST_QUALITY = 5
_QUARTERS = {0.0: "", 0.25: "¼", 0.5: "½", 0.75: "¾"}


def fixed_height(view: WeekView) -> float:
    """What the panel takes beside its plot."""
    return _HEAD + _above(view) + (_DOTS if _has_quality(view) else 0) + _FOOT


def _above(view: WeekView) -> int:
    longest = max(day.sleep_hours or 0 for day in view.days)
    numbered = longest > _LONG * full_scale(view.days) and len(view.days) <= WEEK
    return _NUMBERED if numbered else _ABOVE


def _has_quality(view: WeekView) -> bool:
    """In a month the dots would be too small to count."""
    rated = any(day.sleep_quality is not None for day in view.days)
    return rated and len(view.days) <= WEEK


def sleep_panel(
    view: WeekView, frame: Columns, top: float, plot: float, theme: Theme
) -> list[Shape]:
    """The panel with a plot of the given height."""
    labels = view.labels
    base = top + _HEAD + _above(view) + plot
    height = fixed_height(view) + plot
    shapes: list[Shape] = [card(frame, top, height, theme)]
    shapes += section(frame, top, labels.sleep, theme, labels.sleep_unit)
    shapes += _quality_key(view, frame, top, theme)
    ground, edge = today_column(view, frame, top + _HEAD, top + height - 10, theme)
    shapes += ground
    ceiling = full_scale(view.days)
    shapes += _grid(frame, base, plot, ceiling, theme)
    shapes += edge
    shapes += week_rules(frame, base - plot, base, theme)
    quarters = in_quarters(view.days)
    for place, day in enumerate(view.days):
        if day.sleep_hours is None:
            reach = 20 if frame.days <= WEEK else 8
            x = frame.centre(place)
            shapes.append(dash(x, base - 14, reach, theme, role="sleep.gap", day=place))
            continue
        tall = plot * day.sleep_hours / ceiling
        shapes += _night(day, place, frame, base, tall, theme)
        if frame.days <= WEEK:
            text = written(day.sleep_hours, quarters=quarters)
            shapes.append(_hours(text, day, place, frame, base - tall - 12, theme))
    return shapes + _qualities(view, frame, base + 26, theme)


def full_scale(days: tuple[Day, ...]) -> float:
    """12 hours, or the longest night if that was longer."""
    return max(FULL, *(day.sleep_hours or 0 for day in days))


def in_quarters(days: tuple[Day, ...]) -> bool:
    """Whether every night is a whole number of quarter hours: then 7½ is written, else 7:40."""
    hours = [day.sleep_hours for day in days if day.sleep_hours is not None]
    return all(hour * 4 == round(hour * 4) for hour in hours)


def written(hours: float, *, quarters: bool) -> str:
    """Hours without a decimal sign, which differs from language to language."""
    if not quarters:
        minutes = round(hours * 60)
        return f"{minutes // 60}:{minutes % 60:02}"
    whole = int(hours)
    fraction = _QUARTERS[hours - whole]
    return fraction if fraction and not whole else f"{whole}{fraction}"


def _grid(frame: Columns, base: float, plot: float, ceiling: float, theme: Theme) -> list[Shape]:
    shapes: list[Shape] = []
    for hours in range(0, 25, 4):
        if hours > ceiling - 2:
            break
        y = base - plot * hours / ceiling
        shapes.append(Stroke(((frame.first, y), (frame.end, y)), theme.grid, 2, role="sleep.grid"))
        if hours:
            shapes.append(
                Words(frame.left, centred(y, LABEL), str(hours), LABEL, theme.quiet,
                      role="sleep.axis")
            )  # fmt: skip
    return shapes


def _night(
    day: Day, place: int, frame: Columns, base: float, tall: float, theme: Theme
) -> list[Shape]:
    wide = frame.days <= WEEK
    reach, weight = (30.0, 4.0) if wide else (frame.step / 2 - 4, 3.0)
    x = frame.centre(place)
    fill = theme.card if day.late else theme.sleep
    return [
        Box(x - reach, base - max(tall, weight), x + reach, base, radius=12 if wide else 4,
            fill=fill, edge=theme.sleep_edge, weight=weight,
            role="sleep.late" if day.late else "sleep.bar", day=place)
    ]  # fmt: skip


def _hours(text: str, day: Day, place: int, frame: Columns, y: float, theme: Theme) -> Words:
    ground = theme.today if day.today else theme.card
    shown = f"≈{text}" if day.as_usual else text
    return Words(frame.centre(place), y, shown, NUMBER, theme.ink, bold=True, anchor="middle",
                 halo=ground, role="sleep.value", day=place)  # fmt: skip


def _qualities(view: WeekView, frame: Columns, y: float, theme: Theme) -> list[Shape]:
    shapes: list[Shape] = []
    if _has_quality(view):
        for place, day in enumerate(view.days):
            if day.sleep_quality is not None:
                shapes += _quality(frame.centre(place), y, day.sleep_quality, theme, place)
    return shapes


def _quality(x: float, y: float, quality: int, theme: Theme, day: int | None) -> list[Shape]:
    """Five small dots, as many filled as the night was given."""
    return [
        Disc(x + (k - 2) * 19, y, 6, fill=theme.sleep_edge if k < quality else theme.card,
             edge=theme.sleep_edge, weight=3,
             role="quality.full" if k < quality else "quality.open", day=day)
        for k in range(BEST_QUALITY)
    ]  # fmt: skip


def _quality_key(view: WeekView, frame: Columns, top: float, theme: Theme) -> list[Shape]:
    if not view.labels.quality or not _has_quality(view):
        return []
    text = fitted(view.labels.quality, 360, LABEL)
    x = frame.right - width(text, LABEL) - 66
    return [
        Words(frame.right, centred(top + 46, LABEL), text, LABEL, theme.quiet, anchor="end",
              role="quality.key"),
        *_quality(x, top + 46, 3, theme, None),
    ]  # fmt: skip

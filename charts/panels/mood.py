"""The mood panel: a line with gaps on the full scale, and what is usual for this person."""

from dataclasses import dataclass

from charts.columns import Columns
from charts.fonts import centred, fitted, wrapped
from charts.glyphs import width
from charts.panels.heads import day_names, section
from charts.panels.signs import card, dash, flag, star, today_column, week_rules
from charts.shapes import Box, Disc, Shape, Stroke, Words
from charts.theme import LABEL, NUMBER, Theme
from charts.view import WEEK, Day, WeekView

LOWEST, HIGHEST = 1, 10
GRID = (1, 4, 7, 10)
_HEAD = 72
_LANE, _SECOND_LANE = 48, 32
_ABOVE, _BELOW = 26, 22
_NUMBERED = 56
"""The room above where a number stands over a 10."""
_UNDER = {1: 66, 2: 38}
"""The room below where a number stands under so low a point, clear of the weekday."""


@dataclass(frozen=True, slots=True)
class MoodAxis:
    """Where a mood stands: always the whole of 1 to 10, never cropped to the data."""

    top: float
    bottom: float

    def y(self, mood: float) -> float:
        """The height of a mood, in pixels from the top."""
        part = (mood - LOWEST) / (HIGHEST - LOWEST)
        return self.bottom - part * (self.bottom - self.top)


def fixed_height(view: WeekView, names: float) -> float:
    """What the panel takes beside its plot."""
    return _HEAD + _lane(view) + _above(view) + _below(view) + names


def _lane(view: WeekView) -> int:
    if not any(day.note or day.win for day in view.days):
        return 0
    return _LANE + (_SECOND_LANE if _has_lanes(view) else 0)


def _has_lanes(view: WeekView) -> bool:
    """In a month, a star and a flag of the same day stand one over the other."""
    return len(view.days) > WEEK and any(day.note and day.win for day in view.days)


def _above(view: WeekView) -> int:
    numbered = len(view.days) <= WEEK and any(day.mood == HIGHEST for day in view.days)
    return _NUMBERED if numbered else _ABOVE


def _below(view: WeekView) -> int:
    if len(view.days) > WEEK:
        return _BELOW
    valleys = (day.mood or 0 for k, day in enumerate(view.days) if _is_valley(view.days, k))
    return max((_UNDER.get(mood, _BELOW) for mood in valleys), default=_BELOW)


def mood_panel(
    view: WeekView, frame: Columns, top: float, plot: float, theme: Theme, names: float
) -> list[Shape]:
    """The panel with a plot of the given height."""
    start = top + _HEAD + _lane(view) + _above(view)
    scale = MoodAxis(start, start + plot)
    height = fixed_height(view, names) + plot
    shapes: list[Shape] = [card(frame, top, height, theme)]
    shapes += section(frame, top, view.labels.mood, theme)
    shapes += _usual(view, frame, top, theme)
    end = top + height - 10 if frame.days <= WEEK else scale.bottom + 14
    ground, edge = today_column(view, frame, top + _HEAD, end, theme)
    shapes += ground
    shapes += _band(view, frame, scale, theme)
    shapes += _grid(view, frame, scale, theme)
    shapes += edge
    shapes += _marks(view, frame, top + _HEAD + _LANE / 2 + 3, theme)
    shapes += week_rules(frame, scale.top, scale.bottom, theme)
    shapes += _line(view.days, frame, scale, theme)
    shapes += _points(view, frame, scale, theme)
    shapes += day_names(view, frame, scale.bottom + _below(view), theme)
    return shapes


def _usual(view: WeekView, frame: Columns, top: float, theme: Theme) -> list[Shape]:
    if view.usual is None:
        return []
    room = (frame.right - frame.left) * 0.6
    text = fitted(view.labels.your_usual, room, LABEL)
    left = frame.right - width(text, LABEL) - 50
    y = top + 46
    return [
        Box(left, y - 13, left + 38, y + 13, radius=6, fill=theme.band, edge=theme.mood, weight=2,
            role="mood.band.key"),
        Words(frame.right, centred(y, LABEL), text, LABEL, theme.quiet, anchor="end",
              role="mood.band.label"),
    ]  # fmt: skip


def _band(view: WeekView, frame: Columns, scale: MoodAxis, theme: Theme) -> list[Shape]:
    if view.usual is None:
        return []
    high, low = scale.y(view.usual.high), scale.y(view.usual.low)
    spare = max(0.0, 14 - (low - high)) / 2  # a range of one number is still seen
    return [
        Box(frame.first, high - spare, frame.end, low + spare, radius=8, fill=theme.band,
            role="mood.band")
    ]  # fmt: skip


def _grid(view: WeekView, frame: Columns, scale: MoodAxis, theme: Theme) -> list[Shape]:
    shapes: list[Shape] = [
        Stroke(((frame.first, scale.y(mood)), (frame.end, scale.y(mood))), theme.grid, 2,
               role="mood.grid")
        for mood in GRID
    ]  # fmt: skip
    for mood, text, down in (
        (HIGHEST, view.labels.mood_high, 1),
        (LOWEST, view.labels.mood_low, -1),
    ):
        y = centred(scale.y(mood), LABEL)
        shapes.append(
            Words(frame.left, y, str(mood), LABEL, theme.ink, bold=True, role="mood.end")
        )
        lines = wrapped(text, frame.gutter, LABEL, 2)
        for at, line in enumerate(lines if down > 0 else reversed(lines), start=1):
            place = y + down * at * 36
            shapes.append(Words(frame.left, place, line, LABEL, theme.quiet, role="mood.end.word"))
    return shapes


def _marks(view: WeekView, frame: Columns, y: float, theme: Theme) -> list[Shape]:
    shapes: list[Shape] = []
    wide = frame.days <= WEEK
    r = 20 if wide else 13
    lower = y + _SECOND_LANE if _has_lanes(view) else y
    for place, day in enumerate(view.days):
        apart = 23 if wide and day.win and day.note else 0
        x = frame.centre(place)
        if day.win:
            shapes.append(star(x - apart, y, r, theme, day=place))
        if day.note:
            shapes += flag(x + apart, lower, r * 0.9, theme, day=place)
    return shapes


def runs(days: tuple[Day, ...]) -> list[list[int]]:
    """Days next to each other that all have a mood; a line joins these and nothing else."""
    made: list[list[int]] = []
    for place, day in enumerate(days):
        if day.mood is None:
            continue
        if made and made[-1][-1] == place - 1:
            made[-1].append(place)
        else:
            made.append([place])
    return made


def _line(days: tuple[Day, ...], frame: Columns, scale: MoodAxis, theme: Theme) -> list[Shape]:
    shapes: list[Shape] = []
    for run in runs(days):
        if len(run) > 1:
            points = tuple((frame.centre(k), scale.y(days[k].mood or 0)) for k in run)
            shapes.append(
                Stroke(points, theme.mood, 6 if frame.days <= WEEK else 4, role="mood.line")
            )
    return shapes


def _points(view: WeekView, frame: Columns, scale: MoodAxis, theme: Theme) -> list[Shape]:
    wide = frame.days <= WEEK
    r, weight = (15, 6) if wide else (8, 4)
    shapes: list[Shape] = []
    numbers: list[Shape] = []
    for place, day in enumerate(view.days):
        x = frame.centre(place)
        if day.mood is None:
            shapes.append(
                dash(x, scale.bottom - 14, 20 if wide else 8, theme, role="mood.gap", day=place)
            )
            continue
        y = scale.y(day.mood)
        fill = theme.card if day.late else theme.mood
        shapes.append(
            Disc(x, y, r - weight / 2, fill=fill, edge=theme.mood, weight=weight,
                 role="mood.late" if day.late else "mood.point", day=place)
        )  # fmt: skip
        if wide:
            numbers.append(_number(view, place, x, scale, theme))
    return shapes + numbers


def _number(view: WeekView, place: int, x: float, scale: MoodAxis, theme: Theme) -> Words:
    """The value, above its point; below where the line comes from above on both sides."""
    day = view.days[place]
    mood = day.mood or LOWEST
    y = scale.y(mood)
    below = _is_valley(view.days, place)
    at = y + 26 + 0.73 * NUMBER if below else y - 26
    text = f"≈{mood}" if day.as_usual or day.of_moments else str(mood)
    ground = _ground(view, scale, at - 0.365 * NUMBER, theme, today=day.today)
    return Words(x, at, text, NUMBER, theme.ink, bold=True, anchor="middle", halo=ground,
                 role="mood.value", day=place)  # fmt: skip


def _is_valley(days: tuple[Day, ...], place: int) -> bool:
    mood = days[place].mood or LOWEST
    beside = [days[k].mood for k in (place - 1, place + 1) if 0 <= k < len(days)]
    known = [other for other in beside if other is not None]
    return bool(known) and all(other > mood for other in known)


def _ground(view: WeekView, scale: MoodAxis, y: float, theme: Theme, *, today: bool) -> str:
    """The colour behind a number, so that its halo is not seen where it is not needed."""
    band = view.usual
    if band is not None and scale.y(band.high) <= y <= scale.y(band.low):
        return theme.band
    return theme.today if today else theme.card

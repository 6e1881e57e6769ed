"""The mood panel: a dot for each day on the whole scale, with its number in it."""

from dataclasses import dataclass

from charts.columns import Columns
from charts.glyphs import width
from charts.lines import centred, fitted, wrapped
from charts.panels.heads import section
from charts.shapes import Box, Disc, Shape, Stroke, Words
from charts.theme import LABEL, NUMBER, SMALL, Theme
from charts.view import Day, WeekView

LOWEST, HIGHEST = 1, 10
GRID = (1, 4, 7, 10)
_LEADING = 32


@dataclass(frozen=True, slots=True)
class MoodAxis:
    """Where a mood stands: always the whole of 1 to 10, never cropped to the data."""

    top: float
    bottom: float

    def y(self, mood: float) -> float:
        """The height of a mood, in pixels from the top."""
        part = (mood - LOWEST) / (HIGHEST - LOWEST)
        return self.bottom - part * (self.bottom - self.top)


def mood_scale(
    view: WeekView, frame: Columns, top: float, scale: MoodAxis, theme: Theme
) -> list[Shape]:
    """What stands behind the moods: the title left of the lane, the scale, the usual range."""
    return [
        *section(frame, top, view.labels.mood, theme),
        *axis(view.labels.mood_low, view.labels.mood_high, frame, scale, theme),
        *_band(view, frame, scale, theme),
    ]


def mood_panel(view: WeekView, frame: Columns, scale: MoodAxis, theme: Theme) -> list[Shape]:
    """The moods themselves."""
    return [
        *_line(view.days, frame, scale, theme),
        *(
            shape
            for place, day in enumerate(view.days)
            if day.mood is not None
            for shape in _point(day, day.mood, place, frame, scale, theme)
        ),
    ]


def _band(view: WeekView, frame: Columns, scale: MoodAxis, theme: Theme) -> list[Shape]:
    """What is usual for this person."""
    if view.usual is None:
        return []
    high, low = scale.y(view.usual.high), scale.y(view.usual.low)
    spare = max(0.0, 18 - (low - high)) / 2  # a range of one number is still seen
    return [
        Box(frame.first, high - spare, frame.end, low + spare, radius=10, fill=theme.band,
            edge=theme.faint, weight=2, role="mood.band")
    ]  # fmt: skip


def axis(low: str, high: str, frame: Columns, scale: MoodAxis, theme: Theme) -> list[Shape]:
    """The lines of the scale; its ends have their words beside their own numbers."""
    shapes: list[Shape] = [
        Stroke(((frame.first, scale.y(mood)), (frame.end, scale.y(mood))), theme.grid, 2,
               role="mood.grid")
        for mood in GRID
    ]  # fmt: skip
    number = width(str(HIGHEST), LABEL, bold=True)
    for mood, text in ((HIGHEST, high), (LOWEST, low)):
        y, left = scale.y(mood), frame.left + number + 12
        shapes.append(
            Words(frame.left + number, centred(y, LABEL), str(mood), LABEL, theme.ink, bold=True,
                  anchor="end", role="mood.end")
        )  # fmt: skip
        lines = wrapped(text, frame.first - 12 - left, SMALL, 2)
        first = centred(y, SMALL) - _LEADING / 2 * (len(lines) - 1)
        shapes += [
            Words(left, first + at * _LEADING, line, SMALL, theme.quiet, role="mood.end.word")
            for at, line in enumerate(lines)
        ]
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
    return [
        Stroke(tuple((frame.centre(k), scale.y(days[k].mood or 0)) for k in run), theme.mood,
               5 if frame.is_week else 3, role="mood.line")
        for run in runs(days)
        if len(run) > 1
    ]  # fmt: skip


def _point(
    day: Day, mood: int, place: int, frame: Columns, scale: MoodAxis, theme: Theme
) -> list[Shape]:
    """A dot in the colour of its mood; hollow where it was told later."""
    x, y = frame.centre(place), scale.y(mood)
    r, weight = (31.0, 4.0) if frame.is_week else (11.0, 3.0)
    fill = theme.ground if day.late else theme.of_mood(mood)
    role = "mood.late" if day.late else "mood.point"
    dot = Disc(x, y, r - weight / 2, fill=fill, edge=theme.mood, weight=weight, role=role,
               day=place)  # fmt: skip
    if not frame.is_week:
        return [dot]
    text = f"≈{mood}" if day.as_usual or day.of_moments else str(mood)
    text = fitted(text, 2 * r - 6, NUMBER, bold=True)
    colour = theme.ink if day.late else theme.on_mood(mood)
    return [
        dot,
        Words(x, centred(y, NUMBER), text, NUMBER, colour, bold=True, anchor="middle",
              role="mood.value", day=place),
    ]  # fmt: skip

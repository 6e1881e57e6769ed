"""Moods over many weeks: each week's median as a bold line, its middle half, the days faint."""

from charts.columns import Columns
from charts.glyphs import width
from charts.lines import drawable
from charts.panels.mood import MoodAxis
from charts.panels.signs import mood_sign
from charts.shapes import Box, Disc, Point, Polygon, Shape, Stroke, Words
from charts.theme import LABEL, Theme
from charts.timeline_view import TimelineView, WeekMiddle

_BOLD, _MANY, _FEW = 9, 6, 14
"""The weight of the line over few weeks, and over more."""
_LONE = 11


def weeks_panel(view: TimelineView, frame: Columns, scale: MoodAxis, theme: Theme) -> list[Shape]:
    """The middle halves behind, the days over them, the medians on top."""
    found = runs(view.weeks)
    weight = _BOLD if len(view.weeks) <= _FEW else _MANY
    return [
        *(_half(run, frame, scale, theme) for run in found),
        *_days(view, frame, scale, theme),
        *(
            Stroke(_along(run, frame, scale), theme.mood, weight, role="mood.line",
                   day=run[0].begins)
            for run in found
        ),
    ]  # fmt: skip


def _days(view: TimelineView, frame: Columns, scale: MoodAxis, theme: Theme) -> list[Shape]:
    """Faint behind the weeks; before there is a week, in the colours of their moods."""
    places = [(day, mood, frame.centre(day), scale.y(mood)) for day, mood in view.days]
    moments = frozenset(view.of_moments)
    if not view.weeks:
        return [
            mood_sign(x, y, _LONE, theme.of_mood(mood), theme.mood, 3, role="mood.point", day=day,
                      of_moments=day in moments)
            for day, mood, x, y in places
        ]  # fmt: skip
    r = min(8.0, max(3.5, 0.3 * frame.step))
    # Over a year neighbours lie on each other: the rarer sign on top.
    places.sort(key=lambda one: one[0] in moments)
    return [
        mood_sign(x, y, r, theme.faint, role="mood.day", day=day, of_moments=day in moments)
        for day, _, x, y in places
    ]


def runs(weeks: tuple[WeekMiddle, ...]) -> list[list[WeekMiddle]]:
    """Weeks that follow one another; a line joins these and nothing else."""
    made: list[list[WeekMiddle]] = []
    for week in weeks:
        if made and made[-1][-1].ends == week.begins - 1:
            made[-1].append(week)
        else:
            made.append([week])
    return made


def _along(run: list[WeekMiddle], frame: Columns, scale: MoodAxis) -> tuple[Point, ...]:
    return tuple((x, scale.y(week.median)) for x, week in _places(run, frame))


def _places(run: list[WeekMiddle], frame: Columns) -> list[tuple[float, WeekMiddle]]:
    """From the first day of a run over the middles of its weeks to its last day."""
    middles = [(_middle(week, frame), week) for week in run]
    first, last = run[0], run[-1]
    ends = (frame.edge(first.begins), first), (frame.edge(last.ends) + frame.step, last)
    return [ends[0], *middles, ends[1]]


def _middle(week: WeekMiddle, frame: Columns) -> float:
    return (frame.centre(week.begins) + frame.centre(week.ends)) / 2


def _half(run: list[WeekMiddle], frame: Columns, scale: MoodAxis, theme: Theme) -> Polygon:
    places = _places(run, frame)
    highs = [(x, scale.y(week.high)) for x, week in places]
    lows = [(x, scale.y(week.low)) for x, week in reversed(places)]
    return Polygon((*highs, *lows), theme.band, theme.faint, 2, role="mood.half",
                   day=run[0].begins)  # fmt: skip


def ticks(
    view: TimelineView, frame: Columns, top: float, bottom: float, theme: Theme
) -> list[Shape]:
    """Upright lines where weeks or months begin."""
    return [
        Stroke(((frame.edge(day), top), (frame.edge(day), bottom)), theme.grid, 2,
               role="line.tick")
        for day, _ in view.ticks
    ]  # fmt: skip


def tick_names(view: TimelineView, frame: Columns, y: float, theme: Theme) -> list[Shape]:
    """Their names on a line; every so many, as there is room."""
    names = [(frame.edge(day), drawable(name)) for day, name in view.ticks]
    stride = next(n for n in range(1, len(names) + 2) if fit(names[::n], frame))
    return [
        Words(x, y, name, LABEL, theme.quiet, role="line.date")
        for x, name in names[::stride]
        if x + width(name, LABEL) <= frame.right
    ]


def fit(names: list[tuple[float, str]], frame: Columns) -> bool:
    """Whether names that begin at these places do not touch each other."""
    ends = [x + width(name, LABEL) + 22 for x, name in names]
    starts = [*(x for x, _ in names[1:]), frame.right + 22]
    return all(end <= start for end, start in zip(ends[:-1], starts, strict=False))


def day_key(x: float, y: float, theme: Theme) -> list[Shape]:
    """What a day looks like."""
    return [Disc(x + 13, y, 7, fill=theme.faint, role="legend.day")]


def lone_key(x: float, y: float, theme: Theme) -> list[Shape]:
    """What a day looks like before there is a week."""
    return [Disc(x + 13, y, _LONE, fill=theme.of_mood(7), edge=theme.mood, weight=3,
                 role="legend.day")]  # fmt: skip


def moments_key(x: float, y: float, theme: Theme) -> list[Shape]:
    """What a day looks like whose mood is the middle of its moments."""
    return [mood_sign(x + 13, y, 7, theme.faint, role="legend.moments", of_moments=True)]


def lone_moments_key(x: float, y: float, theme: Theme) -> list[Shape]:
    """The same before there is a week."""
    return [mood_sign(x + 13, y, _LONE, theme.of_mood(7), theme.mood, 3, role="legend.moments",
                      of_moments=True)]  # fmt: skip


def week_key(x: float, y: float, theme: Theme) -> list[Shape]:
    """What a week's median looks like."""
    return [Stroke(((x + 4, y), (x + 36, y)), theme.mood, 9, role="legend.week")]


def half_key(x: float, y: float, theme: Theme) -> list[Shape]:
    """What a middle half looks like."""
    return [
        Box(x, y - 13, x + 40, y + 13, radius=4, fill=theme.band, edge=theme.faint, weight=2,
            role="legend.half")
    ]  # fmt: skip

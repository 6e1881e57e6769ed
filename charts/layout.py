"""A sheet: header, panels one under another, footer; shared by the week and the month."""

from collections.abc import Callable
from dataclasses import dataclass

from charts.columns import Columns
from charts.panels import goals, heads, mood, own, sleep, told
from charts.shapes import Picture, Shape, mirrored
from charts.theme import TALL, WIDTH, Theme
from charts.view import WeekView

_GAP = 16
_LEAST_MOOD, _LEAST_SLEEP = 270.0, 150.0
_MOOD_SHARE = 0.66


@dataclass(frozen=True, slots=True)
class LayoutPart:
    """A panel that knows its height before its place."""

    height: float
    draw: Callable[[float], list[Shape]]


def sheet(view: WeekView, frame: Columns, theme: Theme, names: float) -> Picture:
    """Everything in its place; mirrored where the language reads from right to left."""
    parts = _parts(view, frame, theme, names)
    shapes = heads.header(view.title, view.subtitle, frame, theme)
    y = float(heads.HEADER)
    for part in parts:
        shapes += part.draw(y)
        y += part.height + _GAP
    shapes += told.footer(view, frame, y - 6, theme)
    y += told.footer_height(view, frame)
    picture = Picture(WIDTH, round(y), theme.page, tuple(shapes))
    return mirrored(picture) if view.right_to_left else picture


def _parts(view: WeekView, frame: Columns, theme: Theme, names: float) -> list[LayoutPart]:
    last: list[LayoutPart] = []
    if view.goals:
        last.append(
            LayoutPart(goals.height(view), lambda y: goals.goals_panel(view, frame, y, theme))
        )
    if view.own:
        last.append(LayoutPart(own.height(view), lambda y: own.own_panel(view, frame, y, theme)))
    if view.is_empty:
        first = [LayoutPart(told.EMPTY, lambda y: told.empty_panel(view, frame, y, theme))]
        return [*first, *last]
    room = TALL - heads.HEADER - told.footer_height(view, frame)
    room -= mood.fixed_height(view, names) + sleep.fixed_height(view) + 2 * _GAP
    room -= _LEAST_MOOD + _LEAST_SLEEP + sum(part.height + _GAP for part in last)
    if view.words:
        words = _words(view, frame, theme, room)
        room -= words.height + _GAP
        last.append(words)
    return [*_plots(view, frame, theme, names, max(0.0, room)), *last]


def _words(view: WeekView, frame: Columns, theme: Theme, room: float) -> LayoutPart:
    """Entries get two lines where the picture stays in its usual height, else one."""
    lines = 2 if told.words_height(view, frame, 2) + _GAP <= room else 1
    height = told.words_height(view, frame, lines)
    return LayoutPart(height, lambda y: told.words_panel(view, frame, y, theme, lines))


def _plots(
    view: WeekView, frame: Columns, theme: Theme, names: float, spare: float
) -> list[LayoutPart]:
    """Mood and sleep share the height that nothing else needs."""
    tall = _LEAST_MOOD + spare * _MOOD_SHARE
    low = _LEAST_SLEEP + spare * (1 - _MOOD_SHARE)
    return [
        LayoutPart(
            mood.fixed_height(view, names) + tall,
            lambda y: mood.mood_panel(view, frame, y, tall, theme, names),
        ),
        LayoutPart(
            sleep.fixed_height(view) + low,
            lambda y: sleep.sleep_panel(view, frame, y, low, theme),
        ),
    ]

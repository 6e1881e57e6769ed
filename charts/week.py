"""The week picture: one PNG for a phone screen and a therapist's desk."""

from charts import png
from charts.frame import frame_of
from charts.panels import goals, heads, mood, sleep, told
from charts.shapes import Picture, Shape, mirrored
from charts.theme import LIGHT, TALL, WIDTH, Theme
from charts.view import WeekView

_GAP = 18
_LEAST_MOOD, _LEAST_SLEEP = 290.0, 150.0
_MOOD_SHARE = 0.68


def week_png(view: WeekView, theme: Theme = LIGHT) -> bytes:
    """The picture as PNG bytes, 1080 pixels wide."""
    return png.png(lay_out(view, theme), theme)


def lay_out(view: WeekView, theme: Theme = LIGHT) -> Picture:
    """Where everything stands; what tests read."""
    frame = frame_of(view)
    shapes = heads.header(view, frame, theme)
    y = float(heads.HEADER)
    plots = _plots(view)
    parts: list[tuple[float, list[Shape]]] = []
    if view.is_empty:
        shapes += told.empty_panel(view, frame, y, theme)
        y += told.EMPTY + _GAP
    else:
        mood_plot, sleep_plot = plots
        shapes += mood.mood_panel(view, frame, y, mood_plot, theme, heads.NAMES)
        y += mood.fixed_height(view, heads.NAMES) + mood_plot + _GAP
        shapes += sleep.sleep_panel(view, frame, y, sleep_plot, theme, 0)
        y += sleep.fixed_height(0) + sleep_plot + _GAP
    if view.goals:
        shapes += goals.goals_panel(view, frame, y, theme)
        y += goals.height(view) + _GAP
    if view.words:
        shapes += told.words_panel(view, frame, y, theme)
        y += told.words_height(view, frame) + _GAP
    shapes += told.footer(view, frame, y - _GAP / 2, theme)
    y += told.FOOTER
    picture = Picture(WIDTH, round(y), theme.page, tuple(shapes))
    del parts
    return mirrored(picture) if view.right_to_left else picture


def _plots(view: WeekView) -> tuple[float, float]:
    """The heights of the two plots: what is left of 1350, and never too little to read."""
    frame = frame_of(view)
    used = (
        heads.HEADER
        + mood.fixed_height(view, heads.NAMES) + _GAP
        + sleep.fixed_height(0) + _GAP
        + told.FOOTER
    )  # fmt: skip
    for part in (goals.height(view), told.words_height(view, frame)):
        used += part + _GAP if part else 0
    spare = max(0.0, TALL - used - _LEAST_MOOD - _LEAST_SLEEP)
    return _LEAST_MOOD + spare * _MOOD_SHARE, _LEAST_SLEEP + spare * (1 - _MOOD_SHARE)

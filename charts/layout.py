"""A page of a week or a month: headline, days, panels one under another, what the signs mean."""

from charts import pages
from charts.columns import Columns, frame_of
from charts.pages import PicturePage
from charts.panels import goals, heads, legend, mood, own, sleep, words
from charts.panels.signs import happening
from charts.shapes import Picture, Shape, Stroke, mirrored
from charts.theme import HEIGHT, WIDTH, Theme
from charts.view import WEEK, WeekView

_GAP = 22
_MARKS_AT = 34
_MOOD_SHARE = 0.64
"""Of the height that nothing else needs."""


def picture(view: WeekView, theme: Theme) -> Picture:
    """The page the view names; mirrored where the language reads from right to left."""
    page = pages.plan(view)[view.page]
    frame = frame_of(view)
    shapes, y = heads.header(view.title, view.subtitle, frame, pages.TOP, theme)
    shapes += heads.page_number(view.labels.page, frame, y - 20, theme)
    foot, end = legend.legend(view, page, frame, HEIGHT - pages.BOTTOM, theme)
    if page.has_columns:
        shapes += heads.day_names(view, frame, y, theme)
        y += pages.NAMES
    if page.plots:
        bottom = end - _rows_height(view, page) - 10
        shapes += _plots(view, frame, y, bottom, theme)
        y = bottom + _GAP / 2
    shapes += _rows(view, page, frame, y, theme) + foot
    picture = Picture(WIDTH, HEIGHT, theme.ground, tuple(shapes))
    return mirrored(picture) if view.right_to_left else picture


def _plots(view: WeekView, frame: Columns, top: float, bottom: float, theme: Theme) -> list[Shape]:
    """Mood and sleep share the height that nothing else needs."""
    fixed = pages.MARKS + pages.MOOD_ROOM + pages.SLEEP_ROOM + pages.quality_height(view)
    spare = bottom - top - fixed
    tall, low = spare * _MOOD_SHARE, spare * (1 - _MOOD_SHARE)
    start = top + pages.MARKS + pages.MOOD_ROOM / 2
    scale = mood.MoodAxis(start, start + tall)
    base = scale.bottom + pages.MOOD_ROOM / 2 + pages.SLEEP_ROOM + low
    return [
        *mood.mood_scale(view, frame, top, scale, theme),
        *_gaps(view, frame, top, bottom, theme),
        *_marks(view, frame, top + _MARKS_AT, theme),
        *mood.mood_panel(view, frame, scale, theme),
        *sleep.sleep_panel(view, frame, base, low, theme),
    ]


def _gaps(view: WeekView, frame: Columns, top: float, bottom: float, theme: Theme) -> list[Shape]:
    """The days of which nothing was told; in a month also where a week ends."""
    ends = (frame.edge(day) - frame.weekly_gap / 2 for day in range(WEEK, frame.days, WEEK))
    return [
        *heads.gaps(view, frame, top, bottom, theme),
        *(Stroke(((x, top), (x, bottom)), theme.grid, 2, role="week.rule") for x in ends),
    ]


def _marks(view: WeekView, frame: Columns, y: float, theme: Theme) -> list[Shape]:
    """What happened, over its day: side by side, in a month one over the other."""
    shapes: list[Shape] = []
    for place, day in enumerate(view.days):
        shown = day.happenings if frame.is_week else day.happenings[:2]
        for at, kind in enumerate(shown):
            x, off = frame.centre(place), at - (len(shown) - 1) / 2
            if frame.is_week:
                r = min(18.0, (frame.step - 8) / (2 * len(shown)) - 2)
                shapes += happening(kind, x + off * (2 * r + 4), y, r, theme, place)
            else:
                shapes += happening(kind, x, y + off * 26, 11, theme, place)
    return shapes


def _rows_height(view: WeekView, page: PicturePage) -> float:
    tall = 0.0
    if page.goals:
        tall += pages.SECTION + pages.GOAL * len(page.goals) + _GAP
    if page.own:
        rows = sum(pages.own_height(row, is_week=view.is_week) for row in page.own)
        tall += pages.SECTION + rows + _GAP
    if page.words:
        lines = sum(pages.lines_of(text) for _, _, text in page.words)
        tall += pages.SECTION + lines * pages.LINE + len(page.words) * pages.ENTRY_GAP + _GAP
    return tall


def _rows(
    view: WeekView, page: PicturePage, frame: Columns, y: float, theme: Theme
) -> list[Shape]:
    shapes: list[Shape] = []
    if page.goals:
        shapes += goals.goals_panel(view, page.goals, frame, y, theme)
        y += pages.SECTION + pages.GOAL * len(page.goals) + _GAP
    if page.own:
        shapes += own.own_panel(view, page.own, frame, y, theme)
        rows = sum(pages.own_height(row, is_week=view.is_week) for row in page.own)
        y += pages.SECTION + rows + _GAP
    if page.words:
        shapes += words.words_panel(view, page.words, frame, y, theme)
    return shapes

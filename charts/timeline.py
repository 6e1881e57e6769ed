"""The timeline: moods of weeks to a year, questionnaires on the same days, and what happened."""

from charts.columns import MARGIN, Columns, Ribbon
from charts.glyphs import width
from charts.lines import centred, drawable, fitted, wrapped
from charts.pages import BOTTOM, LEGEND, SECTION, TOP
from charts.panels import milestones, weeks
from charts.panels.heads import header, page_number, section
from charts.panels.legend import Key, laid
from charts.panels.mood import MoodAxis, axis
from charts.panels.scores import score_panel
from charts.png import png
from charts.shapes import Picture, Shape, Words, mirrored
from charts.theme import HEIGHT, LABEL, SMALL, THEMES, WIDTH, Theme
from charts.timeline_pages import (
    ABOVE,
    ENTRY,
    LATER,
    LINE,
    MORE,
    ROW,
    SCORE,
    SCORES,
    TICKS,
    TimelinePage,
    lines_of,
    plan,
)
from charts.timeline_view import TimelineView

_LEAST, _MOST = 96, 190
_SIGN, _DAY = 54, 220
_NUMBER = 48
"""The room of "10" and the gap after it, before the words of an axis."""
_TALLEST_SCORE = 330
_ROOM = 14
"""Between the last words and what the signs mean."""


def draw(view: TimelineView) -> bytes:
    """The page as PNG bytes, 1080 × 1350."""
    return png(lay_out(view), THEMES[view.look])


def lay_out(view: TimelineView) -> Picture:
    """Where everything stands; what tests read."""
    theme, page = THEMES[view.look], plan(view)[view.page]
    frame = _frame(view)
    shapes, y = header(view.title, view.subtitle, frame, TOP, theme)
    shapes += page_number(view.labels.page, frame, y - 20, theme)
    foot, end = laid(_keys(view, page), frame, HEIGHT - BOTTOM, theme)
    if page.plot:
        bottom = end - _below(view, page)
        shapes += _moods(view, page, frame, y, bottom, theme)
        y = bottom
    elif page.scores:
        shapes += weeks.tick_names(view, frame, y + 40, theme)
        y += TICKS
    tall = _score_height(view, page, end - y)
    y += SCORES if page.scores else 0
    for line in page.scores:
        shapes += weeks.ticks(view, frame, y + 46, y + tall - 30, theme)
        shapes += score_panel(line, frame, y, y + tall - 30, theme)
        y += tall
    shapes += _told(view, page, frame, y, theme) + foot
    picture = Picture(WIDTH, HEIGHT, theme.ground, tuple(shapes))
    return mirrored(picture) if view.right_to_left else picture


def _frame(view: TimelineView) -> Ribbon:
    labels = view.labels
    need = max((width(drawable(lane.name), LABEL) for lane in view.lanes), default=0)
    ends = [drawable(labels.mood_low), drawable(labels.mood_high)]
    whole = max(width(end, SMALL) for end in ends)
    words = [word for end in ends for word in end.split()]
    if whole > _MOST - _NUMBER:
        whole = max((width(word, SMALL) for word in words), default=0)
    need = max(need, _NUMBER + whole)
    return Ribbon(days=view.length, first=MARGIN + min(max(need, _LEAST), _MOST) + 18)


def _keys(view: TimelineView, page: TimelinePage) -> list[Key]:
    if not page.plot:
        return []
    labels = view.labels
    found: list[tuple[bool, Key]] = [
        (bool(view.weeks), (weeks.week_key, 54, labels.week)),
        (bool(view.weeks), (weeks.half_key, 54, labels.half)),
        (bool(view.days), (weeks.day_key if view.weeks else weeks.lone_key, 34, labels.day)),
        (
            bool(view.of_moments and labels.of_moments),
            (weeks.moments_key if view.weeks else weeks.lone_moments_key, 34, labels.of_moments),
        ),
    ]
    return [key for here, key in found if here]


def _below(view: TimelineView, page: TimelinePage) -> float:
    """What stands between the moods' rows and the legend."""
    told = sum(_tall(entry.gap, entry.text) for entry in page.told)
    more = MORE if view.labels.more and page.told else 0
    words = SECTION + told + more + _ROOM if page.told else 0
    return (SCORES + SCORE * len(page.scores) if page.scores else 0) + words


def _tall(gap: str, text: str) -> float:
    return lines_of(text) * LINE + ENTRY + (LATER if gap else 0)


def _score_height(view: TimelineView, page: TimelinePage, room: float) -> float:
    """Where questionnaires stand without the moods they may be taller."""
    if page.plot or not page.scores:
        return SCORE
    told = _below(view, page) - SCORES - SCORE * len(page.scores)
    return min(_TALLEST_SCORE, max(SCORE, (room - SCORES - told) / len(page.scores)))


def _moods(
    view: TimelineView, page: TimelinePage, frame: Columns, top: float, bottom: float,
    theme: Theme,
) -> list[Shape]:  # fmt: skip
    """The moods, and the rows of what happened under them on the same days."""
    labels = view.labels
    scale = MoodAxis(top + SECTION + ABOVE, bottom - ROW * len(page.lanes) - TICKS - LEGEND / 2)
    y = scale.bottom + TICKS
    shapes = section(frame, top, labels.mood, theme)
    shapes += axis(labels.mood_low, labels.mood_high, frame, scale, theme)
    shapes += weeks.ticks(view, frame, scale.top, scale.bottom + 14, theme)
    shapes += weeks.tick_names(view, frame, scale.bottom + 46, theme)
    shapes += weeks.weeks_panel(view, frame, scale, theme)
    for lane in page.lanes:
        shapes += milestones.row(lane, frame, y, theme)
        y += ROW
    return shapes


def _told(
    view: TimelineView, page: TimelinePage, frame: Columns, y: float, theme: Theme
) -> list[Shape]:
    """What happened, newest last, in the person's words."""
    if not page.told:
        return []
    shapes = section(frame, y, view.labels.words, theme)
    y += SECTION
    days = [fitted(entry.day, _DAY, LABEL, bold=True) for entry in page.told]
    left = frame.left + _SIGN + max(width(day, LABEL, bold=True) for day in days) + 22
    for entry, day in zip(page.told, days, strict=True):
        if entry.gap:
            gap = fitted(entry.gap, frame.right - left, SMALL)
            base = centred(y + LATER / 2 - 4, SMALL)
            shapes.append(Words(left, base, gap, SMALL, theme.quiet, role="told.gap"))
            y += LATER
        middle = y + LINE / 2
        base = centred(middle, LABEL)
        shapes += milestones.sign_of(entry.sign, frame.left + 18, middle, theme)
        shapes.append(
            Words(frame.left + _SIGN, base, day, LABEL, theme.ink, bold=True, role="told.day")
        )
        lines = wrapped(entry.text, frame.right - left, LABEL, lines_of(entry.text))
        for at, line in enumerate(lines):
            shapes.append(Words(left, base + at * LINE, line, LABEL, theme.ink, role="told.text"))
        y += max(1, len(lines)) * LINE + ENTRY
    if view.labels.more and page.told[-1] is view.told[-1]:
        more = fitted(view.labels.more, frame.right - left, LABEL)
        base = centred(y + LINE / 2, LABEL)
        shapes.append(Words(left, base, more, LABEL, theme.quiet, role="told.more"))
    return shapes

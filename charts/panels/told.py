"""The person's own words, the footer that explains the signs, and the picture of an empty week."""

from charts.fonts import centred, fitted, width, wrapped
from charts.frame import Frame
from charts.panels.heads import NAMES, day_names, section
from charts.panels.signs import card, flag, star
from charts.shapes import Disc, Shape, Words
from charts.theme import FOOT, LABEL, Theme
from charts.view import WeekView

MOST = 6
_HEAD, _LINE, _GAP, _FOOT = 80, 42, 8, 18
FOOTER = 66
EMPTY = 470


def words_height(view: WeekView, frame: Frame) -> float:
    """The height of the panel; 0 when nothing was written."""
    if not view.words:
        return 0
    return _HEAD + sum(len(lines) * _LINE + _GAP for _, _, lines in _told(view, frame)) + _FOOT


def _told(view: WeekView, frame: Frame) -> list[tuple[str, str, list[str]]]:
    """Kind, day and lines of what is shown; few entries get two lines each."""
    entries = view.words[:MOST]
    lines = 2 if len(entries) <= 3 else 1
    room = frame.right - _text_left(view, frame)
    return [
        (kind, fitted(day, 230, LABEL, bold=True), wrapped(text, room, LABEL, lines))
        for kind, day, text in entries
    ]


def _text_left(view: WeekView, frame: Frame) -> float:
    widest = max(width(fitted(day, 230, LABEL, bold=True), LABEL, bold=True)
                 for _, day, _ in view.words[:MOST])  # fmt: skip
    return max(frame.first, frame.left + 50 + widest + 22)


def words_panel(view: WeekView, frame: Frame, top: float, theme: Theme) -> list[Shape]:
    """Wins and notes, each with its sign and its day."""
    shapes: list[Shape] = [card(frame, top, words_height(view, frame), theme)]
    shapes += section(frame, top, view.labels.words, theme)
    left = _text_left(view, frame)
    y = top + _HEAD
    for kind, day, lines in _told(view, frame):
        middle = y + _LINE / 2
        if kind == "win":
            shapes.append(star(frame.left + 18, middle, 17, theme))
        else:
            shapes += flag(frame.left + 18, middle, 16, theme)
        base = centred(middle, LABEL)
        shapes.append(
            Words(frame.left + 50, base, day, LABEL, theme.ink, bold=True, role="words.day")
        )
        for line in lines:
            shapes.append(Words(left, base, line, LABEL, theme.ink, role="words.text"))
            base += _LINE
            y += _LINE
        y += _GAP
    return shapes


def footer(view: WeekView, frame: Frame, top: float, theme: Theme) -> list[Shape]:
    """What hollow signs and ≈ mean, if they occur, and the standing note."""
    labels = view.labels
    parts: list[str] = []
    x = frame.left
    y = top + FOOTER / 2
    shapes: list[Shape] = []
    if labels.late and any(day.late for day in view.days):
        shapes.append(
            Disc(x + 11, y, 9, fill=theme.card, edge=theme.mood, weight=4, role="key.late")
        )
        text = fitted(labels.late, 300, FOOT)
        shapes.append(Words(x + 30, centred(y, FOOT), text, FOOT, theme.quiet, role="key"))
        x += 30 + width(text, FOOT) + 30
    if labels.as_usual and any(day.as_usual for day in view.days):
        parts.append(f"≈ {labels.as_usual}")
    parts.append(labels.footer)
    for part in parts:
        text = fitted(part, frame.right - x, FOOT)
        shapes.append(Words(x, centred(y, FOOT), text, FOOT, theme.quiet, role="footer"))
        x += width(text, FOOT) + 30
    return shapes


def empty_panel(view: WeekView, frame: Frame, top: float, theme: Theme) -> list[Shape]:
    """A week without entries is a path of stones that can still be walked."""
    shapes: list[Shape] = [card(frame, top, EMPTY, theme)]
    lines = wrapped(view.labels.empty, frame.right - frame.left, LABEL + 4, 3)
    for at, line in enumerate(lines):
        shapes.append(
            Words(
                540, top + 90 + at * 48, line, LABEL + 4, theme.ink, anchor="middle", role="empty"
            )
        )
    for place in range(len(view.days)):
        y = top + EMPTY - NAMES - 70 - (20, 44, 20, 0)[place % 4]
        shapes.append(
            Disc(frame.centre(place), y, min(26, frame.step / 2 - 2), fill=theme.page,
                 edge=theme.faint, weight=4, role="empty.stone", day=place)
        )  # fmt: skip
    shapes += day_names(view, frame, top + EMPTY - NAMES - 10, theme)
    return shapes

"""The person's own words, the footer that explains the signs, and the picture of an empty week."""

from dataclasses import replace
from itertools import pairwise
from math import sin

from charts.fonts import balanced, centred, fitted, wrapped
from charts.frame import Frame
from charts.letters import width
from charts.panels.heads import NAMES, day_names, section
from charts.panels.signs import card, flag, star
from charts.shapes import Disc, Shape, Words
from charts.theme import FOOT, LABEL, WIDTH, Theme
from charts.view import WEEK, WeekView

MOST = 6
"""Entries shown; the others stay in the journal."""
_HEAD, _LINE, _GAP, _FOOT = 72, 40, 8, 12
_SIGN, _DAY = 50, 230
_FOOTER_LINE = 38
EMPTY = 470


def words_height(view: WeekView, frame: Frame, lines: int) -> float:
    """The height of the panel when an entry takes up to `lines` lines; 0 without entries."""
    if not view.words:
        return 0
    told = _told(view, frame, lines)
    return _HEAD + sum(len(entry) * _LINE + _GAP for _, _, entry in told) + _FOOT


def _told(view: WeekView, frame: Frame, lines: int) -> list[tuple[str, str, list[str]]]:
    room = frame.right - _text_left(view, frame)
    return [
        (kind, fitted(day, _DAY, LABEL, bold=True), wrapped(text, room, LABEL, lines))
        for kind, day, text in view.words[:MOST]
    ]


def _text_left(view: WeekView, frame: Frame) -> float:
    days = [fitted(day, _DAY, LABEL, bold=True) for _, day, _ in view.words[:MOST]]
    widest = max(width(day, LABEL, bold=True) for day in days)
    return max(frame.first, frame.left + _SIGN + widest + 22)


def words_panel(view: WeekView, frame: Frame, top: float, theme: Theme, lines: int) -> list[Shape]:
    """Wins and notes, each with its sign and its day."""
    shapes: list[Shape] = [card(frame, top, words_height(view, frame, lines), theme)]
    shapes += section(frame, top, view.labels.words, theme)
    left = _text_left(view, frame)
    y = top + _HEAD
    for kind, day, entry in _told(view, frame, lines):
        middle = y + _LINE / 2
        if kind == "win":
            shapes.append(star(frame.left + 18, middle, 17, theme))
        else:
            shapes += flag(frame.left + 18, middle, 16, theme)
        base = centred(middle, LABEL)
        shapes.append(
            Words(frame.left + _SIGN, base, day, LABEL, theme.ink, bold=True, role="words.day")
        )
        for at, line in enumerate(entry):
            shapes.append(
                Words(left, base + at * _LINE, line, LABEL, theme.ink, role="words.text")
            )
        y += len(entry) * _LINE + _GAP
    return shapes


def footer_height(view: WeekView, frame: Frame) -> float:
    """One line, or two when hollow signs or ≈ need their meaning."""
    return _FOOTER_LINE * len(_footer_lines(view, frame)) + 14


def _footer_lines(view: WeekView, frame: Frame) -> list[list[str]]:
    """Pieces of text, line by line; the first piece may be the meaning of a hollow sign."""
    labels = view.labels
    keys = [labels.late] if _has_late(view) else []
    if labels.as_usual and len(view.days) <= WEEK and any(day.as_usual for day in view.days):
        keys.append(f"≈ {labels.as_usual}")
    if labels.of_moments and any(day.of_moments for day in view.days):
        keys.append(f"≈ {labels.of_moments}")
    room = frame.right - frame.left
    keys = [fitted(key, room / 2 - 40, FOOT) for key in keys]
    note = wrapped(labels.footer, room, FOOT, 2)
    used = sum(width(key, FOOT) + 60 for key in keys)
    if keys and len(note) == 1 and used + width(note[0], FOOT) <= room:
        return [[*keys, *note]]
    return [line for line in (keys, *([text] for text in note)) if any(line)]


def _has_late(view: WeekView) -> bool:
    return bool(view.labels.late) and any(day.late for day in view.days)


def footer(view: WeekView, frame: Frame, top: float, theme: Theme) -> list[Shape]:
    """What hollow signs and ≈ mean, where they occur, and the standing note."""
    shapes: list[Shape] = []
    for at, line in enumerate(_footer_lines(view, frame)):
        x, y = frame.left, top + _FOOTER_LINE * (at + 0.5)
        if at == 0 and _has_late(view):
            ring = Disc(x + 11, y, 9, fill=theme.card, edge=theme.mood, weight=4, role="key.late")
            shapes.append(ring)
            x += 30
        for text in line:
            shapes.append(Words(x, centred(y, FOOT), text, FOOT, theme.quiet, role="footer"))
            x += width(text, FOOT) + 30
    return shapes


def empty_panel(view: WeekView, frame: Frame, top: float, theme: Theme) -> list[Shape]:
    """A week without entries is a path of stones that can still be walked."""
    shapes: list[Shape] = [card(frame, top, EMPTY, theme)]
    size = LABEL + 4
    room = frame.right - frame.left
    for at, line in enumerate(balanced(view.labels.empty, room, size, 3)):
        shapes.append(
            Words(WIDTH / 2, top + 88 + at * 50, line, size, theme.ink, anchor="middle",
                  role="empty")
        )  # fmt: skip
    whole = replace(frame, first=WIDTH - frame.end)
    r = min(28.0, whole.step / 2 - 2)
    middle = top + EMPTY - NAMES - 92
    stones = [(whole.centre(k), middle - 26 * sin(k * 1.3)) for k in range(len(view.days))]
    for place, (x, y) in enumerate(stones):
        shapes.append(
            Disc(x, y, r, fill=theme.page, edge=theme.faint, weight=4, role="empty.stone",
                 day=place)
        )  # fmt: skip
    for (x0, y0), (x1, y1) in pairwise(stones):
        steps = (0.38, 0.5, 0.62) if len(stones) <= WEEK else ()
        shapes += [
            Disc(x0 + (x1 - x0) * t, y0 + (y1 - y0) * t, 4, fill=theme.faint, role="empty.trail")
            for t in steps
        ]
    shapes += day_names(view, whole, top + EMPTY - NAMES - 12, theme)
    return shapes

"""The person's own words, the footer that explains the signs, and the picture of an empty week."""

from dataclasses import replace
from itertools import pairwise
from math import sin

from charts.columns import Columns
from charts.fonts import balanced, centred, fitted, wrapped
from charts.glyphs import width
from charts.panels.heads import NAMES, day_names, section
from charts.panels.signs import card, flag, star
from charts.shapes import Disc, Shape, Words
from charts.theme import FOOT, LABEL, WIDTH, Theme
from charts.view import ENTRIES, WEEK, WeekView

_HEAD, _LINE, _GAP, _FOOT = 72, 40, 8, 12
_SIGN, _DAY = 50, 230
_FOOTER_LINE = 38
_KEY_SIGN, _KEY_GAP = 30, 30
EMPTY = 470
Key = tuple[str, str]
"""A sign that needs its meaning, or "", and the words beside it."""


def words_height(view: WeekView, frame: Columns, lines: int) -> float:
    """The height of the panel when an entry takes up to `lines` lines; 0 without entries."""
    if not view.words:
        return 0
    told = _told(view, frame, lines)
    return _HEAD + sum(len(entry) * _LINE + _GAP for _, _, entry in told) + _FOOT


def _told(view: WeekView, frame: Columns, lines: int) -> list[tuple[str, str, list[str]]]:
    room = frame.right - _text_left(view, frame)
    return [
        (kind, fitted(day, _DAY, LABEL, bold=True), wrapped(text, room, LABEL, lines))
        for kind, day, text in view.words[-ENTRIES:]
    ]


def _text_left(view: WeekView, frame: Columns) -> float:
    days = [fitted(day, _DAY, LABEL, bold=True) for _, day, _ in view.words[-ENTRIES:]]
    widest = max(width(day, LABEL, bold=True) for day in days)
    return max(frame.first, frame.left + _SIGN + widest + 22)


def words_panel(
    view: WeekView, frame: Columns, top: float, theme: Theme, lines: int
) -> list[Shape]:
    """Wins and notes, each with its sign and its day."""
    shapes: list[Shape] = [card(frame, top, words_height(view, frame, lines), theme)]
    shapes += section(frame, top, view.labels.words, theme)
    if len(view.words) > ENTRIES:
        cut = fitted(view.labels.words_cut, 420, LABEL)
        shapes.append(
            Words(frame.right, centred(top + 46, LABEL), cut, LABEL, theme.quiet, anchor="end",
                  role="words.cut")
        )  # fmt: skip
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


def footer_height(view: WeekView, frame: Columns) -> float:
    """One line, or more when signs need their meaning."""
    return _FOOTER_LINE * len(_footer_lines(view, frame)) + 14


def _footer_lines(view: WeekView, frame: Columns) -> list[list[Key]]:
    """What the signs mean, and the standing note: after them where there is room."""
    room = frame.right - frame.left
    keys = [(sign, fitted(text, room / 2 - 40, FOOT)) for sign, text in _keys(view)]
    note: list[Key] = [("", line) for line in wrapped(view.labels.footer, room, FOOT, 2)]
    lines: list[list[Key]] = []
    for key in keys + note[: len(note) % 2]:
        if lines and _taken([*lines[-1], key]) <= room:
            lines[-1].append(key)
        else:
            lines.append([key])
    lines += [[line] for line in note[len(note) % 2 :]]
    return [line for line in lines if any(text for _, text in line)]


def _taken(line: list[Key]) -> float:
    signs = sum(_KEY_SIGN for sign, _ in line if sign)
    return signs + sum(width(text, FOOT) for _, text in line) + _KEY_GAP * (len(line) - 1)


def _keys(view: WeekView) -> list[Key]:
    """The meaning of each sign that stands in this picture and is not explained in it."""
    labels = view.labels
    told = {kind for kind, _, _ in view.words[-ENTRIES:]}
    week = len(view.days) <= WEEK
    found: list[tuple[bool, str, str]] = [
        (any(day.late for day in view.days), "late", labels.late),
        (any(day.win for day in view.days) and "win" not in told, "win", labels.win),
        (any(day.note for day in view.days) and "note" not in told, "note", labels.note),
        (week and any(day.as_usual for day in view.days), "", _about(labels.as_usual)),
        (week and any(day.of_moments for day in view.days), "", _about(labels.of_moments)),
    ]
    return [(sign, text) for here, sign, text in found if here and text]


def _about(meaning: str) -> str:
    return f"≈ {meaning}" if meaning else ""


def footer(view: WeekView, frame: Columns, top: float, theme: Theme) -> list[Shape]:
    """What the signs mean, where they occur, and the standing note."""
    shapes: list[Shape] = []
    for at, line in enumerate(_footer_lines(view, frame)):
        x, y = frame.left, top + _FOOTER_LINE * (at + 0.5)
        for sign, text in line:
            if sign:
                shapes += _key_sign(sign, x + 11, y, theme)
                x += _KEY_SIGN
            shapes.append(Words(x, centred(y, FOOT), text, FOOT, theme.quiet, role="footer"))
            x += width(text, FOOT) + _KEY_GAP
    return shapes


def _key_sign(sign: str, x: float, y: float, theme: Theme) -> list[Shape]:
    if sign == "win":
        return [star(x, y, 13, theme)]
    if sign == "note":
        return flag(x, y, 12, theme)
    return [Disc(x, y, 9, fill=theme.card, edge=theme.mood, weight=4, role="key.late")]


def empty_panel(view: WeekView, frame: Columns, top: float, theme: Theme) -> list[Shape]:
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

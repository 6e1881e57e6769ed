"""The person's own words: wins and notes, each with its sign and its day."""

from charts.columns import Columns
from charts.glyphs import width
from charts.lines import centred, fitted, wrapped
from charts.pages import ENTRY_GAP, LINE, SECTION, lines_of
from charts.pages import Words as Entry
from charts.panels.heads import section
from charts.panels.signs import happening
from charts.shapes import Shape, Words
from charts.theme import LABEL, Theme
from charts.view import WeekView

_SIGN, _DAY = 50, 200


def words_panel(
    view: WeekView, entries: list[Entry], frame: Columns, top: float, theme: Theme
) -> list[Shape]:
    """Some of the words, oldest first."""
    shapes = section(frame, top, view.labels.words, theme)
    days = [fitted(day, _DAY, LABEL, bold=True) for _, day, _ in entries]
    left = frame.left + _SIGN + max(width(day, LABEL, bold=True) for day in days) + 22
    y = top + SECTION
    for (kind, _, text), day in zip(entries, days, strict=True):
        middle = y + LINE / 2
        shapes += happening(kind, frame.left + 18, middle, 17, theme)
        base = centred(middle, LABEL)
        shapes.append(
            Words(frame.left + _SIGN, base, day, LABEL, theme.ink, bold=True, role="words.day")
        )
        lines = wrapped(text, frame.right - left, LABEL, lines_of(text))
        shapes += [
            Words(left, base + at * LINE, line, LABEL, theme.ink, role="words.text")
            for at, line in enumerate(lines)
        ]
        y += LINE * max(1, len(lines)) + ENTRY_GAP
    return shapes

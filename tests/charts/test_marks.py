"""Every mark of every picture: seen on what it stands on, and told apart by every kind of eye.

What a picture shows is walked shape by shape, so a mark that comes new is held to the same rules
without being named here. The bounds: WCAG 2.2, 1.4.3 for text and 1.4.11 for what is no text.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from itertools import combinations

import pytest

from charts.shapes import Box, Disc, Picture, Polygon, Shape, Stroke, Words
from charts.theme import THEMES
from tests.charts.colours import EYES, contrast, distance
from tests.charts.exhibits import Sheet, sheets
from tests.charts.ink import ink

TEXT, MARK = 4.5, 3.0
APART = 10
"""CIEDE2000; 1 is just noticed side by side, 10 is seen at a glance."""
BEHIND = {
    "mood.grid", "sleep.grid", "panel.grid", "score.grid", "clock.line", "line.tick", "line.rule",
    "goal.rule", "week.rule",  # lines to look along: a number or a word stands at each
    "score.range",  # every other range is shaded: each begins at a line with its number
    "gap.hatch",  # inside an outline that is a mark
}  # fmt: skip
"""What carries no fact of its own."""

EVERY = list(sheets())
every = pytest.mark.parametrize("sheet", EVERY, ids=lambda sheet: sheet.name)
both = pytest.mark.parametrize("look", THEMES)


@cache
def pictures(look: str) -> dict[str, Picture]:
    return {one.name: one.lay_out(replace(one.view, look=look)) for one in EVERY}


@cache
def nearest(one: str, other: str) -> float:
    """How far apart two colours are to the eyes that see the least difference."""
    return min(distance(one, other, eyes) for eyes in EYES)


def middle(shape: Shape) -> tuple[float, float]:
    match shape:
        case Box():
            return (shape.x0 + shape.x1) / 2, (shape.y0 + shape.y1) / 2
        case Disc():
            return shape.x, shape.y
        case Words():
            left, right, top, bottom = ink(shape)
            return (left + right) / 2, (top + bottom) / 2
        case Stroke() | Polygon():
            (x0, y0), (x1, y1) = shape.points[:2]
            return (x0 + x1) / 2, (y0 + y1) / 2
    raise AssertionError(shape)


def covers(shape: Shape, x: float, y: float) -> bool:
    match shape:
        case Box(fill=str()):
            return shape.x0 <= x <= shape.x1 and shape.y0 <= y <= shape.y1
        case Disc(fill=str()):
            return (shape.x - x) ** 2 + (shape.y - y) ** 2 <= shape.r**2
        case Polygon(fill=str()):
            return _inside(shape.points, x, y)
    return False


def _inside(points: tuple[tuple[float, float], ...], x: float, y: float) -> bool:
    """Whether a line from it to the right crosses the outline an odd number of times."""
    sides = zip(points, (*points[1:], points[0]), strict=True)
    crossed = sum(
        (y0 > y) != (y1 > y) and x < x0 + (x1 - x0) * (y - y0) / (y1 - y0)
        for (x0, y0), (x1, y1) in sides
    )
    return crossed % 2 == 1


def on_their_ground(picture: Picture, of: Callable[[Shape], bool]) -> Iterator[tuple[Shape, str]]:
    """Each such shape, and the colour that is under its middle; on a dot stand words alone."""
    for place, shape in enumerate(picture.shapes):
        if not of(shape):
            continue
        x, y = middle(shape)
        carries = Box | Polygon | Disc if isinstance(shape, Words) else Box | Polygon
        under = (
            one
            for one in reversed(picture.shapes[:place])
            if isinstance(one, carries) and covers(one, x, y)
        )
        fill = next((one.fill for one in under), picture.ground)
        yield shape, fill


def colours(shape: Shape) -> list[str]:
    """What is seen of a mark; first the colour it is known by, that of its edge if it has one."""
    match shape:
        case Stroke():
            return [shape.colour]
        case Disc():
            return [one for one in (shape.edge, shape.fill, shape.half) if one]
        case Box() | Polygon():
            return [one for one in (shape.edge, shape.fill) if one]
    raise AssertionError(shape)


def is_text(shape: Shape) -> bool:
    return isinstance(shape, Words)


def is_mark(shape: Shape) -> bool:
    return not isinstance(shape, Words) and shape.role not in BEHIND


@every
@both
def test_every_word_is_legible_on_what_it_stands_on(sheet: Sheet, look: str):
    for words, ground in on_their_ground(pictures(look)[sheet.name], is_text):
        assert contrast(words.colour, words.halo or ground) >= TEXT, words


@every
@both
def test_every_mark_is_seen_on_what_it_stands_on(sheet: Sheet, look: str):
    for mark, ground in on_their_ground(pictures(look)[sheet.name], is_mark):
        assert max(contrast(one, ground) for one in colours(mark)) >= MARK, mark


@every
@both
def test_what_has_the_colour_of_a_mood_has_the_edge_of_one(sheet: Sheet, look: str):
    """So it is the edge that must be told apart from other marks: its colours pass through all."""
    theme = THEMES[look]
    for shape in pictures(look)[sheet.name].shapes:
        if isinstance(shape, Box | Disc | Polygon) and shape.fill in theme.ramp:
            assert shape.edge or shape.fill == theme.mood, shape


@every
@both
def test_marks_are_told_apart_by_every_eye(sheet: Sheet, look: str):
    marks = [shape for shape in pictures(look)[sheet.name].shapes if is_mark(shape)]
    known = {colours(mark)[0]: mark.role for mark in marks}
    for (one, role), (other, another) in combinations(known.items(), 2):
        assert nearest(one, other) >= APART, (role, another)


def test_nothing_is_let_off_that_is_no_longer_drawn():
    drawn = {shape.role for picture in pictures("light").values() for shape in picture.shapes}
    assert drawn >= BEHIND

"""What holds for every picture: its size, the size of its letters, and room between its words."""

from dataclasses import replace
from importlib import import_module
from io import BytesIO
from itertools import combinations

import pytest
from PIL import Image

from charts.drawings import draw
from charts.png import LARGEST
from charts.shapes import Words
from charts.theme import DARK, HEIGHT, LIGHT, SMALL, WIDTH
from tests.charts.exhibits import sheets
from tests.charts.ink import ink
from tests.support.drawn import VIEWS

GAP = 6
"""Between words on one line: nearer, "20" and "16" are read as one number."""
every = pytest.mark.parametrize("sheet", list(sheets()), ids=lambda sheet: sheet.name)


@every
def test_it_is_as_large_as_all_and_as_small_a_file(sheet):
    for look in ("light", "dark"):
        drawn = draw(replace(sheet.view, look=look))
        image = Image.open(BytesIO(drawn))
        assert (image.format, image.size, image.mode) == ("PNG", (WIDTH, HEIGHT), "P")
        assert len(drawn) <= LARGEST


@every
def test_no_word_is_too_small_or_leaves_the_picture(sheet):
    words = [shape for shape in sheet.lay_out(sheet.view).shapes if isinstance(shape, Words)]
    assert words
    for one in words:
        left, right, top, bottom = ink(one)
        assert one.size >= SMALL
        assert left >= 0, one
        assert right <= WIDTH, one
        assert top >= 0, one
        assert bottom <= HEIGHT - 8, one


@every
def test_no_words_stand_on_each_other(sheet):
    words = [shape for shape in sheet.lay_out(sheet.view).shapes if isinstance(shape, Words)]
    for (one, a), (other, b) in combinations([(word, ink(word)) for word in words], 2):
        beside = a[1] + GAP <= b[0] or b[1] + GAP <= a[0]
        apart = beside or a[3] <= b[2] or b[3] <= a[2]
        assert apart, (one.text, other.text)


@every
def test_the_dark_look_differs_in_nothing_but_colours(sheet):
    light = sheet.lay_out(sheet.view)
    dark = sheet.lay_out(replace(sheet.view, look="dark"))
    assert (light.ground, dark.ground) == (LIGHT.ground, DARK.ground)
    assert [shape.role for shape in light.shapes] == [shape.role for shape in dark.shapes]


def test_whatever_can_be_shown_is_drawn_by_the_module_it_names():
    for view in VIEWS:
        module = import_module(view.drawn_in)
        assert callable(module.draw), view
        assert callable(module.lay_out), view
    assert {type(sheet.view) for sheet in sheets()} == VIEWS

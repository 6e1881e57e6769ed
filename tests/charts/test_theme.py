"""Contrast, by the WCAG 2.2 formula."""

from dataclasses import fields

import pytest

from charts.png import BASE
from charts.theme import LIGHT, Theme


def luminance(colour: str) -> float:
    parts = [int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("ground", ["card", "page", "today", "band"])
def test_text_is_legible_on_every_ground(ground):
    assert contrast(LIGHT.ink, getattr(LIGHT, ground)) >= 7
    assert contrast(LIGHT.quiet, getattr(LIGHT, ground)) >= 4.5


@pytest.mark.parametrize("sign", ["mood", "sleep_edge", "goal", "win_edge", "note_edge", "faint"])
@pytest.mark.parametrize("ground", ["card", "today"])
def test_signs_stand_out_from_their_ground(sign, ground):
    assert contrast(getattr(LIGHT, sign), getattr(LIGHT, ground)) >= 3


def test_the_line_stands_out_from_the_usual_range():
    assert contrast(LIGHT.mood, LIGHT.band) >= 3


def test_ticks_stand_out_from_their_circle():
    assert contrast(LIGHT.goal, LIGHT.card) >= 3


def test_the_palette_knows_how_many_colours_a_theme_has():
    assert len(fields(Theme)) == BASE


def test_no_colour_is_an_alarm_red():
    for field in fields(Theme):
        red, green, blue = (int(getattr(LIGHT, field.name)[k : k + 2], 16) for k in (1, 3, 5))
        assert not (red > 180 and green < 90 and blue < 90), field.name

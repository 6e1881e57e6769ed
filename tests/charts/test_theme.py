"""Contrast, and how far the colours of marks are apart for every kind of eye."""

from itertools import combinations, pairwise

import pytest

from charts.theme import DARK, HEIGHT, LIGHT, SMALL, WIDTH, Theme
from tests.charts.colours import EYES, ciede2000, contrast, distance

both = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
every_eye = pytest.mark.parametrize("eyes", EYES)
APART = 10
"""CIEDE2000; 1 is just noticed side by side, 10 is seen at a glance."""


@both
@pytest.mark.parametrize("ground", ["ground", "band"])
def test_text_is_legible_on_every_ground(theme: Theme, ground: str):
    assert contrast(theme.ink, getattr(theme, ground)) >= 7
    assert contrast(theme.quiet, getattr(theme, ground)) >= 4.5
    assert contrast(theme.accent, getattr(theme, ground)) >= 4.5


@both
@pytest.mark.parametrize("mood", range(1, 11))
def test_the_number_on_a_mood_is_legible(theme: Theme, mood: int):
    assert contrast(theme.on_mood(mood), theme.of_mood(mood)) >= 4.5


@both
@pytest.mark.parametrize("mark", ["ink", "quiet", "mood", "sleep", "accent", "faint"])
def test_marks_stand_out_from_their_ground(theme: Theme, mark: str):
    assert contrast(getattr(theme, mark), theme.ground) >= 3


@both
def test_a_dot_stands_out_by_itself_or_by_its_edge(theme: Theme):
    for colour in theme.ramp:
        assert max(contrast(colour, theme.ground), contrast(theme.mood, theme.ground)) >= 3
        assert max(contrast(colour, theme.band), contrast(theme.mood, theme.band)) >= 3


@both
@every_eye
def test_the_ramp_gets_lighter_step_by_step_for_every_eye(theme: Theme, eyes: str):
    from tests.charts.colours import seen

    lights = [seen(colour, eyes)[0] for colour in theme.ramp]
    assert all(b - a > 2 for a, b in pairwise(lights))
    assert all(distance(a, b, eyes) >= 3.5 for a, b in pairwise(theme.ramp))
    assert distance(theme.ramp[0], theme.ramp[9], eyes) >= 40


@both
@every_eye
def test_all_marks_are_told_apart_by_every_eye(theme: Theme, eyes: str):
    for colour in theme.ramp:
        assert distance(colour, theme.sleep, eyes) >= APART
        assert distance(colour, theme.accent, eyes) >= APART
    marks = (theme.ink, theme.quiet, theme.mood, theme.sleep, theme.accent, theme.faint)
    for one, other in combinations(marks, 2):
        assert distance(one, other, eyes) >= APART, (one, other)


@both
def test_no_colour_is_an_alarm_red(theme: Theme):
    for colour in (theme.mood, theme.sleep, theme.accent, *theme.ramp):
        red, green, blue = (int(colour[k : k + 2], 16) for k in (1, 3, 5))
        assert not (red > 180 and green < 80 and blue < 80), colour


def test_the_smallest_letters_are_nine_points_on_a_phone_of_360_points():
    assert SMALL * 360 / WIDTH > 9
    assert WIDTH / HEIGHT == 4 / 5


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
        ((50.0, -1.3802, -84.2814), (50.0, 0.0, -82.7485), 1.0),
        ((50.0, 2.49, -0.001), (50.0, -2.49, 0.0011), 7.2195),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((22.7233, 20.0904, -46.694), (23.0331, 14.973, -42.5619), 2.0373),
        ((2.0776, 0.0795, -1.135), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_the_distance_is_the_published_one(one, other, expected):
    """Six of the 34 pairs in table 1 of Sharma, Wu & Dalal 2005."""
    assert ciede2000(one, other) == pytest.approx(expected, abs=1e-4)

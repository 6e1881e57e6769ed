"""One question or two, by their shapes."""

from dataclasses import replace

import pytest

from charts.beside import lay_out
from charts.shapes import Polygon
from charts.theme import LIGHT
from tests.charts.besides import (
    MOODS,
    alone,
    first_day,
    medication,
    moments,
    months,
    mood,
    nights,
    two,
    typed,
)


def test_two_questions_stand_on_the_same_days():
    picture = lay_out(two())
    by_day = {}
    for point in picture.of("panel.point"):
        by_day.setdefault(point.day, set()).add(point.x)
    assert all(len(places) == 1 for places in by_day.values())
    upper = [p.y for p in picture.of("panel.point") if p.fill != LIGHT.quiet]
    lower = [p.y for p in picture.of("panel.point") if p.fill == LIGHT.quiet]
    assert max(upper) < min(lower)


def test_a_mood_has_its_colour_and_its_height():
    picture = lay_out(replace(two(), panels=(mood(),)))
    points = {point.day: point for point in picture.of("panel.point")}
    told = {day: one for day, one in enumerate(MOODS) if one is not None}
    assert {day: point.fill for day, point in points.items()} == {
        day: LIGHT.of_mood(one) for day, one in told.items()
    }
    lowest, highest = min(told, key=told.get), max(told, key=told.get)
    assert points[lowest].y == max(point.y for point in points.values())
    assert points[highest].y == min(point.y for point in points.values())


def test_a_line_joins_neighbours_and_bridges_no_gap():
    picture = lay_out(replace(two(), panels=(mood(),)))
    joined = {line.day for line in picture.of("panel.line")}
    assert joined == {
        day for day in range(27) if MOODS[day] is not None and MOODS[day + 1] is not None
    }


def test_days_that_were_asked_and_not_answered_are_hatched_and_others_are_not():
    silent = replace(medication(), levels=(None,) * 28)
    gaps = lay_out(replace(alone(), panels=(silent,))).of("gap")
    assert [gap.day for gap in gaps] == [0, 7, 14, 21]
    assert not lay_out(alone()).of("gap")


def test_yes_partly_and_no_are_full_half_and_open_at_three_heights():
    picture = lay_out(alone())
    heights = [{shape.y for shape in picture.of(role)}
               for role in ("panel.yes", "panel.partly", "panel.no")]  # fmt: skip
    assert [len(one) for one in heights] == [1, 1, 1]
    assert max(heights[0]) < max(heights[1]) < max(heights[2])


def test_nights_are_bars_from_nothing_up():
    bars = lay_out(nights()).of("panel.bar")
    assert len(bars) == 26
    assert len({bar.y1 for bar in bars}) == 1
    assert {bar.fill for bar in bars} == {LIGHT.sleep}


def test_three_months_and_a_first_day_have_the_same_frame():
    for view in (months(), first_day()):
        picture = lay_out(view)
        assert len(picture.of("panel.name")) == 2
        assert all(0 <= point.x <= 1036 for point in picture.of("panel.point"))


def test_a_name_that_no_face_can_draw_is_named_by_its_number():
    assert [words.text for words in lay_out(typed()).of("panel.name")][1] == "Question 2"


def test_a_language_read_from_the_right_has_its_days_from_the_right():
    plain, mirrored = lay_out(two()), lay_out(replace(two(), right_to_left=True))
    place = plain.of("panel.point")[0].x
    assert mirrored.of("panel.point")[0].x == pytest.approx(1080 - place)


@pytest.mark.parametrize(
    "broken",
    [
        {"panels": ()},
        {"panels": (mood(), mood(), mood())},
        {"length": 92},
        {"length": 27},
        {"panels": (replace(mood(), levels=(1.2, *mood().levels[1:])),)},
    ],
)
def test_what_cannot_be_is_refused(broken):
    with pytest.raises(ValueError, match=r"question|months|height"):
        replace(two(), **broken)


def test_a_mood_of_moments_alone_is_a_diamond_and_explained():
    view = moments()
    picture = lay_out(view)
    points = picture.of("panel.point")
    (panel,) = view.panels
    diamonds = {point.day for point in points if isinstance(point, Polygon)}
    assert diamonds == {n for n, here in enumerate(panel.of_moments) if here}
    assert len(points) == sum(level is not None for level in panel.levels)
    assert "middle of moments" in [words.text for words in picture.of("legend")]

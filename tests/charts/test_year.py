"""The year picture, by its shapes."""

from collections import Counter
from dataclasses import replace

import pytest

from charts.theme import LIGHT, WIDTH
from charts.year import lay_out
from charts.year_view import YearDay
from tests.charts.years import (
    arabic,
    begun_in_september,
    first_day,
    joined_in_october,
    of_moments,
    same_every_day,
    whole_year,
)


def days(view):
    return [day for month in view.months for day in month.days]


def test_every_day_that_was_told_is_a_square_in_the_colour_of_its_mood():
    view = whole_year()
    tiles = lay_out(view).of("mood.tile")
    moods = [day.mood for day in days(view) if day.mood]
    assert Counter(tile.fill for tile in tiles) == Counter(map(LIGHT.of_mood, moods))
    first = {tile.day: tile for tile in tiles if tile.y0 == min(tile.y0 for tile in tiles)}
    december = enumerate(view.months[0].days, start=1)
    assert {day: tile.fill for day, tile in first.items()} == {
        day: LIGHT.of_mood(one.mood) for day, one in december if one.mood
    }
    for tile in tiles:
        assert tile.x1 - tile.x0 == pytest.approx(tile.y1 - tile.y0)


def test_a_day_without_an_answer_is_hatched_and_has_no_colour():
    view = whole_year()
    gaps = lay_out(view).of("gap")
    assert len(gaps) == sum(day.mood is None for day in days(view))
    assert all(gap.fill is None for gap in gaps)


def test_days_before_joining_and_days_to_come_are_not_drawn():
    picture = lay_out(begun_in_september())
    shown = len(picture.of("mood.tile")) + len(picture.of("gap"))
    assert shown == 19 + 31 + 24
    assert min(shape.day for shape in picture.of("mood.tile")) == 1
    assert len(lay_out(first_day()).of("mood.tile")) == 1


def test_one_day_of_the_month_is_one_column_in_every_row():
    picture = lay_out(whole_year())
    by_day = {}
    for tile in (*picture.of("mood.tile"), *picture.of("gap")):
        by_day.setdefault(tile.day, set()).add(round(tile.x0, 3))
    assert set(by_day) == set(range(1, 32))
    assert all(len(places) == 1 for places in by_day.values())


def test_the_first_months_have_room_for_their_numbers():
    view = begun_in_september()
    numbers = lay_out(view).of("mood.value")
    assert [int(one.text) for one in numbers] == [d.mood for d in days(view) if d.mood]
    assert not lay_out(whole_year()).of("mood.value")


def test_no_row_is_drawn_in_which_nothing_stands():
    picture = lay_out(joined_in_october())
    october, november = (month.begins for month in joined_in_october().months)
    rows = sorted({round(tile.y0) for tile in (*picture.of("mood.tile"), *picture.of("gap"))})
    assert (october, november) == (24, 1)
    assert len(rows) == 1 + 3
    assert [words.text for words in picture.of("month.days")] == ["24–31", "12–22", "23–24"]
    assert [words.text for words in picture.of("month.typical")] == ["7"]


def test_the_first_day_stands_where_a_row_begins():
    (tile,) = lay_out(first_day()).of("mood.tile")
    assert tile.x0 < WIDTH / 4
    assert [words.text for words in lay_out(first_day()).of("month.days")] == ["24"]


def test_every_colour_stands_on_the_scale_with_its_number():
    picture = lay_out(whole_year())
    assert [one.text for one in picture.of("scale.number")] == [str(n) for n in range(1, 11)]
    assert [tile.fill for tile in picture.of("scale.tile")] == list(LIGHT.ramp)


def test_what_happened_stands_over_its_day_and_is_explained():
    picture = lay_out(whole_year())
    assert len([mark for mark in picture.of("mark.milestone") if mark.day]) == 2
    said = [words.text for words in picture.of("legend")]
    assert {"a session", "a milestone", "medication changed", "no answer"} <= set(said)


def test_nothing_is_explained_that_is_not_there():
    said = [words.text for words in lay_out(same_every_day(1)).of("legend")]
    assert said == ["below a month: its middle mood"]


def test_a_language_read_from_the_right_has_its_days_from_the_right():
    tiles = {tile.day: tile.x0 for tile in lay_out(arabic()).of("mood.tile")}
    assert tiles[1] > WIDTH / 2 > tiles[28]


@pytest.mark.parametrize("broken", [(), (whole_year().months * 2)])
def test_more_than_twelve_months_or_none_are_refused(broken):
    with pytest.raises(ValueError, match="twelve"):
        replace(whole_year(), months=broken)


def test_a_month_of_more_than_31_days_is_refused():
    month = replace(whole_year().months[0], days=(YearDay(5),) * 32)
    with pytest.raises(ValueError, match="31"):
        replace(whole_year(), months=(month,))


@pytest.mark.parametrize("mood", [0, 11])
def test_a_mood_off_its_scale_is_refused(mood):
    with pytest.raises(ValueError, match="mood"):
        YearDay(mood)


def test_a_day_of_moments_alone_is_round_in_the_colour_of_its_mood_and_explained():
    for view in (whole_year(), joined_in_october()):
        picture, plain = lay_out(of_moments(view)), lay_out(view)
        tiles = picture.of("mood.tile")
        told = [day for month in of_moments(view).months for day in month.days if day.mood]
        round_ = [tile for tile in tiles if tile.radius * 2 == tile.x1 - tile.x0]
        assert len(round_) == sum(day.of_moments for day in told) > 0
        assert [tile.fill for tile in tiles] == [tile.fill for tile in plain.of("mood.tile")]
        assert "middle of moments" in [words.text for words in picture.of("legend")]
        assert not plain.of("legend.moments")

"""Sleep: bars true to their hours, numbers that need no decimal sign, quality as dots."""

from dataclasses import replace

import pytest

from charts.panels.sleep import FULL, full_scale
from charts.sleep_words import in_quarters, written
from charts.week import lay_out
from tests.charts.samples import changed, days, few_days, full_week, lows, tens


def bars(picture):
    return {bar.day: bar for bar in picture.of("sleep.bar")}


def test_bars_are_as_tall_as_their_hours():
    view = replace(full_week(), days=days([5] * 7, [2, 4, 6, 8, 10, 12, 1]))
    tall = {day: bar.y1 - bar.y0 for day, bar in bars(lay_out(view)).items()}
    assert tall[1] == pytest.approx(2 * tall[0])
    assert tall[5] == pytest.approx(6 * tall[0])
    assert len({bar.y1 for bar in bars(lay_out(view)).values()}) == 1


def test_the_scale_is_the_same_every_week_until_a_night_is_longer():
    assert full_scale(full_week().days) == FULL
    assert full_scale(few_days().days) == FULL
    assert full_scale(lows().days) == 15


def test_hours_are_printed_above_every_bar():
    texts = [shape.text for shape in lay_out(full_week()).of("sleep.value")]
    assert texts == ["6½", "7", "7½", "5", "≈7¼", "8½", "8"]


def test_odd_minutes_are_written_for_the_whole_week():
    texts = [shape.text for shape in lay_out(tens()).of("sleep.value")]
    assert texts == ["7:20", "7:30", "8:00", "6:57", "12:00", "9:45", "8:06"]


@pytest.mark.parametrize(
    ("hours", "text"), [(0, "0"), (0.5, "½"), (0.25, "¼"), (7.75, "7¾"), (15, "15")]
)
def test_quarters_are_written_as_fractions(hours, text):
    assert written(hours, quarters=True) == text


def test_minutes_round_up_to_the_hour():
    assert written(6.9999, quarters=False) == "7:00"
    assert not in_quarters([5.0, 6.9999])
    assert in_quarters([5.25, None])


def test_no_sleep_at_all_is_a_number_and_a_missing_night_is_nothing():
    view = replace(full_week(), days=days([5] * 7, [0, None, 7, 7, 7, 7, 7]))
    picture = lay_out(view)
    assert picture.of("sleep.value")[0].text == "0"
    assert 1 not in [shape.day for shape in picture.of("sleep.value")]
    assert 1 not in bars(picture)


def test_quality_is_five_dots_as_many_filled_as_told():
    picture = lay_out(full_week())
    filled = [shape.day for shape in picture.of("quality.full") if shape.day is not None]
    assert [filled.count(day) for day in range(7)] == [3, 3, 4, 1, 3, 5, 4]
    open_dots = [shape.day for shape in picture.of("quality.open") if shape.day is not None]
    assert len(filled) + len(open_dots) == 35


def test_quality_is_explained_only_where_it_was_told():
    assert "how it felt, 1–5" in [s.text for s in lay_out(full_week()).of("legend")]
    view = replace(full_week(), days=days([5] * 7, [7] * 7))
    assert "how it felt, 1–5" not in [s.text for s in lay_out(view).of("legend")]


def test_quality_without_hours_is_still_shown():
    picture = lay_out(changed(few_days(), 3, sleep_quality=5))
    assert [s.day for s in picture.of("quality.full")].count(3) == 5


def test_numbers_over_long_nights_stay_under_the_moods():
    for view in (lows(), tens()):
        picture = lay_out(view)
        lowest = max(shape.points[0][1] for shape in picture.of("mood.grid"))
        for value in picture.of("sleep.value"):
            assert value.y - 0.73 * value.size > lowest + 31

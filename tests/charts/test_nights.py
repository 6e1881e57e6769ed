"""The sleep picture, by its shapes."""

from dataclasses import replace
from itertools import pairwise

import pytest

from charts.nights import lay_out
from charts.nights_view import DrawnNight
from charts.theme import LIGHT
from tests.charts.night_views import arabic, month, night, one, shifts, week


def test_a_bar_goes_from_falling_asleep_to_waking_over_midnight():
    picture = lay_out(week())
    midnight = picture.of("clock.midnight")[0].points[0][0]
    first = picture.of("night.sleep")[0]
    assert first.x0 < midnight < first.x1
    assert {bar.fill for bar in picture.of("night.sleep")} == {LIGHT.sleep}


def test_the_hours_are_as_long_as_they_were():
    picture = lay_out(shifts())
    bars = picture.of("night.sleep")
    lengths = {bar.day: bar.x1 - bar.x0 for bar in bars}
    assert lengths[0] / lengths[2] == pytest.approx(480 / 460, rel=0.01)
    lines = sorted(line.points[0][0] for line in
                   (*picture.of("clock.line"), *picture.of("clock.midnight")))  # fmt: skip
    steps = [later - line for line, later in pairwise(lines)]
    assert max(steps) == pytest.approx(min(steps))
    assert lengths[0] / min(steps) == pytest.approx(8 / 3, rel=0.01)


def test_falling_asleep_is_hollow_and_before_the_bar():
    picture = lay_out(week())
    waits = {wait.day: wait for wait in picture.of("night.latency")}
    assert set(waits) == {0, 1, 3, 5, 6}
    for bar in picture.of("night.sleep"):
        assert waits[bar.day].x0 < bar.x0 < waits[bar.day].x1


def test_lying_in_bed_reaches_beyond_the_bar_where_it_was_told():
    picture = lay_out(week())
    beds = {bed.day: bed for bed in picture.of("night.bed")}
    assert set(beds) == {0, 1, 3, 5}
    for bar in picture.of("night.sleep"):
        if bar.day in beds:
            assert beds[bar.day].x0 < bar.x0
            assert bar.x1 < beds[bar.day].x1


def test_each_waking_is_a_dot_and_many_are_a_number():
    picture = lay_out(week())
    dots = [dot.day for dot in picture.of("night.waking")]
    assert (dots.count(0), dots.count(1), dots.count(5)) == (2, 1, 0)
    assert [words.text for words in picture.of("night.many")] == ["×6"]


def test_a_night_without_times_is_hatched_and_keeps_its_hours():
    picture = lay_out(week())
    assert [gap.day for gap in picture.of("gap")] == [2, 4]
    assert [words.text for words in picture.of("night.slept") if words.day == 2] == ["7:00"]
    assert not [words for words in picture.of("night.slept") if words.day == 4]


def test_regularity_is_said_on_the_picture():
    said = " ".join(words.text for words in lay_out(week()).of("regular"))
    assert said == week().labels.regular


def test_four_weeks_are_thin_bars_of_which_each_week_is_named():
    picture = lay_out(month())
    assert len(picture.of("night.sleep")) == 24
    assert [words.day for words in picture.of("night.day")] == [0, 7, 14, 21]
    bars = sorted(picture.of("night.sleep"), key=lambda bar: bar.day)
    assert all(bar.y1 < later.y0 for bar, later in pairwise(bars))


def test_a_bar_of_a_single_night_has_hours_around_it():
    picture = lay_out(one())
    bar = picture.of("night.sleep")[0]
    assert len(picture.of("clock.hour")) >= 5
    assert bar.x1 - bar.x0 < 620


def test_a_night_with_no_sleep_at_all_is_still_seen():
    sleepless = night(0, "23:00", "23:00")
    bar = lay_out(replace(week(), nights=(sleepless,))).of("night.sleep")[0]
    assert bar.x1 - bar.x0 >= 4


def test_a_language_read_from_the_right_has_its_evenings_on_the_right():
    picture = lay_out(arabic())
    bar = picture.of("night.sleep")[0]
    wait = picture.of("night.latency")[0]
    assert wait.x1 > bar.x1


def test_a_night_that_ends_before_it_began_is_refused():
    with pytest.raises(ValueError, match="ends after"):
        DrawnNight("Mon", "16 Nov", asleep=(700, 600))


def test_no_nights_or_more_than_four_weeks_are_refused():
    for nights in ((), month().nights * 2):
        with pytest.raises(ValueError, match="four weeks"):
            replace(month(), nights=nights)

import struct
from dataclasses import replace
from itertools import pairwise

import pytest

from charts.glyphs import width
from charts.panels.milestones import clusters
from charts.timeline import Ribbon, lay_out, runs, timeline_png
from charts.timeline_view import Event, Lane, QuotedWords
from tests.charts.timelines import VIEWS, eight_weeks, few, year

FRAME = Ribbon(days=364, first=260)


def test_every_picture_is_as_wide_as_the_others_and_small():
    for make in VIEWS.values():
        drawn = timeline_png(make())
        width, _height = struct.unpack(">II", drawn[16:24])
        assert width == 1080
        assert len(drawn) <= 80_000


def test_a_gap_is_never_bridged():
    view = eight_weeks()
    for run in runs(view):
        assert all(later - day == 1 for (day, _), (later, _) in pairwise(run))
    assert sum(map(len, runs(view))) == len(view.moods)


def test_over_a_year_only_neighbouring_weeks_are_joined():
    lines = lay_out(year()).of("mood.line")
    assert len(lines) == 2


def test_there_is_one_point_for_each_answer_and_none_for_a_gap():
    view = few()
    points = lay_out(view).of("mood.point")
    assert [point.day for point in points] == [24, 25, 27]


def test_the_scale_is_never_cropped():
    ends = lay_out(few()).of("mood.end")
    assert [end.text for end in ends] == ["10", "1"]


def test_milestones_and_goals_lead_up_to_the_line():
    assert len(lay_out(eight_weeks()).of("line.guide")) == 3


def test_events_too_close_are_drawn_once_with_their_number():
    lane = Lane("win", "Wins", tuple(map(Event, (10, 10, 11, 200))))
    _, found = clusters(lane, FRAME)
    assert [cluster.n for cluster in found] == [3, 1]


def test_a_number_at_the_end_of_a_row_stands_before_its_sign():
    lane = Lane("win", "Wins", tuple(map(Event, (361, 362, 363))))
    picture = lay_out(replace(year(), lanes=(lane,)))
    number, sign = picture.of("line.count")[0], picture.of("mark.win")[0]
    assert number.x + 34 <= min(x for x, _ in sign.points)


@pytest.mark.parametrize("days", [(29, 51, 53, 54, 55), (40, 50, 52, 53, 55), (53, 54, 55)])
def test_a_number_before_the_last_sign_covers_no_other_sign(days):
    lane = Lane("win", "Wins", tuple(map(Event, days)))
    picture = lay_out(replace(eight_weeks(), lanes=(lane,)))
    signs = [(min(x for x, _ in s.points), max(x for x, _ in s.points))
             for s in picture.of("mark.win")]  # fmt: skip
    numbers = [(n.x, n.x + width(n.text, n.size)) for n in picture.of("line.count")]
    assert numbers
    for start, end in numbers:
        assert all(end < left or right < start for left, right in signs)


def test_many_events_are_drawn_smaller_rather_than_put_together():
    lane = Lane("session", "Sessions", tuple(map(Event, range(5, 360, 14))))
    r, found = clusters(lane, FRAME)
    assert len(found) == len(lane.events)
    assert r < 17


def test_every_score_stays_and_the_last_is_always_named():
    lane = Lane("scale", "PHQ-9", tuple(Event(day, str(day)) for day in range(0, 364, 14)))
    shapes = lay_out(replace(year(), lanes=(lane,)))
    assert len(shapes.of("line.scale")) == len(lane.events)
    assert shapes.of("line.value")[-1].text == "350"


def test_names_of_days_do_not_touch():
    for make in (eight_weeks, year):
        names = lay_out(make()).of("line.date")
        assert len(names) >= 4
        assert all(later.x - name.x > 80 for name, later in pairwise(names))


def test_words_stay_inside_the_picture_however_long_they_are():
    long = "walked " * 60
    told = tuple(
        QuotedWords("win", "30 September 2026", long, "a very long time later") for _ in "123"
    )
    picture = lay_out(replace(eight_weeks(), told=told, title=long, subtitle=long))
    for role in ("title", "subtitle", "told.text"):
        for words in picture.of(role):
            assert words.x >= 0
    assert len(picture.of("told.text")) == 6


def test_signs_that_cannot_be_drawn_do_no_harm():
    told = (QuotedWords("win", "20 Nov", "🎉 $x^2$ 走った \u200f"),)
    assert timeline_png(replace(few(), told=told))


def test_a_language_from_right_to_left_is_mirrored():
    plain, mirrored = lay_out(few()), lay_out(replace(few(), right_to_left=True))
    day = plain.of("mood.point")[0]
    assert mirrored.of("mood.point")[0].x == pytest.approx(plain.width - day.x)


def test_nothing_told_is_one_kind_sentence():
    picture = lay_out(VIEWS["empty"]())
    assert picture.of("empty")
    assert not picture.of("mood.grid")


@pytest.mark.parametrize(
    "broken",
    [
        {"length": 1},
        {"moods": ((99, 5.0),)},
        {"moods": ((1, 11.0),)},
        {"lanes": (Lane("win", "Wins", (Event(28),)),)},
    ],
)
def test_what_cannot_be_is_refused(broken):
    with pytest.raises(ValueError, match=r"timeline|mood|event"):
        replace(few(), **broken)


def test_more_than_a_year_is_refused():
    with pytest.raises(ValueError, match="year"):
        lay_out(replace(few(), length=400))

"""The timeline, by its shapes."""

from dataclasses import replace
from itertools import pairwise

import pytest

from charts.columns import Ribbon
from charts.glyphs import width
from charts.panels.milestones import clusters
from charts.panels.weeks import runs
from charts.shapes import Polygon
from charts.theme import LIGHT
from charts.timeline import draw, lay_out
from charts.timeline_pages import plan
from charts.timeline_view import Lane, QuotedWords, ScoreLine, WeekMiddle
from tests.charts.timelines import PHQ, eight_weeks, extremes, few, of_moments, year

FRAME = Ribbon(days=364, first=260)


def every_page(view):
    return [lay_out(replace(view, page=n)) for n in range(len(plan(view)))]


def test_a_week_without_a_middle_is_never_bridged():
    view = eight_weeks()
    found = runs(view.weeks)
    assert [len(run) for run in found] == [1, 6]
    assert len(lay_out(view).of("mood.line")) == len(lay_out(view).of("mood.half")) == 2
    assert all(b.begins - a.ends == 1 for run in found for a, b in pairwise(run))


def test_the_weeks_are_bold_and_the_days_faint():
    picture = lay_out(eight_weeks())
    assert all(line.weight >= 8 and line.colour == LIGHT.mood for line in picture.of("mood.line"))
    assert {day.fill for day in picture.of("mood.day")} == {LIGHT.faint}
    assert [day.day for day in picture.of("mood.day")] == [day for day, _ in eight_weeks().days]


def test_the_middle_half_lies_around_the_line():
    picture = lay_out(eight_weeks())
    for half, line in zip(picture.of("mood.half"), picture.of("mood.line"), strict=True):
        heights = [y for _, y in half.points]
        assert min(heights) <= min(y for _, y in line.points)
        assert max(heights) >= max(y for _, y in line.points)


def test_few_days_have_no_middle_and_no_line():
    picture = lay_out(few())
    assert not picture.of("mood.line")
    days = picture.of("mood.point")
    assert [(day.day, day.fill) for day in days] == [
        (day, LIGHT.of_mood(mood)) for day, mood in few().days
    ]
    assert [words.text for words in picture.of("legend")] == ["a day"]


def test_the_scale_is_never_cropped():
    assert [end.text for end in lay_out(few()).of("mood.end")] == ["10", "1"]


def test_a_total_stands_at_its_own_height_between_the_ends_of_its_range():
    picture = lay_out(extremes())
    low, high, again = picture.of("score.point")
    grid = sorted(line.points[0][1] for line in picture.of("score.grid"))
    assert (low.y, high.y, again.y) == (grid[-1], grid[0], grid[0])


def test_totals_far_apart_are_not_joined():
    view = eight_weeks()
    who = replace(view, scores=view.scores[1:])
    assert len(lay_out(who).of("score.line")) == 1
    assert len(lay_out(who).of("score.point")) == 3


def test_which_way_is_better_and_where_ranges_begin_is_said():
    picture = lay_out(eight_weeks())
    assert [words.text for words in picture.of("score.better")] == ["lower is better"]
    assert [words.text for words in picture.of("score.axis")] == ["0", "5", "10", "15", "20", "27"]
    assert len(picture.of("score.range")) == 2


def test_the_latest_total_always_has_its_number():
    line = ScoreLine("PHQ-9", "lower is better", "", 0, 27,
                     tuple((day, day % 28) for day in range(0, 364, 7)), PHQ)  # fmt: skip
    numbers = lay_out(replace(year(), scores=(line,))).of("score.value")
    assert numbers[-1].text == str(357 % 28)
    half = [width(n.text, n.size, bold=True) / 2 for n in numbers]
    ends = [(n.x - wide, n.x + wide)
            for n, wide in zip(numbers, half, strict=True)]  # fmt: skip
    assert all(before < after for (_, before), (after, _) in pairwise(ends))


def test_what_does_not_fit_goes_on_the_next_page_and_nothing_is_lost():
    view = year()
    pages = every_page(view)
    names = [words.text for page in pages for words in page.of("score.name")]
    assert names == [line.name for line in view.scores]
    days = [words.text for page in pages for words in page.of("told.day")]
    assert days == [entry.day for entry in view.told]
    assert sum(len(page.of("mood.line")) > 0 for page in pages) == 1
    assert [len(page.of("told.more")) for page in pages] == [0] * (len(pages) - 1) + [1]


def test_events_too_close_are_drawn_once_with_their_number():
    _, found = clusters(Lane("win", "Wins", (10, 10, 11, 200)), FRAME)
    assert [cluster.n for cluster in found] == [3, 1]


@pytest.mark.parametrize("days", [(29, 51, 53, 54, 55), (40, 50, 52, 53, 55), (53, 54, 55)])
def test_a_number_before_the_last_sign_covers_no_other_sign(days):
    picture = lay_out(replace(eight_weeks(), lanes=(Lane("win", "Wins", days),)))
    signs = [(min(x for x, _ in s.points), max(x for x, _ in s.points))
             for s in picture.of("mark.win")]  # fmt: skip
    numbers = [(n.x, n.x + width(n.text, n.size)) for n in picture.of("line.count")]
    assert numbers
    for start, end in numbers:
        assert all(end < left or right < start for left, right in signs)


def test_many_events_are_drawn_smaller_rather_than_put_together():
    lane = Lane("session", "Sessions", tuple(range(5, 360, 14)))
    r, found = clusters(lane, FRAME)
    assert len(found) == len(lane.days)
    assert r < 17


def test_names_of_days_do_not_touch():
    for make in (eight_weeks, year):
        names = lay_out(make()).of("line.date")
        assert len(names) >= 4
        assert all(later.x - name.x > 80 for name, later in pairwise(names))


def test_words_stay_inside_the_picture_however_long_they_are():
    long = "walked " * 60
    told = tuple(QuotedWords("win", "30 September 2026", long, "a long time later") for _ in "123")
    pages = every_page(replace(eight_weeks(), told=told, title=long, subtitle=long))
    lines = [words for page in pages for words in page.of("told.text")]
    assert len(lines) == 9
    assert all(words.x >= 0 for words in lines)


def test_signs_that_cannot_be_drawn_do_no_harm():
    told = (QuotedWords("win", "20 Nov", "🎉 $x^2$ 走った \u200f"),)
    assert draw(replace(few(), told=told))


def test_a_language_from_right_to_left_is_mirrored():
    plain, mirrored = lay_out(few()), lay_out(replace(few(), right_to_left=True))
    day = plain.of("mood.point")[0]
    assert mirrored.of("mood.point")[0].x == pytest.approx(plain.width - day.x)


@pytest.mark.parametrize(
    "broken",
    [
        {"length": 0},
        {"length": 400},
        {"days": ((99, 5),)},
        {"days": ((1, 11),)},
        {"weeks": (WeekMiddle(2, 8, 1, 2, 3),)},
        {"lanes": (Lane("win", "Wins", (28,)),)},
    ],
)
def test_what_cannot_be_is_refused(broken):
    with pytest.raises(ValueError, match=r"timeline|mood|event|week"):
        replace(few(), **broken)


def test_a_day_of_moments_alone_is_a_diamond_and_explained():
    for view in (eight_weeks(), few()):
        shown = of_moments(view)
        picture = lay_out(shown)
        drawn = [shape for shape in picture.shapes if shape.role in ("mood.day", "mood.point")]
        assert {s.day for s in drawn if isinstance(s, Polygon)} == set(shown.of_moments)
        assert len(drawn) == len(shown.days)
        assert "middle of moments" in [words.text for words in picture.of("legend")]
        assert not lay_out(view).of("legend.moments")

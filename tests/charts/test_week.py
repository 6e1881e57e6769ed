"""The week and the month picture, by their shapes."""

from dataclasses import replace
from itertools import pairwise

import pytest

from charts.columns import MARGIN, frame_of
from charts.glyphs import width
from charts.pages import plan
from charts.panels.mood import runs
from charts.shapes import Box, Disc, Polygon, Stroke, Words
from charts.theme import HEIGHT, LIGHT, THEMES, TITLE, WIDTH
from charts.week import lay_out
from tests.charts.samples import (
    LABELS,
    VIEWS,
    changed,
    days,
    few_days,
    full_week,
    goal,
    month,
    much_to_say,
    one_goal,
    own_questions,
    six_goals,
    tens,
)


def texts(picture, role):
    return [shape.text for shape in picture.of(role)]


def every_page(view):
    return [lay_out(replace(view, page=n)) for n in range(len(plan(view)))]


def test_a_missing_day_is_a_hatched_column_with_nothing_on_the_scale():
    picture = lay_out(few_days())
    assert [gap.day for gap in picture.of("gap")] == [0, 2, 3, 5, 6]
    assert {line.day for line in picture.of("gap.hatch")} == {0, 2, 3, 5, 6, None}  # and explained
    assert [point.day for point in picture.of("mood.point")] == [1, 4]
    for gap in picture.of("gap"):
        inside = [line for line in picture.of("gap.hatch") if line.day == gap.day]
        for line in inside:
            for x, y in line.points:
                assert gap.x0 - 0.01 <= x <= gap.x1 + 0.01
                assert gap.y0 - 0.01 <= y <= gap.y1 + 0.01
        assert len(inside) > 20


def test_no_answer_is_explained_only_where_a_column_is_hatched():
    first, *others = every_page(replace(few_days(), own=own_questions().own))
    assert LABELS.no_answer in texts(first, "legend")
    assert others
    for page in others:
        assert not page.of("gap")
        assert LABELS.no_answer not in texts(page, "legend")


def test_a_day_of_which_only_the_night_was_told_is_no_gap():
    picture = lay_out(changed(few_days(), 0, sleep_hours=7.0))
    assert 0 not in [gap.day for gap in picture.of("gap")]


def test_a_line_joins_neighbours_and_bridges_no_gap():
    view = replace(full_week(), days=days([3, 4, None, 5, None, 6, 7]))
    assert [len(line.points) for line in lay_out(view).of("mood.line")] == [2, 2]
    assert runs(view.days) == [[0, 1], [3], [5, 6]]


def test_the_scale_is_whole_and_its_words_stand_at_their_own_numbers():
    picture = lay_out(few_days())
    ends = {end.text: end.y for end in picture.of("mood.end")}
    assert set(ends) == {"10", "1"}
    for number, words in (("10", ("very", "good")), ("1", ("very", "hard"))):
        lines = [w for w in picture.of("mood.end.word") if abs(w.y - ends[number]) < 40]
        assert tuple(line.text for line in lines) == words
        assert sum(line.y for line in lines) / 2 == pytest.approx(ends[number], abs=2)


def test_every_dot_has_its_number_and_the_colour_of_its_mood():
    picture = lay_out(full_week())
    assert texts(picture, "mood.value") == ["5", "4", "6", "3", "≈6", "8", "7"]
    for point in picture.of("mood.point"):
        assert point.fill == LIGHT.of_mood(full_week().days[point.day].mood)
    for value, day in zip(picture.of("mood.value"), full_week().days, strict=True):
        assert width(value.text, value.size, bold=True) <= 56
        assert value.colour in {LIGHT.on_mood(day.mood), LIGHT.ink}


def test_the_dark_look_has_its_own_ramp():
    picture = lay_out(replace(full_week(), look="dark"))
    assert picture.ground == THEMES["dark"].ground
    assert {p.fill for p in picture.of("mood.point")} <= set(THEMES["dark"].ramp)


def test_a_day_told_later_is_hollow_and_explained():
    picture = lay_out(full_week())
    (point,), (bar,) = picture.of("mood.late"), picture.of("sleep.late")
    assert point.day == bar.day == 3
    assert point.fill == bar.fill == LIGHT.ground
    assert LABELS.late in texts(picture, "legend")
    assert LABELS.late not in texts(lay_out(few_days()), "legend")


def test_as_usual_is_marked_and_explained():
    picture = lay_out(full_week())
    assert f"≈ {LABELS.as_usual}" in texts(picture, "legend")
    assert [value.day for value in picture.of("sleep.value") if "≈" in value.text] == [4]


def test_the_usual_range_is_drawn_and_named_when_it_is_known():
    picture = lay_out(full_week())
    (band,) = picture.of("mood.band")
    grid = {round(shape.points[0][1]) for shape in picture.of("mood.grid")}
    assert {round(band.y0), round(band.y1)} <= grid  # 4 and 7 are grid lines
    assert LABELS.your_usual in texts(picture, "legend")
    assert lay_out(few_days()).of("mood.band") == []
    assert LABELS.your_usual not in texts(lay_out(few_days()), "legend")


def test_a_usual_range_of_one_number_can_still_be_seen():
    (band,) = lay_out(tens()).of("mood.band")
    assert band.y1 - band.y0 >= 14


@pytest.mark.parametrize("name", VIEWS)
def test_the_days_are_named_once_on_a_page(name):
    view = VIEWS[name]()
    for page in every_page(view):
        named = [shape.day for shape in page.of("day.name") + page.of("week.day")]
        assert len(named) == len(set(named))


def test_today_is_bold_and_in_the_accent():
    names = lay_out(full_week()).of("day.name")
    assert [name.day for name in names if name.bold] == [6]
    assert names[6].colour == LIGHT.accent


def test_all_panels_stand_on_the_same_columns():
    view = full_week()
    frame, picture = frame_of(view), lay_out(view)
    for shape in (*picture.of("mood.point"), *picture.of("mood.late"), *picture.of("day.name")):
        assert shape.x == pytest.approx(frame.centre(shape.day)), shape.role
    for bar in picture.of("sleep.bar"):
        assert (bar.x0 + bar.x1) / 2 == pytest.approx(frame.centre(bar.day))


def test_days_before_joining_are_not_there_and_the_others_no_wider():
    view = replace(full_week(), days=full_week().days[:2], goals=())
    picture, frame = lay_out(view), frame_of(view)
    assert frame.step == pytest.approx(frame_of(full_week()).step)
    assert [name.day for name in picture.of("day.name")] == [0, 1]
    assert picture.of("gap") == []


def test_what_happened_stands_over_its_day_and_is_explained():
    view = changed(full_week(), 2, session=True, medication=True, note=True, milestone=True)
    picture, frame = lay_out(view), frame_of(view)
    found = [
        (s.role, s.day)
        for s in picture.shapes
        if s.role.startswith("mark.") and s.day == 2 and not s.role.endswith(".sign")
    ]
    roles = {role for role, _ in found}
    assert {"mark.session", "mark.medication", "mark.milestone", "mark.note"} <= roles
    for shape in picture.shapes:
        if shape.role.startswith("mark.") and shape.day == 2:
            left, right, _ = extent(shape)
            assert frame.edge(2) <= left
            assert right <= frame.edge(3)
    assert {LABELS.session, LABELS.medication, LABELS.milestone} <= set(texts(picture, "legend"))


def test_what_does_not_fit_goes_on_the_next_page_and_nothing_is_lost():
    view = replace(
        much_to_say(), goals=tuple(goal(f"Goal number {n}", n % 4, 3) for n in range(30))
    )
    pages = every_page(view)
    assert [name for page in pages for name in texts(page, "goal.name")] == [
        one.title for one in view.goals
    ]
    assert sum(len(texts(page, "words.day")) for page in pages) == len(view.words)
    assert len(pages) > 2


def test_an_ordinary_week_is_one_page():
    assert len(plan(full_week())) == 2  # its words
    assert len(plan(replace(full_week(), words=()))) == 1
    assert len(plan(one_goal())) == 1


def test_the_page_number_stands_on_pages_of_several():
    view = replace(six_goals(), labels=replace(LABELS, page="1 of 2"))
    assert texts(lay_out(view), "page") == ["1 of 2"]
    assert texts(lay_out(full_week()), "page") == []


@pytest.mark.parametrize("name", VIEWS)
def test_no_mark_leaves_the_picture(name):
    for picture in every_page(VIEWS[name]()):
        assert (picture.width, picture.height) == (WIDTH, HEIGHT)
        for shape in picture.shapes:
            left, right, bottom = extent(shape)
            assert left >= -1, shape
            assert right <= WIDTH + 1, shape
            assert bottom <= HEIGHT, shape


def extent(shape):
    match shape:
        case Box():
            return shape.x0, shape.x1, shape.y1
        case Disc():
            return shape.x - shape.r, shape.x + shape.r, shape.y + shape.r
        case Words():
            taken = width(shape.text, shape.size, bold=shape.bold)
            back = {"start": 0.0, "middle": taken / 2, "end": taken}[shape.anchor]
            return shape.x - back, shape.x - back + taken, shape.y
        case Stroke() | Polygon():
            xs = [x for x, _ in shape.points]
            return min(xs), max(xs), max(y for _, y in shape.points)


@pytest.mark.parametrize("name", VIEWS)
def test_panels_do_not_run_into_each_other(name):
    for picture in every_page(VIEWS[name]()):
        rows = sorted(
            shape.y
            for role in ("goal.name", "own.name", "words.day")
            for shape in picture.of(role)
        )
        legend = [shape.y for shape in picture.of("legend")]
        assert all(b - a >= 38 for a, b in pairwise(rows))
        if rows and legend:
            assert max(rows) < min(legend) - 30
        bars = [shape.y1 for shape in picture.of("sleep.bar")]
        if rows and bars:
            assert max(bars) < min(rows) - 60


def test_a_long_headline_is_written_smaller_before_it_is_broken():
    (title,) = lay_out(replace(full_week(), title="Vier Wochen, 28. November – 24. Dezember")).of(
        "title"
    )
    assert 40 <= title.size < TITLE
    lines = lay_out(replace(full_week(), title="Lower than the four weeks before: " * 2)).of(
        "title"
    )
    assert len(lines) == 2
    assert all(extent(line)[1] <= WIDTH - MARGIN for line in lines)


def test_neighbouring_day_names_and_dates_do_not_touch():
    for name in ("full", "german", "arabic"):
        picture = lay_out(VIEWS[name]())
        for role in ("day.name", "day.date"):
            spans = sorted(extent(shape)[:2] for shape in picture.of(role))
            assert all(a[1] <= b[0] for a, b in pairwise(spans)), role


def test_a_language_read_from_the_right_has_its_days_from_the_right():
    picture = lay_out(VIEWS["arabic"]())
    points = sorted([*picture.of("mood.point"), *picture.of("mood.late")], key=lambda p: p.day)
    assert [p.x for p in points] == sorted((p.x for p in points), reverse=True)
    assert picture.of("title")[0].anchor == "end"


@pytest.mark.parametrize("weeks", [4, 5])
def test_a_month_keeps_its_gaps_and_names_its_weeks(weeks):
    view = month(weeks)
    frame, picture = frame_of(view), lay_out(view)
    assert [s.day for s in picture.of("gap")] == [
        place for place, day in enumerate(view.days) if not day.told
    ]
    assert [s.day for s in picture.of("week.name")] == list(range(0, 7 * weeks, 7))
    assert len(picture.of("week.rule")) == weeks - 1
    assert frame.edge(7) - frame.edge(6) > frame.edge(6) - frame.edge(5)
    assert picture.of("mood.value") == []


def test_more_than_five_weeks_are_refused():
    with pytest.raises(ValueError, match="five weeks"):
        lay_out(replace(month(5), days=days([5] * 36), goals=()))

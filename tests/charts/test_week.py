"""The week picture, read from its layout: what stands where, and what must never be drawn."""

from dataclasses import replace
from itertools import pairwise

import pytest

from charts.columns import MARGIN, frame_of
from charts.glyphs import width
from charts.shapes import Box, Disc, Polygon, Stroke, Words
from charts.theme import FOOT, LABEL, LIGHT, NUMBER, TITLE, WIDTH
from charts.week import lay_out
from tests.charts.samples import (
    LABELS,
    SAMPLES,
    changed,
    days,
    empty_week,
    falling,
    few_days,
    full_week,
    goal,
    lows,
    much_to_say,
    tens,
    up_and_down,
    valleys,
)

WEEKS = {name: make for name, make in SAMPLES.items() if not name.endswith("month")}


def texts(picture, role):
    return [shape.text for shape in picture.of(role)]


def test_a_missing_day_is_a_gap_in_the_line():
    view = replace(full_week(), days=days([5, 6, None, 7, 4, None, 8]))
    picture = lay_out(view)
    lines = [shape.points for shape in picture.of("mood.line")]
    frame = frame_of(view)
    joined = [[round(x) for x, _ in points] for points in lines]
    assert joined == [
        [round(frame.centre(0)), round(frame.centre(1))],
        [round(frame.centre(3)), round(frame.centre(4))],
    ]
    assert [shape.day for shape in picture.of("mood.gap")] == [2, 5]


def test_two_days_far_apart_are_two_points_and_no_line():
    picture = lay_out(few_days())
    assert picture.of("mood.line") == []
    assert [shape.day for shape in picture.of("mood.point")] == [1, 4]


def test_the_mood_axis_is_always_the_whole_scale():
    for view in (lows(), tens(), full_week()):
        picture = lay_out(view)
        assert texts(picture, "mood.end") == ["10", "1"]
        top, bottom = (shape.points[0][1] for shape in picture.of("mood.grid")[:: len("abc")])
        lowest, highest = max(top, bottom), min(top, bottom)
        for point in picture.of("mood.point"):
            mood = view.days[point.day].mood
            assert point.y == pytest.approx(lowest - (mood - 1) / 9 * (lowest - highest))


def test_both_ends_of_the_axis_are_named():
    assert " ".join(texts(lay_out(full_week()), "mood.end.word")) == "very good low very"


def test_every_answered_day_prints_its_value():
    assert texts(lay_out(full_week()), "mood.value") == ["5", "4", "6", "3", "≈6", "8", "7"]


def test_a_value_keeps_clear_of_its_point_and_of_the_names_below():
    views = (lows(), tens(), up_and_down(), full_week(), falling(1), falling(2), valleys())
    for view in views:
        picture = lay_out(view)
        points = {p.day: p for p in [*picture.of("mood.point"), *picture.of("mood.late")]}
        names = min(shape.y - 0.73 * shape.size for shape in picture.of("day.name")[:7])
        for value in picture.of("mood.value"):
            top, bottom = value.y - 0.73 * value.size, value.y
            point = points[value.day]
            assert bottom <= point.y - 15 or top >= point.y + 15
            assert bottom <= names - 16


def test_values_have_a_halo_in_the_colour_they_stand_on():
    view = changed(full_week(), 0, today=True)
    for value in lay_out(view).of("mood.value"):
        assert value.halo in {LIGHT.card, LIGHT.band, LIGHT.today}


def test_the_usual_range_is_drawn_and_named_when_it_is_known():
    picture = lay_out(full_week())
    (band,) = picture.of("mood.band")
    grid = {round(shape.points[0][1]) for shape in picture.of("mood.grid")}
    assert {round(band.y0), round(band.y1)} <= grid  # 4 and 7 are grid lines
    assert texts(picture, "mood.band.label") == [LABELS.your_usual]


def test_without_a_usual_range_nothing_speaks_of_one():
    picture = lay_out(few_days())
    assert picture.of("mood.band") == []
    assert picture.of("mood.band.label") == []


def test_a_usual_range_of_one_number_can_still_be_seen():
    (band,) = lay_out(tens()).of("mood.band")
    assert band.y1 - band.y0 >= 14


def test_a_day_entered_later_is_hollow_and_the_footer_says_so():
    picture = lay_out(full_week())
    (point,) = picture.of("mood.late")
    (bar,) = picture.of("sleep.late")
    assert (point.day, point.fill) == (3, LIGHT.card)
    assert (bar.day, bar.fill) == (3, LIGHT.card)
    assert LABELS.late in texts(picture, "footer")
    assert LABELS.late not in texts(lay_out(few_days()), "footer")


def test_same_as_usual_is_marked_and_explained():
    picture = lay_out(full_week())
    assert f"≈ {LABELS.as_usual}" in texts(picture, "footer")
    assert [value.day for value in picture.of("sleep.value") if "≈" in value.text] == [4]


def test_today_is_outlined_in_every_panel():
    boxes = lay_out(full_week()).of("today")
    assert [box.day for box in boxes] == [6, 6, 6]
    assert all(box.weight >= 4 for box in boxes)
    assert lay_out(few_days()).of("today") == []


def test_all_panels_stand_on_the_same_seven_columns():
    view = full_week()
    frame = frame_of(view)
    picture = lay_out(view)
    for shape in picture.shapes:
        if shape.day is None or not isinstance(shape, Disc) or "quality" in shape.role:
            continue
        assert shape.x == pytest.approx(frame.centre(shape.day)), shape.role
    for bar in picture.of("sleep.bar"):
        assert (bar.x0 + bar.x1) / 2 == pytest.approx(frame.centre(bar.day))


def test_wins_and_notes_stand_on_their_day():
    picture = lay_out(full_week())
    assert [s.day for s in picture.of("mark.win") if s.day is not None] == [2, 5]
    assert [s.day for s in picture.of("mark.note") if s.day is not None] == [3]
    assert texts(picture, "words.day") == ["Wed", "Thu", "Sat"]


def test_a_win_and_a_note_of_one_day_both_show():
    view = falling(4)
    frame = frame_of(view)
    picture = lay_out(view)
    (win,) = (s for s in picture.of("mark.win") if s.day == 6)
    (note,) = (s for s in picture.of("mark.note") if s.day == 6)
    assert frame.edge(6) < min(x for x, _ in win.points)
    assert max(x for x, _ in win.points) < min(x for x, _ in note.points)
    assert max(x for x, _ in note.points) < frame.edge(7)


def test_signs_without_words_are_explained_in_the_footer():
    view = changed(few_days(), 1, note=True)
    assert LABELS.note in texts(lay_out(view), "footer")
    assert LABELS.win not in texts(lay_out(view), "footer")
    shown = replace(view, words=(("note", "Tue", "Rain all day."),))
    assert LABELS.note not in texts(lay_out(shown), "footer")


def test_more_words_than_there_is_room_for_are_the_latest_and_say_so():
    picture = lay_out(much_to_say())
    assert texts(picture, "words.day") == ["Fri", "Fri", "Sat", "Sat", "Sun", "Sun"]
    assert texts(picture, "words.cut") == ["the latest 6 of 14"]
    assert texts(lay_out(full_week()), "words.cut") == []


def test_the_days_in_which_goals_are_counted_are_named_where_there_is_room():
    assert LABELS.goals_span in texts(lay_out(full_week()), "unit")
    crowded = replace(LABELS, goals="Small steps for these weeks", done="done as planned")
    picture = lay_out(replace(full_week(), labels=crowded))
    assert LABELS.goals_span not in texts(picture, "unit")


def test_long_words_are_shortened_to_their_room():
    view = replace(full_week(), words=(("note", "Wed", "and then " * 60),))
    for line in lay_out(view).of("words.text"):
        assert line.x + width(line.text, line.size) <= WIDTH - MARGIN
    assert lay_out(view).of("words.text")[-1].text.endswith("…")


def test_an_empty_week_is_a_kind_picture():
    picture = lay_out(empty_week())
    assert " ".join(texts(picture, "empty")) == LABELS.empty
    assert len(picture.of("empty.stone")) == 7
    assert picture.of("mood.gap") == []


def test_an_empty_week_still_shows_its_goals():
    view = replace(empty_week(), goals=(goal("Walk", "--..---", "0 of 3"),))
    assert texts(lay_out(view), "goal.name") == ["Walk"]


def test_a_usual_week_has_the_usual_height():
    assert (lay_out(SAMPLES["one_goal"]()).width, lay_out(SAMPLES["one_goal"]()).height) == (
        1080,
        1350,
    )
    assert lay_out(few_days()).height == 1350


@pytest.mark.parametrize("name", WEEKS)
def test_nothing_leaves_the_picture_and_nothing_is_too_small_to_read(name):
    picture = lay_out(WEEKS[name]())
    assert picture.width == WIDTH
    assert picture.width + picture.height < 10_000
    for shape in picture.shapes:
        left, right, bottom = extent(shape)
        assert left >= 0, shape
        assert right <= WIDTH, shape
        assert bottom <= picture.height, shape
        if isinstance(shape, Words):
            assert shape.size >= FOOT
        if isinstance(shape, Stroke) and shape.role in {"mood.line", "mood.gap", "sleep.gap"}:
            assert shape.weight >= 4


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


def test_type_sizes_keep_to_what_a_phone_shows():
    picture = lay_out(full_week())
    sizes = {
        role: {shape.size for shape in picture.of(role)}
        for role in ("title", "mood.value", "sleep.value", "day.name", "goal.name", "words.text")
    }
    assert TITLE >= 48
    assert NUMBER >= 32
    assert LABEL >= 30
    assert sizes["title"] == {TITLE}
    assert sizes["mood.value"] == sizes["sleep.value"] == {NUMBER}
    assert sizes["day.name"] == sizes["goal.name"] == sizes["words.text"] == {LABEL}


def test_a_long_title_is_written_smaller_before_it_is_cut():
    long = "Vier Wochen, 28. November – 24. Dezember 2026"
    (title,) = lay_out(replace(full_week(), title=long[:33])).of("title")
    assert title.text == long[:33]
    assert 40 <= title.size < TITLE
    (title,) = lay_out(replace(full_week(), title=long + long)).of("title")
    assert title.text.endswith("…")
    assert extent(title)[1] <= WIDTH - MARGIN


def test_neighbouring_day_names_and_dates_do_not_touch():
    for name in ("full", "german", "arabic"):
        picture = lay_out(WEEKS[name]())
        for role in ("day.name", "day.date"):
            spans = sorted(extent(shape)[:2] for shape in picture.of(role)[:7])
            assert all(a[1] <= b[0] for a, b in pairwise(spans)), role


def test_a_language_read_from_the_right_has_its_days_from_the_right():
    picture = lay_out(SAMPLES["arabic"]())
    points = sorted([*picture.of("mood.point"), *picture.of("mood.late")], key=lambda p: p.day)
    assert [p.x for p in points] == sorted((p.x for p in points), reverse=True)
    (title,) = picture.of("title")
    assert title.anchor == "end"


def test_a_tick_keeps_its_face_when_the_picture_is_mirrored():
    view = full_week()
    straight = lay_out(view).of("goal.sign")[0].points
    turned = lay_out(replace(view, right_to_left=True)).of("goal.sign")[0].points
    steps = [[b[0] - a[0] for a, b in pairwise(p)] for p in (straight, turned)]
    assert steps[0] == pytest.approx(steps[1])


def test_a_week_of_eight_days_is_refused():
    with pytest.raises(ValueError, match="seven days"):
        lay_out(SAMPLES["month"]())

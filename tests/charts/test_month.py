"""The month picture speaks the language of the week, in smaller signs."""

from dataclasses import replace

import pytest

from charts.columns import frame_of
from charts.month import lay_out, month_png
from charts.panels.mood import runs
from charts.theme import FOOT
from charts.week import lay_out as week_layout
from tests.charts.samples import days, empty_week, full_week, goal, month, telling_month


@pytest.mark.parametrize("weeks", [4, 5])
def test_gaps_stay_gaps(weeks):
    view = month(weeks)
    picture = lay_out(view)
    missing = [place for place, day in enumerate(view.days) if day.mood is None]
    assert [shape.day for shape in picture.of("mood.gap")] == missing
    longer = [run for run in runs(view.days) if len(run) > 1]
    assert [len(line.points) for line in picture.of("mood.line")] == [len(run) for run in longer]


def test_weeks_are_kept_apart_and_named():
    view = month(5)
    frame = frame_of(view)
    picture = lay_out(view)
    assert len(picture.of("week.rule")) == 2 * 4  # in mood and sleep
    assert frame.edge(7) - frame.edge(6) > frame.edge(6) - frame.edge(5)
    assert [shape.day for shape in picture.of("week.name")[:5]] == [0, 7, 14, 21, 28]


def test_a_month_of_thirty_days_has_a_short_last_week():
    view = replace(month(5), days=month(5).days[:30], goals=(goal("Walk", "d" * 30, "30 of 30"),))
    assert len(lay_out(view).of("goal.done")) == 30 + 1  # one explains


def test_signs_stand_on_their_day_and_inside_the_card():
    view = month(5)
    frame = frame_of(view)
    for role in ("mood.point", "goal.done", "goal.not"):
        for shape in lay_out(view).of(role):
            if shape.day is not None:
                assert shape.x == pytest.approx(frame.centre(shape.day))
                assert shape.x + shape.r < frame.card_right


def test_a_win_and_a_note_of_one_day_stand_one_over_the_other():
    picture = lay_out(telling_month())
    wins = {s.day: s.points for s in picture.of("mark.win") if s.day is not None}
    notes = {s.day: s.points for s in picture.of("mark.note") if s.day is not None}
    assert set(wins) & set(notes) == {8, 9, 15, 27}
    assert max(y for p in wins.values() for _, y in p) < min(
        y for p in notes.values() for _, y in p
    )


def test_the_latest_words_are_shown_and_the_number_of_all():
    picture = lay_out(telling_month())
    assert [s.text for s in picture.of("words.day")] == [f"{n} Nov" for n in range(4, 10)]
    assert [s.text for s in picture.of("words.cut")] == ["the latest 6 of 9"]


def test_all_type_is_large_enough():
    assert all(getattr(shape, "size", FOOT) >= FOOT for shape in lay_out(month(5)).shapes)


def test_an_empty_month_is_a_kind_picture_too():
    view = replace(empty_week(), days=days([None] * 28))
    assert lay_out(view).of("empty")
    assert month_png(view).startswith(b"\x89PNG")


def test_a_week_is_not_a_month():
    with pytest.raises(ValueError, match="thirty-five"):
        lay_out(full_week())
    with pytest.raises(ValueError, match="seven days"):
        week_layout(month(4))


def test_no_sign_is_explained_that_no_point_carries():
    some = [replace(day, of_moments=day.mood is not None) for day in days([5] * 7)]
    labels = replace(month(4).labels, of_moments="middle of moments")
    week = replace(full_week(), days=tuple(some), labels=labels)
    assert "≈ middle of moments" in [shape.text for shape in week_layout(week).of("footer")]
    weeks = replace(month(4), days=tuple(some * 4), labels=labels)
    footer = " ".join(shape.text for shape in lay_out(weeks).of("footer"))
    assert "moments" not in footer
    assert "≈" not in "".join(getattr(shape, "text", "") for shape in lay_out(weeks).shapes)

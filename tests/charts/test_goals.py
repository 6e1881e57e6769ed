"""Goals: pips of what was meant, halves for partly, and a number for what was beyond."""

from dataclasses import replace

import pytest

from charts.glyphs import width
from charts.panels.goals import PIPS, pips_of
from charts.week import lay_out
from tests.charts.samples import full_week, goal, one_goal, silent


@pytest.mark.parametrize(
    ("shown", "pips", "more"),
    [
        (goal("Walk", 2, 3), ["done", "done", None], 0),
        (goal("Walk", 4, 3), ["done"] * 3, 1),
        (goal("Walk", 1, 3, partly=1), ["done", "partly", None], 0),
        (goal("Walk", 3, 3, partly=1), ["done"] * 3, 1),
        (goal("Walk", 0, 2), [None, None], 0),
        (goal("Walk", 2, partly=1), ["done", "done", "partly"], 0),
        (goal("Walk", 9, 12), [], 0),
    ],
)
def test_pips_are_what_was_meant_and_beyond_is_counted(shown, pips, more):
    assert pips_of(shown) == (pips, more)


def test_beyond_is_written_behind_the_pips():
    picture = lay_out(replace(one_goal(), goals=(goal("Walk", 4, 3),)))
    assert [s.text for s in picture.of("goal.more")] == ["1 more"]
    assert len(picture.of("goal.done")) == 3


def test_silence_is_no_nought():
    picture = lay_out(replace(one_goal(), goals=(silent("Walk", None), silent("Read", 2))))
    assert [s.text for s in picture.of("goal.count")] == ["nothing noted"] * 2
    assert picture.of("goal.done") == []
    assert len(picture.of("goal.open")) == 2


def test_name_and_count_stand_on_one_line():
    picture = lay_out(full_week())
    names, counts = picture.of("goal.name"), picture.of("goal.count")
    assert [c.text for c in counts] == ["3 of 3", "1 of 2", "4 of 7"]
    for name, count in zip(names, counts, strict=True):
        assert name.y == count.y
        assert count.x > name.x
    assert [s.text for s in picture.of("goal.new")] == ["new"]


def test_a_long_name_ends_before_the_pips():
    view = replace(one_goal(), goals=(goal("word " * 50, 1, 7, new="new"),))
    picture = lay_out(view)
    (name,), (new,) = picture.of("goal.name"), picture.of("goal.new")
    assert name.text.endswith("…")
    assert name.x + width(name.text, name.size) < new.x - width(new.text, new.size)
    assert new.x < min(s.x - s.r for s in picture.of("goal.open"))


def test_a_name_that_no_face_can_draw_gives_way_to_its_number():
    picture = lay_out(replace(one_goal(), goals=(goal("𒀀𒀀", 1, 2),)))
    assert [s.text for s in picture.of("goal.name")] == ["Goal 3"]


def test_partly_is_explained_only_where_it_stands():
    assert "partly" in [s.text for s in lay_out(full_week()).of("legend")]
    assert "partly" not in [s.text for s in lay_out(one_goal()).of("legend")]


def test_more_than_a_week_of_pips_is_a_number_only():
    picture = lay_out(replace(one_goal(), goals=(goal("Walk", 9, PIPS + 1),)))
    assert picture.of("goal.done") == []
    assert [s.text for s in picture.of("goal.count")] == [f"{PIPS + 1} of {PIPS + 1}"]

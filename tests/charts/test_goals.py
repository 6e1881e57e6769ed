"""Goals: marks that differ in shape, names above their rows, counts at the right."""

from dataclasses import replace

from charts.panels.goals import MOST
from charts.week import lay_out
from tests.charts.samples import full_week, goal, one_goal

ROLES = ("goal.done", "goal.partly", "goal.not", "goal.unanswered", "goal.unasked")


def test_every_answer_has_a_sign_of_its_own_shape():
    view = replace(one_goal(), goals=(goal("Walk", "dpn-.dd", "3 of 7"),))
    picture = lay_out(view)
    found = {role: [s.day for s in picture.of(role) if s.day is not None] for role in ROLES}
    assert found == {
        "goal.done": [0, 5, 6],
        "goal.partly": [1],
        "goal.not": [2],
        "goal.unanswered": [3],
        "goal.unasked": [4],
    }
    assert len([s for s in picture.of("goal.sign") if s.day is not None]) == 3
    (half,) = [s for s in picture.of("goal.partly") if s.day is not None]
    assert half.half is not None


def test_a_name_stands_above_its_row_and_the_count_at_its_right():
    picture = lay_out(full_week())
    names, counts = picture.of("goal.name"), picture.of("goal.count")
    assert [c.text for c in counts] == ["3 of 3", "1 of 2", "4 of 7"]
    marks = [s for s in picture.of("goal.done") if s.day is not None]
    assert names[0].y < marks[0].y - marks[0].r
    for name, count in zip(names, counts, strict=True):
        assert name.y == count.y
        assert count.x > name.x


def test_a_long_name_ends_before_the_count():
    view = replace(one_goal(), goals=(goal("word " * 50, "d......", "1 of 7 this week"),))
    picture = lay_out(view)
    from charts.glyphs import width

    (name,), (count,) = picture.of("goal.name"), picture.of("goal.count")
    assert name.text.endswith("…")
    end = name.x + width(name.text, name.size)
    assert end < count.x - width(count.text, count.size, bold=True)


def test_the_signs_are_explained():
    assert {s.text for s in lay_out(full_week()).of("goal.key")} == {"done", "partly", "not"}


def test_without_goals_there_is_no_panel():
    assert lay_out(replace(full_week(), goals=())).of("goal.name") == []


def test_a_very_long_list_is_cut_and_the_rest_counted():
    many = tuple(goal(f"Goal {k}", "d......", "1 of 7") for k in range(MOST + 3))
    picture = lay_out(replace(full_week(), goals=many))
    assert len(picture.of("goal.name")) == MOST
    assert [s.text for s in picture.of("goal.rest")] == ["+ 3"]
    assert picture.width + picture.height < 10_000

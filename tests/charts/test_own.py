"""A person's own questions, on the columns of the days."""

from dataclasses import replace

import pytest

from charts.columns import frame_of
from charts.pages import plan
from charts.week import lay_out
from tests.charts.samples import full_week, month, own_questions, row


def page_of(view, role):
    """The first page on which such a shape stands."""
    pages = (lay_out(replace(view, page=n)) for n in range(len(plan(view))))
    return next(page for page in pages if page.of(role))


def test_numbers_rise_and_fall_in_the_column_of_their_day():
    view = own_questions()
    picture, frame = page_of(view, "own.point"), frame_of(view)
    energy = picture.of("own.point")[:5]
    assert [point.day for point in energy] == [0, 2, 3, 5, 6]
    heights = {point.day: point.y for point in energy}
    assert heights[3] < heights[2] < heights[0] < heights[6] < heights[5]
    for point in energy:
        assert point.x == pytest.approx(frame.centre(point.day))


def test_a_gap_is_not_bridged():
    lines = page_of(own_questions(), "own.line").of("own.line")
    frame = frame_of(own_questions())
    assert all(b[0] - a[0] == pytest.approx(frame.step) for a, b in (s.points for s in lines))


def test_each_number_stands_over_its_dot_and_gaps_are_empty():
    picture = page_of(own_questions(), "own.cell")
    cells = picture.of("own.cell")[:5]
    assert [(cell.day, cell.text) for cell in cells] == [
        (0, "5"), (2, "7"), (3, "10"), (5, "1"), (6, "3"),
    ]  # fmt: skip
    points = {point.day: point.y for point in picture.of("own.point")[:5]}
    assert all(cell.y < points[cell.day] - 8 for cell in cells)


def test_yes_no_and_partly_are_three_signs():
    picture = page_of(own_questions(), "own.yes")
    found = {role: [s.day for s in picture.of(f"own.{role}")] for role in ("yes", "no", "partly")}
    assert found == {"yes": [0, 3], "no": [1], "partly": [4]}


def test_a_bare_sum_is_one_line():
    picture = page_of(replace(full_week(), own=own_questions().own[-1:]), "own.name")
    assert [s.text for s in picture.of("own.said")] == [own_questions().own[-1].said]
    assert picture.of("own.cell") == []


def test_in_a_month_dots_stay_and_numbers_give_way():
    n = len(month(4).days)
    levels = tuple(place % 3 / 2 for place in range(n))
    energy = row("Energy", ("5",) * n, "middle 5", levels, "line")
    up = row("Up at", ("07:00",) * n, "28 days")
    picture = page_of(replace(month(4), own=(energy, up)), "own.point")
    assert len(picture.of("own.point")) == n
    assert picture.of("own.cell") == []


def test_a_name_that_no_face_can_draw_gives_way_to_its_number():
    picture = page_of(replace(full_week(), own=(row("𒀀", (), "often"),)), "own.name")
    assert [s.text for s in picture.of("own.name")] == ["Question 2"]

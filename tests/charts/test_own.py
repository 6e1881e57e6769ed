"""The panel of own questions, read from its layout."""

from dataclasses import replace
from itertools import pairwise

import pytest

from charts import month, week
from charts.columns import frame_of
from charts.glyphs import width
from charts.panels.own import MOST
from charts.theme import LABEL, WIDTH
from charts.view import OwnRow
from tests.charts.samples import HOSTILE, SAMPLES, empty_week, full_week

ENERGY = OwnRow("Energy", ("5", "", "7", "10", "", "1", "3"), "typically 5 (5 days)")
MOVED = OwnRow("Movement", ("1 h 30",) * 7, "typically 1 h 30 (7 days)")
HELPED = OwnRow("What helped", (), "walk (3 days), called a friend (2 days), tea (1 day)")
LABELS = replace(full_week().labels, own="Your own questions")


def asked(*rows: OwnRow):
    return replace(full_week(), own=rows, labels=LABELS)


def test_each_answer_stands_under_its_day_and_a_gap_is_a_dash():
    view = asked(ENERGY)
    picture, frame = week.lay_out(view), frame_of(view)
    cells = picture.of("own.cell")
    assert [cell.text for cell in cells] == ["5", "–", "7", "10", "–", "1", "3"]
    assert [round(cell.x) for cell in cells] == [round(frame.centre(n)) for n in range(7)]
    assert [said.text for said in picture.of("own.said")] == ["typically 5 (5 days)"]


def test_a_day_on_which_it_is_not_asked_is_no_gap():
    cells = week.lay_out(asked(replace(ENERGY, cells=("5", None, None, "", "8", None, None))))
    assert [cell.text for cell in cells.of("own.cell")] == ["5", "·", "·", "–", "8", "·", "·"]


def test_answers_beside_one_another_do_not_touch():
    cells = week.lay_out(asked(MOVED)).of("own.cell")
    for left, right in pairwise(cells):
        ends, begins = (cell.x for cell in (left, right))
        assert ends + width(left.text, LABEL) / 2 < begins - width(right.text, LABEL) / 2


def test_the_largest_number_is_never_cut():
    for number in ("100000", "99999.5", "100,000"):
        cells = week.lay_out(asked(OwnRow("Steps", (number,) * 7, "7 days"))).of("own.cell")
        assert [cell.text for cell in cells] == [number] * 7


def test_a_long_name_leaves_the_sum_its_room():
    row = replace(MOVED, name="Time outside without the telephone, or with it")
    picture = week.lay_out(asked(row))
    assert picture.of("own.said")[0].text == MOVED.said
    assert picture.of("own.name")[0].text.endswith("…")


def test_words_have_no_days_and_no_row_of_dashes():
    picture = week.lay_out(asked(HELPED))
    assert picture.of("own.cell") == []
    assert len(picture.of("day.name")) == 14, "of the mood and of the goals"
    (name,), (said,) = picture.of("own.name"), picture.of("own.said")
    assert said.x - width(said.text, LABEL, bold=True) > name.x + width(name.text, LABEL)


def test_a_month_has_the_sums_alone():
    row = OwnRow("Energy", ("5",) * 35, "typically 5 (35 days)")
    picture = month.lay_out(replace(SAMPLES["month"](), own=(row,), labels=LABELS))
    assert picture.of("own.cell") == []
    assert [said.text for said in picture.of("own.said")] == [row.said]


def test_more_than_a_phone_can_show_is_counted():
    picture = week.lay_out(asked(*[ENERGY] * (MOST + 3)))
    assert len(picture.of("own.name")) == MOST
    assert [rest.text for rest in picture.of("own.rest")] == ["+ 3"]


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_is_typed_stays_inside_the_picture(text):
    for shape in week.lay_out(asked(OwnRow(text, (text,) * 7, text), HELPED)).shapes:
        if getattr(shape, "role", "").startswith("own.") and getattr(shape, "text", ""):
            wide = width(shape.text, shape.size, bold=shape.bold)
            left = {"start": shape.x, "end": shape.x - wide}.get(shape.anchor, shape.x - wide / 2)
            assert left >= 0
            assert left + wide <= WIDTH


def test_who_was_asked_nothing_of_their_own_gets_the_picture_as_it_was():
    assert week.lay_out(full_week()).of("own.name") == []
    assert not replace(empty_week(), own=(HELPED,)).is_empty


def test_a_row_that_does_not_fit_the_days_is_refused():
    with pytest.raises(ValueError, match="a cell for each day"):
        asked(replace(ENERGY, cells=("5",)))

"""What "same as usual" answers, and the least it may rest on."""

from charts.usual import Usual, usual_answers
from tests.charts.samples import days


def test_usual_answers_need_five_days_each():
    assert usual_answers(days([5] * 4, [7] * 4, [3] * 4)) is None
    assert usual_answers(days([5] * 5, [7] * 4 + [None])) == Usual(5, None, None)


def test_usual_answers_are_ones_the_person_has_given():
    told = days([4, 5, 6, 7, 8, 3], [6.3, 7, 7.1, 7.4, 8, 9], [1, 2, 3, 4, 5, 5])
    assert usual_answers(told) == Usual(5, 7.25, 3)

"""A number that goes on in words is an answer; a note that has a number in it is none."""

import pytest

from conversations.parsing.answer_with_words import read_answer_with_words
from conversations.parsing.vocabulary import ENGLISH


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("5, not bad", "5"),
        ("5 not bad", "5"),
        ("5 Not bad", "5"),
        ("6, tired but ok", "6"),
        ("7 hours but i kept waking up", "7 hours"),
        ("6 - but it felt longer", "6"),
        ("5\nlong day", "5"),
        ("5/10, an ok day", "5/10"),
        ("4 because of mum", "4"),
    ],
)
def test_the_number_and_how_it_was(said: str, answer: str) -> None:
    assert read_answer_with_words(said, ENGLISH) == answer


@pytest.mark.parametrize(
    "said",
    [
        "5", "5, ", "5, 6", "4, no wait 5", "1, one day", "3 friends came over", "2. dinner",
        "around 5, went for a walk", "at 9, home alone", "not great, 5", "7, nap 1h", "3 not 4",
        "",
    ],
)  # fmt: skip
def test_what_is_all_answer_or_none(said: str) -> None:
    assert read_answer_with_words(said, ENGLISH) is None

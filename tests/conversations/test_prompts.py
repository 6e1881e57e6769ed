from datetime import date

import pytest

from conversations import prompts
from conversations.parsing.spans import read_past_span
from conversations.parsing.vocabulary import ENGLISH

# A Tuesday.
TODAY = date(2026, 11, 24)


def test_no_question_comes_twice_running() -> None:
    last, seen = None, []
    for _ in range(3 * len(prompts.prompts())):
        prompt = prompts.after(last)
        assert prompt.id != last
        seen.append(prompt.id)
        last = prompt.id
    assert len(set(seen)) == len(prompts.prompts())


def test_a_question_that_is_no_longer_there_does_no_harm() -> None:
    assert prompts.after("retired") == prompts.prompts()[0]


def test_there_are_enough_questions_for_some_weeks() -> None:
    assert len(prompts.prompts()) >= 14
    assert all(prompt.question.message.endswith("?") for prompt in prompts.prompts())


@pytest.mark.parametrize("entry", [None, {}, {"question": 7}, {"question": "?"}])
def test_a_broken_question_is_found_at_once(entry) -> None:
    with pytest.raises(ValueError, match="needs a question"):
        prompts._prompt("broken", entry)


@pytest.mark.parametrize(
    ("said", "first", "last"),
    [
        ("2026-11-20", date(2026, 11, 20), date(2026, 11, 20)),
        ("yesterday", date(2026, 11, 23), date(2026, 11, 23)),
        ("this week", date(2026, 11, 23), TODAY),
        ("last week", date(2026, 11, 16), date(2026, 11, 22)),
        ("Last month", date(2026, 10, 1), date(2026, 10, 31)),
        ("this month", date(2026, 11, 1), TODAY),
        ("november", date(2026, 11, 1), TODAY),
        ("in october", date(2026, 10, 1), date(2026, 10, 31)),
        ("december", date(2025, 12, 1), date(2025, 12, 31)),
        ("Oct 2025", date(2025, 10, 1), date(2025, 10, 31)),
        ("last fortnight", date(2026, 11, 11), TODAY),
    ],
)
def test_stretches_as_people_name_them(said, first, last) -> None:
    assert read_past_span(said, TODAY, ENGLISH) == (first, last)


@pytest.mark.parametrize("said", ["", "walk", "the walk helped", "december 2026", "tomorrow"])
def test_other_words_are_no_stretch(said) -> None:
    assert read_past_span(said, TODAY, ENGLISH) is None

import pytest

from conversations import feelings
from conversations.feelings.lines import LINES


@pytest.mark.parametrize(
    ("said", "group"),
    [
        ("meh", "low"),
        ("relapsed last nite. drank a bottle of vodka", "relapsed"),
        ("I relapsed again", "relapsed"),
        ("binged and purged today", "relapsed"),
        ("havent eaten in 3 days", "not_eating"),
        ("I haven’t eaten for two days", "not_eating"),
        ("i cant eat", "not_eating"),
        ("Ugh.", "low"),
        ("not great", "low"),
        ("I don't feel good", "low"),
        ("I’m not okay", "low"),
        ("numb", "low"),
        ("😔", "low"),
        ("I feel awful today", "heavy"),
        ("what a terrible day", "heavy"),
        ("I feel awful, the whole day was one long fight", "heavy"),
        ("today was hard because my mother called", "heavy"),
        ("😭😭", "heavy"),
        ("today was hard 😔", "heavy"),
        ("so tired and sad", "low"),
        ("exhausted", "tired"),
        ("burnt-out", "tired"),
        ("so anxious right now", "anxious"),
        ("😰", "anxious"),
        ("really fed up", "enough"),
        ("im so tired of this", "enough"),
        ("I’m so tired of feeling like this", "enough"),
        ("sick of it all", "enough"),
        ("had enough today", "enough"),
        ("so tired and fed up", "enough"),
        ("cant anymore", "heavy"),
        ("not doing so well", "low"),
        ("feeling stuck", "low"),
        ("I'm doing okay", "even"),
        ("ok i guess", "even"),
        ("I feel okay today", "even"),
        ("not too bad", "even"),
        ("okay but tired", "tired"),
        ("running on empty today", "tired"),
        ("good day!", "good"),
        ("not bad", "even"),
        ("🙂", "good"),
        ("❤️", "good"),
    ],
)
def test_a_feeling_is_heard(said: str, group: str) -> None:
    assert feelings.read(said, "en") == group


@pytest.mark.parametrize(
    "said",
    [
        "", "7", "ok", "Fine.", "good morning", "good night", "thanks", "thank you so much",
        "walk", "how much?", "not awful at work", "the tired dog", "I walked to the park",
        "a good book, and then we cooked", "later", "my hard drive is full", "👍", "...",
        "havent eaten yet", "a good last day", "havent eaten lunch", "i didn't relapse",
        "i watched 3 days of cricket",
    ],
)  # fmt: skip
def test_all_else_is_none(said: str) -> None:
    assert feelings.read(said, "en") is None


def test_a_long_story_is_none() -> None:
    assert feelings.read("I feel awful " + "and then more happened " * 10, "en") is None


def test_a_language_has_the_feelings_of_the_one_it_is_a_form_of() -> None:
    assert feelings.read("meh", "en-GB") == "low"


def test_a_language_without_a_file_has_no_feelings() -> None:
    assert feelings.read("meh", "xx") is None


def test_every_group_has_lines_enough_and_all_are_different() -> None:
    assert set(LINES) == set(feelings.HEAVIEST_FIRST)
    for lines in LINES.values():
        assert len({line.message for line in lines}) == len(lines) >= 6


def test_every_group_of_the_file_is_known() -> None:
    known = feelings.known("en")
    assert known is not None
    assert set(known.words) == set(feelings.HEAVIEST_FIRST)
    assert set(known.signs) <= set(feelings.HEAVIEST_FIRST)
    assert known.not_good in known.words


def test_no_word_is_in_two_groups() -> None:
    known = feelings.known("en")
    assert known is not None
    every = [word for words in known.words.values() for word in words]
    assert len(every) == len(set(every))


STORY = "I said I would call my sister on Sunday, then I stayed in bed until it was too late "


@pytest.mark.parametrize(
    ("end", "group"),
    [
        ("and i feel so ashamed", "heavy"),
        ("and now I’m just so tired.", "tired"),
        ("… i feel sad", "low"),
        ("and I don't feel good", "low"),
    ],
)
def test_how_a_story_ends_is_heard(end: str, group: str) -> None:
    assert feelings.read(STORY + end, "en") is None
    assert feelings.at_the_end(STORY + end, "en") == group


@pytest.mark.parametrize(
    "end",
    [
        "", "and that was bad", "and she was angry", "and I feel good", "and I was not sad",
        "and I feel ashamed of the curtains", "and I walked home tired", "❤️",
    ],
)  # fmt: skip
def test_only_a_hard_feeling_of_their_own_is_one(end: str) -> None:
    assert feelings.at_the_end(STORY + end, "en") is None
    assert feelings.at_the_end("", "en") is None


def test_an_end_that_goes_on_and_on_is_none() -> None:
    assert feelings.at_the_end("I feel " + "not " * 1000, "en") is None
    assert feelings.at_the_end("i feel so " * 400, "en") is None


def test_oh_well_is_no_feeling() -> None:
    assert feelings.read("oh well", "en") is None


@pytest.mark.parametrize(
    ("said", "well"),
    [("tired but ok", True), ("i cried and it felt good", True), ("ok but sad", False),
     ("tired but not good", False), ("sad", False), ("we went home", False)],
)  # fmt: skip
def test_a_feeling_may_end_well(said: str, well: bool) -> None:
    assert feelings.ends_well(said, "en") is well

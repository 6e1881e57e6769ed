"""How well somebody slept, in everyday words: read where they name a number, and else left."""

import pytest

from conversations.flows.sleep import QUALITY
from conversations.parsing.sleep_quality import read_sleep_quality
from conversations.parsing.tongue import IN_ENGLISH
from conversations.parsing.vocabulary import ENGLISH
from conversations.text import Rejected, Undecided

SAID = {
    1: [
        "awful", "terrible", "horrible", "Terribly.", "honestly awful", "very bad", "really bad",
        "like shit",
        "slept like crap", "it was the worst", "worst sleep in weeks", "not well at all",
        "very poor", "pretty awful",
    ],
    2: [
        "not great", "Not great.", "not good", "not so good", "not well", "not very well",
        "it wasn't great", "wasn’t great tbh",
        "didn't sleep well", "bad", "badly", "pretty bad", "poorly", "bad night", "no good",
        "not great last night",
        "not that good honestly", "really not great", "a bit lousy",
    ],
    3: [
        "so so", "so-so", "ok", "ok i guess", "i slept ok i guess", "okay", "alright", "average",
        "mediocre",
        "kinda ok", "not good not bad", "neither good nor bad", "could be worse", "ok-ish",
    ],
    4: [
        "good", "pretty good", "quite well", "well", "i slept well", "not bad at all",
        "a good night", "pretty good actually",
    ],
    5: [
        "great", "very good", "really good!", "very well", "like a baby", "slept like a log",
        "amazing", "so good",
        "best sleep in ages", "i slept great", "perfectly",
    ],
}  # fmt: skip
BETWEEN = {
    (1, 2): ["rough", "had a rough night"],
    (2, 3): ["meh", "kinda meh", "not terrible", "could be better"],
    (3, 4): ["not bad", "not too bad", "fine", "decent", "not bad i guess"],
}
SAYS_MORE = [
    "good night", "not really", "woke up a lot", "good but short", "better",
    "worse than yesterday",
    "not as good as i hoped", "idk", "weird dreams", "i had a good day", "tired", "good morning",
    "not",
    "i feel awful today", "awful dreams", "like always", "", "?", "so",
]  # fmt: skip


@pytest.mark.parametrize(
    ("number", "said"), [(n, one) for n, all_ in SAID.items() for one in all_]
)
def test_words_that_name_a_number_are_it(number: int, said: str) -> None:
    assert QUALITY.parse(said, IN_ENGLISH) == number


@pytest.mark.parametrize(
    ("two", "said"), [(n, one) for n, all_ in BETWEEN.items() for one in all_]
)
def test_of_words_between_two_numbers_it_is_asked_which(two: tuple[int, int], said: str) -> None:
    with pytest.raises(Undecided) as asked:
        QUALITY.parse(said, IN_ENGLISH)
    assert (asked.value.why.params["low"], asked.value.why.params["high"]) == two


@pytest.mark.parametrize("said", SAYS_MORE)
def test_what_says_more_or_less_is_no_answer(said: str) -> None:
    assert read_sleep_quality(said, ENGLISH) == ()
    with pytest.raises(Rejected):
        QUALITY.parse(said, IN_ENGLISH)


@pytest.mark.parametrize(("said", "number"), [("3", 3), ("maybe a 2", 2), ("four", 4), ("4/5", 4)])
def test_numbers_are_read_as_ever(said: str, number: int) -> None:
    assert QUALITY.parse(said, IN_ENGLISH) == number

"""Words of danger as they are typed in a bad hour: few, with slips, and with a curse between."""

import pytest

from conversations.safety.phrases import MOST_FILLERS
from conversations.safety.screen import Tier, screen


@pytest.mark.parametrize(
    "words",
    [
        "can't anymore", "cant any more", "not coping", "not really coping", "sick of everything",
        "at my wits end", "at my wit's end", "cant cope", "i cant do this anymore",
        "can't go on like this", "had it with everything", "done with everything", "falling apart",
        "I've had enough", "ive just had enough", "at the end of my tether",
    ],
)  # fmt: skip
def test_few_words_of_not_going_on_bring_the_way_to_help_and_no_card(words: str) -> None:
    assert screen(words) is Tier.POSSIBLE


@pytest.mark.parametrize(
    "words",
    [
        "can't eat cheese anymore", "i cant find it anymore", "i cant any more than you can",
        "coping better today", "the fridge is not coping with the heat", "had it with rice",
        "sick of everything being so expensive", "at my wits end with this printer",
        "done with everything on my list", "had enough sleep", "my shoes are falling apart",
    ],
)  # fmt: skip
def test_the_same_words_of_something_else_bring_nothing(words: str) -> None:
    assert screen(words) is Tier.NONE


@pytest.mark.parametrize(
    "words",
    [
        "i want to fucking die", "im going to literally just kill myself",
        "i want to take my own bloody life", "i honestly tried to actually end it",
        "i dont really even want to be alive",
    ],
)  # fmt: skip
def test_words_that_only_fill_part_no_phrase(words: str) -> None:
    assert screen(words) is Tier.PLAIN


def test_words_that_fill_are_passed_over_a_few_at_a_time() -> None:
    """However many there are, the time it takes grows with the text and no faster."""
    assert screen("take my own " + "fucking " * MOST_FILLERS + "life") is Tier.PLAIN
    assert screen("take my own " + "fucking " * (MOST_FILLERS + 1) + "life") is Tier.NONE


@pytest.mark.parametrize(
    "words",
    [
        "i wnat to die", "i want to dei", "im going to klil myself", "dotn want to live",
        "i dont want to be alvie", "i dont want to exst", "took all my pils",
        "i want to tkae my life",
        "i wan 2 die", "diie please let me diie i want to", "gonna hrut myself", "i hvae a noose",
    ],
)  # fmt: skip
def test_letters_that_changed_places_are_put_right_in_the_shortest_words(words: str) -> None:
    assert screen(words) is Tier.PLAIN


@pytest.mark.parametrize(
    "words",
    [
        "leave the word behind",
        "take the exit",
        "ding dong",
        "i want to diet",
        "a gong at the lake",
    ],
)
def test_a_word_of_its_own_is_no_slip(words: str) -> None:
    assert screen(words) is Tier.NONE


@pytest.mark.parametrize(
    ("words", "tier"),
    [
        ("please dont let me kill myself", Tier.PLAIN),
        ("i cant promise i wont hurt myself", Tier.PLAIN),
        ("give me one reason not to kill myself", Tier.PLAIN),
        ("i dont want to die but i think i will", Tier.PLAIN),
        ("i promise i will not kill myself", Tier.POSSIBLE),
        ("i dont want to kill myself", Tier.POSSIBLE),
    ],
)
def test_a_no_that_denies_nothing_lowers_nothing(words: str, tier: Tier) -> None:
    assert screen(words) is tier

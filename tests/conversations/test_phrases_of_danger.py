"""A line of the lists of danger means one thing, and its reader refuses what could mean two."""

import pytest

from conversations.safety.phrases import UnclearPhrase, read
from conversations.safety.screen import Tier, screen
from conversations.safety.tokens import in_clauses


def hears(line: str, words: str, *, groups: str = "") -> bool:
    phrases = read(f"[words]\n{groups}\n[plain]\n{line}")
    return any(phrases["plain"].found_in(in_clauses(words.split(), phrases.kinds)))


@pytest.mark.parametrize(
    ("line", "said", "not_said"),
    [
        ("(hurt/cut) my (arm/leg)", "cut my leg", "cut arm"),
        ("left .. my_things/everything", "left all my things", "left things"),
        ("left (my_things/everything) there", "left my things there", "left things there"),
        ("rope/belt", "belt", "strap"),
        ("find the (old/new)? rope", "find the rope", "find the blue rope"),
        ("so? alone", "alone", "so"),
        ("near .. <height>", "near a high roof", "near a house"),
        ("rope & neck/throat", "throat in the rope", "throat"),
    ],
)
def test_a_choice_is_of_what_its_signs_say(line: str, said: str, not_said: str) -> None:
    groups = "height = roof/cliff"
    assert hears(line, said, groups=groups)
    assert not hears(line, not_said, groups=groups)


@pytest.mark.parametrize(
    "line",
    [
        "note .. for the/on the/fridge",
        "be alive .. to/in summer/again feels",
        "left .. everything/my things",
        "hurt/cut my arm",
        "the a/b?",
        "left (everything/my things)",
        "find (the rope)",
        "(hurt/cut my arm",
        "plan .. die/<height>",
        "rope & the neck/throat",
        "one, two",
    ],
)
def test_a_line_that_could_mean_two_things_is_refused(line: str) -> None:
    with pytest.raises(UnclearPhrase):
        read(f"[words]\nheight = roof/cliff\n[plain]\n{line}")


def test_a_space_in_a_group_is_refused() -> None:
    with pytest.raises(UnclearPhrase):
        read("[words]\nheight = roof/edge of roof")


@pytest.mark.parametrize(
    ("words", "tier"),
    [
        ("i gave away all my stuff", Tier.PLAIN),
        ("tengo un plan con pastillas", Tier.PLAIN),
        ("ich habe einen plan mit tabletten", Tier.PLAIN),
        ("j'ai un plan avec des somniferes", Tier.PLAIN),
        ("ik heb een plan met pillen", Tier.PLAIN),
        ("i need to run away from myself", Tier.POSSIBLE),
        ("hard to live with myself", Tier.POSSIBLE),
        ("they regret having me", Tier.POSSIBLE),
        ("everything is falling apart and dark", Tier.POSSIBLE),
        ("life is too short", Tier.NONE),
    ],
)
def test_lines_that_meant_something_else_than_their_writers_thought_are_mended(
    words: str, tier: Tier
) -> None:
    assert screen(words) is tier

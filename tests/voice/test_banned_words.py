"""Words and shapes that do not belong into this voice, each with its reason (docs/voice.md)."""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.voice.sentences import everything

GAP = re.compile(r"\{\w+\}")  # its name is not said
LIST = Path(__file__).with_name("banned.toml")


@dataclass(frozen=True, slots=True)
class Banned:
    """A shape, why it is not said, and the sentences in which it is right."""

    shape: str
    why: str
    but: tuple[str, ...] = ()

    def found(self, sentences: list[str]) -> list[str]:
        """The sentences that have it and were not judged."""
        shape = re.compile(self.shape, re.IGNORECASE)
        return [
            one for one in sentences if one not in self.but and shape.search(GAP.sub("{}", one))
        ]


ALL = [
    Banned(one["shape"], one["why"], tuple(one.get("but", ())))
    for one in tomllib.loads(LIST.read_text("utf-8"))["banned"]
]


def test_nothing_is_said_that_was_banned() -> None:
    said = everything()
    found = {banned.why: banned.found(said) for banned in ALL}
    assert {why: sentences for why, sentences in found.items() if sentences} == {}


@pytest.mark.parametrize(
    "before",
    [
        "Good to read you again.",
        "No win, then.",
        "Put away.",
        "Shall I take it in?",
        "Which city's time do you live by?",
        "I will try again by myself.",
        "Which day is told already?",
        "Great job!",
        "You missed 3 days.",
        "A whole number from 1 to 10 works best here.",
        "That is noted. You can leave it here.",
        "You should write more.",
        "Your patient id is invalid.",
        "typically 5.5",
    ],
)
def test_the_sentences_it_began_with_would_be_found(before: str) -> None:
    assert any(banned.found([before]) for banned in ALL)


def test_every_ban_says_why() -> None:
    assert all(banned.why.strip() for banned in ALL)

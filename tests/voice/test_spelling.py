"""One spelling throughout, the American one; British forms are looked for by their beginnings."""

import re
import tomllib
from pathlib import Path

from tests.voice.sentences import everything

LIST = Path(__file__).with_name("spelling.toml")
WORDS: dict[str, str] = tomllib.loads(LIST.read_text("utf-8"))["words"]
# The verb "fulfill" begins with its British form.
BRITISH = re.compile(rf"\b(?:{'|'.join(WORDS)})(?<!fulfil(?=l))", re.IGNORECASE)


def british(sentences: list[str]) -> list[str]:
    """The sentences with a British form."""
    return [one for one in sentences if BRITISH.search(one)]


def test_everything_is_spelled_as_in_america() -> None:
    assert british(everything()) == []


def test_a_british_form_would_be_found() -> None:
    assert british(["It was cancelled.", "Your favourite colour?", "A fine neighbour."]) == [
        "It was cancelled.",
        "Your favourite colour?",
        "A fine neighbour.",
    ]
    assert british(["It's canceled.", "A color.", "To fulfill it."]) == []

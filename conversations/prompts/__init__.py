"""Questions to write about, as data: prompts.toml, one table for each, read and checked once.

A new one is a new table; ids are for ever, for the last one asked is remembered by its id.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from conversations.text import Text, from_file

MOST = 140
_ID = re.compile(r"[a-z]{2,20}")


@dataclass(frozen=True, slots=True)
class WritingPrompt:
    """A question to write about."""

    id: str
    question: Text


@cache
def prompts() -> tuple[WritingPrompt, ...]:
    """Return all of them, in the order of the file."""
    found = tomllib.loads(files(__package__).joinpath("prompts.toml").read_text("utf-8"))
    read = tuple(_prompt(id, entry) for id, entry in found.items())
    if len(read) < 2:
        raise ValueError("one question cannot rotate")
    return read


def after(last: str | None) -> WritingPrompt:
    """Return the question that follows the one asked last, so that none comes twice running."""
    every = prompts()
    ids = [prompt.id for prompt in every]
    return every[(ids.index(last) + 1) % len(every)] if last in ids else every[0]


def by_id(id: str) -> WritingPrompt | None:
    """Return a question by its id."""
    return next((prompt for prompt in prompts() if prompt.id == id), None)


def _prompt(id: str, entry: object) -> WritingPrompt:
    question = entry.get("question") if isinstance(entry, dict) else None
    if not _ID.fullmatch(id) or not isinstance(question, str) or not 5 < len(question) <= MOST:
        raise ValueError(f"prompt {id!r} needs a question of at most {MOST} characters")
    return WritingPrompt(id, from_file(question))

"""How people say how they feel, and a warm line for each; words alone, and no deciding.

Each language has its file, `feelings_LANGUAGE.toml`: data that anybody who speaks it can mend.
"""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict

from conversations.parsing.clean import as_label, clean

FOLDER = files("conversations.feelings")
MOST_WORDS = 20  # more is a story, and a short line would not do it justice
# The heaviest first: of two feelings said at once, it is the one that is answered.
HEAVIEST_FIRST = (
    *("relapsed", "not_eating", "heavy", "anxious", "angry"),
    *("enough", "low", "tired", "even", "good"),
)
NOT_HARD = frozenset({"even", "good"})
"""Neither hard nor low: "ok i guess" is no more than even, and "good" is good."""
_CLAUSES = re.compile(r"[.,;:!?\n\u2026()\u2013\u2014]+| - ")
_NUMBER = re.compile(r"\b\d{1,3}\b")
_SIGNS = "\ufe0f\u200d\u2640\u2642"  # what emoji are joined and shaped with


class Feelings(BaseModel):
    """The words of a language: what leads to a feeling and follows it, and the feelings."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    before: frozenset[str]
    after: frozenset[str]
    between: frozenset[str]
    no: frozenset[str]
    of_oneself: frozenset[str] = frozenset()
    not_good: str
    says_little: frozenset[str]
    words: Mapping[str, frozenset[str]]
    signs: Mapping[str, str]


def read(text: str, language: str, *, to_the_end: bool = False) -> str | None:
    """Say which feeling words are, by the name of its group; None for all else.

    Words may begin with a feeling and go on, unless they are to be one `to_the_end`.
    """
    in_language = known(language) or known(language.partition("-")[0])
    if in_language is None or len(text.split()) > MOST_WORDS:
        return None
    said = clean(text).replace("\u2019", "'").casefold()
    signs, words = _parted(said, in_language)
    if not words.strip():
        return _heaviest(signs)
    if as_label(words) in in_language.says_little:
        return None
    groups = [_group(clause, in_language) for clause in _clauses(words, in_language)]
    if groups and None not in groups:
        return _heaviest([group for group in groups if group])
    # "I feel awful, the whole day was one long fight" begins with it, and goes on.
    first = groups[0] if groups else None
    return first if first not in NOT_HARD and not to_the_end else None


def at_the_end(text: str, language: str) -> str | None:
    """Say with which feeling of their own somebody ends, however long the story was before.

    Only one that is hard, and only where the last clause says nothing else.
    """
    in_language = known(language) or known(language.partition("-")[0])
    if in_language is None:
        return None
    _, words = _parted(clean(text).replace("\u2019", "'").casefold(), in_language)
    last = next(reversed(_clauses(words, in_language)), [])
    if len(last) > MOST_WORDS or in_language.of_oneself.isdisjoint(last):
        return None
    group = _group(last, in_language)
    return group if group not in NOT_HARD else None


def ends_well(text: str, language: str) -> bool:
    """Tell whether somebody names a hard feeling and ends with one that is not: "tired but ok"."""
    in_language = known(language) or known(language.partition("-")[0])
    if in_language is None or len(text.split()) > MOST_WORDS:
        return False
    _, words = _parted(clean(text).replace("\u2019", "'").casefold(), in_language)
    last = next(reversed(_clauses(words, in_language)), [])
    return _group(last, in_language) in NOT_HARD


@cache
def known(language: str) -> Feelings | None:
    """Return the words of a language; None where nobody wrote its file yet."""
    file = FOLDER.joinpath(f"feelings_{language}.toml")
    if not file.is_file():
        return None
    return Feelings.model_validate(tomllib.loads(file.read_text("utf-8")))


def _parted(said: str, known: Feelings) -> tuple[list[str], str]:
    """Take the pictures out of the words: which feelings they show, and the rest."""
    groups = {sign: group for group, signs in known.signs.items() for sign in signs}
    shown = [groups[sign] for sign in said if sign in groups]
    return shown, "".join(sign for sign in said if sign not in groups and sign not in _SIGNS)


def _clauses(words: str, known: Feelings) -> list[list[str]]:
    """Part words where one thing ends and the next begins."""
    clauses: list[list[str]] = []
    for part in _CLAUSES.split(words):
        clause: list[str] = []
        for word in part.replace("-", " ").split():
            if word in known.between:
                clauses.append(clause)
                clause = []
            else:
                clause.append(word)
        clauses.append(clause)
    return [clause for clause in clauses if clause]


def _group(clause: list[str], known: Feelings) -> str | None:
    """Find the feeling that a clause is, once what leads to it and follows it is taken away."""
    for start in range(len(clause)):
        if group := _named(clause[start:], known):
            return group
        if clause[start] in known.no:
            is_denied = _group(clause[start + 1 :], known) in NOT_HARD
            return known.not_good if is_denied else None
        if clause[start] not in known.before:
            return None
    return None


def _named(words: list[str], known: Feelings) -> str | None:
    for end in range(len(words), 0, -1):
        said = _NUMBER.sub("#", " ".join(words[:end]))
        group = next((name for name in HEAVIEST_FIRST if said in known.words[name]), None)
        if group is not None:
            return group
        if words[end - 1] not in known.after:
            return None
    return None


def _heaviest(groups: list[str]) -> str | None:
    return min(groups, key=HEAVIEST_FIRST.index, default=None)

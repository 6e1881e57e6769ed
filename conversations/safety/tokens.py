"""From what somebody typed to plain words: small letters, no accents, everyday spelling undone."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from conversations.parsing.clean import clean

SLIPS_FROM = 6  # letters: in shorter words a slip makes another word
LONGEST = 24  # letters of a word that may hold a slip
_APOSTROPHES = str.maketrans(dict.fromkeys("\u2018\u2019\u02bc\u00b4`", "'"))
_PAUSE = re.compile("\\.{2,}|\u2026")
_TOKEN = re.compile(r"[^\W_]+(?:'[^\W_]+)*|[.,;:!?()]")
_DRAWN_OUT = re.compile(r"(\w)\1{2,}")
_BREAKS, _ENDS = frozenset(".,;:!?()"), frozenset(".!?")
_SIGNS = str.maketrans({"$": "s", "@": "a", "*": "", "ß": "ss", "œ": "oe", "æ": "ae", "ı": "i"})
# Not seen within a word (Unicode's Default_Ignorable_Code_Point), or drawn around a letter.
_UNSEEN = re.compile(
    "[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e0fff\u0488\u0489\u20dd-\u20e4]"
)
_DIGITS = str.maketrans("0134", "oiea")
_A_LETTER_BESIDE = re.compile(r"[^\W\d_][013]|[013][^\W\d_]")


@dataclass(frozen=True, slots=True)
class Kinds:
    """Which words of a language open something new, say who, say no, and say nothing."""

    opening: frozenset[str] = frozenset()
    subjects: frozenset[str] = frozenset()
    noes: frozenset[str] = frozenset()
    fillers: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words of a text; for each the number of its clause and of its sentence.

    `opens` tells whether something new begins with it, `subject` whether it is who speaks of
    something, `says_no` whether it is a negation, `fills` whether it adds nothing: "really".
    """

    words: tuple[str, ...]
    in_clause: tuple[int, ...]
    in_sentence: tuple[int, ...]
    opens: tuple[bool, ...]
    subject: tuple[bool, ...]
    says_no: tuple[bool, ...]
    fills: tuple[bool, ...]


def folded(text: str) -> str:
    """Return small letters without accents."""
    bare = text.translate(_APOSTROPHES).casefold().translate(_SIGNS)
    if bare.isascii():
        return bare
    # What was a bold capital, or one in a box, is known as a capital only now.
    apart = unicodedata.normalize("NFKD", _UNSEEN.sub("", bare)).casefold()
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def tokens(text: str) -> tuple[str, ...]:
    """Return the words of a text and the marks between them, in small letters."""
    plain = _PAUSE.sub(" ", folded(clean(text)))
    return tuple(map(_letters, _TOKEN.findall(_DRAWN_OUT.sub(r"\1\1", plain))))


def _letters(token: str) -> str:
    """Read a digit within a word as the letter that it stands for."""
    return token.translate(_DIGITS) if _A_LETTER_BESIDE.search(token) else token


def apart(said: Sequence[str], elided: Collection[str]) -> Iterable[str]:
    """Part "d'adieu" where the language elides, and join "don't" where it does not."""
    return _apart(said, elided) if "'" in "".join(said) else said


def _apart(said: Iterable[str], elided: Collection[str]) -> Iterator[str]:
    for token in said:
        head, mark, tail = token.partition("'")
        if mark and head in elided:
            yield head
            yield tail.replace("'", "")
        else:
            yield token.replace("'", "")


def spelled(said: Iterable[str], spelling: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Write out what is drawn together."""
    return tuple([word for token in said for word in spelling.get(token, (token,))])


def mended(token: str, slips: Mapping[str, str]) -> str:
    """Return the word that was meant, if the token is one letter away from it."""
    if len(token) > 1 and token[-1] == token[-2] and slips.get(token[:-1]) == token[:-1]:
        return token[:-1]  # "diee"
    if not SLIPS_FROM - 1 <= len(token) <= LONGEST:
        return token
    if token in slips:
        return slips[token]
    for place in range(1, len(token)):
        lacking = token[:place] + token[place + 1 :]
        if lacking in slips:
            return slips[lacking]
    return token


def in_clauses(said: Iterable[str], kinds: Kinds) -> Tokens:
    """Number the clauses and the sentences; a comma ends a clause, a full stop both."""
    words: list[str] = []
    in_clause: list[int] = []
    in_sentence: list[int] = []
    clause = sentence = 0
    for token in said:
        if token in _BREAKS:
            clause += 1
            sentence += token in _ENDS
            continue
        words.append(token)
        in_clause.append(clause)
        in_sentence.append(sentence)
    return Tokens(
        tuple(words),
        tuple(in_clause),
        tuple(in_sentence),
        opens=tuple(word in kinds.opening for word in words),
        subject=tuple(word in kinds.subjects for word in words),
        says_no=tuple(word in kinds.noes for word in words),
        fills=tuple(word in kinds.fillers for word in words),
    )

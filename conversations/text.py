"""Something to be said: an English sentence with named gaps; the shell translates and fills it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import NamedTuple, TypeAlias, Union

Param: TypeAlias = Union[str, int, float, date, time, datetime, "Text", "Listing"]


_NO_GAPS: Mapping[str, Param] = {}


class Text(NamedTuple):
    """A sentence. String params are shown as they are, numbers and dates in local form.

    `context` tells apart what is one word in English and may be two in another language.
    `strong`: it is what the eye must find first, such as a number to call.
    `folded`: it is long and can wait, so a tap opens it.
    """

    message: str
    params: Mapping[str, Param] = _NO_GAPS
    plural: str = ""
    own: bool = False
    context: str = ""
    strong: bool = False
    folded: bool = False

    def given(self, **params: Param) -> "Text":
        """Return the same sentence with more of its gaps filled."""
        return Text(self.message, {**self.params, **params}, *self[2:])

    def __hash__(self) -> int:
        """By the sentence alone: what fills its gaps may be anything."""
        return hash((self.message, self.plural, self.own, self.context, self.strong, self.folded))


@dataclass(frozen=True, slots=True)
class Listing:
    """Several things one after the other, with what the reader's language puts between them."""

    parts: tuple[Text, ...]


def t(message: str, /, **params: Param) -> Text:
    """Say a sentence; the literal given here is what the catalogues collect."""
    return Text(message, params)


def tc(context: str, message: str, /, **params: Param) -> Text:
    """Say what means two things in English: the context tells translators which it is here."""
    return Text(message, params, context=context)


def tn(one: str, many: str, n: int, /, **params: Param) -> Text:
    """Say a sentence in the singular or the plural; `{n}` is the number."""
    return Text(one, {"n": n, **params}, plural=many)


def from_file(words: str) -> Text:
    """Say words of a data file; bot/locale/babel.cfg names the file, so catalogues have them."""
    return Text(words)


def own(words: str) -> Text:
    """Quote a person's own words: never translated, never filled in."""
    return Text(words, own=True)


def strong(text: Text) -> Text:
    """Say it in bold."""
    return Text(*text[:-2], strong=True, folded=text.folded)


def quoted(*texts: Text) -> Text:
    """Say what is long and can wait, a line each: shown short, opened by a tap."""
    return joined(texts)._replace(folded=True)


def shown(value: Param) -> Text:
    """Show one number, date or time in the reader's way of writing it."""
    return Text("{value}", {"value": value})


def joined(texts: Sequence[Text], between: str = "\n") -> Text:
    """Put finished sentences side by side, each translated by itself."""
    names = [f"part{index}" for index in range(len(texts))]
    return Text(
        between.join(f"{{{name}}}" for name in names), dict(zip(names, texts, strict=True))
    )


def listed(things: Iterable[Text]) -> Text:
    """Name several things: "a, b, c", or as the reader's language lists them."""
    return Text("{things}", {"things": Listing(tuple(things))})


class Rejected(Exception):
    """An answer that could not be read; `why` is the one kind sentence to show."""

    def __init__(self, why: Text) -> None:
        super().__init__(why.message)
        self.why = why


class Undecided(Rejected):
    """Words that were understood and leave open which of two answers is meant; `why` asks."""

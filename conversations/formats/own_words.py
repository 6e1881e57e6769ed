"""Some of a person's own words; typing adds new ones to the list."""

import re
from dataclasses import dataclass
from hashlib import sha256

from conversations.flow import AnswerFormat, Option, Rows, Value
from conversations.formats.free_text import shortened
from conversations.formats.keys import rows_of
from conversations.parsing.clean import clean
from conversations.parsing.tongue import Tongue
from conversations.text import Rejected, Text, listed, own, t

MOST_WORDS = 24  # buttons, two in a row, that a thumb can still find its way in
LONGEST = 40
_BETWEEN = re.compile(r"[,;\n]+")


@dataclass(frozen=True)
class OwnWords(AnswerFormat):
    """A list of words; `known` are those of earlier days, `chosen` those ticked so far."""

    known: tuple[str, ...]
    chosen: tuple[str, ...] = ()

    @property
    def multi_select(self) -> bool:
        """Words are ticked one by one."""
        return True

    @property
    def accumulates(self) -> bool:
        """A typed word joins those that are ticked."""
        return True

    def options(self, current: Value | None) -> Rows:
        """One button for each word, leading to the other state."""
        chosen = words_of(current)
        return rows_of((_toggle(word, on=word in chosen) for word in self._all(chosen)), 2)

    def accept(self, data: str, current: Value | None) -> Value:
        """Tick or clear the one word that was pressed."""
        chosen = words_of(current)
        key, _, state = data.partition("=")
        word = next((word for word in self._all(chosen) if key_of(word) == key), None)
        if word is None or state not in ("on", "off"):
            raise _unread()
        rest = [other for other in chosen if other != word]
        return [*rest, word] if state == "on" else [*rest]

    def parse(self, raw: str, tongue: Tongue) -> Value:  # noqa: ARG002 - the shape of a format; these words are of no language
        """Take typed words, one or several with commas between, and tick them."""
        typed = [" ".join(part.split()) for part in _BETWEEN.split(clean(raw))]
        typed = [word for word in typed if any(char.isalnum() for char in word)]
        if not typed or any(len(word) > LONGEST for word in typed):
            raise _unread()
        known = {key_of(word): word for word in reversed(self._all([*self.chosen]))}
        meant = [known.setdefault(key_of(word), word) for word in typed]
        chosen = list(dict.fromkeys((*self.chosen, *meant)))
        if len(self._all(chosen)) > MOST_WORDS:
            raise Rejected(
                t(
                    "There's only room for {n} words. You can remove one in /trackers first.",
                    n=MOST_WORDS,
                )
            )
        return [*chosen]

    def describe(self, value: Value) -> Text:
        """Say the words."""
        words = words_of(value)
        return listed(map(own, words)) if words else t("nothing in particular")

    def finish(self, current: Value | None) -> Value:
        """Save: nothing ticked is an answer too."""
        return [*words_of(current)]

    def _all(self, chosen: list[str]) -> list[str]:
        return list(dict.fromkeys((*self.known, *chosen)))


def words_of(value: object) -> list[str]:
    """Return the words in an answer; none if it holds something else."""
    if not isinstance(value, list | tuple):
        return []
    return [word for word in value if isinstance(word, str)]


def key_of(word: str) -> str:
    """Name a word in a few signs that fit on a button; capital letters make no difference."""
    return sha256(word.casefold().encode()).hexdigest()[:10]


def _toggle(word: str, *, on: bool) -> Option:
    label = own(shortened(word, LONGEST))
    if on:
        return Option(f"{key_of(word)}=off", t("✓ {label}", label=label))
    return Option(f"{key_of(word)}=on", label)


def _unread() -> Rejected:
    return Rejected(
        t("Tap what fits, or type a word or two, such as “walk” or “called a friend”.")
    )

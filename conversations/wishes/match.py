"""Which wish was said: the whole message is one of its phrases, but for words of politeness."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from conversations.wishes.gaps import Here, WishWords, read_gaps
from conversations.wishes.load import WishPhrase, WishPhrases
from conversations.wishes.spelling import in_wish


@dataclass(frozen=True, slots=True)
class Wish:
    """A wish by its name, and what was named with it."""

    name: str
    words: WishWords


def read_wish(raw: str, phrases: WishPhrases, here: Here) -> Wish | None:
    """Read a wish; None for what says anything else, or more."""
    return next(
        (
            Wish(phrase.wish, replace(words, raw=raw))
            for said, of_myself in _without_politeness(in_wish(raw), phrases)
            for phrase, words in _meant(said, phrases, here)
            if (here.asked or not phrase.only_asked) and not (of_myself and phrase.not_of_myself)
        ),
        None,
    )


def _meant(said: str, phrases: WishPhrases, here: Here) -> Iterator[tuple[WishPhrase, WishWords]]:
    if (phrase := phrases.whole.get(said)) is not None:
        yield phrase, WishWords()
    for pattern, phrase in phrases.open:
        if found := pattern.fullmatch(said):
            words = read_gaps(found.groupdict(), here, phrases.no_place)
            if words is not None:
                yield phrase, words


def _without_politeness(said: str, phrases: WishPhrases) -> Iterator[tuple[str, bool]]:
    """Give the words as they are, then with less and less around them; and who speaks of whom."""
    of_myself = False
    while said:
        yield said, of_myself
        if (rest := _after(said, phrases.before)) or (rest := _before(said, phrases.after)):
            said = rest
        elif rest := _after(said, phrases.myself):
            said, of_myself = rest, True
        else:
            return


def _after(said: str, beginnings: Iterable[str]) -> str:
    fitting = [one for one in beginnings if said.startswith(f"{one} ")]
    return said[len(max(fitting, key=len)) + 1 :] if fitting else ""


def _before(said: str, endings: Iterable[str]) -> str:
    fitting = [one for one in endings if said.endswith(f" {one}")]
    return said[: -len(max(fitting, key=len)) - 1] if fitting else ""

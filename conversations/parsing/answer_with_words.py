"""An answer that goes on in words: "5, not bad", "7 hours but i kept waking up"."""

import re
from functools import cache

from conversations.parsing.clean import clean
from conversations.parsing.phrases import any_of
from conversations.parsing.vocabulary import Vocabulary

_DIGIT = re.compile(r"\d")


def read_answer_with_words(raw: str, words: Vocabulary) -> str | None:
    """Return the answer alone; None where no words follow it, or another number among them.

    It begins with a digit: "around 5, went for a walk" tells of an hour.
    """
    found = _pattern(words).match(clean(raw).casefold())
    if found is None:
        return None
    more = re.split(r"\W+", found["more"])
    is_another = _DIGIT.search(found["more"]) or not words.number_names.keys().isdisjoint(more)
    return None if is_another else found["answer"].rstrip(" -\u2013")


@cache
def _pattern(words: Vocabulary) -> re.Pattern[str]:
    goes_on = any_of(words.answer_goes_on)
    return re.compile(
        rf"(?P<answer>\d.{{0,19}}?)(?:[,;:!] +|[,;:!.]? *\n+| (?={goes_on} ))(?P<more>[^\W\d].*)",
        re.DOTALL,
    )

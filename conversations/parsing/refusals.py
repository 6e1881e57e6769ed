"""Reading "no, don't": that something is to be left as it is."""

from functools import cache

from conversations.parsing.clean import as_label
from conversations.parsing.phrases import Phrases
from conversations.parsing.vocabulary import Vocabulary

_SIGNS = str.maketrans(dict.fromkeys(",;.!?'", ""))


def says_no(text: str, words: Vocabulary) -> bool:
    """Tell whether that is all that was said."""
    said = " ".join(as_label(text).translate(_SIGNS).split())
    return said in words.no or _refusals(words).read(said) is not None


@cache
def _refusals(words: Vocabulary) -> Phrases:
    return Phrases(words.leave_it)

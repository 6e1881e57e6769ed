"""How somebody types and reads: the words of their language, and how a label looks to them."""

from collections.abc import Callable
from dataclasses import dataclass

from conversations.parsing.vocabulary import ENGLISH, Vocabulary
from conversations.text import Text


@dataclass(frozen=True, slots=True)
class Tongue:
    """What is needed to understand typed words: a label counts as it stands on the button."""

    words: Vocabulary
    label: Callable[[Text], str]


IN_ENGLISH = Tongue(ENGLISH, lambda text: text.message)

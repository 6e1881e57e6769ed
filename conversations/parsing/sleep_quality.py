"""How well somebody slept, in everyday words: "not great", "like a baby", "ok i guess"."""

import re
from functools import cache

from conversations.parsing.clean import as_label
from conversations.parsing.phrases import any_of, expression
from conversations.parsing.vocabulary import Vocabulary

_SIGNS = str.maketrans({**dict.fromkeys(",;.!?'", ""), "-": " "})


def read_sleep_quality(raw: str, words: Vocabulary) -> tuple[int, ...]:
    """Read it as 1, very poor, to 5, very good; two for words between them, none for others."""
    said = " ".join(as_label(raw).translate(_SIGNS).split())
    if not said:
        return ()
    found = enumerate(_patterns(words), 1)
    return tuple(n for n, pattern in found if pattern.fullmatch(said))


@cache
def _patterns(words: Vocabulary) -> tuple[re.Pattern[str], ...]:
    around = any_of(words.around_quality)
    return tuple(
        re.compile(rf"(?:{around} )*(?:{'|'.join(map(expression, phrases))})(?: {around})*")
        for phrases in (
            words.slept_very_poorly,
            words.slept_poorly,
            words.slept_so_so,
            words.slept_well,
            words.slept_very_well,
        )
    )

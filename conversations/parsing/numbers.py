"""Numbers as people type them: digits of any script, words, halves, and words around them."""

import re
from decimal import Decimal
from functools import cache

from conversations.parsing.clean import in_short
from conversations.parsing.phrases import Phrases
from conversations.parsing.vocabulary import Vocabulary

# The shape is checked before any conversion: int() and float() also read "1_0", "1e309", "nan".
_PLAIN = re.compile(r"[0-9]{1,7}(?:[.,][0-9]{1,3})?")
_HALVES = {"\u00bd": ".5", "\u00bc": ".25", "\u00be": ".75"}
_HALF_SIGN = re.compile("([0-9]{0,4}) ?([\u00bd\u00bc\u00be])")
_HALF_IN_DIGITS = re.compile(r"([0-9]{1,3}) 1/2")


def read_number(raw: str, words: Vocabulary) -> Decimal | None:
    """Read a number that is never negative: "7", "seven", "7,5", "7½", "seven and a half"."""
    return plain_number(without_fillers(in_short(raw), words), words)


def in_digits(text: str) -> Decimal | None:
    """Read a number in digits, which every language writes alike."""
    text = _HALF_SIGN.sub(lambda found: (found[1] or "0") + _HALVES[found[2]], text)
    return Decimal(text.replace(",", ".")) if _PLAIN.fullmatch(text) else None


def plain_number(text: str, words: Vocabulary) -> Decimal | None:
    """Read a number from text that is already in short form."""
    if (number := in_digits(text)) is not None:
        return number
    if (named := words.number_names.get(text.replace(" ", "-"))) is not None:
        return Decimal(named)
    if (whole := _before_half(text, words)) is not None:
        number = plain_number(whole, words)
        return None if number is None else number + Decimal("0.5")
    return None


def _before_half(text: str, words: Vocabulary) -> str | None:
    if half := _HALF_IN_DIGITS.fullmatch(text):
        return half[1]
    written = _written_half(words).read(text)
    return written["number"] if written else None


@cache
def _written_half(words: Vocabulary) -> Phrases:
    # A name without digits: "7,5 and a half" is none.
    return Phrases(words.and_a_half, number="[0-9]{1,3}|[^0-9]+?")


def read_whole(raw: str, words: Vocabulary, *, out_of: int | None = None) -> int | None:
    """Read a whole number; "7/10" and "seven out of ten" count when ten is what it is out of."""
    text = without_fillers(in_short(raw), words)
    text = without_ending(text, words)
    first, sign, last = _split_ratio(text, words)
    if sign and (out_of is None or plain_number(last, words) != out_of):
        return None
    number = plain_number(first, words)
    return int(number) if number is not None and number == number.to_integral_value() else None


def without_fillers(text: str, words: Vocabulary) -> str:
    """Take away the words people put around a number: "about 7", "maybe a seven"."""
    parts = text.replace("~", "~ ").split()
    while len(parts) > 1 and parts[0] in words.around:
        parts.pop(0)
    while len(parts) > 1 and parts[-1] in words.around:
        parts.pop()
    return " ".join(parts)


def without_ending(part: str, words: Vocabulary) -> str:
    """Take away what makes a number rough: "4ish", "4 ish"."""
    endings = (one for one in words.roughly_endings if part.endswith(one))
    return part.removesuffix(next(endings, "")).rstrip()


def _split_ratio(text: str, words: Vocabulary) -> tuple[str, str, str]:
    said = [f" {word} " for word in words.out_of] if " " in text else []
    for sign in (*said, "/"):
        first, found, last = text.partition(sign)
        if found:
            return first.strip(), found, last.strip()
    return text, "", ""

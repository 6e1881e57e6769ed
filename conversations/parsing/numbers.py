"""Numbers as people type them: digits of any script, words, halves, and words around them."""

import re
from decimal import Decimal

from conversations.parsing.clean import in_short
from conversations.parsing.words import FILLERS, NUMBERS

# The shape is checked before any conversion: int() and float() also read "1_0", "1e309", "nan".
_PLAIN = re.compile(r"[0-9]{1,4}(?:[.,][0-9]{1,3})?")
_HALVES = {"\u00bd": ".5", "\u00bc": ".25", "\u00be": ".75"}
_HALF_SIGN = re.compile("([0-9]{0,4}) ?([\u00bd\u00bc\u00be])")
_WRITTEN_HALF = re.compile(r"([0-9]{1,3}) 1/2|([0-9]{1,3}|[a-z-]+)(?: hours?)? and (?:a|one) half")


def read_number(raw: str) -> Decimal | None:
    """Read a number that is never negative: "7", "seven", "7,5", "7½", "seven and a half"."""
    return plain_number(without_fillers(in_short(raw)))


def plain_number(text: str) -> Decimal | None:
    """Read a number from text that is already in short form."""
    text = _HALF_SIGN.sub(lambda found: (found[1] or "0") + _HALVES[found[2]], text)
    if _PLAIN.fullmatch(text):
        return Decimal(text.replace(",", "."))
    if text.replace(" ", "-") in NUMBERS:
        return Decimal(NUMBERS[text.replace(" ", "-")])
    if half := _WRITTEN_HALF.fullmatch(text):
        whole = plain_number(half[1] or half[2])
        return None if whole is None else whole + Decimal("0.5")
    return None


def read_whole(raw: str, *, out_of: int | None = None) -> int | None:
    """Read a whole number; "7/10" and "seven out of ten" count when ten is what it is out of."""
    text = without_fillers(in_short(raw))
    first, sign, last = _split_ratio(text)
    if sign and (out_of is None or plain_number(last) != out_of):
        return None
    number = plain_number(first)
    return int(number) if number is not None and number == number.to_integral_value() else None


def without_fillers(text: str) -> str:
    """Take away the words people put around a number: "about 7", "maybe a seven"."""
    words = text.replace("~", "~ ").split()
    while len(words) > 1 and words[0] in FILLERS:
        words.pop(0)
    while len(words) > 1 and words[-1] in FILLERS:
        words.pop()
    return " ".join(words)


def _split_ratio(text: str) -> tuple[str, str, str]:
    for sign in (" out of ", " of ", "/"):
        first, found, last = text.partition(sign)
        if found:
            return first.strip(), found, last.strip()
    return text, "", ""

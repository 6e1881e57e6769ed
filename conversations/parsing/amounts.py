"""Numbers of any size as people write them: 12,000 and 12.000 and 12 000, 1,5 and 1.5, -3.

Of what can be read in two ways ("8,432": thousands in one language, a decimal in another) both
readings are given, the likelier one first; whoever asks may know better from earlier answers.
"""

import re
import unicodedata
from decimal import Decimal

from conversations.parsing.clean import in_short
from conversations.parsing.numbers import plain_number, without_fillers
from conversations.parsing.vocabulary import Vocabulary

_SIGNED = re.compile(r"(-|\+)? ?(.+)")
# Groups of three with one sign between them, and a decimal part after the other sign.
_GROUPED = re.compile(
    r"[0-9]{1,3}(?P<sign>[ .,'])[0-9]{3}(?:(?P=sign)[0-9]{3})*(?:(?!(?P=sign))[.,][0-9]{1,3})?"
)
_ONE_GROUP = re.compile(r"([0-9]{1,3})([.,])([0-9]{3})")
_DIGITS = re.compile(r"[0-9]{1,9}(?:[.,][0-9]{1,6})?")


def read_amounts(raw: str, words: Vocabulary) -> tuple[Decimal, ...]:
    """Read a number in every way it can be meant, the likeliest first; none if it is no number."""
    text = without_fillers(_without_currency(in_short(raw)), words)
    for minus in words.minus:
        if text.startswith(f"{minus} "):
            text = f"-{text.removeprefix(minus).strip()}"
    found = _SIGNED.fullmatch(text)
    if found is None:
        return ()
    sign = -1 if found[1] == "-" else 1
    return tuple(sign * reading for reading in _readings(found[2], words))


def _readings(text: str, words: Vocabulary) -> tuple[Decimal, ...]:
    if one := _ONE_GROUP.fullmatch(text):
        return _of_one_group(one, words)
    if grouped := _GROUPED.fullmatch(text):
        return _grouped(text, grouped["sign"])
    if _DIGITS.fullmatch(text):
        return (Decimal(text.replace(",", ".")),)
    number = plain_number(text, words)
    return () if number is None else (number,)


def _of_one_group(found: re.Match[str], words: Vocabulary) -> tuple[Decimal, ...]:
    before, sign, after = found.groups()
    thousands, decimal = Decimal(before + after), Decimal(f"{before}.{after}")
    if before.startswith("0"):
        return (decimal,)
    # Nobody writes three zeros after a decimal sign.
    if sign != words.decimal_sign or after == "000":
        return (thousands, decimal)
    return (decimal, thousands)


def _grouped(text: str, sign: str) -> tuple[Decimal, ...]:
    other = {".": ",", ",": "."}.get(sign)
    whole = text.replace(sign, "")
    if other is None:
        return (Decimal(whole.replace(",", ".")),)
    # 1.234.567 is all groups; 1.234,5 has a decimal part after the other sign.
    return (Decimal(whole.replace(other, ".")),)


def _without_currency(text: str) -> str:
    return "".join(char for char in text if unicodedata.category(char) != "Sc").strip()

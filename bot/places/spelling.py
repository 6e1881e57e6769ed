"""How spellings are compared: case, accents and signs do not count, slips count little."""

import unicodedata

LONGEST = 200  # no place is called more, and taking apart a flood of accents takes long
_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}
    | dict.fromkeys("'’ʻʼ`·", "")
)


def folded(words: str) -> str:
    """The words without case, accents and signs, one space between them."""
    plain = words[:LONGEST].casefold()
    if plain.isascii() and plain.isalpha():
        return plain  # most names, and thousands are read at once
    plain = unicodedata.normalize("NFKD", plain.translate(_LETTERS))
    return " ".join("".join(map(_kept, plain)).split())


def _kept(sign: str) -> str:
    if sign.isalnum():
        return sign
    if unicodedata.combining(sign):
        return ""
    # Vowel signs of Indian scripts stand for sounds: without them different names become one.
    return sign if unicodedata.category(sign) == "Mc" else " "


def slips(one: str, other: str, most: int) -> int:
    """How many letters were missed, added, changed or swapped; most + 1 means too many."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        row = [i]
        for j, b in enumerate(other, 1):
            cost = min(last[j] + 1, row[-1] + 1, last[j - 1] + (a != b))
            if i > 1 < j and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
        before, last = last, row
    return min(last[-1], most + 1)


def letters(word: str) -> int:
    """The set of letters as bits: words that differ in many are no slips of one another."""
    bits = 0
    for sign in word:
        bits |= 1 << (ord(sign) & 31)
    return bits


def slips_allowed(word: str) -> int:
    """How many slips a word of this length may hold and still be meant."""
    return next(most for length, most in ((6, 2), (4, 1), (0, 0)) if len(word) >= length)

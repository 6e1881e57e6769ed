"""Lines of text that fit: only what can be drawn, shortened by measure, broken between words.

People type what they like: signs the family has no shape for are left out rather than drawn as
empty boxes. The family covers Latin, Greek, Cyrillic, Arabic, Hebrew and many signs; not Chinese,
Japanese, Korean or Indic scripts, nor most emoji.
"""

import unicodedata

from charts.glyphs import charmap, width

ELLIPSIS = "…"
LONGEST = 240
"""More never fits the lines of a picture; measuring stops here."""
_JOINERS = frozenset("\u200c\u200d")  # they shape Persian and Urdu words
_SELECTORS = frozenset(map(chr, range(0xFE00, 0xFE10)))  # they choose between forms of an emoji
_MARKS = 2
"""Combining marks on one letter; more is a prank that runs through the lines above and below."""
_UNUSABLE = frozenset({"Cc", "Cs", "Co", "Cn"})


def drawable(text: str) -> str:
    """The text with only what the family can draw, on one line; "…" where words were lost."""
    kept: list[str] = []
    marks, before = 0, ""
    for char in unicodedata.normalize("NFC", text[:LONGEST]):
        marks = marks + 1 if unicodedata.combining(char) else 0
        if char.isspace():
            kept.append(" ")
        elif _has_shape(char) and marks <= _MARKS and _belongs(char, before):
            kept.append(char)
        elif unicodedata.category(char)[0] in "LN" and kept[-1:] != [ELLIPSIS]:
            kept.append(ELLIPSIS)  # a lost letter is worth showing; a lost emoji is not
        before = char
    line = " ".join("".join(kept).split())
    while "… …" in line:
        line = line.replace("… …", ELLIPSIS)
    if not any(unicodedata.category(char)[0] in "LNSP" for char in line):
        return ELLIPSIS if text.strip() else ""
    return line


def _belongs(char: str, before: str) -> bool:
    """Joiners belong between letters; what follows one in an emoji means nothing by itself."""
    if char in _JOINERS:
        return before != "" and unicodedata.category(before)[0] in "LM"
    return before not in _JOINERS or unicodedata.category(char) != "So"


def _has_shape(char: str) -> bool:
    category = unicodedata.category(char)
    if category in _UNUSABLE or (category == "Cf" and char not in _JOINERS):
        return False
    return ord(char) in charmap() and char not in _SELECTORS


def fitted(text: str, room: float, size: float, *, bold: bool = False) -> str:
    """The drawable text, shortened with an ellipsis until it takes at most `room` pixels."""
    line = drawable(text)
    if width(line, size, bold=bold) <= room:
        return line
    low, high = 0, len(line)
    while low < high:
        middle = (low + high + 1) // 2
        if width(_cut(line, middle), size, bold=bold) <= room:
            low = middle
        else:
            high = middle - 1
    return _cut(line, low)


def _cut(line: str, length: int) -> str:
    while 0 < length < len(line) and unicodedata.combining(line[length]):
        length -= 1  # a mark without its letter would sit on the ellipsis
    return line[:length].rstrip(" .,;:-–…") + ELLIPSIS


def wrapped(text: str, room: float, size: float, lines: int) -> list[str]:
    """The drawable text on at most `lines` lines, broken between words; the last is shortened."""
    rest = drawable(text).split(" ")
    made: list[str] = []
    while rest and len(made) < lines - 1:
        taken = 1
        while taken < len(rest) and width(" ".join(rest[: taken + 1]), size) <= room:
            taken += 1
        made.append(fitted(" ".join(rest[:taken]), room, size))
        rest = rest[taken:]
    if rest:
        made.append(fitted(" ".join(rest), room, size))
    return made


def balanced(text: str, room: float, size: float, lines: int) -> list[str]:
    """Wrapped like `wrapped`, with lines of nearly the same length."""
    made = wrapped(text, room, size, lines)
    for part in (0.6, 0.7, 0.8, 0.9):
        tried = wrapped(text, room * part, size, lines)
        if len(tried) == len(made) > 1 and " ".join(tried) == " ".join(made):
            return tried
    return made


def centred(y: float, size: float) -> float:
    """The baseline that puts capitals and digits of this size in the middle of y."""
    return y + 0.365 * size  # half of the family's cap height, 0.729 em

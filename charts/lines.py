"""Lines of text that fit: only what can be drawn, shortened by measure, broken between words.

People type what they like: a letter that no face has a shape for becomes "…" rather than an empty
box. Whoever shows a name asks `charts.fonts.can_draw` first, and writes its number instead.
"""

import re
import unicodedata

from charts.fonts import can_draw, has_shape
from charts.glyphs import width

ELLIPSIS = "…"
LONGEST = 240
"""More never fits the lines of a picture; measuring stops here."""
_JOINERS = frozenset("\u200c\u200d")  # they shape Persian and Urdu words, and join emoji
_SELECTORS = frozenset(map(chr, range(0xFE00, 0xFE10)))  # they choose between forms of an emoji
_TAGS = range(0xE0020, 0xE0080)  # they make a flag of a part of a country
_MARKS = 2
"""Combining marks on one letter; more is a prank that runs through the lines above and below."""
_NO_BREAK = "\u00a0"
_NUMBER_AND_UNIT = re.compile(r"(?<=[0-9]) (?=[^\W\d_]{1,3}\b)|(?<=[0-9] [^\W\d_]) (?=[0-9])")
_UNUSABLE = frozenset({"Cc", "Cs", "Co", "Cn"})


def drawable(text: str) -> str:
    """The text with only what the family can draw, on one line; "…" where words were lost."""
    kept: list[str] = []
    marks, before = 0, ""
    for char in unicodedata.normalize("NFC", text[:LONGEST]):
        marks = marks + 1 if unicodedata.combining(char) else 0
        if ord(char) in _TAGS:
            continue
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
    """Joiners and selectors stand behind what they shape; by themselves they mean nothing."""
    if char in _JOINERS or char in _SELECTORS:
        kind = unicodedata.category(before)[0] if before else ""
        return kind in ("L", "M", "S") or (char in _SELECTORS and kind == "N")
    return True


def _has_shape(char: str) -> bool:
    category = unicodedata.category(char)
    if category in _UNUSABLE or (category == "Cf" and char not in _JOINERS):
        return False
    return has_shape(char)


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
    while 0 < length < len(line) and _hangs_on(line, length):
        length -= 1  # a mark would sit on the ellipsis, half an emoji be another
    return line[:length].rstrip(" .,;:-–…") + ELLIPSIS


def _hangs_on(line: str, place: int) -> bool:
    char = line[place]
    joined = char in _JOINERS or char in _SELECTORS or line[place - 1] == "\u200d"
    return joined or unicodedata.category(char) in ("Mn", "Mc", "Me", "Sk")


def wrapped(text: str, room: float, size: float, lines: int, *, bold: bool = False) -> list[str]:
    """The drawable text on at most `lines` lines, broken between words; the last is shortened.

    A number stays with a short word behind it, such as "2 h 30" or "12 Nov", unless words would
    be lost by it. What has no spaces (Chinese, Thai, an address) is broken where the line ends.
    """
    line = drawable(text)
    kept_together = _NUMBER_AND_UNIT.sub(_NO_BREAK, line)
    made = _broken(kept_together, room, size, lines, bold=bold)
    if kept_together != line and " ".join(made) != line:
        return _broken(line, room, size, lines, bold=bold)
    return made


def _broken(rest: str, room: float, size: float, lines: int, *, bold: bool) -> list[str]:
    made: list[str] = []
    while rest and len(made) < lines - 1:
        taken = _fits(rest, room, size, bold=bold)
        made.append(rest[:taken].rstrip().replace(_NO_BREAK, " "))
        rest = rest[taken:].lstrip()
    if rest:
        made.append(fitted(rest, room, size, bold=bold))
    return made


def _fits(line: str, room: float, size: float, *, bold: bool) -> int:
    """How many letters fit, ending with a word where one ends in the second half of them."""
    low, high = 1, len(line)
    while low < high:
        middle = (low + high + 1) // 2
        if width(line[:middle], size, bold=bold) <= room:
            low = middle
        else:
            high = middle - 1
    if low == len(line) or line[low] == " ":
        return low
    for space in (" ", _NO_BREAK):
        place = line.rfind(space, 0, low)
        if place > low // 3:
            return place
    while low > 1 and _hangs_on(line, low):
        low -= 1
    return low


def balanced(text: str, room: float, size: float, lines: int, *, bold: bool = False) -> list[str]:
    """Wrapped like `wrapped`, with lines of nearly the same length."""
    made = wrapped(text, room, size, lines, bold=bold)
    for part in (0.6, 0.7, 0.8, 0.9):
        tried = wrapped(text, room * part, size, lines, bold=bold)
        if len(tried) == len(made) > 1 and " ".join(tried) == " ".join(made):
            return tried
    return made


def named(name: str, instead: str) -> str:
    """The name, or what stands for it where a word of it would be lost."""
    return name if can_draw(name[:LONGEST]) and drawable(name) else instead


def centred(y: float, size: float) -> float:
    """The baseline that puts capitals and digits of this size in the middle of y."""
    return y + 0.364 * size  # half of Inter's cap height, 0.7275 em

"""The one form of a text that the rest decides on: no controls, no tricks, no floods of marks."""

import re
import unicodedata

MAX_MARKS = 8  # combining marks on one letter; more is a flood that takes seconds to draw
FLOOD = 4 * MAX_MARKS  # more than any letter of any script is composed of
MAX_SHORT = 60  # a number, a time or a date is never longer

_LINE_ENDS = re.compile("\r\n?|[\u2028\u2029\u0085\v\f]")
# Controls, lone surrogates, direction overrides and marks, zero-width space, BOM.
# The joiners stay: emoji and Persian need them.
_UNWANTED = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff"
    "\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufff9-\ufffb]"
)
# Latin letters, punctuation, signs and emoji are no marks.
MAY_BE_MARK = re.compile("[^\0-\u02ff\u2000-\u20cf\u2100-\u2bff\U0001f000-\U0001faff]")
_ALIKE = str.maketrans(
    {
        **{chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},  # full-width forms
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u301c\uff5e\u2192\u27a1", "-"),
        **dict.fromkeys("\u2018\u2019\u02bc\u00b4`", "'"),
        **dict.fromkeys("\u2236\ua789\u02d0", ":"),
        "\u066b": ".",  # Arabic decimal separator
        "\u060c": ",",
        "\U0001f51f": "10",
        "\ufe0f": "",  # emoji presentation and the box around a keycap digit
        "\u20e3": "",
    }
)
_TRAILING = " .,:;!?\u3002\u2026\"'()[]\u201c\u201d\u00ab\u00bb"
_NO_WORDS = re.compile(r"^[\W_]+|[\W_]+$")
_SIGNS = str.maketrans(dict.fromkeys(",;.!?'", ""))
_LEADING = " \"'([\u201c\u201d\u00ab\u00bb"


def clean(raw: str) -> str:
    """Return the words as they are kept: composed, without invisible characters, trimmed."""
    if raw.isascii() and raw.isprintable():  # as most of what is typed
        return raw.strip()
    kept = _UNWANTED.sub("", _LINE_ENDS.sub("\n", raw).replace("\t", " "))
    if not kept.isascii():
        if MAY_BE_MARK.search(kept):
            # Marks are sorted when they are composed, which for a flood of them takes minutes.
            kept = _few_marks(unicodedata.normalize("NFC", _few_marks(kept, FLOOD)), MAX_MARKS)
        else:
            kept = unicodedata.normalize("NFC", kept)
    return kept.strip()


def in_short(raw: str) -> str:
    """Return a short answer ready to be read: one line, small letters, plain digits and signs.

    What is too long to be a number, a time or a date comes back empty.
    """
    text = clean(raw)
    if len(text) > MAX_SHORT:
        return ""
    if text.isascii():  # of what has another form, a grave accent
        text = text.replace("`", "'").casefold()
    else:
        text = text.translate(_ALIKE).casefold()
        text = "".join([char if char.isascii() else _western(char) for char in text])
    return " ".join(text.split()).rstrip(_TRAILING).lstrip(_LEADING)


def as_label(text: str) -> str:
    """Return the words of a button, or what somebody typed, so that the same compare as equal.

    Without capital letters, and without the pictures, arrows and marks at either end. Empty is
    what no button says, and what has no letter: a number is an answer.
    """
    if not any(map(str.isalpha, text)):
        return ""
    words = in_short(text)
    if words.isalpha():
        return words
    words = _NO_WORDS.sub("", words)
    return words if any(map(str.isalpha, words)) else ""


def without_signs(text: str) -> str:
    """Return a label, or what was typed, without commas, full stops and apostrophes."""
    return " ".join(as_label(text).translate(_SIGNS).split())


def _few_marks(text: str, most: int) -> str:
    kept: list[str] = []
    marks = 0
    for char in text:
        marks = marks + 1 if unicodedata.category(char).startswith("M") else 0
        if marks <= most:
            kept.append(char)
    return "".join(kept)


def _western(char: str) -> str:
    # Only true decimal digits: a superscript two or a circled seven is no plain number.
    if (digit := unicodedata.decimal(char, None)) is not None:
        return str(digit)
    return "" if unicodedata.category(char) in ("So", "Sk") else char

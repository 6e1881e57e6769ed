"""Words of people inside a sentence, kept from turning it around where they run the other way.

An Arabic or Hebrew title would take the numbers and signs beside it along: "4. 0 — … of 1". In
isolation (Unicode Standard Annex 9, FSI and PDI) it stands in its place and the sentence goes on
as it was. Only what is shown has these signs; nothing that is kept ever does.
"""

import re

FSI, PDI = "\u2068", "\u2069"
# Letters of the scripts that run from right to left, as blocks; digits of their own among them.
_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_SIGNS = re.compile(f"[{FSI}{PDI}]")


def isolated(words: str, *, among_right_to_left: bool = False) -> str:
    """Isolate words that could turn the sentence around them; all others are as they were."""
    if not words or (words.isascii() and not among_right_to_left):
        return words
    if not (among_right_to_left or _RIGHT_TO_LEFT.search(words)):
        return words
    # An isolate ends with its line.
    return "\n".join(f"{FSI}{line}{PDI}" if line else line for line in words.split("\n"))


def without_isolates(words: str) -> str:
    """Take the signs away: for a picture, a file, or what is kept."""
    return words if words.isascii() else _SIGNS.sub("", words)

"""How a wish is compared with its phrases: small letters, no apostrophes, no signs at words."""

import re

from conversations.parsing.clean import MAX_SHORT, in_short

LONGEST = MAX_SHORT
# From the first sign of a row, and never a part of it: each sign is read once.
_SIGNS = re.compile(r"(?<![,;!?.\u2026])[,;!?.\u2026]++(?= |$)")

_OPENING = "\u00a1\u00bf"  # as Spanish begins a cry or a question


def in_wish(raw: str) -> str:
    """Return what was typed as phrases are written; what is longer than any comes back empty."""
    return " ".join(_SIGNS.sub("", in_short(raw).replace("'", "")).split()).lstrip(_OPENING)

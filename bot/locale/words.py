"""The part of a vocabulary that CLDR knows: the names of months and weekdays.

The rest is written by hand: numbers up to a hundred are eleven lines, and no table knows what
people type for "same time".
"""

import re
from pathlib import Path

from babel import Locale

from conversations.parsing.clean import in_short

FOLDER = Path(__file__).parents[2] / "conversations" / "parsing"
_BLOCK = re.compile(r"# From CLDR.*?\n# Until here\.\n", re.DOTALL)


def update(language: str, folder: Path = FOLDER) -> Path:
    """Begin a vocabulary from that of English, or write its part from CLDR anew."""
    path = folder / f"words_{language}.toml"
    known = path if path.exists() else FOLDER / "words_en.toml"
    text, count = _BLOCK.subn(lambda _: from_cldr(language), known.read_text("utf-8"))
    if count != 1:
        raise ValueError(f"{path.name} has lost the lines around what is from CLDR")
    path.write_text(text, "utf-8")
    return path


def from_cldr(language: str) -> str:
    """Write the part of the file that is from CLDR."""
    names = Locale.parse(language)
    months = [_forms(names.months, month, ("wide", "abbreviated")) for month in range(1, 13)]
    days = [_forms(names.days, day, ("wide", "abbreviated", "short")) for day in range(7)]
    return "\n".join(
        (
            f"# From CLDR, written anew by `python -m bot.locale {language}`; add others below.",
            "[cldr]",
            "month_names = [",
            *(f'    "{forms}",' for forms in months),
            "]",
            "weekday_names = [",
            *(f'    "{forms}",' for forms in days),
            "]",
            "# Until here.",
            "",
        )
    )


def _forms(names: object, which: int, widths: tuple[str, ...]) -> str:
    """List the forms of a name as they are typed; one of several words cannot be told apart."""
    found = [
        in_short(str(names[context][width][which]))  # type: ignore[index]  # nested mappings that Babel calls object
        for width in widths
        for context in ("format", "stand-alone")
    ]
    return " ".join(dict.fromkeys(form for form in found if form and " " not in form))

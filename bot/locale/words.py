"""The parts of a vocabulary that CLDR knows: the names of months, weekdays and numbers.

The rest is written by hand, for no table knows what people type for "same time": `left` names it.
"""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from babel import Locale

from bot.locale import numbers
from bot.locale.numbers import NotSpelled, with_plain
from conversations.parsing.clean import in_short
from conversations.parsing.vocabulary import SOURCE

FOLDER = Path(__file__).parents[2] / "conversations" / "parsing"
_BLOCK = re.compile(r"# From CLDR.*?\n# Until here\.\n", re.DOTALL)
_NUMBERS = re.compile(r"^number_names = \[\n.*?^\]\n", re.DOTALL | re.MULTILINE)


def update(language: str, folder: Path = FOLDER) -> Path:
    """Begin a vocabulary from that of English, or write its part from CLDR anew.

    Numbers are spelled while they are the English ones: whoever changed them knows better.
    """
    path = folder / f"words_{language}.toml"
    known = path.read_text("utf-8") if path.exists() else _first(language)
    text, count = _BLOCK.subn(lambda _: from_cldr(language), known)
    if count != 1:
        raise ValueError(f"{path.name} has lost the lines around what is from CLDR")
    path.write_text(text, "utf-8")
    if "number_names" in _as_in_english(path):
        try:
            spelled = numbers.in_toml(language)
        except NotSpelled:
            return path  # `left` says so
        path.write_text(_NUMBERS.sub(lambda _: spelled, text), "utf-8")
    return path


def _first(language: str) -> str:
    """The vocabulary of English, under the name of the language that it is for from now on."""
    english = (FOLDER / f"words_{SOURCE}.toml").read_text("utf-8")
    return english.replace("in English", f"in {Locale.parse(language).english_name}", 1)


def left(language: str, folder: Path = FOLDER) -> Iterator[str]:
    """Name what is still as in English, and say why the numbers are, if they are."""
    path = folder / f"words_{language}.toml"
    same = _as_in_english(path)
    if "number_names" in same:
        try:
            numbers.names(language)
        except NotSpelled as why:
            yield f"{path.name}: the numbers are for you to write: {why}"
    if same:
        yield f"{path.name}: as in English still: {', '.join(same)}"


def _as_in_english(path: Path) -> list[str]:
    """Name the lists in which nothing was changed, in the order of the file."""
    if path.name == f"words_{SOURCE}.toml":
        return []
    english = tomllib.loads((FOLDER / f"words_{SOURCE}.toml").read_text("utf-8"))
    return [
        name
        for table, lists in tomllib.loads(path.read_text("utf-8")).items()
        for name, words in lists.items()
        if words and words == english.get(table, {}).get(name)
    ]


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
    typed = (form for name in found if " " not in name for form in with_plain(name))
    return " ".join(dict.fromkeys(typed))

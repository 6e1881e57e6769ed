"""How CLDR spells numbers, for a vocabulary that is begun.

Babel brings CLDR's names and not its rules of spelling (RBNF); unicode-rbnf brings these. It is
among what development needs and not among what runs: no bot asks for it.
"""

from collections.abc import Iterator
from unicodedata import combining, normalize

from conversations.parsing.clean import in_short

MOST = 100
# Not the cases, which nobody types alone.
_RULES = ("spellout-numbering", "spellout-cardinal")
_GENDERS = ("", "-common", "-neuter", "-masculine", "-feminine")
_A_ROW = 10


class NotSpelled(Exception):
    """Nobody here can spell the numbers of a language; the message says why."""


def names(language: str) -> tuple[str, ...]:
    """Spell zero to a hundred in small letters; the forms of each have spaces between them."""
    try:
        from unicode_rbnf import RbnfEngine
    except ImportError:
        raise NotSpelled("unicode-rbnf is not installed (requirements-dev.lock has it)") from None
    try:
        engine = RbnfEngine.for_language(language)
    except ValueError:
        raise NotSpelled("CLDR has no rules for them") from None
    asked = [f"{rule}{gender}" for rule in _RULES for gender in _GENDERS]
    rules = [rule for rule in asked if rule in engine.rulesets]
    spelled = (
        [engine.format_number(number, ruleset_names=[rule]).text for rule in rules]
        for number in range(MOST + 1)
    )
    return tuple(
        " ".join(dict.fromkeys(form for said in forms for form in _typed(said)))
        for forms in spelled
    )


def _typed(said: str) -> Iterator[str]:
    yield from with_plain(in_short(said).replace(" ", "-"))


def with_plain(form: str) -> Iterator[str]:
    """Give a form, and as it is typed without accents where other letters have none."""
    if not form:
        return
    yield form
    plain = "".join(char for char in normalize("NFKD", form) if not combining(char))
    if plain.isascii():
        yield plain


def in_toml(language: str) -> str:
    """Write the names as a vocabulary holds them, ten a line."""
    quoted = [f'"{forms}"' for forms in names(language)]
    rows = [quoted[start : start + _A_ROW] for start in range(0, len(quoted), _A_ROW)]
    return "".join(("number_names = [\n", *(f"    {', '.join(row)},\n" for row in rows), "]\n"))

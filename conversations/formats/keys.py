"""Small helpers for keyboards."""

from collections.abc import Iterable
from functools import lru_cache

from conversations.flow import Option, Rows
from conversations.text import Text, own, t


def button(value: str, label: Text, *, chosen: bool = False) -> Option:
    """Make a button, marked if it is the answer given before."""
    return Option(value, t("✓ {label}", label=label) if chosen else label)


@lru_cache(maxsize=256)
def number(n: int, *, chosen: bool = False) -> Option:
    """Make the button of a whole number."""
    # A whole number is written alike in every language that can be chosen.
    return button(str(n), own(str(n)), chosen=chosen)


def rows_of(options: Iterable[Option], per_row: int) -> Rows:
    """Lay buttons out in rows of the same length; the last may be shorter."""
    flat = tuple(options)
    return tuple([flat[start : start + per_row] for start in range(0, len(flat), per_row)])


def even_rows(options: Iterable[Option], at_most: int) -> Rows:
    """Lay buttons out in as few rows as fit, all about as long: ten become five and five."""
    flat = tuple(options)
    rows = -(-len(flat) // at_most)
    return rows_of(flat, -(-len(flat) // rows)) if rows else ()

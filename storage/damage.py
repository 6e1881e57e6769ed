"""Rows that do not open although their key is there: one of them must not hide all the others.

Where many rows are read, what does not open is left out, remembered for as long as the work lasts,
and told to the operator by its table alone. Whoever shows a person their words says that it is so.
"""

import logging
from collections.abc import Callable, Collection, Iterable
from typing import TypeVar

from storage.errors import DoesNotOpen
from storage.sealed import DamagedRow
from storage.statements import Row
from storage.transaction import Tx

log = logging.getLogger(__name__)

T = TypeVar("T")
Open = Callable[[Row], T]
Place = Callable[[Row], DamagedRow]


def in_place(
    tx: Tx, user_id: int, rows: Iterable[Row], open_: Open[T], place: Place
) -> list[T | DamagedRow]:
    """Open each row; where one does not open, say where it stands."""
    found: list[T | DamagedRow] = []
    damaged: list[DamagedRow] = []
    for row in rows:
        try:
            found.append(open_(row))
        except DoesNotOpen:
            damaged.append(place(row))
            found.append(damaged[-1])
    if damaged:
        _remember(tx, user_id, damaged)
    return found


def readable(tx: Tx, user_id: int, rows: Iterable[Row], open_: Open[T], place: Place) -> list[T]:
    """Open each row that opens."""
    found: list[T] = []
    damaged: list[DamagedRow] = []
    for row in rows:
        try:
            found.append(open_(row))
        except DoesNotOpen:
            damaged.append(place(row))
    if damaged:
        _remember(tx, user_id, damaged)
    return found


def readable_one(tx: Tx, user_id: int, row: Row | None, open_: Open[T], place: Place) -> T | None:
    """Open a row; None where it does not open, as where there is none."""
    if row is None:
        return None
    try:
        return open_(row)
    except DoesNotOpen:
        _remember(tx, user_id, [place(row)])
        return None


def known(tx: Tx, user_id: int, column: str = "") -> list[DamagedRow]:
    """What this work came upon that does not open, of one column or of all."""
    found = tx.damaged.get(user_id)
    return [row for row in found if not column or row.column == column] if found else []


def _remember(tx: Tx, user_id: int, rows: Collection[DamagedRow]) -> None:
    seen = tx.damaged.setdefault(user_id, {})
    new = [row for row in rows if row not in seen]
    seen.update(dict.fromkeys(new))
    if new:
        told = {"action": "row_damaged", "user": user_id, "kind": new[0].column, "count": len(new)}
        log.error("stored rows do not open: python -m bot doctor counts them", extra=told)

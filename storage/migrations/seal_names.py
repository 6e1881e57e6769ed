"""Seals what stands plain in a database of revision 0005, one person in one transaction.

It takes that person's key, so it is no step of Alembic's: storage.upgrade runs it.
"""

from sqlalchemy import ColumnElement, bindparam, select, update

from storage.migrations.plain_rows import PERSON, STEPS, Hand, Step
from storage.transaction import Tx

_PEOPLE = PERSON.table.c


def left(tx: Tx) -> list[int]:
    """Everyone whose rows are as they were."""
    still = select(_PEOPLE.id).where(_PEOPLE.content.is_(None)).order_by(_PEOPLE.id)
    return list(tx.connection.execute(still).scalars())


def seal(tx: Tx, user_id: int) -> None:
    """Seal all that is plain about a person; once, however often it is asked for."""
    own = _PEOPLE.id == user_id
    still = select(_PEOPLE.id).where(own, _PEOPLE.content.is_(None)).with_for_update()
    if tx.connection.execute(still).first() is None:
        return
    hand = Hand(tx.opener(user_id), user_id)
    for step in STEPS:
        _change(tx, step, hand, step.table.c.user_id == user_id)
    _change(tx, PERSON, hand, own)


def _change(tx: Tx, step: Step, hand: Hand, whose: ColumnElement[bool]) -> None:
    rows = step.table.c
    changed = [
        {f"old_{name}": getattr(row, name) for name in step.found_by} | step.change(hand, row)
        for row in tx.connection.execute(select(step.table).where(whose))
    ]
    if changed:
        found = (rows[name] == bindparam(f"old_{name}") for name in step.found_by)
        new: dict[str, object] = {
            name: bindparam(name) for name in changed[0] if not name.startswith("old_")
        }
        statement = update(step.table).where(whose, *found).values(new)
        tx.connection.execute(statement, changed)

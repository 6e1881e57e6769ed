"""Preferences: small choices by name, both sealed: which questions someone chose tells much."""

from collections.abc import Iterable
from functools import partial

from sqlalchemy import Column, bindparam, delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Field

from storage.damage import readable
from storage.names import Name
from storage.sealed import DamagedRow, PersonKey, Plaintext, Sealed
from storage.statements import Prepared
from storage.statements import Row as Found
from storage.tables import CLUSTERED, Row, owner, table_of
from storage.transaction import Tx

NAME = Name("preference.name")


class PreferenceRow(Row, table=True):
    """A choice."""

    __tablename__ = "preference"
    __table_args__ = (CLUSTERED,)

    user_id: int = Field(sa_column=owner())
    name: str = Field(sa_column=Column(NAME, primary_key=True))
    content: bytes = Field(sa_column=Column(Sealed("preference.content"), nullable=False))


PREFERENCE = table_of(PreferenceRow)
_EVERY = "all"
_OWN = PREFERENCE.c.user_id == bindparam("user")
_ONE = (_OWN, PREFERENCE.c.name == bindparam("which"))
_INSERT = insert(PREFERENCE)

_ALL = Prepared(select(PREFERENCE.c.name, PREFERENCE.c.content).where(_OWN))
_SET = Prepared(
    _INSERT.on_conflict_do_update(
        index_elements=[PREFERENCE.c.user_id, PREFERENCE.c.name],
        set_={"content": _INSERT.excluded.content},
    ),
    "user_id",
    "name",
    "content",
)
_REMOVE = Prepared(delete(PREFERENCE).where(*_ONE))


def all_(tx: Tx, user_id: int) -> dict[str, str]:
    """All choices of the person by name, in the order of their names."""
    return dict(tx.cached(PREFERENCE.name, user_id, _EVERY, lambda: _all(tx, user_id)))


def get(tx: Tx, user_id: int, name: str) -> str | None:
    """The choice of this name; None while it was never made."""
    return tx.cached(PREFERENCE.name, user_id, _EVERY, lambda: _all(tx, user_id)).get(name)


def set_(tx: Tx, user_id: int, name: str, value: str) -> None:
    """Make or change a choice."""
    named = NAME.of(tx, user_id, name)
    told = Plaintext([name, value], tx.key(user_id), f"{user_id}/{named}")
    _SET.run(tx, user_id=user_id, name=named, content=told)


def remove(tx: Tx, user_id: int, name: str) -> bool:
    """Forget a choice; False if it was never made."""
    return _REMOVE.count(tx, user=user_id, which=NAME.of(tx, user_id, name)) > 0


def learn(tx: Tx, user_id: int, rows: Iterable[Found]) -> None:
    """Take the person's rows as read."""
    tx.put(PREFERENCE.name, user_id, _EVERY, _opened(tx, user_id, rows))


def _all(tx: Tx, user_id: int) -> dict[str, str]:
    return _opened(tx, user_id, _ALL.all(tx, user=user_id))


def _opened(tx: Tx, user_id: int, rows: Iterable[Found]) -> dict[str, str]:
    found = [*rows]
    if not found:
        return {}
    open_ = partial(_choice, tx.opener(user_id), user_id)
    return dict(sorted(readable(tx, user_id, found, open_, _damaged)))


def _choice(key: PersonKey, user_id: int, row: Found) -> tuple[str, str]:
    named, sealed = row
    name, value = key.open(sealed.column, f"{user_id}/{named}", sealed)
    return name, value


def _damaged(row: Found) -> DamagedRow:
    return DamagedRow("preference.content", row[0])

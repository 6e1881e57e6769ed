"""Preferences: small choices by name, plain: what schedule and flows must know unsealed."""

from collections.abc import Mapping

from sqlalchemy import Column, Text, bindparam, delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Field

from storage.statements import Prepared
from storage.tables import CLUSTERED, Row, owner, table_of
from storage.tx import Tx


class PreferenceRow(Row, table=True):
    """A choice. It never holds anything a person told about themselves."""

    __tablename__ = "preference"
    __table_args__ = (CLUSTERED,)

    user_id: int = Field(sa_column=owner())
    name: str = Field(sa_column=Column(Text, primary_key=True))
    value: str = Field(sa_column=Column(Text, nullable=False))


PREFERENCE = table_of(PreferenceRow)
_OWN = PREFERENCE.c.user_id == bindparam("user")
_ONE = (_OWN, PREFERENCE.c.name == bindparam("which"))
_INSERT = insert(PREFERENCE)

_ALL = Prepared(select(PREFERENCE.c.name, PREFERENCE.c.value).where(_OWN))
_SET = Prepared(
    _INSERT.on_conflict_do_update(
        index_elements=[PREFERENCE.c.user_id, PREFERENCE.c.name],
        set_={"value": _INSERT.excluded.value},
    ),
    "user_id",
    "name",
    "value",
)
_REMOVE = Prepared(delete(PREFERENCE).where(*_ONE))


def all_(tx: Tx, user_id: int) -> dict[str, str]:
    """All choices of the person by name."""
    return dict(_known(tx, user_id))


def get(tx: Tx, user_id: int, name: str) -> str | None:
    """The choice of this name; None while it was never made."""
    return _known(tx, user_id).get(name)


def set_(tx: Tx, user_id: int, name: str, value: str) -> None:
    """Make or change a choice."""
    _SET.run(tx, user_id=user_id, name=name, value=value)


def remove(tx: Tx, user_id: int, name: str) -> bool:
    """Forget a choice; False if it was never made."""
    return _REMOVE.run(tx, user=user_id, which=name) > 0


def _known(tx: Tx, user_id: int) -> Mapping[str, str]:
    return tx.known(PREFERENCE.name, user_id, "all", lambda: dict(_ALL.all(tx, user=user_id)))

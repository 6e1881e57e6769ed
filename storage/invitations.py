"""Invitations: codes for one person each, and whom the operator has let in or removed.

A code itself is not kept, only its hash: a stolen database lets nobody in.
"""

import hashlib
from datetime import datetime
from enum import Enum

from sqlalchemy import Column, Text, bindparam, delete, select, update
from sqlmodel import Field

from storage.statements import Prepared
from storage.tables import STRICT, Row, table_of
from storage.transaction import Tx
from storage.types import Big, UTCDateTime


class Admission(Enum):
    """How somebody stands with the operator."""

    OPEN = "open"
    """A code that nobody has used yet."""
    IN = "in"
    OUT = "out"


class InvitationRow(Row, table=True):
    """A code, or who came by it, or who was removed."""

    __tablename__ = "invitation"
    __table_args__ = (STRICT,)

    code: str = Field(sa_column=Column(Text, primary_key=True))
    user_id: int | None = Field(sa_column=Column(Big, index=True))
    state: str = Field(sa_column=Column(Text, nullable=False))
    expires_at: datetime | None = Field(sa_column=Column(UTCDateTime))


INVITATION = table_of(InvitationRow)
_OPEN = INVITATION.c.state == Admission.OPEN.value
_ADD = Prepared(INVITATION.insert(), "code", "user_id", "state", "expires_at")
_OF = Prepared(select(INVITATION.c.state).where(INVITATION.c.user_id == bindparam("user")))
_FORGET = Prepared(delete(INVITATION).where(INVITATION.c.user_id == bindparam("user")))
_EXPIRED = delete(INVITATION).where(_OPEN, INVITATION.c.expires_at <= bindparam("now"))
_TAKE = (
    update(INVITATION)
    .where(
        INVITATION.c.code == bindparam("hashed"),
        _OPEN,
        INVITATION.c.expires_at > bindparam("now"),
    )
    .values(state=Admission.IN.value, user_id=bindparam("user"), expires_at=None)
)


def add(tx: Tx, code: str, expires_at: datetime) -> None:
    """Let one person come by this code until then; codes that have expired go."""
    tx.connection.execute(_EXPIRED, {"now": tx.now})
    state = Admission.OPEN.value
    _ADD.run(tx, code=_hash(code), user_id=None, state=state, expires_at=expires_at)


def take(tx: Tx, code: str, user_id: int) -> bool:
    """Use up a code for somebody; False if it is none, was used, or has expired."""
    given = {"hashed": _hash(code), "now": tx.now, "user": user_id}
    if not tx.connection.execute(_TAKE, given).rowcount:
        return False
    out = (INVITATION.c.user_id == user_id, INVITATION.c.state == Admission.OUT.value)
    tx.connection.execute(delete(INVITATION).where(*out))
    return True


def admission(tx: Tx, user_id: int) -> Admission | None:
    """How this person stands; None if nothing was ever said of them."""
    row = _OF.one(tx, user=user_id)
    return Admission(row[0]) if row else None


def remove(tx: Tx, user_id: int) -> None:
    """Let somebody in no more; what they told stays theirs."""
    _FORGET.run(tx, user=user_id)
    _ADD.run(tx, code=tx.new_id(), user_id=user_id, state=Admission.OUT.value, expires_at=None)


def everyone(tx: Tx) -> dict[int, Admission]:
    """Everybody of whom something was said."""
    found = select(INVITATION.c.user_id, INVITATION.c.state).where(~_OPEN)
    return {user: Admission(state) for user, state in tx.connection.execute(found)}


def _hash(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()

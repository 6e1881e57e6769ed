"""The outbox's table."""

from datetime import datetime

from sqlalchemy import (
    Column,
    Index,
    Integer,
    Text,
    text,
)
from sqlmodel import Field

from storage.sealed import Sealed
from storage.tables import STRICT, Row, table_of
from storage.types import Big, Flag, UTCDateTime

IS_PENDING = text("state = 'pending'")
IS_SENDING = text("state = 'sending'")
IS_OPEN = text("state IN ('pending', 'sending')")
ON_ITS_WAY = "on its way"  # whether a conversation is owed a new message, as a work knows it
# What can hold up others: being sent, or put off after a try. Few rows ever, so a new message
# does not pay for the index.
_IS_TRIED = text("tries > 0 AND state IN ('pending', 'sending')")


class OutboxRow(Row, table=True):
    """A message owed. `own_key`: sealed with the person's key, else with the system's."""

    __tablename__ = "outbox"
    __table_args__ = (
        Index("ix_outbox_id", "id", unique=True),
        Index(
            "ix_outbox_pending",
            "priority",
            "position",
            sqlite_where=IS_PENDING,
            postgresql_where=IS_PENDING,
        ),
        Index(
            "ix_outbox_chat",
            "chat_id",
            "position",
            sqlite_where=_IS_TRIED,
            postgresql_where=_IS_TRIED,
        ),
        # Only where another process may say for which chat it has put something here.
        Index("ix_outbox_waiting", "chat_id", postgresql_where=IS_PENDING).ddl_if(
            dialect="postgresql"
        ),
        Index(
            "ix_outbox_talk",
            "conversation",
            sqlite_where=IS_OPEN,
            postgresql_where=IS_OPEN,
        ),
        Index(
            "ix_outbox_lease",
            "lease_until",
            sqlite_where=IS_SENDING,
            postgresql_where=IS_SENDING,
        ),
        STRICT,
    )

    position: int = Field(sa_column=Column(Big, primary_key=True))
    id: str = Field(sa_column=Column(Text, nullable=False))
    chat_id: int = Field(sa_column=Column(Big, nullable=False))
    user_id: int | None = Field(sa_column=Column(Big))
    priority: int = Field(sa_column=Column(Integer, nullable=False))
    method: str = Field(sa_column=Column(Text, nullable=False))
    payload: bytes | None = Field(sa_column=Column(Sealed("outbox.payload")))
    own_key: bool = Field(sa_column=Column(Flag, nullable=False))
    conversation: str | None = Field(sa_column=Column("talk", Text, key="conversation"))
    silent: bool = Field(sa_column=Column(Flag, nullable=False))
    unless: str | None = Field(sa_column=Column(Text))
    expires_at: datetime | None = Field(sa_column=Column(UTCDateTime))
    not_before: datetime | None = Field(sa_column=Column(UTCDateTime))
    state: str = Field(sa_column=Column(Text, nullable=False))
    tries: int = Field(sa_column=Column(Integer, nullable=False))
    doubts: int = Field(sa_column=Column(Integer, nullable=False))
    begun: int = Field(sa_column=Column(Integer, nullable=False, server_default="0"))
    lease_until: datetime | None = Field(sa_column=Column(UTCDateTime))
    reason: str | None = Field(sa_column=Column(Text))
    message_id: int | None = Field(sa_column=Column(Big))
    at: datetime = Field(sa_column=Column(UTCDateTime, nullable=False))


OUTBOX = table_of(OutboxRow)

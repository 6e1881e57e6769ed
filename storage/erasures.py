"""Erasures, and the mark that says which key store belongs to this database."""

from datetime import datetime

from sqlalchemy import Column, Integer, Text
from sqlmodel import Field

from storage.tables import STRICT, Row, table_of
from storage.types import UTCDateTime


class ErasureRow(Row, table=True):
    """That someone was erased: a keyed hash of who, and which key had to go."""

    __tablename__ = "erasure"
    __table_args__ = (STRICT,)

    who: str = Field(sa_column=Column(Text, primary_key=True))
    at: datetime = Field(sa_column=Column(UTCDateTime, primary_key=True))
    key_id: str | None = Field(sa_column=Column(Text))


class InstallationRow(Row, table=True):
    """One row: the key store's system key, so that two halves of different backups show."""

    __tablename__ = "installation"
    __table_args__ = (STRICT,)

    id: int = Field(sa_column=Column(Integer, primary_key=True, autoincrement=False))
    system_key_id: str = Field(sa_column=Column(Text, nullable=False))


ERASURE = table_of(ErasureRow)
INSTALLATION = table_of(InstallationRow)

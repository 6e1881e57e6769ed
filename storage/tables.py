"""What every table shares: one registry, one way of naming constraints, strict storage."""

from typing import Any, TypeAlias, cast

from sqlalchemy import Column, ForeignKey, MetaData, Table
from sqlalchemy.orm import registry
from sqlmodel import SQLModel

from storage.types import Big

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

Value: TypeAlias = Any  # of a column, of whichever type that is

STRICT: dict[str, bool] = {"sqlite_strict": True}
# Rows lie in the order of the primary key: one person's history is read from neighbouring pages.
CLUSTERED: dict[str, bool] = {"sqlite_strict": True, "sqlite_with_rowid": False}


class Row(SQLModel, registry=registry(metadata=METADATA)):
    """The parent of all tables. Rows stay inside this package; callers get frozen values."""

    # Nothing is ever checked against a row's model, so no checker is built.
    model_config = {"defer_build": True}


def table_of(model: type[Row]) -> Table:
    """The Core table of a SQLModel class."""
    return cast("Table", model.__table__)  # type: ignore[attr-defined]  # made at run time by SQLModel


def owner() -> Column[int]:
    """The person a row belongs to, as the first part of its primary key."""
    # No cascade: a rebuilt parent table would empty the children (see migrations).
    return Column(Big, ForeignKey("person.id"), primary_key=True, autoincrement=False)

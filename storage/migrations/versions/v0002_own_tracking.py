"""Tracking that each person designs: own questions, entries of any kind, choices.

Revision: 0002, after 0001.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
DAY = sa.Date().with_variant(sa.Text(), "sqlite")
INSTANT = sa.DateTime(timezone=True).with_variant(sa.Text(), "sqlite")
FLAG = sa.Boolean().with_variant(sa.Integer(), "sqlite")
CLUSTERED: dict[str, Any] = {"sqlite_strict": True, "sqlite_with_rowid": False}


def _needed(name: str, kind: Any) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=False)


def _table(name: str, *columns: sa.Column[Any], key: str) -> None:
    op.create_table(
        name,
        _needed("user_id", BIG),
        *columns,
        sa.ForeignKeyConstraint(["user_id"], ["person.id"], name=f"fk_{name}_user_id"),
        sa.PrimaryKeyConstraint("user_id", key, name=f"pk_{name}"),
        **CLUSTERED,
    )


def upgrade() -> None:
    """Forward."""
    _table(
        "entry",
        _needed("id", sa.Text()),
        _needed("kind", sa.Text()),
        _needed("day", DAY),
        _needed("at", INSTANT),
        _needed("content", sa.LargeBinary()),
        key="id",
    )
    op.create_index("ix_entry_user_id_kind_day", "entry", ["user_id", "kind", "day"])
    _table(
        "tracker",
        _needed("id", sa.Text()),
        _needed("place", sa.Integer()),
        _needed("active", FLAG),
        _needed("created", DAY),
        _needed("content", sa.LargeBinary()),
        key="id",
    )
    _table("preference", _needed("name", sa.Text()), _needed("value", sa.Text()), key="name")


def downgrade() -> None:
    """Back."""
    op.drop_table("preference")
    op.drop_table("tracker")
    op.drop_index("ix_entry_user_id_kind_day", table_name="entry")
    op.drop_table("entry")

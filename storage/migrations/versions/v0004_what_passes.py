"""What goes by itself: entries with an end, and an index for the purge of conversations.

Revision: 0004, after 0003.
"""

from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True).with_variant(sa.Text(), "sqlite")
# What an import keeps to be taken back, and files that wait for an answer: days after they came.
KEPT = {"import.undo": 1, "import.file": 7}
PASSES = sa.text("kept_until IS NOT NULL")
CLOSED = sa.text("closed IS TRUE")


def upgrade() -> None:
    """Forward."""
    op.add_column("entry", sa.Column("kept_until", INSTANT))
    _what_imports_left()
    op.create_index(
        "ix_entry_kept_until",
        "entry",
        ["kept_until"],
        sqlite_where=PASSES,
        postgresql_where=PASSES,
    )
    op.create_index(
        "ix_conversation_closed",
        "conversation",
        ["user_id", "touched_at"],
        sqlite_where=CLOSED,
        postgresql_where=CLOSED,
    )


def _what_imports_left() -> None:
    """Give an end to what earlier versions kept for ever."""
    entry = sa.table("entry", *map(sa.column, ("user_id", "id", "kind", "at", "kept_until")))
    connection = op.get_bind()
    left = connection.execute(
        sa.select(entry.c.user_id, entry.c.id, entry.c.kind, entry.c.at).where(
            entry.c.kind.in_(KEPT)
        )
    ).all()
    for user_id, id_, kind, at in left:
        connection.execute(
            sa.update(entry)
            .where(entry.c.user_id == user_id, entry.c.id == id_)
            .values(kept_until=_later(at, timedelta(days=KEPT[kind])))
        )


def _later(at: Any, span: timedelta) -> Any:
    """The instant some days on, in the form in which this database keeps it."""
    if isinstance(at, datetime):
        return at + span
    # Text of fixed width, so that it sorts.
    moved = datetime.fromisoformat(at) + span
    return moved.isoformat(timespec="microseconds").replace("+00:00", "Z")


def downgrade() -> None:
    """Back."""
    op.drop_index("ix_conversation_closed", table_name="conversation")
    op.drop_index("ix_entry_kept_until", table_name="entry")
    op.drop_column("entry", "kept_until")

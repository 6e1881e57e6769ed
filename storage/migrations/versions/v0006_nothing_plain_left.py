"""Drop what was plain, once storage.upgrade has sealed it.

Every table that held it is written anew, so that no file of the database holds what stood there
before.

Revision: 0006, after 0005.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

from storage.errors import NotMigrated, StorageError
from storage.migrations.rewrite import rewrite

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

DAY = sa.Date().with_variant(sa.Text(), "sqlite")
INSTANT = sa.DateTime(timezone=True).with_variant(sa.Text(), "sqlite")
FLAG = sa.Boolean().with_variant(sa.Integer(), "sqlite")
NUMBER, TEXT = sa.Integer(), sa.Text()

# What held a name or a mark, and what else no statement needs plain.
TABLES = (
    "person",
    "conversation",
    "answer",
    "check_in",
    "goal",
    "note",
    "win",
    "entry",
    "tracker",
    "preference",
    "reminder",
    "nudge",
    "outbox",
)
GONE: dict[str, dict[str, Any]] = {
    "person": {
        "language": TEXT,
        "timezone": TEXT,
        "day_ends_at": TEXT,
        "consent_version": TEXT,
        "consented_at": INSTANT,
        "created_at": INSTANT,
        "reachable": FLAG,
        "paused_until": DAY,
        "follow_up": FLAG,
        "follow_up_minutes": NUMBER,
        "sleep_in_morning": FLAG,
        "same_as_usual": FLAG,
        "quiet_offered_on": DAY,
        "country": TEXT,
    },
    "answer": {"at": INSTANT},
    "check_in": {
        "opened_at": INSTANT,
        "completed_at": INSTANT,
        "as_usual": FLAG,
        "for_therapy": FLAG,
    },
    "goal": {"created": DAY, "changed": DAY},
    "note": {"for_therapy": FLAG},
    "win": {"milestone": FLAG, "at": INSTANT},
    "tracker": {"place": NUMBER, "active": FLAG, "created": DAY},
    "preference": {"value": TEXT},
    "reminder": {"days": TEXT, "enabled": FLAG},
    "nudge": {"state": TEXT, "reason": TEXT},
}
NEEDED_NOW = {
    "person": "content",
    "check_in": "content",
    "note": "marks",
    "preference": "content",
    "reminder": "content",
    "nudge": "content",
}
COULD_BE_EMPTY = {
    "paused_until", "quiet_offered_on", "country", "completed_at", "reason",
}  # fmt: skip


def upgrade() -> None:
    """Forward, when nobody's rows are left as they were."""
    left = sa.text("SELECT count(*) FROM person WHERE content IS NULL")
    if op.get_bind().execute(left).scalar_one():
        raise NotMigrated
    # What was sent need not say what would have made it needless, nor nobody's talk its flow.
    op.execute("UPDATE outbox SET unless = NULL WHERE payload IS NULL")
    op.execute("UPDATE conversation SET flow = '' WHERE user_id NOT IN (SELECT id FROM person)")
    for table in TABLES:
        if op.get_bind().dialect.name == "sqlite":
            gone, needed = GONE.get(table, {}), NEEDED_NOW.get(table)
            rewrite(op.get_bind(), table, without=gone, needed=needed)
        else:
            _on_postgres(table)


def _on_postgres(table: str) -> None:
    for column in GONE.get(table, {}):
        op.drop_column(table, column)
    if table in NEEDED_NOW:
        op.alter_column(table, NEEDED_NOW[table], nullable=False)
    # Writes a new file, without what rows held before they were changed.
    op.execute(f"CLUSTER {table} USING pk_{table}")


def downgrade() -> None:
    """Back, while there is nobody: what was sealed opens only with people's keys."""
    if op.get_bind().execute(sa.text("SELECT count(*) FROM person")).scalar_one():
        raise StorageError(
            "What was sealed cannot be laid open again: restore the backup made before the update."
        )
    for table, gone in GONE.items():
        for name, kind in gone.items():
            column = sa.Column(name, kind)
            if name not in COULD_BE_EMPTY:
                # SQLite adds no column that must be filled without saying with what.
                column.nullable = False
                column.server_default = sa.DefaultClause(
                    "1970-01-01" if kind in {DAY, INSTANT} else "0"
                )
            op.add_column(table, column)

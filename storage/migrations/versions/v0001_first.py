"""The first tables.

Revision: 0001, after nothing.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
DAY = sa.Date().with_variant(sa.Text(), "sqlite")
INSTANT = sa.DateTime(timezone=True).with_variant(sa.Text(), "sqlite")
FLAG = sa.Boolean().with_variant(sa.Integer(), "sqlite")
STRICT: dict[str, Any] = {"sqlite_strict": True}
CLUSTERED: dict[str, Any] = {"sqlite_strict": True, "sqlite_with_rowid": False}


def _needed(name: str, kind: Any) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=False)


def _owner(table: str) -> tuple[sa.Column[Any], sa.ForeignKeyConstraint]:
    return (
        _needed("user_id", BIG),
        sa.ForeignKeyConstraint(["user_id"], ["person.id"], name=f"fk_{table}_user_id"),
    )


def _key(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*columns, name=f"pk_{table}")


def _index(name: str, table: str, *columns: str, where: str = "", unique: bool = False) -> None:
    only: dict[str, Any] = {}
    if where:
        only = {"sqlite_where": sa.text(where), "postgresql_where": sa.text(where)}
    op.create_index(name, table, list(columns), unique=unique, **only)


def upgrade() -> None:
    """Forward."""
    _people()
    _days()
    _words()
    _schedule()
    _post()
    _books()


def _people() -> None:
    op.create_table(
        "person",
        _needed("id", BIG),
        _needed("chat_id", BIG),
        _needed("language", sa.Text()),
        _needed("timezone", sa.Text()),
        _needed("day_ends_at", sa.Text()),
        _needed("consent_version", sa.Text()),
        _needed("consented_at", INSTANT),
        _needed("created_at", INSTANT),
        _needed("reachable", FLAG),
        sa.Column("paused_until", DAY),
        _needed("follow_up", FLAG),
        _needed("follow_up_minutes", sa.Integer()),
        _needed("sleep_in_morning", FLAG),
        _needed("same_as_usual", FLAG),
        sa.Column("quiet_offered_on", DAY),
        sa.Column("country", sa.Text()),
        _key("person", "id"),
        **STRICT,
    )
    op.create_table(
        "conversation",
        _needed("user_id", BIG),
        _needed("id", sa.Text()),
        _needed("flow", sa.Text()),
        sa.Column("day", DAY),
        _needed("state", sa.LargeBinary()),
        sa.Column("message_id", BIG),
        _needed("touched_at", INSTANT),
        _needed("closed", FLAG),
        _key("conversation", "user_id", "id"),
        **STRICT,
    )
    touched = "ix_conversation_user_id_touched_at"
    _index(touched, "conversation", "user_id", "touched_at", where="closed IS FALSE")
    _index("ix_conversation_user_id_day_flow", "conversation", "user_id", "day", "flow")


def _days() -> None:
    op.create_table(
        "answer",
        *_owner("answer"),
        _needed("day", DAY),
        _needed("step", sa.Text()),
        _needed("place", sa.Integer()),
        _needed("value", sa.LargeBinary()),
        _needed("at", INSTANT),
        _key("answer", "user_id", "day", "step"),
        **CLUSTERED,
    )
    op.create_table(
        "check_in",
        *_owner("check_in"),
        _needed("day", DAY),
        _needed("opened_at", INSTANT),
        sa.Column("completed_at", INSTANT),
        _needed("as_usual", FLAG),
        _needed("for_therapy", FLAG),
        _key("check_in", "user_id", "day"),
        **CLUSTERED,
    )


def _words() -> None:
    op.create_table(
        "goal",
        *_owner("goal"),
        _needed("number", sa.Integer()),
        _needed("content", sa.LargeBinary()),
        _needed("created", DAY),
        _needed("changed", DAY),
        _key("goal", "user_id", "number"),
        **CLUSTERED,
    )
    op.create_table(
        "note",
        *_owner("note"),
        _needed("id", sa.Text()),
        _needed("at", INSTANT),
        _needed("day", DAY),
        _needed("text", sa.LargeBinary()),
        _needed("for_therapy", FLAG),
        sa.Column("message_id", BIG),
        _key("note", "user_id", "id"),
        **STRICT,
    )
    _index("ix_note_user_id_day", "note", "user_id", "day")
    _index("ix_note_user_id_at", "note", "user_id", "at")
    _index("ix_note_user_id_message_id", "note", "user_id", "message_id")
    op.create_table(
        "win",
        *_owner("win"),
        _needed("id", sa.Text()),
        _needed("day", DAY),
        _needed("text", sa.LargeBinary()),
        _needed("milestone", FLAG),
        _needed("at", INSTANT),
        _key("win", "user_id", "id"),
        **CLUSTERED,
    )
    _index("ix_win_user_id_day", "win", "user_id", "day")


def _schedule() -> None:
    op.create_table(
        "reminder",
        *_owner("reminder"),
        _needed("kind", sa.Text()),
        sa.Column("at", sa.Text()),
        _needed("days", sa.Text()),
        sa.Column("next_due_at", INSTANT),
        _needed("enabled", FLAG),
        _key("reminder", "user_id", "kind"),
        **CLUSTERED,
    )
    _index("ix_reminder_next_due_at", "reminder", "next_due_at", where="next_due_at IS NOT NULL")
    op.create_table(
        "nudge",
        *_owner("nudge"),
        _needed("day", DAY),
        _needed("slot", sa.Text()),
        _needed("state", sa.Text()),
        sa.Column("reason", sa.Text()),
        _needed("at", INSTANT),
        _key("nudge", "user_id", "day", "slot"),
        **CLUSTERED,
    )


def _post() -> None:
    op.create_table(
        "inbox",
        _needed("update_id", BIG),
        _needed("chat_id", BIG),
        sa.Column("user_id", BIG),
        sa.Column("raw", sa.LargeBinary()),
        _needed("own_key", FLAG),
        _needed("state", sa.Text()),
        _needed("tries", sa.Integer()),
        sa.Column("reason", sa.Text()),
        _needed("at", INSTANT),
        _key("inbox", "update_id"),
        **STRICT,
    )
    _index("ix_inbox_chat_id_update_id", "inbox", "chat_id", "update_id", where="state = 'new'")
    op.create_table(
        "outbox",
        sa.Column("position", BIG, nullable=False, autoincrement=True),
        _needed("id", sa.Text()),
        _needed("chat_id", BIG),
        sa.Column("user_id", BIG),
        _needed("priority", sa.Integer()),
        _needed("method", sa.Text()),
        sa.Column("payload", sa.LargeBinary()),
        _needed("own_key", FLAG),
        sa.Column("talk", sa.Text()),
        _needed("silent", FLAG),
        sa.Column("unless", sa.Text()),
        sa.Column("expires_at", INSTANT),
        sa.Column("not_before", INSTANT),
        _needed("state", sa.Text()),
        _needed("tries", sa.Integer()),
        _needed("doubts", sa.Integer()),
        sa.Column("lease_until", INSTANT),
        sa.Column("reason", sa.Text()),
        sa.Column("message_id", BIG),
        _needed("at", INSTANT),
        _key("outbox", "position"),
        **STRICT,
    )
    _index("ix_outbox_id", "outbox", "id", unique=True)
    _index("ix_outbox_pending", "outbox", "priority", "position", where="state = 'pending'")
    tried = "tries > 0 AND state IN ('pending', 'sending')"
    _index("ix_outbox_chat", "outbox", "chat_id", "position", where=tried)
    waiting = "state IN ('pending', 'sending')"
    _index("ix_outbox_talk", "outbox", "talk", where=waiting)
    _index("ix_outbox_lease", "outbox", "lease_until", where="state = 'sending'")


def _books() -> None:
    op.create_table(
        "erasure",
        _needed("who", sa.Text()),
        _needed("at", INSTANT),
        sa.Column("key_id", sa.Text()),
        _key("erasure", "who", "at"),
        **STRICT,
    )
    op.create_table(
        "installation",
        sa.Column("id", sa.Integer(), nullable=False, autoincrement=False),
        _needed("system_key_id", sa.Text()),
        _key("installation", "id"),
        **STRICT,
    )


def downgrade() -> None:
    """Back."""
    for table in (
        "installation",
        "erasure",
        "outbox",
        "inbox",
        "nudge",
        "reminder",
        "win",
        "note",
        "goal",
        "check_in",
        "answer",
        "conversation",
        "person",
    ):
        op.drop_table(table)

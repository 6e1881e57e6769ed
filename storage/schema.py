"""All tables: importing this module makes METADATA complete."""

from storage import (
    answers,
    check_ins,
    conversation_table,
    entries,
    erasures,
    goals,
    inbox_table,
    invitations,
    notes,
    nudges,
    outbox_table,
    people,
    preferences,
    reminders,
    trackers,
    wins,
)
from storage.tables import METADATA

TABLES = (
    people,
    conversation_table,
    answers,
    check_ins,
    goals,
    notes,
    wins,
    reminders,
    nudges,
    entries,
    trackers,
    preferences,
    inbox_table,
    outbox_table,
    erasures,
    invitations,
)

# The newest migration. A test keeps it true; it saves loading Alembic at every start.
HEAD = "0008"

__all__ = ["HEAD", "METADATA", "TABLES"]

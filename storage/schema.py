"""All tables: importing this module makes METADATA complete."""

from storage import (
    answers,
    check_ins,
    entries,
    goals,
    inbox,
    journal,
    ledger,
    nudges,
    outbox_table,
    people,
    preferences,
    reminders,
    talks,
    trackers,
    wins,
)
from storage.tables import METADATA

TABLES = (
    people,
    talks,
    answers,
    check_ins,
    goals,
    journal,
    wins,
    reminders,
    nudges,
    entries,
    trackers,
    preferences,
    inbox,
    outbox_table,
    ledger,
)

# The newest migration. A test keeps it true; it saves loading Alembic at every start.
HEAD = "0003"

__all__ = ["HEAD", "METADATA", "TABLES"]

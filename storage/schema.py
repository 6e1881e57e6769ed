"""All tables: importing this module makes METADATA complete."""

from storage import (
    answers,
    check_ins,
    goals,
    inbox,
    journal,
    ledger,
    nudges,
    outbox_table,
    people,
    reminders,
    talks,
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
    inbox,
    outbox_table,
    ledger,
)

# The newest migration. A test keeps it true; it saves loading Alembic at every start.
HEAD = "0001"

__all__ = ["HEAD", "METADATA", "TABLES"]

"""What was read and has not changed since, kept from one transaction to the next.

Only where one connection does all the writing: elsewhere nobody could say that it still holds.
"""

from collections.abc import Hashable
from typing import Any

# What nearly every update reads and few change. Answers change with every update.
SETTLED = frozenset({"entry", "goal", "person", "preference", "reminder", "tracker"})
MOST = 8000  # values; then it begins anew
MISSING = object()


class Remembered:
    """Values by table and key; a table that the running transaction changed holds none."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, Hashable], Any] = {}
        self._changed: set[str] = set()
        self._version = -1

    def begin(self, version: int) -> None:
        """Begin a transaction; `version` differs if another connection changed something."""
        self._changed.clear()
        if version != self._version:
            self._version = version
            self._found.clear()

    def find(self, table: str, which: Hashable) -> Any:
        """What was kept; MISSING if nothing was."""
        return self._found.get((table, which), MISSING)

    def keep(self, table: str, which: Hashable, value: Any) -> None:
        """Keep what was read, unless it may yet be undone."""
        if table not in SETTLED or table in self._changed:
            return
        if len(self._found) >= MOST:
            self._found.clear()
        self._found[table, which] = value

    def changes(self, table: str) -> None:
        """Forget a table, and keep nothing of it until the transaction has ended."""
        if table in SETTLED and table not in self._changed:
            self._changed.add(table)
            self._found = {key: value for key, value in self._found.items() if key[0] != table}

    def changes_all(self) -> None:
        """Forget everything, and keep nothing until the transaction has ended."""
        self._changed |= SETTLED
        self._found.clear()

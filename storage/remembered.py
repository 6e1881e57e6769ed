"""What was read and has not changed since, by table and person.

It outlives a transaction only where one connection does all the writing: elsewhere nobody could
say that it still holds. Whatever is undone empties it.
"""

from collections.abc import Hashable
from typing import Any

DERIVED = "derived"  # no table: what follows from the rows of several
MOST = 500  # people in a table; those who came first are forgotten first


class Remembered:
    """Values by table, person, and whatever tells them apart."""

    def __init__(self) -> None:
        self._tables: dict[str, dict[int, dict[Hashable, Any]]] = {}
        self._version = -1

    def begin(self, version: int) -> None:
        """Begin a transaction; `version` differs if another connection changed something."""
        if version != self._version:
            self._version = version
            self.clear()

    def of(self, table: str, user_id: int) -> dict[Hashable, Any]:
        """What is known of a person's rows in a table; what is put there is kept."""
        try:
            return self._tables[table][user_id]
        except KeyError:
            people = self._tables.setdefault(table, {})
            if len(people) >= MOST:
                del people[next(iter(people))]
            known = people[user_id] = {}
            return known

    def changes(self, table: str, user_id: int | None = None) -> None:
        """Forget a person's rows in a table, or everybody's."""
        if user_id is None:
            self._tables.pop(table, None)
        elif table in self._tables:
            self._tables[table].pop(user_id, None)

    def clear(self) -> None:
        """Forget everything."""
        self._tables.clear()

"""What was read and has not changed since, by table and person.

It outlives a transaction only where one connection does all the writing: elsewhere nobody could
say that it still holds. Whatever is undone empties it.
"""

from collections.abc import Hashable
from typing import Any, TypeAlias

MOST = 500  # people in a table; those who came first are forgotten first
EACH = 100  # values of a person in a table: days pass, and what was read of them is read no more

Found: TypeAlias = Any  # what was read of some table


class Cache:
    """Values by table, person, and whatever tells them apart."""

    def __init__(self) -> None:
        # What follows from several tables is kept under their names together.
        self._tables: dict[str | tuple[str, ...], dict[int, dict[Hashable, Found]]] = {}
        self._following: dict[str, set[tuple[str, ...]]] = {}
        self._version = -1

    def begin(self, version: int) -> None:
        """Begin a transaction; `version` differs if another connection changed something."""
        if version != self._version:
            self._version = version
            self.clear()

    def of(self, table: str | tuple[str, ...], user_id: int) -> dict[Hashable, Found]:
        """What is known of a person's rows in a table; what is put there is kept."""
        people = self._tables.setdefault(table, {})
        known = people.get(user_id)
        if known is None or len(known) >= EACH:
            people.pop(user_id, None)
            if len(people) >= MOST:
                del people[next(iter(people))]
            known = people[user_id] = {}
        return known

    def following(self, tables: tuple[str, ...], user_id: int) -> dict[Hashable, Found]:
        """What is known to follow from a person's rows in several tables."""
        for table in tables:
            self._following.setdefault(table, set()).add(tables)
        return self.of(tables, user_id)

    def changes(self, table: str, user_id: int | None = None) -> None:
        """Forget a person's rows in a table, or everybody's, and what follows from them."""
        for changed in (table, *self._following.get(table, ())):
            if user_id is None:
                self._tables.pop(changed, None)
            elif changed in self._tables:
                self._tables[changed].pop(user_id, None)

    def clear(self) -> None:
        """Forget everything."""
        self._tables.clear()

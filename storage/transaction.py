"""A transaction as a unit of work sees it: one connection, one instant, the keys."""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any, TypeAlias, TypeVar

from sqlalchemy import Connection, select

from storage.driver_errors import meaning
from storage.erasures import ERASURE
from storage.errors import StorageError, Unreadable
from storage.sealed import DamagedRow, Json, PersonKey, SealedBytes
from storage.types import in_utc
from storage.vault import Vault

T = TypeVar("T")
Found: TypeAlias = Any  # what was read of some table
Driver: TypeAlias = Any  # the connection of either database's own library
BEING_ERASED = "This person is being erased; nothing can be kept for them."


class Tx:
    """What a work may use; it lives as long as its transaction. This one is SQLite's.

    `connection` takes any SQLAlchemy Core statement; `driver` is the DB-API connection below it,
    and `cursor` the one cursor of statements.Prepared, which reads every result to its end. `now`
    is one instant for the whole work. What was read is remembered until it is changed, and at most
    until the work ends: nothing of a person stays in memory after it.
    """

    __slots__ = (
        "_clock",
        "_connection",
        "_driver",
        "_erased",
        "_ids",
        "_keys",
        "_read",
        "_vault",
        "afterwards",
        "cursor",
        "damaged",
        "dialect",
        "now",
    )

    def __init__(
        self,
        connection: Connection,
        driver: Driver,
        cursor: Driver,
        vault: Vault,
        clock: Callable[[], datetime],
        ids: Callable[[], str],
    ) -> None:
        self._connection = connection
        self._clock = clock
        self.dialect = connection.dialect
        self._driver = driver
        self.cursor = cursor
        self._vault = vault
        self.now = in_utc(clock())
        self.afterwards: list[Callable[[], None]] = []
        self._ids = ids
        self._keys: dict[int, PersonKey] = {}
        self._erased: set[int] = set()
        self.damaged: dict[int, dict[DamagedRow, None]] = {}
        self._read: dict[tuple[str, int], dict[Hashable, Found]] = {}

    @property
    def connection(self) -> Connection:
        """The connection; what was read before counts no more, for it may change anything."""
        self._read.clear()
        return self._connection

    @property
    def driver(self) -> Driver:
        """The driver's own connection."""
        return self._driver

    @property
    def vault(self) -> Vault:
        """Everyone's keys."""
        return self._vault

    def cached(self, table: str, user_id: int, which: Hashable, read: Callable[[], T]) -> T:
        """What is read of a person's rows in a table, once as long as they do not change.

        The value is shared by all who ask, so it must not be changed.
        """
        known = self._read.setdefault((table, user_id), {})
        if which not in known:
            known[which] = read()
        found: T = known[which]
        return found

    def prefetch(
        self, table: str, user_id: int, which: Hashable, ask: Callable[[], Callable[[], T]]
    ) -> None:
        """Say what will be looked at soon. Where each question is a call, it is asked then."""

    def peek(self, table: str, user_id: int, which: Hashable) -> Found | None:
        """What was read of a person's rows before; None if nothing was."""
        return self._read.get((table, user_id), {}).get(which)

    def put(self, table: str, user_id: int, which: Hashable, value: Found) -> None:
        """Remember what was just written, so that it need not be read again."""
        self._read.setdefault((table, user_id), {})[which] = value

    def invalidate(self, table: str, user_id: int | None) -> None:
        """Forget what was read of a person's rows in a table; of everybody's without a person."""
        if user_id is not None:
            self._read.pop((table, user_id), None)
        else:
            for key in tuple(self._read):
                if key[0] == table:
                    del self._read[key]

    def new_id(self) -> str:
        """A fresh id that nothing else has."""
        return self._ids()

    def key(self, user_id: int) -> PersonKey:
        """This person's key to seal with; looked up once per work, and never a new one.

        Someone whose key is gone was erased: a fresh key would bring their rows back to life.
        """
        found = self._keys.get(user_id)
        if found is None:
            if user_id in self._erased:
                raise StorageError(BEING_ERASED)
            found = self.opener(user_id)
        return found

    def new_key(self, user_id: int) -> PersonKey:
        """A key for someone new; the caller makes sure that nothing is stored about them."""
        if user_id in self._erased:
            raise StorageError(BEING_ERASED)
        left = self.vault.find(user_id)
        if left is not None and self._had_to_go(left.id):
            # An erasure has not got round to it yet: what it seals now would be lost with it.
            self.vault.destroy(user_id, left.id)
        found = self._keys[user_id] = self.vault.of(user_id)
        return found

    def key_if_any(self, user_id: int | None) -> PersonKey | None:
        """This person's key, if they have one."""
        if user_id is None or user_id in self._erased:
            return None
        found = self._keys.get(user_id) or self.vault.find(user_id)
        if found is not None:
            self._keys[user_id] = found
        return found

    def opener(self, user_id: int) -> PersonKey:
        """This person's key to open with; never a new one, which could open nothing."""
        found = self._keys.get(user_id) or self.key_if_any(user_id)
        if found is None:
            raise Unreadable("The key that sealed this is not in the key store.")
        return found

    def open(self, user_id: int, sealed: SealedBytes, row: str) -> Json:
        """What this person told, in this row."""
        key = self._keys.get(user_id) or self.opener(user_id)
        return key.open(sealed.column, row, sealed)

    def _had_to_go(self, key_id: str) -> bool:
        erased = select(ERASURE.c.key_id).where(ERASURE.c.key_id == key_id)
        return self.connection.execute(erased).first() is not None

    def destroy_key(self, user_id: int, key_id: str | None = None) -> None:
        """Destroy the person's key once the transaction is committed, before any other work.

        With an id, only that key.
        """
        self._keys.pop(user_id, None)
        self._erased.add(user_id)
        self.afterwards.append(lambda: self.vault.destroy(user_id, key_id))

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        """Keep all that is done inside, or none of it; the rest of the transaction goes on."""
        afterwards = len(self.afterwards)
        self.driver.execute("SAVEPOINT apart")
        try:
            yield
        except BaseException as error:
            # Where the database itself is in trouble, the whole transaction is lost anyway.
            if meaning(error) is None:
                self.driver.execute("ROLLBACK TO SAVEPOINT apart")
                self.driver.execute("RELEASE SAVEPOINT apart")
                self._read.clear()
                del self.afterwards[afterwards:]
            raise
        self.driver.execute("RELEASE SAVEPOINT apart")

    def try_lock_chat(self, chat_id: int) -> bool:  # noqa: ARG002 - a server needs to know
        """Lock the chat as lock_chat does, or say that another process is at work for it."""
        return True

    def lock_chat(self, chat_id: int) -> None:
        """Let no other process work for this chat until the transaction ends.

        Now begins when the lock is ours: what was told to another process before is dated before.
        SQLite has one writer anyway.
        """

    @property
    def on_postgres(self) -> bool:
        """Whether other processes may be at work in the same database."""
        return False


Work = Callable[[Tx], T]
Start = Callable[[Connection, Driver], Tx]

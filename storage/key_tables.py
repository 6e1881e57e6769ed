"""What a key store holds, wherever it lies: wrapped keys, and which keys were destroyed."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from sqlalchemy import (
    Column,
    Connection,
    MetaData,
    Table,
    Text,
    bindparam,
    column,
    delete,
    inspect,
    literal,
    select,
    table,
    text,
)
from sqlalchemy import LargeBinary as Blob
from sqlalchemy.dialects.postgresql import insert

from storage.types import Big

# Telegram's user ids are positive; 0 is the key for rows of people who have none yet.
SYSTEM = 0
# As the id of a key: somebody had none when they were erased.
NO_KEY = ""

METADATA = MetaData()
KEY = Table(
    "person_key",
    METADATA,
    Column("user_id", Big, primary_key=True, autoincrement=False),
    Column("key_id", Text, nullable=False),
    Column("wrapped", Blob, nullable=False),
    sqlite_strict=True,
)
# Which keys were destroyed, and whose, by pseudonym: a missing key that is not named here is lost.
DESTROYED = Table(
    "destroyed_key",
    METADATA,
    Column("who", Text, primary_key=True),
    Column("key_id", Text, primary_key=True),
    sqlite_strict=True,
)

MADE_IN_SQLITE = f"""
SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = '{KEY.name}')
AND EXISTS (SELECT 1 FROM pragma_table_info('{DESTROYED.name}') WHERE name = 'key_id')
"""  # noqa: S608 - our names


class Wrapped(NamedTuple):
    """A person's key, closed under the installation's key."""

    key_id: str
    wrapped: bytes


class Ended(NamedTuple):
    """That a key was destroyed: whose it was, by pseudonym, and which."""

    who: str
    key_id: str


@dataclass(frozen=True, slots=True)
class Contents:
    """A whole key store, or what somebody knows of one."""

    keys: Mapping[int, Wrapped] = field(default_factory=dict)
    destroyed: frozenset[Ended] = frozenset()

    @property
    def system(self) -> str | None:
        """The id of the system key, which tells one installation from another."""
        found = self.keys.get(SYSTEM)
        return found.key_id if found else None

    @property
    def people(self) -> int:
        """How many people have a key."""
        return len(self.keys) - (SYSTEM in self.keys)

    def joined(self, other: "Contents") -> "Contents":
        """All that either knows: no key is lost, and none that was destroyed comes back.

        So nobody need know which of two key stores is the newer one.
        """
        destroyed = self.destroyed | other.destroyed
        gone = {ended.key_id for ended in destroyed}
        both = [*other.keys.items(), *self.keys.items()]
        keys = {user: key for user, key in both if key.key_id not in gone}
        return Contents(keys, destroyed)


def ended(rows: Iterable[tuple[str, str]]) -> Contents:
    """What a list of destroyed keys knows."""
    return Contents(destroyed=frozenset(Ended(who, key_id) for who, key_id in rows))


def read(connection: Connection, *, marks: bool = True) -> Contents:
    """All of a key store; the caller gives a transaction in which nothing moves."""
    keys = connection.execute(select(KEY.c.user_id, KEY.c.key_id, KEY.c.wrapped))
    found = {user: Wrapped(key_id, bytes(wrapped)) for user, key_id, wrapped in keys}
    if not marks:
        return Contents(found)
    destroyed = connection.execute(select(DESTROYED.c.who, DESTROYED.c.key_id))
    return Contents(found, frozenset(Ended(*row) for row in destroyed))


def learn(connection: Connection, other: Contents) -> None:
    """Add what another key store knows; the caller gives a transaction."""
    here = read(connection)
    both = here.joined(other)
    old = [{"user": user} for user, key in here.keys.items() if both.keys.get(user) != key]
    new = [
        {"user_id": user, **key._asdict()}
        for user, key in both.keys.items()
        if here.keys.get(user) != key
    ]
    marks = [ended._asdict() for ended in both.destroyed - here.destroyed]
    if old:
        connection.execute(delete(KEY).where(KEY.c.user_id == bindparam("user")), old)
    if new:
        connection.execute(insert(KEY).on_conflict_do_nothing(), new)
    if marks:
        connection.execute(insert(DESTROYED).on_conflict_do_nothing(), marks)


def make(connection: Connection, schema: str | None) -> None:
    """Make the tables; a store from before destroyed keys had their ids is brought along."""
    name, prefix = DESTROYED.name, f"{schema}." if schema else ""
    look = inspect(connection)
    before = look.has_table(name, schema) and not any(
        column["name"] == "key_id" for column in look.get_columns(name, schema)
    )
    if not before:
        at_once(connection, METADATA.create_all)
        return

    def bring_along(connection: Connection) -> None:
        connection.execute(text(f"ALTER TABLE {prefix}{name} RENAME TO destroyed_before"))
        METADATA.create_all(connection)
        before = table("destroyed_before", column("who"), schema=schema)
        old = select(before.c.who, literal(NO_KEY))
        connection.execute(insert(DESTROYED).from_select(["who", "key_id"], old))
        connection.execute(text(f"DROP TABLE {prefix}destroyed_before"))

    at_once(connection, bring_along)


def at_once(connection: Connection, work: Callable[[Connection], None]) -> None:
    """Do the work in one transaction."""
    connection.exec_driver_sql("BEGIN")
    try:
        work(connection)
    except BaseException:
        connection.exec_driver_sql("ROLLBACK")
        raise
    connection.exec_driver_sql("COMMIT")

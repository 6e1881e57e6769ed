"""What one test does to a database on the server is never there for the next."""

import os
from collections.abc import Callable
from contextlib import closing
from typing import Any

import psycopg
import pytest
from sqlalchemy import create_engine, inspect
from sqlalchemy.pool import NullPool

from storage import erase, people
from storage.keystore import SCHEMA
from storage.schema import METADATA
from storage.store import Store
from storage.urls import database_url as as_driver_wants
from storage.vault import Vault
from tests import databases
from tests.conftest import KEY, Now
from tests.databases import DatabaseServer, Lender, Migrated
from tests.postgres import order, plain
from tests.storage.samples import ALICE, BOB, person
from tests.storage.telling import tell_everything

pytestmark = pytest.mark.postgres

LOOKED_AT = ("public", SCHEMA)


@pytest.fixture
def lent(lender: Lender) -> Migrated:
    return lender.lend()


@pytest.fixture
def nobody_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(databases, "LEAVING", 0.05)


def everything(url: str) -> dict[str, Any]:
    """All that is in it and how it is made, found in another way than the lender looks at it."""
    found: dict[str, Any] = {}
    engine = create_engine(as_driver_wants(url), poolclass=NullPool)
    with engine.connect() as connection:
        look = inspect(connection)
        found["schemas"] = look.get_schema_names()
        for schema in set(LOOKED_AT) & set(found["schemas"]):
            for kind in (look.get_multi_columns, look.get_multi_indexes):
                for table, parts in kind(schema).items():
                    found[f"{kind.__name__} {table}"] = sorted(map(repr, parts))
            for table in look.get_table_names(schema):
                rows = connection.exec_driver_sql(f'SELECT * FROM {schema}."{table}"')  # noqa: S608 - our names
                found[table] = sorted(map(repr, rows))
            for numbers in look.get_sequence_names(schema):
                next_one = connection.exec_driver_sql(f"SELECT * FROM {schema}.{numbers}")  # noqa: S608 - our names
                found[numbers] = next_one.one().last_value
    return found


async def lives(url: str, now: Now, ids: Callable[[], str]) -> None:
    """Alice tells everything, and Bob has come and gone."""
    vault = Vault.open(url, key=KEY, random=os.urandom)
    store = Store.open(url, vault=vault, now=now, ids=ids, owns_vault=True)
    for user in (ALICE, BOB):
        await store.write(lambda tx, user=user: people.add(tx, person(user, tx.now)))
    await store.write(lambda tx: tell_everything(tx, ALICE))
    await store.write(lambda tx: erase.person(tx, BOB))
    await store.close()


async def test_after_a_life_the_next_finds_what_a_new_one_has(
    lender: Lender,
    lent: Migrated,
    server_of_databases: DatabaseServer,
    now: Now,
    ids: Callable[[], str],
) -> None:
    new = server_of_databases.make(lender.template)
    await lives(lent.url, now, ids)
    told, empty = everything(lent.url), everything(new)
    assert not [name for name in METADATA.tables if told[name] == empty[name]]
    assert lender.take_back(lent)
    again = lender.lend()
    assert everything(again.url) == empty
    assert databases.state(again.url) == databases.state(new)
    server_of_databases.drop(new)
    lender.take_back(again)


# What could be left behind in a database, beside rows in its tables.
LEFT = {
    "a table": "CREATE TABLE more (n int)",
    "a table less": "DROP TABLE win CASCADE",
    "a column": "ALTER TABLE win ADD COLUMN more text",
    "a default": "ALTER TABLE win ALTER COLUMN day SET DEFAULT '2026-11-24'",
    "an index": "CREATE INDEX more ON win (day)",
    "an index less": "DROP INDEX ix_note_user_id_at",
    "a rule of a column": "ALTER TABLE win ADD CHECK (user_id > 0)",
    "a schema": "CREATE SCHEMA more",
    "a view": "CREATE VIEW more AS SELECT 1",
    "a function": "CREATE FUNCTION more() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "a type": "CREATE TYPE more AS ENUM ('one')",
    "a sequence": "CREATE SEQUENCE more",
    "a number that was taken": "SELECT nextval('inbox_update_id_seq')",
    "another way to cast": "CREATE CAST (text AS date) WITH INOUT",
    "a trigger": "CREATE TRIGGER more BEFORE UPDATE ON win"
    " FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()",
    "somebody's rights": "GRANT SELECT ON win TO PUBLIC",
    "rights in all": "ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO PUBLIC",
    "a rule of rows": "ALTER TABLE win ENABLE ROW LEVEL SECURITY",
    "a table not in the log": "ALTER TABLE win SET UNLOGGED",
    "a setting of a table": "ALTER TABLE win SET (fillfactor = 50)",
    "a setting of all": "ALTER DATABASE {} SET enable_sort = off",
    "room for nobody": "ALTER DATABASE {} CONNECTION LIMIT 0",
    "what the server counted": "ANALYZE alembic_version",
    "another revision": "UPDATE alembic_version SET version_num = '0001'",
    "a remark": "COMMENT ON TABLE win IS 'more'",
    "a large object": "SELECT lo_create(0)",
    "what the server shall count": "CREATE STATISTICS more ON id, day FROM win",
}


@pytest.mark.parametrize("statement", LEFT.values(), ids=LEFT)
def test_what_cannot_be_emptied_is_lent_to_nobody(
    lender: Lender, lent: Migrated, statement: str
) -> None:
    name = lent.url.rpartition("/")[2]
    order(lent.url, statement.format(name))
    assert not lender.take_back(lent)
    assert not is_there(lent.url)
    again = lender.lend()
    assert databases.state(again.url) == lent.new
    assert lender.take_back(again)


def is_there(url: str) -> bool:
    with closing(psycopg.connect(plain(url.rpartition("/")[0] + "/postgres"))) as connection:
        known = "SELECT datname FROM pg_database WHERE datname = %s"
        return connection.execute(known, (url.rpartition("/")[2],)).fetchone() is not None


def test_one_in_which_somebody_still_is_goes_and_they_with_it(
    lender: Lender, lent: Migrated, nobody_waits: None
) -> None:
    with closing(psycopg.connect(plain(lent.url), autocommit=True)) as left_open:
        assert not lender.take_back(lent)
        assert not is_there(lent.url)
        with pytest.raises(psycopg.OperationalError):
            left_open.execute("SELECT 1")


def test_who_comes_too_late_finds_nothing_under_the_old_name(
    lender: Lender, lent: Migrated
) -> None:
    assert lender.take_back(lent)
    again = lender.lend()
    assert again.url != lent.url
    with pytest.raises(psycopg.OperationalError, match="does not exist"):
        psycopg.connect(plain(lent.url))
    assert lender.take_back(again)

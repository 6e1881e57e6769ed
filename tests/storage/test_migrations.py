import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, event, inspect, text
from sqlalchemy.engine import Engine
from sqlalchemy.pool import NullPool

from storage import migrate as migrating
from storage.backup import count_rows
from storage.engines import sqlite_engine
from storage.errors import NewerSchema, StorageError
from storage.migrate import SCRIPTS, migrate
from storage.schema import HEAD, METADATA
from storage.urls import BadUrl, database_url

REVISIONS = [
    script.revision for script in reversed(list(ScriptDirectory(str(SCRIPTS)).walk_revisions()))
]


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "postgres":
        url: str = request.getfixturevalue("new_database")()
        return url
    return f"sqlite:///{tmp_path}/new/small-steps.db"


@contextmanager
def connected(url: str) -> Iterator[Connection]:
    engine = create_engine(database_url(url), poolclass=NullPool)
    with engine.connect() as connection:
        yield connection


def tables(url: str) -> set[str]:
    with connected(url) as connection:
        return set(inspect(connection).get_table_names())


def test_there_is_one_newest_revision_and_the_code_knows_it():
    assert REVISIONS[-1] == HEAD
    assert ScriptDirectory(str(SCRIPTS)).get_heads() == [HEAD]


def test_every_step_goes_up_down_and_up_again(empty: str):
    for before, revision in zip(["base", *REVISIONS], REVISIONS, strict=False):
        assert migrate(empty, revision) == revision
        assert migrate(empty, before) == before
        assert migrate(empty, revision) == revision
    assert migrate(empty, "base") == "base"
    assert tables(empty) <= {"alembic_version"}


def is_on(dialect: str):
    """An index may be there on one kind of database only, which Alembic does not look at."""

    def is_there(thing, *_more: object) -> bool:
        only = getattr(thing, "_ddl_if", None)
        return only is None or only.dialect == dialect

    return is_there


def test_the_tables_are_what_the_migrations_make(empty: str):
    migrate(empty)
    with connected(empty) as connection:
        opts = {"compare_type": True, "include_object": is_on(connection.dialect.name)}
        context = MigrationContext.configure(connection, opts=opts)
        assert compare_metadata(context, METADATA) == []


def test_sqlite_keeps_them_strict_and_clustered_as_the_models_say(tmp_path: Path):
    url = f"sqlite:///{tmp_path}/small-steps.db"
    migrate(url)
    with connected(url) as connection:
        for table in METADATA.sorted_tables:
            made = inspect(connection).get_table_options(table.name)
            assert made.get("sqlite_strict") is True, table.name
            rowid = table.dialect_options["sqlite"]["with_rowid"]
            assert made.get("sqlite_with_rowid", True) == rowid, table.name


def test_migrating_twice_changes_nothing(empty: str):
    assert migrate(empty) == migrate(empty) == HEAD


def test_a_database_from_the_future_is_refused_and_left_alone(empty: str):
    migrate(empty)
    with connected(empty) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        connection.commit()
    before = tables(empty)
    with pytest.raises(NewerSchema, match=r"9999.*update the program"):
        migrate(empty)
    assert tables(empty) == before


def test_many_that_start_at_once_migrate_once(empty: str):
    results: list[object] = []

    def start() -> None:
        try:
            results.append(migrate(empty))
        except Exception as error:  # noqa: BLE001 - shown by the assert
            results.append(error)

    threads = [threading.Thread(target=start) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [HEAD] * 4


def test_a_new_file_that_another_start_is_writing_is_waited_for(tmp_path: Path):
    """SQLite would refuse at once to begin its log then, without waiting as it does elsewhere."""
    file = tmp_path / "small-steps.db"
    with closing(sqlite3.connect(file, isolation_level=None, check_same_thread=False)) as other:
        other.execute("BEGIN IMMEDIATE")
        ends = threading.Timer(0.3, other.execute, ("ROLLBACK",))
        ends.start()
        assert migrate(f"sqlite:///{file}") == HEAD
        ends.join()


class Killed(BaseException):
    """As if the process had died."""


def test_a_migration_killed_at_any_statement_leaves_the_old_schema(empty: str, monkeypatch):
    """Nobody gets to clean up: the connection is cut, as a kill would."""
    done, last = 0, 10**9

    def count(conn, cursor, statement, *_):
        nonlocal done
        if statement.lstrip().upper().startswith(("CREATE", "INSERT", "UPDATE", "DROP")):
            done += 1
            if done > last:
                raise Killed

    event.listen(Engine, "before_cursor_execute", count)
    try:
        migrate(empty)
        statements = done
        migrate(empty, "base")
        assert statements > 20
        for point in range(0, statements - 1, 3):  # the first run also made the version table
            done, last = 0, point
            with pytest.raises(Killed):
                migrate(empty)
            assert tables(empty) <= {"alembic_version"}
    finally:
        event.remove(Engine, "before_cursor_execute", count)
    assert migrate(empty) == HEAD


def test_a_migration_that_would_lose_rows_is_taken_back(tmp_path: Path, monkeypatch):
    url = f"sqlite:///{tmp_path}/small-steps.db"
    migrate(url)
    file = tmp_path / "small-steps.db"
    with sqlite3.connect(file) as connection:
        connection.execute("INSERT INTO installation VALUES (1, 'k')")
    connection.close()

    def careless(connection, revision):
        connection.exec_driver_sql("DELETE FROM installation")
        return "later"

    monkeypatch.setattr(migrating, "_alembic", careless)
    monkeypatch.setattr(migrating, "HEAD", "later")
    with pytest.raises(StorageError, match="lose rows of installation"):
        migrate(url)
    assert count(file, "installation") == 1


def test_rebuilding_a_parent_table_does_not_empty_its_children(tmp_path: Path, monkeypatch):
    """Batch mode drops and renames; with foreign keys on, that would break or empty children."""
    url = f"sqlite:///{tmp_path}/small-steps.db"
    migrate(url)
    file = tmp_path / "small-steps.db"
    with sqlite3.connect(file) as connection:
        connection.execute("INSERT INTO person VALUES (1, 1, x'00')")
        connection.execute("INSERT INTO goal VALUES (1, 1, x'00')")
    connection.close()

    def rebuild(connection, revision):
        operations = Operations(MigrationContext.configure(connection))
        with operations.batch_alter_table("person", recreate="always") as batch:
            batch.alter_column("chat_id", nullable=True)
        return "later"

    monkeypatch.setattr(migrating, "_alembic", rebuild)
    monkeypatch.setattr(migrating, "HEAD", "later")
    assert migrate(url) == "later"
    assert (count(file, "person"), count(file, "goal")) == (1, 1)


def count(file: Path, table: str) -> int:
    engine = sqlite_engine(file)
    with engine.connect() as connection:
        found = count_rows(connection)[table]
    engine.dispose()
    return found


@pytest.mark.parametrize("url", ["mysql://x/y", "sqlite://", "sqlite:///:memory:", "nonsense", ""])
def test_an_address_that_cannot_work_is_refused_with_how_to_write_it(url):
    with pytest.raises(BadUrl, match="sqlite:///PATH"):
        database_url(url)


@pytest.mark.parametrize(
    ("written", "driver"),
    [
        ("postgres://u:p@h/d", "postgresql+psycopg"),
        ("postgresql+asyncpg://u:p@h/d", "postgresql+psycopg"),
        ("sqlite+aiosqlite:///x.db", "sqlite+pysqlite"),
    ],
)
def test_addresses_work_as_people_write_them(written, driver):
    assert database_url(written).drivername == driver

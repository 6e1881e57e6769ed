"""Bringing a database to this version's schema, in-process, whole or not at all."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from sqlalchemy import Connection, inspect, text

from storage.driver_errors import translated
from storage.engines import (
    allow_long_statements,
    count_rows,
    postgres_engine,
    quick_check,
    sqlite_driver,
    sqlite_engine,
)
from storage.errors import NewerSchema, StorageError
from storage.files import private_file
from storage.integrity import start_check
from storage.schema import HEAD
from storage.urls import database_file, database_url, is_sqlite

SCRIPTS = Path(__file__).parent / "migrations"
PATIENCE = 10_000  # milliseconds; whoever starts the bot tries again
# A fixed number: two processes that start together must not both migrate.
LOCK = 0x5353_4D49


def migrate(url: str, revision: str = "head") -> str:
    """Bring the database to the revision and say which it is; a killed run leaves the old one."""
    parsed = database_url(url)
    with translated():
        if is_sqlite(parsed):
            file = database_file(parsed)
            private_file(file)
            engine = sqlite_engine(file)
            steps: Callable[[Connection, Callable[[], str], str], str] = partial(_on_sqlite, file)
        else:
            engine = postgres_engine(parsed, size=1)
            steps = _on_postgres
        try:
            with engine.connect() as connection:
                return steps(connection, lambda: _alembic(connection, revision), revision)
        finally:
            engine.dispose()


def current(connection: Connection) -> str | None:
    """The database's revision; None when it is empty."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    revision: str | None = connection.execute(
        text("SELECT version_num FROM alembic_version")
    ).scalar()
    return revision


def _on_sqlite(
    file: Path, connection: Connection, upgrade: Callable[[], str], revision: str
) -> str:
    driver = sqlite_driver(connection)
    start_check(connection, file)
    # Another process may be migrating, and that may take longer than a write ever does.
    driver.execute(f"PRAGMA busy_timeout={PATIENCE}")
    # Off before BEGIN, where it still has an effect: a rebuilt table must not empty its children.
    driver.execute("PRAGMA foreign_keys=0")
    driver.execute("BEGIN IMMEDIATE")
    try:
        if revision == "head" and current(connection) == HEAD:
            return HEAD
        # Before every row is counted and many are written anew, all of it is read once.
        quick_check(connection)
        before = count_rows(connection)
        reached = upgrade()
        _nothing_lost(before, count_rows(connection))
        if driver.execute("PRAGMA foreign_key_check").fetchone():
            raise StorageError(
                "The migration would break links between rows; nothing was changed."
            )
        driver.execute("COMMIT")
        return reached
    finally:
        if not connection.invalidated and driver.in_transaction:
            driver.execute("ROLLBACK")


def _on_postgres(connection: Connection, upgrade: Callable[[], str], revision: str) -> str:
    with connection.begin():
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        if revision == "head" and current(connection) == HEAD:
            return HEAD
        allow_long_statements(connection)
        before = count_rows(connection)
        reached = upgrade()
        _nothing_lost(before, count_rows(connection))
        return reached


def _alembic(connection: Connection, revision: str) -> str:
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    config.attributes["connection"] = connection
    scripts = ScriptDirectory.from_config(config)
    known = [script.revision for script in scripts.walk_revisions()]
    here = current(connection)
    if here is not None and here not in known:
        raise NewerSchema(
            f"The database has schema {here}, which this version does not know: "
            "update the program, or restore the backup made before the update."
        )
    # walk_revisions goes from the newest to the oldest
    back = revision == "base" or (
        here in known and revision in known and known.index(revision) > known.index(here)
    )
    (command.downgrade if back else command.upgrade)(config, revision)
    return current(connection) or "base"


def _nothing_lost(before: dict[str, int], after: dict[str, int]) -> None:
    lost = sorted(
        name
        for name in before
        if name in after and name != "alembic_version" and after[name] < before[name]
    )
    if lost:
        raise StorageError(
            f"The migration would lose rows of {', '.join(lost)}; nothing was changed."
        )

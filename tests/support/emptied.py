"""A database on the server made like new again, and what tells it from a new one."""

from contextlib import closing
from typing import Any, TypeAlias

import psycopg
from psycopg import sql

from storage.keystore import SCHEMA
from tests.postgres import plain

State: TypeAlias = tuple[Any, ...]
OURS = 16384  # from here on the server numbers what it did not bring itself

# The catalogs that list what can be made in a database, each by the column that numbers it. The
# rows are counted, and the newest transaction that wrote one is noted: a row that is made or
# changed has a newer one, and a row that goes is one less. What has no catalog here belongs to a
# schema, and that is a row of pg_depend.
OF_OURS = {
    "pg_am": "oid",
    "pg_attribute": "attrelid",
    "pg_attrdef": "oid",
    "pg_cast": "oid",
    "pg_constraint": "oid",
    "pg_depend": "objid",
    "pg_event_trigger": "oid",
    "pg_foreign_data_wrapper": "oid",
    "pg_index": "indexrelid",
    "pg_language": "oid",
    "pg_largeobject_metadata": "oid",
    "pg_policy": "oid",
    "pg_proc": "oid",
    "pg_rewrite": "oid",
    "pg_statistic": "starelid",
    "pg_trigger": "oid",
    "pg_type": "oid",
}
OF_ALL = (
    "pg_default_acl",
    "pg_description",
    "pg_extension",
    "pg_publication",
    "pg_sequence",
    "pg_statistic_ext",
)
_CHANGED = " UNION ALL ".join(
    f"SELECT '{name}', count(*), max(xmin::text::bigint) FROM pg_catalog.{name} WHERE {where}"  # noqa: S608 - our names
    for name, where in (
        *((name, f"{column} >= {OURS}") for name, column in OF_OURS.items()),
        *((name, "true") for name in OF_ALL),
        ("pg_namespace", "nspname !~ '^pg_(toast_)?temp_'"),
    )
)
# Emptying a table gives it new files, and with them a newer row here: so these rows are compared
# as they are, without what tells of the files.
_RELATIONS = f"""
SELECT oid, relname, relnamespace, relowner, relam, relkind, relpersistence, relnatts, relchecks,
    relhasindex, relhasrules, relhastriggers, relrowsecurity, relforcerowsecurity, relreplident,
    reloptions, relacl, relpages, reltuples, CASE WHEN relkind = 'r' THEN pg_relation_size(oid) END
FROM pg_class WHERE oid >= {OURS} ORDER BY oid
"""  # noqa: S608 - our number
_SEQUENCES = f"""
SELECT oid, pg_sequence_last_value(oid) FROM pg_class
WHERE oid >= {OURS} AND relkind = 'S' ORDER BY oid
"""  # noqa: S608 - our number
_SETTINGS = """
SELECT datconnlimit, datallowconn, datistemplate, datacl, datdba, setrole, setconfig
FROM pg_database LEFT JOIN pg_db_role_setting ON setdatabase = pg_database.oid
WHERE datname = current_database() ORDER BY setrole
"""
_FILLED = f"""
SELECT nspname, relname FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
WHERE pg_class.oid >= {OURS} AND relkind = 'r' AND pg_relation_size(pg_class.oid) > 0 ORDER BY 1, 2
"""  # noqa: S608 - our number


def state(url: str) -> State:
    """Everything that a test could find in the database: two that are equal are alike to it."""
    with closing(psycopg.connect(plain(url), autocommit=True)) as connection:
        return _state(connection)


def empty_all(url: str) -> None:
    """Empty every table but the one that knows the revision, as `emptied` does."""
    with closing(psycopg.connect(plain(url), autocommit=True)) as connection:
        tables = "SELECT 'public', tablename FROM pg_tables WHERE schemaname = 'public'"
        found = connection.execute(sql.SQL(tables)).fetchall()
        _truncate(connection, [one for one in found if one[1] != "alembic_version"])


def emptied(url: str, new: State) -> bool:
    """Empty what was filled, and say whether the database is like new by that."""
    with closing(psycopg.connect(plain(url), autocommit=True)) as connection:
        connection.execute(sql.SQL("DROP SCHEMA IF EXISTS {} CASCADE").format(_name(SCHEMA)))
        kept = {table for table, _rows in new[-1]}
        _truncate(connection, [table for table in _filled(connection) if table not in kept])
        return _state(connection) == new


def _truncate(connection: psycopg.Connection, tables: list[tuple[str, str]]) -> None:
    if tables:
        names = sql.SQL(", ").join(_name(*table) for table in tables)
        order = sql.SQL("TRUNCATE {} RESTART IDENTITY CASCADE")
        connection.execute(order.format(names))


def _state(connection: psycopg.Connection) -> State:
    asked = (_CHANGED, _RELATIONS, _SEQUENCES, _SETTINGS)
    found = tuple(tuple(connection.execute(sql.SQL(one)).fetchall()) for one in asked)
    rows = tuple((table, _rows(connection, table)) for table in _filled(connection))
    return (*found, rows)


def _filled(connection: psycopg.Connection) -> list[tuple[str, str]]:
    """The tables whose files are not empty, by schema and name."""
    return connection.execute(sql.SQL(_FILLED)).fetchall()


def _rows(connection: psycopg.Connection, table: tuple[str, str]) -> tuple[Any, ...]:
    every = sql.SQL("SELECT filled::text FROM {} AS filled ORDER BY 1").format(_name(*table))
    return tuple(connection.execute(every).fetchall())


def _name(*parts: str) -> sql.Identifier:
    return sql.Identifier(*parts)

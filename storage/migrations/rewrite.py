"""Writing an SQLite table anew, so that nothing of what it held before is left in the file.

Dropping a column or changing a value leaves traces on its pages. Dropping the whole table blanks
them, with secure_delete, which every connection of ours has on.
"""

from collections.abc import Collection
from typing import NamedTuple

from sqlalchemy import Connection


class _Column(NamedTuple):
    place: int
    name: str
    kind: str
    needed: int
    default: str | None
    in_key: int


def rewrite(
    connection: Connection, table: str, *, without: Collection[str] = (), needed: str | None = None
) -> None:
    """Write the table anew without some columns; `needed` is never empty from now on."""
    run = connection.exec_driver_sql
    columns = [
        column._replace(needed=column.needed or column.name == needed)
        for column in map(_Column._make, run(f"PRAGMA table_info({table})"))
        if column.name not in without
    ]
    names = ", ".join(column.name for column in columns)
    find = "SELECT sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql NOT NULL"
    indexes = list(run(find, (table,)).scalars())
    run(f"CREATE TABLE anew ({_definition(connection, table, columns)}")
    run(f"INSERT INTO anew ({names}) SELECT {names} FROM {table}")  # noqa: S608 - names of ours
    run(f"DROP TABLE {table}")
    run(f"ALTER TABLE anew RENAME TO {table}")
    for index in indexes:
        run(index)


def _definition(connection: Connection, table: str, columns: list[_Column]) -> str:
    run = connection.exec_driver_sql
    key = sorted((column for column in columns if column.in_key), key=lambda one: one.in_key)
    parts = [
        f"{column.name} {column.kind}"
        + (" NOT NULL" if column.needed else "")
        + (f" DEFAULT {column.default}" if column.default is not None else "")
        for column in columns
    ]
    parts += [f"CONSTRAINT pk_{table} PRIMARY KEY ({', '.join(one.name for one in key)})"]
    parts += [
        f"CONSTRAINT fk_{table}_{link.here} FOREIGN KEY ({link.here}) "
        f"REFERENCES {link.parent} ({link.there})"
        for link in run(
            'SELECT "from" AS here, "table" AS parent, "to" AS there '
            "FROM pragma_foreign_key_list(?)",
            (table,),
        )
    ]
    clustered, strict = run(
        "SELECT wr, strict FROM pragma_table_list WHERE schema = 'main' AND name = ?", (table,)
    ).one()
    options = ["STRICT"] * bool(strict) + ["WITHOUT ROWID"] * bool(clustered)
    return f"{', '.join(parts)}) {', '.join(options)}"

"""Statements for hot paths: built from the tables, compiled once, run on the driver."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Executable
from sqlalchemy.engine import Dialect
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import TypeEngine

from storage.tx import Tx

Row = tuple[Any, ...]
_Convert = Callable[[Any], Any] | None


class Prepared:
    """A Core statement that is compiled once per database and then costs what the driver costs.

    `columns` names the columns of an INSERT; other parameters are the statement's bindparam()s.
    """

    def __init__(self, statement: Executable, *columns: str) -> None:
        self._statement: Any = statement
        self._columns = columns
        self._compiled: dict[str, _Compiled] = {}

    def run(self, tx: Tx, **params: Any) -> int:
        """Execute, and say how many rows it touched."""
        compiled = self._for(tx)
        count: int = tx.driver.execute(compiled.sql, compiled.bind(params)).rowcount
        return count

    def all(self, tx: Tx, **params: Any) -> list[Row]:
        """Every row."""
        compiled = self._for(tx)
        rows = tx.driver.execute(compiled.sql, compiled.bind(params)).fetchall()
        return [compiled.result(row) for row in rows]

    def one(self, tx: Tx, **params: Any) -> Row | None:
        """The first row, if any."""
        compiled = self._for(tx)
        # All rows are fetched: SQLite cannot commit while a RETURNING statement is half read.
        rows = tx.driver.execute(compiled.sql, compiled.bind(params)).fetchall()
        return compiled.result(rows[0]) if rows else None

    def _for(self, tx: Tx) -> "_Compiled":
        dialect = tx.connection.dialect
        found = self._compiled.get(dialect.name)
        if found is None:
            compiled = self._statement.compile(
                dialect=dialect, column_keys=list(self._columns) or None
            )
            found = self._compiled[dialect.name] = _Compiled(compiled, dialect)
        return found


class _Compiled:
    """SQL text, and the conversions of its parameters and columns."""

    __slots__ = ("_binds", "_fixed", "_named", "_results", "sql")

    def __init__(self, compiled: SQLCompiler, dialect: Dialect) -> None:
        self.sql = str(compiled)
        self._named = not compiled.positional
        names = compiled.positiontup if compiled.positional else list(compiled.params)
        self._binds: list[tuple[str, _Convert]] = [
            (name, _bind(compiled.binds[name].type, dialect)) for name in names or ()
        ]
        self._fixed = {name: value for name, value in compiled.params.items() if value is not None}
        self._results = [_result(column.type, dialect) for column in _result_columns(compiled)]

    def bind(self, params: dict[str, Any]) -> Any:
        fixed = self._fixed
        values = (
            (name, params[name] if name in params else fixed[name], convert)
            for name, convert in self._binds
        )
        if self._named:
            return {name: convert(value) if convert else value for name, value, convert in values}
        return [convert(value) if convert else value for _, value, convert in values]

    def result(self, row: Any) -> Row:
        return tuple(
            convert(value) if convert else value
            for value, convert in zip(row, self._results, strict=True)
        )


def _bind(kind: TypeEngine[Any], dialect: Dialect) -> _Convert:
    return kind.dialect_impl(dialect).bind_processor(dialect)


def _result(kind: TypeEngine[Any], dialect: Dialect) -> _Convert:
    return kind.dialect_impl(dialect).result_processor(dialect, None)


def _result_columns(compiled: SQLCompiler) -> Any:
    statement: Any = compiled.statement
    if statement.is_select:
        return statement.selected_columns
    return getattr(statement, "exported_columns", ()) if statement._returning else ()  # noqa: SLF001

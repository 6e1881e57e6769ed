"""Statements for hot paths: built from the tables, compiled once, run on the driver."""

from collections.abc import Callable
from typing import Any

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

    def __init__(self, statement: Any, *columns: str) -> None:
        self._statement = statement
        self._columns = columns
        self._compiled: dict[str, _Compiled] = {}
        self._changes = self._statement.table.name if self._statement.is_dml else None

    def run(self, tx: Tx, **params: Any) -> int:
        """Execute, and say how many rows it touched."""
        count: int = self._execute(tx, params)[1].rowcount
        return count

    def all(self, tx: Tx, **params: Any) -> list[Row]:
        """Every row."""
        compiled, cursor = self._execute(tx, params)
        return [compiled.result(row) for row in cursor.fetchall()]

    def one(self, tx: Tx, **params: Any) -> Row | None:
        """The first row, if any."""
        compiled, cursor = self._execute(tx, params)
        # All rows are fetched: SQLite cannot commit while a RETURNING statement is half read.
        rows = cursor.fetchall()
        return compiled.result(rows[0]) if rows else None

    def _execute(self, tx: Tx, params: dict[str, Any]) -> "tuple[_Compiled, Any]":
        compiled = self._compiled.get(tx.dialect) or self._compile(tx)
        if self._changes is not None:
            tx.changes(self._changes)
        return compiled, tx.cursor.execute(compiled.sql, compiled.bind(params))

    def _compile(self, tx: Tx) -> "_Compiled":
        dialect = tx.connection.dialect
        compiled = self._statement.compile(
            dialect=dialect, column_keys=list(self._columns) or None
        )
        made = self._compiled[tx.dialect] = _Compiled(compiled, dialect)
        return made


class _Compiled:
    """SQL text, and the conversions of its parameters and columns."""

    __slots__ = ("_binds", "_fixed", "_results", "bind", "sql")

    def __init__(self, compiled: SQLCompiler, dialect: Dialect) -> None:
        self.sql = str(compiled)
        names = compiled.positiontup if compiled.positional else list(compiled.params)
        self._binds: list[tuple[str, _Convert]] = [
            (name, _bind(compiled.binds[name].type, dialect)) for name in names or ()
        ]
        self._fixed = {
            name: compiled.params[name]
            for name, _ in self._binds
            if not compiled.binds[name].required
        }
        converts = [_result(column.type, dialect) for column in _result_columns(compiled)]
        self._results = [(place, convert) for place, convert in enumerate(converts) if convert]
        self.bind: Callable[[dict[str, Any]], Any] = (
            self._in_order if compiled.positional else self._by_name
        )

    def result(self, row: Any) -> Row:
        values = list(row)
        for place, convert in self._results:
            values[place] = convert(values[place])
        return tuple(values)

    def _in_order(self, params: dict[str, Any]) -> list[Any]:
        fixed, values = self._fixed, []
        for name, convert in self._binds:
            value = params[name] if name in params else fixed[name]
            values.append(value if convert is None else convert(value))
        return values

    def _by_name(self, params: dict[str, Any]) -> dict[str, Any]:
        names = [name for name, _ in self._binds]
        return dict(zip(names, self._in_order(params), strict=True))


def _bind(kind: TypeEngine[Any], dialect: Dialect) -> _Convert:
    return kind.dialect_impl(dialect).bind_processor(dialect)


def _result(kind: TypeEngine[Any], dialect: Dialect) -> _Convert:
    return kind.dialect_impl(dialect).result_processor(dialect, None)


def _result_columns(compiled: SQLCompiler) -> Any:
    statement: Any = compiled.statement
    if statement.is_select:
        return statement.selected_columns
    return getattr(statement, "exported_columns", ()) if statement._returning else ()  # noqa: SLF001

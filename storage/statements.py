"""Statements for hot paths: built from the tables, compiled once, run on the driver."""

from collections.abc import Callable, Iterable
from functools import partial
from operator import itemgetter
from typing import Any, TypeAlias

from sqlalchemy.engine import Dialect
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import TypeEngine

from storage.transaction import Driver, Tx
from storage.types import Convert, Converted

Row = tuple[Any, ...]
Params: TypeAlias = dict[str, Any]
Statement: TypeAlias = Any  # SQLAlchemy has no one type for those that read and those that write


class Prepared:
    """A Core statement that is compiled once per database and then costs what the driver costs.

    `columns` names the columns of an INSERT; other parameters are the statement's bindparam()s.
    """

    def __init__(self, statement: Statement, *columns: str) -> None:
        self.statement = statement
        self._columns = columns
        self._compiled: dict[str, _Compiled] = {}
        self._changes = self.statement.table.name if self.statement.is_dml else None

    def run(self, tx: Tx, **params: object) -> None:
        """Execute. A server need not have answered before the next statement, or the commit."""
        self._execute(tx, params)

    def count(self, tx: Tx, **params: object) -> int:
        """Execute, and say how many rows it touched."""
        count: int = self._execute(tx, params)[1].rowcount
        return count

    def counts(self, tx: Tx, rows: Iterable[Params]) -> list[int]:
        """Execute for each, and say how many rows each touched; a server is asked once for all."""
        if not tx.on_postgres:
            return [self.count(tx, **row) for row in rows]
        return [answer.rowcount for answer in [self._execute(tx, row)[1] for row in rows]]

    def all(self, tx: Tx, **params: object) -> list[Row]:
        """Every row."""
        compiled, cursor = self._execute(tx, params)
        rows: list[Row] = cursor.fetchall()
        return [compiled.result(row) for row in rows] if compiled.opened else rows

    def ask(self, tx: Tx, **params: object) -> Callable[[], list[Row]]:
        """Have every row asked for on a server, with what is executed next; they come later."""
        return partial(_rows, *self._execute(tx, params))

    def one(self, tx: Tx, **params: object) -> Row | None:
        """The first row, if any."""
        compiled, cursor = self._execute(tx, params)
        # All rows are fetched: SQLite cannot commit while a RETURNING statement is half read.
        rows: list[Row] = cursor.fetchall()
        if not rows:
            return None
        return compiled.result(rows[0]) if compiled.opened else rows[0]

    def _execute(self, tx: Tx, params: Params) -> "tuple[_Compiled, Driver]":
        compiled = self._compiled.get(tx.dialect.name) or self._compile(tx.dialect)
        if self._changes is not None:
            tx.invalidate(self._changes, params.get("user_id") or params.get("user"))
        values = {**compiled.fixed, **params} if compiled.fixed else params
        for name, convert in compiled.converted:
            if (value := values[name]) is not None:
                values[name] = convert(value)
        return compiled, tx.cursor.execute(compiled.sql, compiled.pick(values))

    def _compile(self, dialect: Dialect) -> "_Compiled":
        compiled = self.statement.compile(dialect=dialect, column_keys=list(self._columns) or None)
        made = self._compiled[dialect.name] = _Compiled(compiled, dialect)
        return made


class _Compiled:
    """SQL text, and the conversions of its parameters and columns."""

    __slots__ = ("converted", "fixed", "opened", "pick", "sql")

    def __init__(self, compiled: SQLCompiler, dialect: Dialect) -> None:
        self.sql = str(compiled)
        names = (compiled.positiontup if compiled.positional else list(compiled.params)) or ()
        binds = [compiled.binds[name] for name in names]
        self.pick = _in_order(tuple(names)) if compiled.positional else _by_name(tuple(names))
        self.fixed = {
            name: compiled.params[name]
            for name, bind in zip(names, binds, strict=True)
            if not bind.required
        }
        self.converted = [
            (name, convert)
            for name in dict.fromkeys(names)
            if (convert := _bind(compiled.binds[name].type, dialect))
        ]
        results = [_result(column.type, dialect) for column in _result_columns(compiled)]
        self.opened = [(place, convert) for place, convert in enumerate(results) if convert]

    def result(self, row: Row) -> Row:
        """Give the row as Python means it."""
        values = list(row)
        for place, convert in self.opened:
            if (value := values[place]) is not None:
                values[place] = convert(value)
        return tuple(values)


def _rows(compiled: _Compiled, cursor: Driver) -> list[Row]:
    rows: list[Row] = cursor.fetchall()
    return [compiled.result(row) for row in rows] if compiled.opened else rows


def _by_name(names: tuple[str, ...]) -> Callable[[Params], object]:
    """Make what picks these names and their values."""
    return lambda values: {name: values[name] for name in names}


def _in_order(names: tuple[str, ...]) -> Callable[[Params], object]:
    """Make what picks the values of these names from a dictionary, in order."""
    if len(names) > 1:
        return itemgetter(*names)
    if not names:
        return lambda _values: ()
    (name,) = names
    return lambda values: (values[name],)


def _bind(kind: TypeEngine[object], dialect: Dialect) -> Convert | None:
    if isinstance(kind, Converted):
        return kind.writes(dialect)
    return kind.dialect_impl(dialect).bind_processor(dialect)


def _result(kind: TypeEngine[object], dialect: Dialect) -> Convert | None:
    if isinstance(kind, Converted):
        return kind.reads(dialect)
    return kind.dialect_impl(dialect).result_processor(dialect, None)


def _result_columns(compiled: SQLCompiler) -> Statement:
    statement: Statement = compiled.statement
    if statement.is_select:
        return statement.selected_columns
    return getattr(statement, "exported_columns", ()) if statement._returning else ()  # noqa: SLF001 - SQLAlchemy says it nowhere else

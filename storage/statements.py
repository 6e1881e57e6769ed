"""Statements for hot paths: built from the tables, compiled once, run on the driver."""

from collections.abc import Callable, Iterable
from operator import itemgetter
from typing import Any, TypeAlias

from sqlalchemy.engine import Dialect
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import TypeEngine

from storage.transaction import Driver, Tx

Row = tuple[Any, ...]
Params: TypeAlias = dict[str, Any]
Statement: TypeAlias = Any  # SQLAlchemy has no one type for those that read and those that write
_Convert = Callable[[object], object] | None


class Prepared:
    """A Core statement that is compiled once per database and then costs what the driver costs.

    `columns` names the columns of an INSERT; other parameters are the statement's bindparam()s.
    """

    def __init__(self, statement: Statement, *columns: str) -> None:
        self.statement = statement
        self._columns = columns
        self._compiled: dict[str, _Compiled] = {}
        self._changes = self.statement.table.name if self.statement.is_dml else None

    def run(self, tx: Tx, **params: object) -> int:
        """Execute, and say how many rows it touched."""
        count: int = self._execute(tx, params)[1].rowcount
        return count

    def all(self, tx: Tx, **params: object) -> list[Row]:
        """Every row."""
        compiled, cursor = self._execute(tx, params)
        return [compiled.result(row) for row in cursor.fetchall()]

    def one(self, tx: Tx, **params: object) -> Row | None:
        """The first row, if any."""
        compiled, cursor = self._execute(tx, params)
        # All rows are fetched: SQLite cannot commit while a RETURNING statement is half read.
        rows = cursor.fetchall()
        return compiled.result(rows[0]) if rows else None

    def _execute(self, tx: Tx, params: Params) -> "tuple[_Compiled, Driver]":
        compiled = self._compiled.get(tx.dialect.name) or self._compile(tx.dialect)
        if self._changes is not None:
            tx.changes(self._changes, params.get("user_id") or params.get("user"))
        return compiled, tx.cursor.execute(compiled.sql, compiled.bind(params))

    def _compile(self, dialect: Dialect) -> "_Compiled":
        compiled = self.statement.compile(dialect=dialect, column_keys=list(self._columns) or None)
        made = self._compiled[dialect.name] = _Compiled(compiled, dialect)
        return made


class _Compiled:
    """SQL text, and the conversions of its parameters and columns."""

    __slots__ = ("_converted", "_fixed", "_names", "_opened", "_pick", "bind", "sql")

    def __init__(self, compiled: SQLCompiler, dialect: Dialect) -> None:
        self.sql = str(compiled)
        names = (compiled.positiontup if compiled.positional else list(compiled.params)) or ()
        binds = [compiled.binds[name] for name in names]
        self._names = tuple(names)
        self._pick = _picker(self._names)
        self._fixed = {
            name: compiled.params[name]
            for name, bind in zip(names, binds, strict=True)
            if not bind.required
        }
        self._converted = _present(_bind(bind.type, dialect) for bind in binds)
        self._opened = _present(
            _result(column.type, dialect) for column in _result_columns(compiled)
        )
        self.bind: Callable[[Params], object] = (
            self._in_order if compiled.positional else self._by_name
        )

    def result(self, row: Row) -> Row:
        if not self._opened:
            return tuple(row)
        values = list(row)
        for place, convert in self._opened:
            values[place] = convert(values[place])
        return tuple(values)

    def _in_order(self, params: Params) -> list[object]:
        values = list(self._pick({**self._fixed, **params} if self._fixed else params))
        for place, convert in self._converted:
            values[place] = convert(values[place])
        return values

    def _by_name(self, params: Params) -> Params:
        return dict(zip(self._names, self._in_order(params), strict=True))


def _picker(names: tuple[str, ...]) -> Callable[[Params], tuple[object, ...]]:
    """Make what picks the values of these names from a dictionary, in order."""
    if len(names) > 1:
        return itemgetter(*names)
    return lambda values: tuple(values[name] for name in names)


def _present(converts: Iterable[_Convert]) -> list[tuple[int, Callable[[object], object]]]:
    """Name the places at which something is to be converted."""
    return [(place, convert) for place, convert in enumerate(converts) if convert]


def _bind(kind: TypeEngine[object], dialect: Dialect) -> _Convert:
    return kind.dialect_impl(dialect).bind_processor(dialect)


def _result(kind: TypeEngine[object], dialect: Dialect) -> _Convert:
    return kind.dialect_impl(dialect).result_processor(dialect, None)


def _result_columns(compiled: SQLCompiler) -> Statement:
    statement: Statement = compiled.statement
    if statement.is_select:
        return statement.selected_columns
    return getattr(statement, "exported_columns", ()) if statement._returning else ()  # noqa: SLF001

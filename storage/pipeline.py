"""Statements to PostgreSQL that wait for an answer only where somebody looks at one.

What is executed is gathered, and sent with the next statement whose answer is looked at, or with
the COMMIT: one way to the server and back for all of it, in libpq's pipeline mode (ADR 17). Each
statement is prepared once on a connection. Loaded only where PostgreSQL is used, as is the driver.
"""

import time
from collections.abc import Callable, Sequence
from typing import Any

from psycopg import Error, InternalError, OperationalError
from psycopg.abc import Buffer, PQGen
from psycopg.abc import Transformer as Adapter
from psycopg.adapt import PyFormat, Transformer
from psycopg.errors import error_from_result
from psycopg.pq import ConnStatus, ExecStatus, Format, PipelineStatus, TransactionStatus
from psycopg.pq.abc import PGresult
from psycopg.waiting import Ready, Wait, wait

from storage.driver_errors import CommitLost, outcome_unknown
from storage.statement_timeout import NoAnswer, ServerConnection

Row = tuple[Any, ...]
Hears = Callable[[list[Row]], None]
_Named = tuple[str, bytes]  # a statement, and what it is called on its connection

MOST = 100  # statements that are gathered before they are sent in any case
LOOK_UP = 0.1  # seconds after which the driver looks up while it waits
COMMIT = "COMMIT"
_REFUSED = {ExecStatus.FATAL_ERROR, ExecStatus.BAD_RESPONSE}
# Bytes go as they are, all else as text: of which type a parameter is the server knows.
_FORMATS: dict[tuple[type, ...], tuple[Sequence[PyFormat], Sequence[Format]]] = {}


class Gathered:
    """A statement, and what it led to; to look at that sends all that is gathered."""

    __slots__ = ("_pipeline", "formats", "hears", "rows", "sql", "tag", "touched", "values")

    def __init__(
        self,
        pipeline: "Pipeline",
        sql: str,
        values: Sequence[Buffer | None] | None,
        formats: Sequence[Format],
        hears: Hears | None,
    ) -> None:
        """No `values`: an order."""
        self._pipeline = pipeline
        self.sql = sql
        self.values = values
        self.formats = formats
        self.hears = hears
        self.rows: list[Row] | None = None

    def fetchall(self) -> list[Row]:
        """Every row."""
        if self.rows is None:
            self._pipeline.send()
            if self.rows is None:
                raise InternalError("what was sent before this statement has failed")
        return self.rows

    @property
    def rowcount(self) -> int:
        """How many rows it touched."""
        self.fetchall()
        return self.touched

    def take(self, result: PGresult, load: Adapter) -> None:
        """Take what the server said."""
        self.rows, self.touched, self.tag = [], result.command_tuples or 0, result.command_status
        if result.ntuples:
            load.set_pgresult(result)
            self.rows = load.load_rows(0, result.ntuples, tuple)
        if self.hears is not None:
            self.hears(self.rows)


class Pipeline:
    """One connection's way to the server and back; it executes as a cursor does."""

    def __init__(self, connection: ServerConnection) -> None:
        self._connection = connection
        # What the driver itself prepares it lets go of at a DROP, and of all else with it.
        connection.prepare_threshold = None
        self._pgconn = connection.pgconn
        self._dump = Transformer(connection).dump_sequence
        self._load = Transformer(connection)
        self._names: dict[str, bytes] = {}
        self._prepared = 0
        self._gathered: list[Gathered] = []
        self._refused: Gathered | _Named | None = None

    def execute(
        self, sql: str, values: Sequence[object] = (), hears: Hears | None = None
    ) -> Gathered:
        """Gather a statement with numbered parameters; `hears` is told its rows as they come."""
        types = tuple(map(type, values))
        kinds, formats = _FORMATS.get(types) or _formats(types)
        answer = Gathered(self, sql, self._dump(values, kinds), formats, hears)
        self._gathered.append(answer)
        if len(self._gathered) >= MOST:
            self.send()
        return answer

    def order(self, sql: str) -> Gathered:
        """Gather an order such as BEGIN, which takes no parameters and gives no rows."""
        answer = Gathered(self, sql, None, (), None)
        self._gathered.append(answer)
        return answer

    @property
    def is_begun(self) -> bool:
        """Whether the server knows of a transaction."""
        return self._pgconn.transaction_status != TransactionStatus.IDLE

    def commit(self) -> None:
        """Send what is left, and COMMIT with it.

        Raises CommitLost if nobody knows whether it was done. Where the server refused a statement
        that came before, it never came to the COMMIT.
        """
        ended = self.order(COMMIT)
        try:
            self.send()
        except Error as error:
            said = error.sqlstate is not None and self._refused is not ended
            if outcome_unknown(error) and not said:
                raise CommitLost from error
            raise
        if ended.tag != COMMIT.encode():  # the server says ROLLBACK, and no more
            raise InternalError("something failed in this transaction, and nobody minded")

    def roll_back(self) -> None:
        """Forget what is gathered, and undo what the server did."""
        self.forget()
        if self.is_begun:
            self.order("ROLLBACK")
            self.send()

    def forget(self) -> None:
        """Never send what is gathered."""
        self._gathered.clear()

    def send(self) -> None:
        """Send what is gathered and take every answer; raises the first error among them."""
        gathered, self._gathered = self._gathered, []
        if gathered:
            asked = self._tell(gathered)
            self._hear(asked, wait(self._results(), self._pgconn.socket, LOOK_UP))

    def rest(self) -> ServerConnection:
        """The connection, for whoever wants the driver itself; what is gathered comes first."""
        self.send()
        if self._pgconn.pipeline_status != PipelineStatus.OFF:
            self._pgconn.exit_pipeline_mode()
        return self._connection

    def _tell(self, gathered: Sequence[Gathered]) -> Sequence[Gathered | _Named]:
        """Hand all of it to the driver; what is to be answered, with each statement prepared."""
        pgconn = self._pgconn
        if pgconn.pipeline_status == PipelineStatus.OFF:
            pgconn.enter_pipeline_mode()
        asked: list[Gathered | _Named] = []
        new: dict[str, bytes] = {}
        for one in gathered:
            name = self._names.get(one.sql) or new.get(one.sql)
            if name is None:
                name = new[one.sql] = self._prepare(one)
                asked.append((one.sql, name))
            pgconn.send_query_prepared(name, one.values or (), one.formats, Format.BINARY)
            asked.append(one)
        pgconn.pipeline_sync()  # every way ends with one, so that an error ends there as well
        return asked

    def _hear(self, asked: Sequence[Gathered | _Named], results: Sequence[PGresult]) -> None:
        for answer, result in zip(asked, results, strict=False):
            if result.status in _REFUSED:
                self._refused = answer
                raise error_from_result(result, self._connection.info.encoding)
            if isinstance(answer, Gathered):
                answer.take(result, self._load)
            else:  # prepared from now on, also where what comes after it is refused
                sql, name = answer
                self._names[sql] = name
        if len(results) < len(asked):
            raise OperationalError("the connection is lost")

    def _prepare(self, one: Gathered) -> bytes:
        """Prepare it; an order bears its own name, so that it is told on the wire."""
        self._prepared += 1
        text = one.sql.encode()
        name = text if one.values is None else b"small_steps_%d" % self._prepared
        self._pgconn.send_prepare(name, text)
        return name

    def _results(self) -> PQGen[list[PGresult]]:
        """Send all of it; what the server says to each, until it has said all or is gone."""
        pgconn = self._pgconn
        over = time.monotonic() + self._connection.patience
        results: list[PGresult] = []
        try:
            while pgconn.flush():
                self._listen((yield Wait.RW), over)  # or both sides could wait for the other
            while pgconn.status == ConnStatus.OK:
                while pgconn.is_busy():
                    self._listen((yield Wait.R), over)
                result = pgconn.get_result()
                if result is None:
                    continue
                if result.status == ExecStatus.PIPELINE_SYNC:
                    break
                results.append(result)
        except NoAnswer:
            raise
        except OperationalError:
            pass  # the line broke; what it still brought counts
        return results

    def _listen(self, ready: Ready | int, over: float) -> None:
        if not ready:
            self._connection.check(over)
        elif ready & Ready.R:
            self._pgconn.consume_input()


def _formats(types: tuple[type, ...]) -> tuple[Sequence[PyFormat], Sequence[Format]]:
    binary = [issubclass(one, bytes) for one in types]
    made = _FORMATS[types] = (
        [PyFormat.BINARY if one else PyFormat.TEXT for one in binary],
        [Format.BINARY if one else Format.TEXT for one in binary],
    )
    return made

"""The log: one JSON object a line, from an allow-list of fields, and never a word someone told.

Exceptions are logged by type and place. Their messages, and those of foreign libraries, may hold
a token, an address or a person's words, so they are left out or redacted on every handler.
"""

import asyncio
import json
import logging
import re
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Hashable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import TextIO

TOKEN = re.compile(r"[0-9]{3,20}(?::|%3[Aa])[A-Za-z0-9_-]{20,}")
FIELDS = frozenset(
    {
        "action",
        "age",
        "attempt",
        "chat",
        "code",
        "count",
        "day",
        "fault",
        "file",
        "flow",
        "host",
        "kind",
        "method",
        "port",
        "reason",
        "seconds",
        "state",
        "step",
        "tries",
        "update",
        "user",
        "version",
    }
)
QUIET = ("httpx", "httpcore", "aiohttp", "apscheduler", "sqlalchemy", "alembic", "asyncio")
# The library logs parameters at DEBUG and whole updates above: nothing of it is wanted.
SILENT = ("telegram", "aiohttp.access")
A_WHILE = 60.0  # seconds between two lines that say the same of what strangers can cause


def where(fault: BaseException) -> str:
    """Name an exception by type and place, without its message."""
    name = type(fault).__qualname__
    step = fault.__traceback__
    if step is None:
        return name
    while step.tb_next is not None:
        step = step.tb_next
    file = Path(step.tb_frame.f_code.co_filename)
    return f"{name} at {'/'.join(file.parts[-2:])}:{step.tb_lineno}"


def redact(text: str) -> str:
    """Cover every token."""
    return TOKEN.sub("<token>", text)


class Seldom:
    """Says the same thing once in a while, and how often it was so."""

    def __init__(self, seconds: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._told: dict[Hashable, float] = {}
        self._untold: Counter[Hashable] = Counter()

    def count(self, what: Hashable = None) -> int:
        """Count it once more: how many there are to tell of now, or 0 if it was told just now."""
        now = self._seconds()
        self._untold[what] += 1
        if what in self._told and now - self._told[what] < A_WHILE:
            return 0
        self._told[what] = now
        return self._untold.pop(what)


class JsonLines(logging.Formatter):
    """Writes a record as one line of JSON: when, how grave, where from, a sentence, fields."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "from": record.name,
            "message": redact(_message(record)),
        }
        line |= {key: _plain(record.__dict__[key]) for key in FIELDS & record.__dict__.keys()}
        if record.exc_info and record.exc_info[1] is not None:
            line["fault"] = where(record.exc_info[1])
        return json.dumps(line, ensure_ascii=True)


def set_up(level: str = "INFO", stream: TextIO | None = None) -> None:
    """Make this the only way anything is logged, uncaught exceptions included."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(JsonLines())
    root = logging.getLogger()
    for old in tuple(root.handlers):
        root.removeHandler(old)
    root.addHandler(handler)
    root.setLevel(level)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    for name in SILENT:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    # Whoever reaches the webhook's address can send nonsense, and as much of it as they like.
    nonsense = Seldom()
    filters = logging.getLogger("aiohttp.server").filters
    filters[:] = [lambda record: nonsense.count(record.msg) > 0]
    # A broken log call would print its arguments to stderr.
    logging.raiseExceptions = False
    logging.captureWarnings(capture=True)
    sys.excepthook = _uncaught
    threading.excepthook = _uncaught_in_thread


def watch(loop: asyncio.AbstractEventLoop) -> None:
    """Log what the event loop cannot deliver to anyone, by type and place."""
    lost = Seldom()

    def handle(_loop: asyncio.AbstractEventLoop, context: Mapping[str, object]) -> None:
        fault = context.get("exception")
        extra = {"fault": where(fault)} if isinstance(fault, BaseException) else {}
        # With no file left to open, the loop says so at every connection: once a while is enough.
        if count := lost.count(extra.get("fault")):
            more = extra | ({"count": count} if count > 1 else {})
            logging.getLogger("bot").error("something went wrong in the background", extra=more)

    loop.set_exception_handler(handle)


def _message(record: logging.LogRecord) -> str:
    """Our own sentences are fixed texts; a foreign library's may hold anything once filled in."""
    ours = record.name.split(".")[0] in {"bot", "conversations", "storage", "charts"}
    if record.name == "py.warnings":
        return "a warning was raised"
    return record.getMessage() if ours else str(record.msg)


def _plain(value: object) -> object:
    if value is None or isinstance(value, bool | int | float):
        return value
    return redact(str(value))


def _uncaught(
    kind: type[BaseException], fault: BaseException, trace: TracebackType | None
) -> None:
    if issubclass(kind, KeyboardInterrupt):
        return
    fault = fault.with_traceback(trace)
    logging.getLogger("bot").critical("stopped by a fault", extra={"fault": where(fault)})


def _uncaught_in_thread(args: threading.ExceptHookArgs) -> None:
    if args.exc_value is not None:
        _uncaught(args.exc_type, args.exc_value, args.exc_traceback)

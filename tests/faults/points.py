"""Runs inside the bot's process: a clock the test can move, and named places where it dies.

Nothing of the bot is replaced; its own functions are wrapped, and the wrapped one kills the
process with SIGKILL when its place has been passed often enough.
"""

import json
import mmap
import os
import resource
import signal
import struct
import threading
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

ORDER = "SMALL_STEPS_FAULTS"
"""JSON: `clock` names a file, `die_at` a place, `after` how often it is passed; `victim` is the
bot, or the chart worker, which draws for it; `unhurried` keeps its usual pace, `pace` is how many
messages leave in a second, and `turns` a file that says when each had its turn; `server` says that
the database is one; `poison` says what it does over FATAL words and over a table for FATAL_FOR: it
*exits* or *hangs*, or it *exits in handling* the words and not in keeping them; `files` is how
many it may have open."""
FATAL, FATAL_FOR = "fatal words", 666
HALF_DRAWN = "half drawn"
POLLING, WEBHOOK = ("fetched", "kept"), ("hooked", "answered hook")
RARE = ("before key", "after key", "after shredding")
COMMON = (
    "began",
    "before commit",
    "after commit",
    "handled",
    "delivered",
    "before send",
    "after send",
    "after ack",
    "claimed",
    "before receipt",
    "after receipt",
    "before sweep",
    "after sweep",
)


class Death:
    """Counts how often a place is passed."""

    def __init__(self, place: str, after: int) -> None:
        self._place = place
        self._left = after

    def __call__(self, place: str, victim: int = 0) -> None:
        """Die here, if it is time; or let the victim die."""
        if not place or place != self._place:
            return
        self._left -= 1
        if self._left == 0 or (self._left < 0 and not victim):
            os.kill(victim or os.getpid(), signal.SIGKILL)


class Driver:
    """SQLite's connection as it is, with the ends of transactions marked."""

    def __init__(self, driver: Any, passes: Callable[[str], None]) -> None:
        self._driver = driver
        self._passes = passes

    def execute(self, sql: str, *given: Any) -> Any:
        """Execute; COMMIT is a place to die before and after."""
        if sql != "COMMIT":
            done = self._driver.execute(sql, *given)
            if sql.startswith("BEGIN"):
                self._passes("began")
            return done
        self._passes("before commit")
        done = self._driver.execute(sql)
        self._passes("after commit")
        return done

    def __getattr__(self, name: str) -> Any:
        return getattr(self._driver, name)


def plant(order: dict[str, Any]) -> None:
    """Prepare this process before the bot starts in it."""
    if most := order.get("files"):
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    move_clock(Path(order["clock"]))
    hurry(writing_fast=not order.get("unhurried"), pace=order.get("pace"))
    passes = Death(order.get("die_at", ""), order.get("after", 1))
    mark_server(passes) if order.get("server") else mark_storage(passes)
    mark_telegram(passes)
    if file := order.get("turns"):
        note_turns(Path(file))
    if order.get("die_at") == HALF_DRAWN:
        mark_chart_worker(passes, marker_of(Path(order["clock"])), order.get("victim"))
    if how := order.get("poison"):
        poison(how)


def move_clock(file: Path) -> None:
    """Let the bot's clock run ahead of the machine's by the seconds that stand in the file."""
    from bot.clock import SystemClock

    with file.open("rb") as opened:
        shared = mmap.mmap(opened.fileno(), 8, access=mmap.ACCESS_READ)

    def now(_self: SystemClock) -> datetime:
        ahead = struct.unpack("d", shared[:8])[0]
        return datetime.fromtimestamp(time.time() + ahead, UTC)

    SystemClock.now = now


def hurry(*, writing_fast: bool, pace: int | None = None) -> None:
    """Beat and look around more often, and write faster than Telegram allows: a life is short."""
    from bot.app import app, inbox_worker
    from bot.app.ticker import Ticker
    from bot.telegram import sender
    from bot.telegram.rate_limits import Limits

    app.Ticker = lambda beat: Ticker(beat, timedelta(seconds=0.1))
    sender.SWEEP, inbox_worker.SWEEP, inbox_worker.SHARED_SWEEP = 0.5, 0.5, 0.5
    if writing_fast:
        fast = Limits(pace or 10_000, pace or 10_000, 10_000, 10_000)
        Limits.of = lambda _per_second: fast


def mark_storage(passes: Callable[[str], None]) -> None:
    """Mark the places of the storage."""
    from storage.group_commit import Group
    from storage.keystore import KeyStore

    begin = Group.__init__

    def started(self: Group, *given: Any) -> None:
        begin(self, *given)
        self._driver = Driver(self._driver, passes)

    Group.__init__ = started
    around(KeyStore, "put", passes, "before key", "after key")
    around(KeyStore, "remove", passes, "", "after shredding")


def note_turns(file: Path) -> None:
    """Write down when each message had its turn, by the clock that all processes share."""
    from bot.telegram.rate_limits import Window

    take = Window.take
    page = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def taken(self: Window, at: float) -> None:
        os.write(page, f"{at:.6f}\n".encode())
        take(self, at)

    Window.take = taken


def mark_server(passes: Callable[[str], None]) -> None:
    """Mark the places of the storage, and wait less for what nobody handed over, on a server."""
    from bot.telegram import shared_sender
    from storage.keystore import KeyStore
    from storage.pipeline import Pipeline
    from storage.transaction import Tx

    shared_sender.SWEEP = 0.5
    around(Tx, "__init__", passes, "", "began")
    around(Pipeline, "commit", passes, "before commit", "after commit")
    around(KeyStore, "put", passes, "before key", "after key")
    around(KeyStore, "remove", passes, "", "after shredding")


def mark_telegram(passes: Callable[[str], None]) -> None:
    """Mark the places of receiving, handling and sending."""
    from bot.app.app import App
    from bot.telegram.api import Api
    from bot.telegram.delivery import Delivery
    from bot.telegram.poller import Poller
    from bot.telegram.receipts import Receipts
    from bot.telegram.webhook import Webhook

    around_async(Poller, "_keep", passes, "fetched", "kept")
    around_async(Webhook, "_keep", passes, "hooked", "answered hook")
    around(App, "_deliver", passes, "handled", "delivered")
    around_async(App, "sweep", passes, "before sweep", "after sweep")
    around_async(Delivery, "_is_mine", passes, "", "claimed")
    around_async(Receipts, "_write_all", passes, "before receipt", "after receipt")
    call = Api.call

    async def called(self: Api, method: str, *given: Any, **more: Any) -> Any:
        creates = method.startswith(("send", "edit"))
        passes("before send" if creates else "")
        answer = await call(self, method, *given, **more)
        passes("after send" if creates else "")
        passes("after ack" if method == "answerCallbackQuery" else "")
        return answer

    Api.call = called


def poison(how: str) -> None:
    """Let one update and one attachment end the process, each whenever it is met."""
    from bot.app.attachments import Attachments
    from bot.dispatch import updates
    from storage import inbox

    watch_closely(how)
    read, handle, make = inbox.next_, updates.handle, Attachments.prepare

    def end() -> None:
        if how == "hangs":
            time.sleep(3600)
        os._exit(3)

    def reads(*given: Any) -> Any:
        update = read(*given)
        if update is not None and FATAL in str(update.raw):
            end()
        return update

    def handles(tx: Any, deps: Any, incoming: Any) -> Any:
        if FATAL in str(incoming.what):
            end()
        return handle(tx, deps, incoming)

    async def makes(self: Attachments, message: Any) -> Any:
        if message.user_id == FATAL_FOR and message.payload["attachment"]["kind"] == "csv":
            end()
        return await make(self, message)

    if how == "exits in handling":
        updates.handle = handles
    else:
        inbox.next_ = reads
    Attachments.prepare = makes


def watch_closely(how: str) -> None:
    """Notice soon what hangs; where nothing is to hang, a busy machine must not look like it."""
    from bot.app import watchdog

    if how == "hangs":
        watchdog.LOOK_EVERY, watchdog.STUCK_AFTER = 0.1, 3.0


def marker_of(clock: Path) -> Path:
    """Name the file in which a process writes its number when it has half drawn a picture."""
    return clock.with_name("half-drawn")


def mark_chart_worker(passes: Death, marker: Path, victim: str | None) -> None:
    """Mark the moment at which a picture is half drawn, in another process."""
    from bot.app import chart_worker

    def watch() -> None:
        while not marker.exists():
            time.sleep(0.002)
        passes(HALF_DRAWN, int(marker.read_text()) if victim == "chart worker" else 0)

    marker.unlink(missing_ok=True)
    chart_worker.draw = partial(draw_in_sight, str(marker))
    threading.Thread(target=watch, daemon=True).start()


def draw_in_sight(marker: str, view: Any) -> bytes:
    """Draw, in the drawing process; say when all is painted and nothing written, and pause."""
    from bot.app.chart_worker import draw
    from charts import png

    pack = png._packed

    def packed(*given: Any) -> bytes:
        file = Path(marker)
        if not file.exists():
            part = file.with_suffix(".part")
            part.write_text(str(os.getpid()))
            part.rename(file)
            time.sleep(0.3)
        return pack(*given)

    png._packed = packed
    try:
        return draw(view)
    finally:
        png._packed = pack


def around(owner: type, name: str, passes: Callable[[str], None], before: str, after: str) -> None:
    """Mark the place before and after a method."""
    method: Callable[..., Any] = getattr(owner, name)

    def marked(*given: Any, **more: Any) -> Any:
        passes(before)
        done = method(*given, **more)
        passes(after)
        return done

    setattr(owner, name, marked)


def around_async(
    owner: type, name: str, passes: Callable[[str], None], before: str, after: str
) -> None:
    """Mark the place before and after a coroutine method."""
    method: Callable[..., Awaitable[Any]] = getattr(owner, name)

    async def marked(*given: Any, **more: Any) -> Any:
        passes(before)
        done = await method(*given, **more)
        passes(after)
        return done

    setattr(owner, name, marked)


def plant_from_environment() -> None:
    """Do what the environment orders, if it does."""
    if order := os.environ.get(ORDER):
        plant(json.loads(order))

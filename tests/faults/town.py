"""The processes of a crash run: a Bot API server, a fork server for bots, the clock they share."""

import atexit
import http.client
import json
import mmap
import os
import signal
import socket
import struct
import subprocess
import sys
import threading
import time
import urllib.parse
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Self

from tests.faults.audit import Opened, copied, opened
from tests.faults.points import ORDER, marker_of

TOKEN = "1000000:" + "crash-crash-crash-crash"
ROOT = Path(__file__).parents[2]
SITE = Path(__file__).parent / "site"
SOON = ("--patience", "0.1")  # lives are short: up to a minute would be as long as we wait
PATIENCE = 60.0  # seconds after which something that must happen is given up
LONGEST = 600.0  # the same, where something happens meanwhile: the machine may be busy


class NeverHappened(AssertionError):
    """Something that must happen did not within PATIENCE."""


class TownServer:
    """The loopback Bot API in a process of its own, driven over HTTP."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "bot.playground.server", "--control", "--token", TOKEN, *SOON],
            stdout=subprocess.PIPE,
            cwd=ROOT,
            text=True,
        )
        assert self.process.stdout is not None
        self.url = self.process.stdout.readline().strip()
        self._host = urllib.parse.urlsplit(self.url).netloc
        self._line = http.client.HTTPConnection(self._host, timeout=PATIENCE)

    def ask(self, what: str, body: Mapping[str, Any] | None = None, **query: Any) -> Any:
        """Use the control endpoint."""
        path = f"/control/{what}"
        if query:
            path += "?" + urllib.parse.urlencode(query)
        raw = self.raw("GET" if body is None else "POST", path, body)
        answer = json.loads(raw)
        if "error" in answer:
            raise LookupError(answer["error"])
        return answer["result"]

    def raw(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> bytes:
        """Make one request."""
        self._line.request(method, path, json.dumps(body) if body is not None else None)
        return self._line.getresponse().read()

    def file(self, file_id: str) -> bytes:
        """Fetch a file the bot sent, as its receiver would."""
        found = json.loads(self.raw("GET", f"/bot{TOKEN}/getFile?file_id={file_id}"))
        return self.raw("GET", f"/file/bot{TOKEN}/{found['result']['file_path']}")

    def stop(self) -> None:
        """End the server."""
        self._line.close()
        self.process.terminate()
        self.process.communicate(timeout=PATIENCE)


class ForkServer:
    """Bots, one after the other, of any number of towns."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.fork_server"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=ROOT,
            text=True,
        )

    def start(self, env: Mapping[str, str], log: Path, command: Sequence[str] = ()) -> int:
        """Start a bot, or `python COMMAND…`, and return its process id."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        with self._turn:
            order = {"env": env, "log": str(log), "command": command}
            self.process.stdin.write(json.dumps(order) + "\n")
            self.process.stdin.flush()
            return int(self.process.stdout.readline())

    def stop(self) -> None:
        """End the fork server."""
        self.process.communicate(timeout=PATIENCE)


@cache
def fork_server() -> ForkServer:
    """One for all towns: it takes longer to have everything there than to have a bot."""
    made = ForkServer()
    atexit.register(made.stop)
    return made


class TownClock:
    """How far ahead of the machine the town lives; the bot reads it from a shared page."""

    def __init__(self, file: Path, server: TownServer) -> None:
        self.file = file
        self._server = server
        file.write_bytes(bytes(8))
        with file.open("r+b") as opened:
            self._page = mmap.mmap(opened.fileno(), 8)

    def now(self) -> datetime:
        """What time it is in the town."""
        ahead = struct.unpack("d", self._page[:8])[0]
        return datetime.fromtimestamp(time.time() + ahead, UTC)

    def travel(self, to: datetime) -> None:
        """Make it that time for the bot and for Telegram."""
        self._page[:8] = struct.pack("d", to.timestamp() - time.time())
        self._server.ask("clock", {"to": to.isoformat()})

    def later(self, span: timedelta) -> None:
        """Let time pass."""
        self.travel(self.now() + span)


class CrashTown:
    """Everything that runs, and the one bot that lives in it just now."""

    def __init__(self, folder: Path, *, webhook: bool) -> None:
        self.folder = folder
        self.webhook = webhook
        self.database = folder / "small-steps.db"
        self.log = folder / "bot.log"
        self.server = TownServer()
        self.fork_server = fork_server()
        self.clock = TownClock(folder / "clock", self.server)
        self.health = free_port()
        self.hook = free_port()
        self._pid: int | None = None
        self._plain: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_fault: object) -> None:
        self.end(signal.SIGKILL)
        self.server.stop()

    def env(self, order: Mapping[str, Any]) -> dict[str, str]:
        """The bot's environment."""
        hook = {
            "WEBHOOK_URL": f"http://127.0.0.1:{self.hook}/hook",
            "WEBHOOK_LISTEN": f"127.0.0.1:{self.hook}",
            "WEBHOOK_SECRET": "a-secret-of-the-town",
        }
        return {
            "TELEGRAM_BOT_TOKEN": TOKEN,
            "TELEGRAM_API_URL": self.server.url,
            "DATABASE_URL": f"sqlite:///{self.database}",
            "HEALTH_LISTEN": f"127.0.0.1:{self.health}",
            "LOG_LEVEL": "WARNING",
            ORDER: json.dumps({"clock": str(self.clock.file), **order}),
            **(hook if self.webhook else {}),
        }

    def begin(self, *, plain: bool = False, **order: Any) -> None:
        """Start the bot; `plain` runs `python -m bot` itself."""
        env = self.env(order)
        if not plain:
            self._pid = self.fork_server.start(env, self.log)
            return
        path = os.pathsep.join((str(SITE), str(ROOT)))
        with self.log.open("ab") as log:
            self._plain = subprocess.Popen(
                [sys.executable, "-m", "bot"],
                env={**os.environ, **env, "PYTHONPATH": path},
                cwd=self.folder,
                stdout=log,
                stderr=log,
            )
        self._pid = self._plain.pid

    @property
    def alive(self) -> bool:
        """Whether the bot is running."""
        if self._plain is not None:
            return self._plain.poll() is None
        if self._pid is None:
            return False
        with suppress(ProcessLookupError):
            os.kill(self._pid, 0)
            return True
        return False

    @property
    def pid(self) -> int:
        """The bot's process."""
        assert self._pid is not None
        return self._pid

    def end(self, number: int = signal.SIGKILL) -> None:
        """Kill the bot, and wait until it is gone."""
        if self._pid is None:
            return
        with suppress(ProcessLookupError):
            if self.alive:
                os.kill(self._pid, number)
        self.until(lambda: not self.alive, "the bot ends")
        self._pid, self._plain = None, None

    def end_all(self) -> None:
        """Kill whatever runs."""
        self.end(signal.SIGKILL)

    def state_of(self, _chats: Collection[int]) -> list[str]:
        """Say what lies in the database for these chats; nothing here, where the bot has it."""
        return []

    def opened(self) -> Opened:
        """Open what the bot keeps, while it does not run."""
        return opened(self.database)

    def copied(self, *, thorough: bool) -> tuple[set[int], str]:
        """Tell which updates are kept, and whether the database is whole."""
        return copied(self.database, thorough=thorough)

    def until(
        self,
        is_so: Callable[[], object],
        what: str,
        nap: float = 0.003,
        goes_on: Callable[[], object] = lambda: None,
    ) -> None:
        """Wait for something that nobody announces; longer as long as something `goes_on`."""
        began = patience = time.monotonic()
        last = goes_on()
        while not is_so():
            now, seen = time.monotonic(), goes_on()
            if seen != last:
                last, patience = seen, now
            if now > patience + PATIENCE or now > began + LONGEST:
                raise NeverHappened(f"this never happened: {what}")
            time.sleep(nap)

    def chart_worker(self) -> int | None:
        """The process that was half through a picture in this life, if there was one."""
        marker = marker_of(self.clock.file)
        with suppress(OSError, ValueError):
            number = int(marker.read_text())
            marker.unlink()
            return number
        return None

    def ends_soon(self, number: int) -> bool:
        """Whether that process is gone, or goes within seconds."""
        with suppress(NeverHappened):
            self.until(lambda: not is_alive(number), "the drawing process ends")
            return True
        return False

    def report(self) -> dict[str, Any] | None:
        """Read the health page; None while there is none."""
        with suppress(OSError, http.client.HTTPException, ValueError):
            line = http.client.HTTPConnection("127.0.0.1", self.health, timeout=5)
            try:
                line.request("GET", "/health")
                found: dict[str, Any] = json.loads(line.getresponse().read())
                return found
            finally:
                line.close()
        return None


def is_alive(number: int) -> bool:
    """Whether there is such a process, and not only its name."""
    try:
        state = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def resident(number: int) -> int:
    """How much memory a process takes, in KiB."""
    status = Path(f"/proc/{number}/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0])


def free_port() -> int:
    """Find a port nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port

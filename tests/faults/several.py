"""Several processes behind one address on one PostgreSQL, killed again and again.

    python -m tests.faults.crash --processes 3 --kills 60

A proxy of a few lines passes each call of Telegram to the next process that takes it. One process
after the other dies, now and then two or all of them; the others live on.
"""

import http.client
import math
import os
import secrets
import signal
import threading
from bisect import bisect_left
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from random import Random
from typing import Any

import psycopg
from psycopg import sql
from sqlalchemy import make_url

from tests.faults.audit import Opened, opened_at
from tests.faults.crash import CrashRun
from tests.faults.tally import Tally
from tests.faults.town import CrashTown, free_port
from tests.postgres import private_server

LOOKS = {
    "inbox": "SELECT update_id, chat_id, state, tries, reason, at FROM inbox"
    " WHERE chat_id = ANY(%(chats)s) AND state <> 'done' ORDER BY update_id",
    "outbox": "SELECT position, chat_id, priority, method, state, tries, doubts, begun, silent,"
    " reason, not_before, lease_until FROM outbox"
    " WHERE chat_id = ANY(%(chats)s) AND state NOT IN ('sent', 'dropped') ORDER BY position",
    "lock": "SELECT l.pid, l.locktype, l.classid, l.objid, l.granted, a.state, a.query_start,"
    " left(a.query, 60) FROM pg_locks l JOIN pg_stat_activity a USING (pid)"
    " WHERE l.locktype = 'advisory' AND a.datname = current_database()",
}
PACE = 20  # messages a second, of all processes together
KEY = bytes(range(32))
GATEWAY = 502


class Proxy(ThreadingHTTPServer):
    """Passes each call to the next port where somebody listens."""

    def __init__(self, port: int, behind: list[int]) -> None:
        super().__init__(("127.0.0.1", port), PassedOn)
        self.daemon_threads = True
        self.behind = behind
        self._turn = 0

    def ports(self) -> list[int]:
        """Every port, beginning with whose turn it is."""
        self._turn += 1
        at = self._turn % len(self.behind)
        return self.behind[at:] + self.behind[:at]


class PassedOn(BaseHTTPRequestHandler):
    """One call; who has taken it and dies leaves it unanswered, as with any proxy."""

    protocol_version = "HTTP/1.1"
    server: Proxy

    def do_POST(self) -> None:
        """Pass it on."""
        body = self.rfile.read(int(self.headers["Content-Length"]))
        status = GATEWAY
        for port in self.server.ports():
            line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
            try:
                line.connect()
            except OSError:
                continue
            with suppress(OSError, http.client.HTTPException):
                line.request("POST", self.path, body, dict(self.headers))
                status = line.getresponse().status
            line.close()
            break
        with suppress(OSError):
            self.send_response(status)
            self.send_header("Content-Length", "0")
            self.end_headers()

    def log_message(self, *_given: object) -> None:
        """Say nothing."""


@dataclass(frozen=True, slots=True)
class Wish:
    """How many processes, where their files are, and where their log is kept."""

    processes: int
    folder: Path
    log: Path | None = None


@dataclass(slots=True)
class ProcessPlace:
    """Where one of the processes lives."""

    hook: int
    health: int
    pid: int | None = None


class SeveralTown(CrashTown):
    """A town with several processes; the newest is the one that is killed next."""

    def __init__(self, wish: Wish, url: str, dice: Random) -> None:
        super().__init__(wish.folder, webhook=True)
        self.log = wish.log or self.log
        self.url = url
        self.turns = wish.folder / "turns"
        self.places = [ProcessPlace(free_port(), free_port()) for _ in range(wish.processes)]
        self.more_kills = 0
        self._dice = dice
        self._newest = self.places[0]
        self._proxy = Proxy(self.hook, [place.hook for place in self.places])
        threading.Thread(target=self._proxy.serve_forever, daemon=True).start()

    def __exit__(self, *fault: object) -> None:
        self.end_all()
        self._proxy.shutdown()
        self._proxy.server_close()
        super().__exit__(*fault)

    def begin(self, *, plain: bool = False, **order: Any) -> None:
        """Start whoever is dead; the order is for one of them."""
        dead = [place for place in self.places if not self._lives(place)]
        self._dice.shuffle(dead)
        for number, place in enumerate(dead):
            self.health = place.health
            given = {**(order if number == 0 else {}), "server": True, "pace": PACE}
            given["turns"] = str(self.turns)
            env = self.env(given) | {
                "DATABASE_URL": self.url,
                "ENCRYPTION_KEY": KEY.hex(),
                "WEBHOOK_LISTEN": f"127.0.0.1:{place.hook}",
            }
            place.pid = self.nursery.start(env, self.log)
        if dead:
            self._newest = dead[0]
        self.health = self._newest.health

    @property
    def alive(self) -> bool:
        """Whether the newest is running."""
        return self._lives(self._newest)

    def end(self, number: int = signal.SIGKILL) -> None:
        """Kill the newest, and now and then others; or let all end in order."""
        self._end(self._newest, number)
        others = [place for place in self.places if self._lives(place)]
        if number == signal.SIGTERM:
            for place in others:
                self._end(place, number)
        elif others and self._dice.random() < 0.3:
            doomed = others if self._dice.random() < 0.3 else [self._dice.choice(others)]
            for place in doomed:
                self._end(place, number)
            self.more_kills += len(doomed)

    def end_all(self) -> None:
        """Kill every process."""
        for place in self.places:
            self._end(place, signal.SIGKILL)

    def state_of(self, chats: Collection[int]) -> list[str]:
        """Say what lies in the inbox and the outbox for these chats, and who holds which lock."""
        found = []
        with psycopg.connect(plain(self.url)) as look:
            for title, statement in LOOKS.items():
                rows = look.execute(statement, {"chats": sorted(chats)}).fetchall()
                found += [f"{title}: {' '.join(map(str, row))}" for row in rows]
        living = sum(self._lives(place) for place in self.places)
        return [*found, f"{living} of {len(self.places)} processes live"]

    def opened(self) -> Opened:
        """Open what the bots keep."""
        return opened_at(self.url, KEY)

    def copied(self, *, thorough: bool) -> tuple[set[int], str]:
        """Tell which updates are kept."""
        with psycopg.connect(plain(self.url)) as look, suppress(psycopg.errors.UndefinedTable):
            return {row[0] for row in look.execute("SELECT update_id FROM inbox")}, "ok"
        return set(), "ok"

    def _lives(self, place: ProcessPlace) -> bool:
        if place.pid is None:
            return False
        with suppress(ProcessLookupError):
            os.kill(place.pid, 0)
            return True
        return False

    def _end(self, place: ProcessPlace, number: int) -> None:
        with suppress(ProcessLookupError):
            if place.pid is not None and self._lives(place):
                os.kill(place.pid, number)
        self.until(lambda: not self._lives(place), "a bot ends")
        place.pid = None


class SeveralRun(CrashRun):
    """People who often say several things at once, to whichever process it comes."""

    town: SeveralTown

    def join(self, *, leaves: bool = False) -> None:
        """Somebody new comes, who is in a hurry."""
        super().join(leaves=leaves)
        self.people[-1].in_a_hurry = True

    def choose_place(self) -> tuple[str, float]:
        """Choose as ever; there is an election to be waited for now and then."""
        place, patience = super().choose_place()
        return place, patience * 3

    def one_life(self) -> None:
        """Kill, and count whoever else was killed with them."""
        super().one_life()
        self.tally.kills += self.town.more_kills
        self.tally.places["another process with it"] += self.town.more_kills
        self.town.more_kills = 0

    def life_of_a_picture(self, victim: str) -> None:
        """Leave pictures to the rests: who draws here is whoever is elected."""

    def settle_accounts(self) -> None:
        """Compare everything, and how fast and in which order it came."""
        super().settle_accounts()
        for person in self.people:
            self.tally.bursts += len(person.bursts)
            self.tally.disorder += person.disorder()
        # By the clock that gives the turns: how long the way takes then is up to the machine.
        turns = sorted(map(float, self.town.turns.read_text().split()))
        seconds = [bisect_left(turns, at + 1.0) - n for n, at in enumerate(turns)]
        self.tally.in_a_second = max(seconds, default=0)
        if self.tally.in_a_second > PACE:
            self.tally.too_fast.append(f"{self.tally.in_a_second} messages in a second")


def run(kills: int, seed: int, wish: Wish, minutes: float = math.inf) -> Tally:
    """Kill so many of so many processes."""
    tally = Tally(seed, f"{wish.processes} processes")
    dice = Random(seed)  # noqa: S311 - a seeded test
    with new_database() as url, SeveralTown(wish, url, dice) as town:
        SeveralRun(town, tally).go(kills, minutes)
    return tally


@contextmanager
def new_database() -> Iterator[str]:
    """Make a database on the server of POSTGRES_URL, or on one of our own."""
    given = os.environ.get("POSTGRES_URL")
    if not given:
        with private_server() as server:
            yield server.url
        return
    name = f"small_steps_crash_{secrets.token_hex(4)}"
    with psycopg.connect(plain(given), autocommit=True) as server_:
        server_.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield make_url(given).set(database=name).render_as_string(hide_password=False)
        finally:
            drop = sql.SQL("DROP DATABASE {} WITH (FORCE)")
            server_.execute(drop.format(sql.Identifier(name)))


def plain(url: str) -> str:
    """Write the address as the driver wants it."""
    bare = make_url(url).set(drivername="postgresql")
    return bare.render_as_string(hide_password=False)

"""Several processes behind one address on one PostgreSQL, killed again and again.

    python -m tests.faults.crash --processes 3 --kills 60

A proxy of a few lines passes each call of Telegram to the next process that takes it. One process
after the other dies, now and then two or all of them; the others live on.
"""

import math
import os
import secrets
import signal
import threading
import time
from bisect import bisect_left
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import psycopg
from psycopg import sql
from sqlalchemy import make_url

from storage import election
from tests.faults.audit import Opened, opened_at
from tests.faults.crash import CrashRun
from tests.faults.proxy import Proxy
from tests.faults.tally import Tally
from tests.faults.town import CrashTown, free_port
from tests.postgres import plain, private_server

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
ELECTED = (
    "SELECT client_port FROM pg_stat_activity JOIN pg_locks USING (pid) WHERE granted AND"
    " locktype = 'advisory' AND objsubid = 2 AND datname = current_database()"
)
MOVERS = {2, 4}  # who of all that come has everything erased and brought back
PACE = 20  # messages a second, of all processes together
KEY = bytes(range(32))


@dataclass(frozen=True, slots=True)
class TownPlan:
    """How many processes, where their files are, and where their log is kept."""

    processes: int
    folder: Path
    log: Path | None = None
    stops: bool = False
    """Whether processes are stopped meanwhile, each for longer than it stays elected."""
    moves: bool = False
    """Whether two people have everything erased and brought back meanwhile."""


@dataclass(slots=True)
class ProcessPlace:
    """Where one of the processes lives."""

    hook: int
    health: int
    pid: int | None = None
    wakes_at: float | None = None


class SeveralTown(CrashTown):
    """A town with several processes; the newest is the one that is killed next."""

    def __init__(self, plan: TownPlan, url: str, dice: Random) -> None:
        super().__init__(plan.folder, webhook=True)
        self.log = plan.log or self.log
        self.url = url
        self.turns = plan.folder / "turns"
        self.places = [ProcessPlace(free_port(), free_port()) for _ in range(plan.processes)]
        self.more_kills = 0
        self.stopped = 0
        self.plan = plan
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
            place.pid = self.fork_server.start(env, self.log)
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

    def elected(self) -> ProcessPlace | None:
        """Find who sends for all: it has the port from which the lock is held."""
        with psycopg.connect(plain(self.url)) as look:
            row = look.execute(ELECTED).fetchone()
        port = f":{row[0]:04X}" if row else "nobody"
        table = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()]
        sockets = {f"socket:[{line[9]}]" for line in table if line[1].endswith(port)}
        for place in self.places:
            files = Path(f"/proc/{place.pid}/fd").glob("*") if place.pid else ()
            with suppress(OSError):
                if any(str(file.readlink()) in sockets for file in files):
                    return place
        return None

    def stop(self, place: ProcessPlace, seconds: float) -> None:
        """Stop a process, for so many seconds at least."""
        place.wakes_at = time.monotonic() + seconds
        self._signal(place, signal.SIGSTOP)
        self.stopped += 1

    def stop_and_wake(self) -> None:
        """Wake who was stopped for long enough; then stop another, if that is wished for."""
        for place in self.places:
            if place.wakes_at is not None and time.monotonic() > place.wakes_at:
                self.wake(place)
        living = [place for place in self.places if self._lives(place)]
        others_move = all(place.wakes_at is None for place in self.places)
        if self.plan.stops and len(living) > 1 and others_move:
            place = self._dice.choice([*living, self.elected() or living[0]])
            self.stop(place, election.SILENCE + self._dice.uniform(1, 4))

    def wake(self, place: ProcessPlace) -> None:
        """Let a stopped process go on."""
        place.wakes_at = None
        self._signal(place, signal.SIGCONT)

    def wake_all(self) -> None:
        """Let every process go on, when each was stopped for as long as it was to be."""
        for place in self.places:
            if place.wakes_at is not None:
                time.sleep(max(0.0, place.wakes_at - time.monotonic()))
                self.wake(place)

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

    def _signal(self, place: ProcessPlace, number: int) -> None:
        with suppress(ProcessLookupError):
            if place.pid is not None and self._lives(place):
                os.kill(place.pid, number)

    def _end(self, place: ProcessPlace, number: int) -> None:
        self._signal(place, number)
        if place.wakes_at is not None:
            self.wake(place)
        self.until(lambda: not self._lives(place), "a bot ends")
        place.pid = None


class SeveralRun(CrashRun):
    """People who often say several things at once, to whichever process it comes."""

    town: SeveralTown
    waits = 0.7  # a start takes its time beside others, and it is what they do that is of interest

    def join(self, *, leaves: bool = False) -> None:
        """Somebody new comes, who is in a hurry."""
        super().join(leaves=leaves)
        self.people[-1].in_a_hurry = True
        self.people[-1].moves = self.town.plan.moves and len(self.people) in MOVERS

    def choose_place(self) -> tuple[str, float]:
        """Choose as ever; there is an election to be waited for now and then."""
        place, patience = super().choose_place()
        return place, patience * 3

    def one_life(self) -> None:
        """Kill, and count whoever else was killed with them."""
        self.town.stop_and_wake()
        super().one_life()
        self.tally.kills += self.town.more_kills
        self.tally.places["another process with it"] += self.town.more_kills
        self.town.more_kills = 0

    def rest(self, *, pictures: bool) -> None:
        """Rest as ever, with everybody awake."""
        self.town.wake_all()
        super().rest(pictures=pictures)

    def life_of_a_picture(self, victim: str) -> None:
        """Leave pictures to the rests: who draws here is whoever is elected."""

    def settle_accounts(self) -> None:
        """Compare everything, and how fast and in which order it came."""
        super().settle_accounts()
        self.tally.stopped = self.town.stopped
        self.tally.moved = sum(person.moved for person in self.people)
        for person in self.people:
            self.tally.bursts += len(person.bursts)
            self.tally.disorder += person.disorder()
        # By the clock that gives the turns: how long the way takes then is up to the machine.
        turns = sorted(map(float, self.town.turns.read_text().split()))
        seconds = [bisect_left(turns, at + 1.0) - n for n, at in enumerate(turns)]
        self.tally.in_a_second = max(seconds, default=0)
        if self.tally.in_a_second > PACE:
            self.tally.too_fast.append(f"{self.tally.in_a_second} messages in a second")


def run(kills: int, seed: int, plan: TownPlan, minutes: float = math.inf) -> Tally:
    """Kill so many of so many processes."""
    tally = Tally(seed, f"{plan.processes} processes")
    dice = Random(seed)  # noqa: S311 - a seeded test
    with new_database() as url, SeveralTown(plan, url, dice) as town:
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

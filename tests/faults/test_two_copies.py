"""The bot started twice by mistake, with one token: real processes, told apart by their logs."""

import http.client
import json
import os
import signal
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.faults.points import ORDER
from tests.faults.town import TOKEN, ForkServer, TownClock, TownServer, fork_server, free_port

ALICE = 42
KEPT = "in your journal"


def until(is_so: Callable[[], object], what: str) -> None:
    """Wait for something that nobody announces."""
    over = time.monotonic() + 60
    while not is_so():
        assert time.monotonic() < over, f"this never happened: {what}"
        time.sleep(0.02)


@dataclass
class Copy:
    """One running `python -m bot`."""

    pid: int
    log: Path
    database: Path
    health: int

    def says(self, words: str) -> bool:
        """Whether its log holds the words."""
        return self.log.exists() and words in self.log.read_text()

    def report(self) -> dict[str, Any]:
        """Read its health page."""
        line = http.client.HTTPConnection("127.0.0.1", self.health, timeout=5)
        with closing(line), suppress(OSError, ValueError, http.client.HTTPException):
            line.request("GET", "/health")
            found: dict[str, Any] = json.loads(line.getresponse().read())
            return found
        return {}

    def is_well(self) -> bool:
        """Whether it hears and remembers."""
        return bool(self.report().get("ok"))

    def has_nothing_to_say(self) -> bool:
        """Whether all that it owed was sent and written down."""
        return self.report().get("outbox") == {}

    def end(self, number: int = signal.SIGTERM) -> None:
        """Ask it to end, or kill it, and wait."""

        def is_gone() -> bool:
            with suppress(ProcessLookupError):
                os.kill(self.pid, 0)
                return False
            return True

        if not is_gone():
            os.kill(self.pid, number)
        until(is_gone, "it ends")

    def heard(self) -> set[int]:
        """Numbers of the updates it has stored."""
        with closing(sqlite3.connect(f"file:{self.database}?mode=ro", uri=True)) as db:
            return {row[0] for row in db.execute("SELECT update_id FROM inbox")}


@dataclass
class Street:
    """A Bot API server and the copies that talk to it."""

    folder: Path
    server: TownServer = field(default_factory=TownServer)
    fork_server: ForkServer = field(default_factory=fork_server)
    copies: list[Copy] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.clock = TownClock(self.folder / "clock", self.server)
        self.clock.travel(datetime(2026, 11, 24, 15, 0, tzinfo=UTC))
        self.server.ask("people", {"id": ALICE})

    def starts(self, database: str) -> Copy:
        """Start a copy of the bot on a database."""
        number, health = len(self.copies), free_port()
        file, log = self.folder / database / "small-steps.db", self.folder / f"{number}.log"
        env = {
            "TELEGRAM_BOT_TOKEN": TOKEN,
            "TELEGRAM_API_URL": self.server.url,
            "DATABASE_URL": f"sqlite:///{file}",
            "HEALTH_LISTEN": f"127.0.0.1:{health}",
            ORDER: json.dumps({"clock": str(self.clock.file)}),
        }
        copy = Copy(self.fork_server.start(env, log), log, file, health)
        self.copies.append(copy)
        return copy

    def read(self) -> list[str]:
        """Everything the bot has ever said to Alice, in new messages."""
        effects = self.server.ask("ledger")
        return [e["text"] for e in effects if e["method"] == "sendMessage"]

    def kept(self) -> int:
        """How many notes Alice was told are kept."""
        return sum(KEPT in text for text in self.read())

    def says(self, text: str) -> int:
        """Let Alice write; the number of the update."""
        how = {"person": ALICE, "do": "says", "with": {"text": text}}
        return int(self.server.ask("act", how)["update_id"])

    def presses(self, label: str) -> None:
        """Let Alice press a button."""
        self.server.ask("act", {"person": ALICE, "do": "presses", "with": {"button": label}})

    def settles_alice(self) -> None:
        """Let Alice go through the first minute."""
        steps = (
            (self.says, "/start", "May I store"),
            (self.presses, "Yes, let's begin", "Which city"),
            (self.says, "Riga", "in the evening"),
            (self.presses, "21:00", "in the morning"),
            (self.presses, "08:00", "one small thing"),
            (self.presses, "Skip", "All set"),
        )
        for act, what, answer in steps:
            act(what)
            until(lambda answer=answer: self.sees(answer), answer)

    def sees(self, words: str) -> bool:
        """Whether the words stand in Alice's chat now."""
        shown = self.server.ask("chat", id=ALICE)["messages"]
        return any(words in str(one.get("text")) for one in shown)

    def notes(self, *texts: str) -> set[int]:
        """Let Alice write notes, one after the other was answered; their numbers."""
        numbers = set()
        for text in texts:
            before = len(self.read())
            numbers.add(self.says(text))
            until(lambda before=before: len(self.read()) > before, f"an answer to {text}")
        return numbers


@pytest.fixture
def street(tmp_path: Path) -> Iterator[Street]:
    street = Street(tmp_path)
    yield street
    for copy in street.copies:
        copy.end(signal.SIGKILL)
    street.server.stop()


def test_a_second_copy_on_the_same_file_waits_and_takes_over(street: Street) -> None:
    first = street.starts("one")
    until(first.is_well, "the first copy is well")
    street.settles_alice()
    second = street.starts("one")
    until(lambda: second.says("another copy is running"), "the second says that it waits")
    heard = street.notes("before one", "before two")
    assert street.server.ask("counts")["conflicts"] == 0, "the second leaves Telegram alone"
    until(first.has_nothing_to_say, "it is written down as sent")
    first.end(signal.SIGKILL)
    meanwhile = street.says("in between")
    until(second.is_well, "the second takes over")
    heard |= street.notes("after one", "after two") | {meanwhile}
    until(lambda: street.kept() >= 5, "all five are answered")
    assert street.kept() == 5
    assert heard <= second.heard()


def test_two_copies_with_different_databases_are_noticed_and_lose_nothing(
    street: Street,
) -> None:
    """Nothing on this machine tells them apart; only Telegram does, with 409."""
    first = street.starts("one")
    until(first.is_well, "the first copy is well")
    street.settles_alice()
    second = street.starts("two")
    for copy in (first, second):
        until(lambda copy=copy: copy.says("is the token used elsewhere?"), "it is noticed")
        assert copy.report()["trouble"] == ["telegram"]
    told = street.notes(*(f"note {number}" for number in range(6)))
    until(lambda: not street.server.ask("queue")["pending"], "everything is taken")
    assert told <= first.heard() | second.heard()
    second.end()
    answered = street.kept()
    told = street.notes("alone again")
    assert told <= first.heard()
    assert street.kept() == answered + 1

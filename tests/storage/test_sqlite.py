"""What holds for the embedded database: files, settings, one commit for many, and bad days."""

import asyncio
import os
import sqlite3
import stat
import threading
from concurrent.futures import Future
from contextlib import suppress
from pathlib import Path

import pytest

from storage import answers, erase, people
from storage.engines import PRAGMAS
from storage.errors import Corrupt, Unavailable
from storage.group_commit import Group
from storage.jobs import Job
from storage.migrate import migrate
from storage.sqlite import GROUP
from storage.store import Store
from storage.vault import Vault
from tests.conftest import KEY
from tests.storage.samples import ALICE, MONDAY, person
from tests.storage.telling import CANARIES, tell_everything
from tests.support.fresh import fresh_database


@pytest.fixture
def database_url(tmp_path: Path) -> str:
    return fresh_database(tmp_path / "data/small-steps.db")


@pytest.fixture
def file(database_url: str, tmp_path: Path) -> Path:
    return tmp_path / "data" / "small-steps.db"


def keep(step: str, value: object = 1):
    return lambda tx: answers.keep(tx, ALICE, MONDAY, step, value, tx.now)


def look_and_keep(step: str):
    def work(tx):
        before = set(answers.of_day(tx, ALICE, MONDAY))
        answers.keep(tx, ALICE, MONDAY, step, 1, tx.now)
        return before

    return work


async def steps(store: Store) -> set[str]:
    return set(await store.read(lambda tx: answers.of_day(tx, ALICE, MONDAY)))


async def test_every_setting_is_as_the_promises_need_it(store: Store):
    def ask(tx):
        return {name: tx.driver.execute(f"PRAGMA {name}").fetchone()[0] for name in PRAGMAS}

    assert await store.read(ask) == PRAGMAS


async def test_files_are_closed_to_others(store: Store, alice: int, file: Path):
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in file.parent.iterdir()}
    assert {"small-steps.db", "small-steps.db-wal", "keys.db"} <= modes.keys()
    assert set(modes.values()) == {0o600}
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


async def test_everything_runs_in_one_thread_that_is_not_the_caller_s(store: Store):
    threads = await asyncio.gather(
        *(store.read(lambda _: threading.get_ident()) for _ in range(5)),
        *(store.write(lambda _: threading.get_ident()) for _ in range(5)),
    )
    assert len(set(threads)) == 1
    assert threading.get_ident() not in threads


async def test_works_that_wait_share_commits(store: Store, alice: int):
    commits: list[str] = []
    await store.read(lambda tx: tx.driver.set_trace_callback(commits.append))
    held = threading.Event()
    first = asyncio.ensure_future(store.write(lambda _: held.wait(5)))
    rest = [asyncio.ensure_future(store.write(keep(f"s{n}"))) for n in range(GROUP + 10)]
    await asyncio.sleep(0.05)
    held.set()
    await asyncio.gather(first, *rest)
    await store.read(lambda tx: tx.driver.set_trace_callback(None))
    assert sum(line.startswith("COMMIT") for line in commits) <= 5
    assert len(await steps(store)) == GROUP + 10


async def test_a_full_disk_loses_nothing_and_passes(store: Store, alice: int):
    await store.write(keep("before"))

    def fill(tx):
        pages = tx.driver.execute("PRAGMA page_count").fetchone()[0]
        tx.driver.execute(f"PRAGMA max_page_count={pages + 2}")

    await store.read(fill)
    found = await asyncio.gather(
        *(store.write(keep(f"big{n}", "x" * 30_000)) for n in range(5)), return_exceptions=True
    )
    assert all(isinstance(error, Unavailable) for error in found)
    assert await steps(store) == {"before"}
    await store.read(lambda tx: tx.driver.execute("PRAGMA max_page_count=1000000"))
    await store.write(keep("after", "x" * 30_000))
    assert await steps(store) == {"before", "after"}


async def test_nobody_is_told_that_it_was_kept_when_a_work_overlooks_a_full_disk(
    store: Store, alice: int
):
    """SQLite gives up the whole transaction then, with what others have told in it."""
    pages = await store.read(lambda tx: tx.driver.execute("PRAGMA page_count").fetchone()[0])
    await store.read(lambda tx: tx.driver.execute(f"PRAGMA max_page_count={pages + 1}"))

    def overlooks(tx):
        with suppress(sqlite3.OperationalError):
            keep("big", "x" * 300_000)(tx)

    told = await asyncio.gather(
        *map(store.write, (keep("mood"), overlooks, keep("sleep"))), return_exceptions=True
    )
    kept = {step for step, error in zip(("mood", "sleep"), told[::2], strict=True) if not error}
    assert kept == await steps(store)
    assert isinstance(told[1], Unavailable)


async def test_a_database_locked_by_another_program_is_waited_for_and_then_unavailable(
    store: Store, alice: int, file: Path
):
    await store.read(lambda tx: tx.driver.execute("PRAGMA busy_timeout=30"))
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(Unavailable):
        await store.write(keep("mood"))
    assert await steps(store) == set()
    other.execute("ROLLBACK")
    other.close()
    await store.write(keep("mood"))
    assert await steps(store) == {"mood"}


class Failing:
    """A connection whose next COMMIT fails as on a disk with errors."""

    def __init__(self, driver):
        self._driver = driver
        self.fails = True

    def execute(self, order: str):
        if order == "COMMIT" and self.fails:
            self.fails = False
            error = sqlite3.OperationalError("disk I/O error")
            error.sqlite_errorcode = sqlite3.SQLITE_IOERR
            raise error
        return self._driver.execute(order)

    def __getattr__(self, name):
        return getattr(self._driver, name)


async def test_a_commit_that_fails_fails_for_all_and_the_next_one_works(store: Store, alice: int):
    def run(tx):
        def start(connection, driver):
            driver, clock = tx.driver, lambda: tx.now
            return type(tx)(connection, driver, driver.cursor(), tx.vault, clock, tx.new_id)

        group = Group(tx.connection, tx.vault.refresh, start)
        group._driver = Failing(tx.driver)
        tx.driver.execute("COMMIT")  # out of the transaction that the store began for us
        jobs = [Job(look_and_keep(name), writes=True, future=Future()) for name in ("a", "b")]
        group.run(jobs)
        again = [Job(look_and_keep("c"), writes=True, future=Future()) for _ in range(2)]
        group.run(again)
        tx.driver.execute("BEGIN")
        return jobs, again

    jobs, again = await store.write(run)
    assert all(isinstance(job.error, Unavailable) for job in jobs)
    assert [(job.value, job.error) for job in again] == [(set(), None), ({"c"}, None)]
    assert await steps(store) == {"c"}


def scribble(file: Path) -> bytes:
    """Write nonsense over the head of every page but the first."""
    data = bytearray(file.read_bytes())
    for page in range(1, len(data) // 4096):
        data[page * 4096 : page * 4096 + 64] = os.urandom(64)
    file.write_bytes(data)
    return bytes(data)


async def test_a_damaged_file_is_never_opened_or_replaced(
    store: Store, alice: int, file: Path, database_url: str, vault, now, ids
):
    await store.write(keep("note", "x" * 200_000))
    await store.close()
    data = scribble(file)
    with pytest.raises(Corrupt, match="restore"):
        Store.open(database_url, vault=vault, now=now, ids=ids)
    with pytest.raises(Corrupt):
        migrate(database_url)
    assert file.read_bytes() == data  # noqa: ASYNC240 - one small file, and nobody waits


def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path):
    file = tmp_path / "notes.txt"
    file.write_bytes(b"my shopping list " * 300)
    with pytest.raises(Corrupt):
        migrate(f"sqlite:///{file}")
    assert file.read_bytes() == b"my shopping list " * 300


async def test_nothing_told_can_be_read_in_the_files(
    store: Store, alice: int, file: Path, now, ids
):
    """A few days of everything, then a look at every byte: open files, log and key store."""
    await store.write(lambda tx: tell_everything(tx, alice))
    assert canaries(file.parent, CANARIES) == []
    await store.checkpoint()
    assert canaries(file.parent, CANARIES) == []
    await store.close()
    assert canaries(file.parent, CANARIES) == []


def as_key(number: int) -> bytes:
    """How SQLite writes the key of a row: seven bits to a byte."""
    groups = [number >> shift & 0x7F for shift in range(0, number.bit_length(), 7)]
    return bytes([group | 0x80 for group in reversed(groups[1:])] + groups[:1])


def canaries(folder: Path, words) -> list[tuple[str, str]]:
    """Which words are in which files, as text, as JSON or as numbers."""
    found = []
    for path in folder.iterdir():
        data = path.read_bytes()
        for word in words:
            forms = {word.encode(), word.encode("utf-16-le"), word.encode("unicode_escape")}
            if word.isdigit():
                sizes = [size for size in (4, 5, 6, 8) if int(word) < 256**size]
                forms |= {int(word).to_bytes(size, "big") for size in sizes}
                forms.add(as_key(int(word)))
            found += [(path.name, word) for form in forms if form in data]
    return found


async def test_a_person_without_keys_file_cannot_be_read(
    store, alice, file, database_url, now, ids
):
    await store.write(keep("mood"))
    await store.close()
    (file.parent / "keys.db").unlink()
    lost = Vault.open(database_url, key=KEY, random=os.urandom)
    with pytest.raises(Exception, match="key store"):
        Store.open(database_url, vault=lost, now=now, ids=ids)
    lost.close()


async def test_an_erased_person_is_overwritten_down_to_their_number(store: Store, file: Path):
    chat = 123_456_789_012
    await store.write(lambda tx: people.add(tx, person(ALICE, tx.now)._replace(chat_id=chat)))
    words = [str(chat), str(ALICE)]
    assert {word for _, word in canaries(file.parent, words)} == set(words)
    await store.write(lambda tx: erase.person(tx, ALICE))
    await store.checkpoint()
    assert canaries(file.parent, words) == []

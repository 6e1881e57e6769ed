"""What many tests share: a clock that stands still, ids that count, a store on both databases."""

import gc
import itertools
import logging
import os
import shutil
import sys
import tempfile
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from bot import logs
from bot.app.serving import MANY_OBJECTS
from storage.store import Store
from storage.vault import Vault
from tests.databases import (
    Databases,
    empty_address,
    lender,
    migrated_database,
    new_database,
    server_of_databases,
)
from tests.postgres import postgres_url
from tests.support.fresh import fresh_database
from tests.support.stories import fixture_alice, fixture_town
from tests.support.waits import short_waits

__all__ = [
    "empty_address",
    "fixture_alice",
    "fixture_town",
    "lender",
    "migrated_database",
    "new_database",
    "postgres_url",
    "server_of_databases",
    "short_waits",
]

# The tests write and sync thousands of small databases; in memory they wait for no disk.
MEMORY, ENOUGH = Path("/dev/shm"), 2_000_000_000  # noqa: S108 - a folder of one's own is made there
if os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ENOUGH:
    tempfile.tempdir = os.environ.setdefault("TMPDIR", str(MEMORY))

# Hundreds of processes begin here with the same modules: each is compiled once and not by each of
# them, also where somebody has switched that off.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# Property tests look at answers, not at how busy the machine is.
settings.register_profile("calm", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("calm")

OURS = (*logs.QUIET, *logs.SILENT)  # the loggers whose level the program sets
KEY = b"an installation key, 32 bytes ok"


class Now:
    """A clock that goes only when told to."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def later(self, **much: float) -> datetime:
        self.at += timedelta(**much)
        return self.at


def pytest_xdist_auto_num_workers() -> int:
    """Twice as many as there are cores: many tests wait, for a clock or for another process."""
    there = getattr(os, "sched_getaffinity", None)
    return 2 * (len(there(0)) if there else os.cpu_count() or 1)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Let each process begin with some of the longest: what begins last is waited for by all."""
    workers = getattr(config, "workerinput", {}).get("workercount", 1)
    slow = [item for item in items if item.get_closest_marker("slow")]
    rest = iter([item for item in items if not item.get_closest_marker("slow")])
    ordered: list[pytest.Item] = []
    for worker in range(workers):
        share = (len(items) - len(ordered)) // (workers - worker)  # as xdist hands them out
        first = slow[worker::workers]
        ordered += [*first, *itertools.islice(rest, max(0, share - len(first)))]
    items[:] = [*ordered, *rest]


def pytest_configure() -> None:
    """Look for no garbage while a hundred modules are read and thousands of tests are made."""
    gc.disable()


def pytest_collection_finish() -> None:
    """Look for garbage in what a test leaves, and not in all the tests that there are."""
    gc.freeze()
    gc.set_threshold(MANY_OBJECTS)  # as the program does
    gc.enable()


@pytest.fixture(autouse=True)
def _logging_as_before() -> Iterator[None]:
    """Let no test that starts the program decide what the next one logs."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    hooks = sys.excepthook, threading.excepthook, logging.raiseExceptions
    yield
    logging.captureWarnings(capture=False)
    sys.excepthook, threading.excepthook, logging.raiseExceptions = hooks
    root.handlers[:] = handlers
    ours = {root: level} | {logging.getLogger(name): logging.NOTSET for name in OURS}
    for logger, before in ours.items():
        if logger.level != before:  # to set a level empties the caches of all loggers
            logger.setLevel(before)


@pytest.fixture
def now() -> Now:
    return Now(datetime(2026, 11, 23, 20, 15, tzinfo=UTC))


@pytest.fixture
def ids() -> Callable[[], str]:
    numbers = itertools.count(1)
    return lambda: f"id-{next(numbers):06d}"


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a migrated database with nobody in it."""
    if request.param == "postgres":
        lend: Databases = request.getfixturevalue("migrated_database")
        return lend()
    return fresh_database(tmp_path / "data/small-steps.db")


@pytest.fixture
async def vault(database_url: str) -> AsyncIterator[Vault]:
    vault = Vault.open(database_url, key=KEY, random=os.urandom)
    yield vault
    vault.close()


@pytest.fixture
async def store(
    database_url: str, vault: Vault, now: Now, ids: Callable[[], str]
) -> AsyncIterator[Store]:
    store = Store.open(database_url, vault=vault, now=now, ids=ids)
    yield store
    await store.close()

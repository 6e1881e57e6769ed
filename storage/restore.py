"""Puts a copy of the database back, with the newest keys and without whoever was erased since.

The copy is first opened beside the place, with all that is known about keys, and everyone who
should be gone is erased there. Only what is whole and without them takes the place: a kill leaves
either what was there or what was restored, and running it again finishes.
"""

import asyncio
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from storage import erase, key_copies, key_places
from storage.backup import vacuum, verified
from storage.erase import Finished
from storage.errors import Corrupt, KeysLost, StorageError
from storage.files import private_file, private_folder
from storage.key_tables import Contents
from storage.keystore import FILE
from storage.place import Glance, glance, glance_at, put
from storage.sealed import Random
from storage.store import Store, Tx, Work
from storage.upgrade import upgrade
from storage.urls import database_file, database_url, is_sqlite
from storage.vault import Vault, check_opens

STAGE = ".restoring"
NO_COPY = "There is no {copy}."
FOLDER = "{copy} is a folder: name the copy in it that you want back."
NOT_ONE = "{copy} is damaged, or no copy that `python -m bot backup` made: take another one."
NO_KEYS = (
    "There is no key store for {copy}, neither in place nor beside it, and without one nobody's "
    "words can be read: put the newest keys.db of its backups beside it."
)
STRANGER = (
    "{what} belongs to another installation, and people are in it: move it away first, or set "
    "DATABASE_URL to another place."
)
OLDER = (
    "The newest key store is missing: keys.db is older than {copy}. Put the newest one beside the "
    "copy; if there is none, --without-newest-keys restores everybody whose key is here, and "
    "erases those whose key is not. ({reason})"
)


@dataclass(frozen=True, slots=True)
class Restored:
    """What was put in place: its rows, who was erased in it, and whether the keys came along."""

    rows: dict[str, int]
    erased: Finished
    keys_came_along: bool


@dataclass(frozen=True, slots=True)
class Known:
    """All that is known about keys here, and whether there was a key store in place."""

    keys: Contents
    in_place: bool


async def restore(
    url: str,
    copy: Path,
    *,
    key: bytes,
    now: Callable[[], datetime],
    random: Random,
    without_newest_keys: bool = False,
) -> Restored:
    """Put the copy in place; the caller has made sure that nobody uses the database.

    Raises StorageError, by its names, when the copy or its keys will not do; nothing has changed.
    """
    known = _known(url, copy)
    check_opens(known.keys, key)
    with _stage(url) as folder:
        database = folder / "small-steps.db"
        private_file(database)
        vacuum(copy, database)
        key_copies.write(known.keys, folder / FILE)
        finish = Finish(without_keys=without_newest_keys)
        try:
            await _start(f"sqlite:///{database}", key, now, random, finish)
        except KeysLost as reason:
            raise KeysLost(OLDER.format(copy=copy, reason=reason)) from None
        rows = verified(database)
        put(url, database, known.keys, clear=not known.in_place)
    _reach_copies(url, copy)
    return Restored(rows, finish.done, keys_came_along=not known.in_place)


async def _start(
    url: str, key: bytes, now: Callable[[], datetime], random: Random, finish: Work[object]
) -> None:
    """Do what every start does, whatever version the copy is of."""

    def vault() -> Vault:
        return Vault.open(url, key=key, random=random)

    await asyncio.to_thread(upgrade, url, lambda: closing(vault()), now, finish)
    store = Store.open(url, vault=vault(), now=now, ids=lambda: random(16).hex(), owns_vault=True)
    try:
        await store.write(finish)
        await store.checkpoint()
    finally:
        await store.close()


class Finish:
    """Erases whoever should be gone, and adds up who that was: an upgrade does it as well."""

    def __init__(self, *, without_keys: bool) -> None:
        self._without_keys = without_keys
        self.done = Finished()

    def __call__(self, tx: Tx) -> None:
        """Do it in this transaction."""
        new, before = erase.finish(tx, without_keys=self._without_keys), self.done
        again = tuple(sorted({*before.again, *new.again}))
        self.done = Finished(again, before.keys + new.keys, before.lost + new.lost)


def forget_stage(url: str) -> None:
    """Remove what a killed restore left; the caller has the database for itself."""
    parsed = database_url(url)
    if is_sqlite(parsed):
        shutil.rmtree(database_file(parsed).with_name(STAGE), ignore_errors=True)


def _glance_at_copy(copy: Path) -> Glance:
    if copy.is_dir():
        raise StorageError(FOLDER.format(copy=copy))
    try:
        verified(copy)
        found = glance_at(copy)
    except Corrupt:
        found = Glance()
    if found.system is None:
        raise Corrupt(NOT_ONE.format(copy=copy))
    return found


def _known(url: str, copy: Path) -> Known:
    """Join what the key store in place, its copies and the two databases know."""
    if not copy.exists():
        raise StorageError(NO_COPY.format(copy=copy))
    wanted, database = _glance_at_copy(copy), _glance_in_place(url)
    there = _whole(lambda: key_copies.in_file(copy.with_name(FILE)))
    here = _whole(lambda: key_copies.in_place(url))
    if here.system not in {None, wanted.system} and here.people:
        raise KeysLost(STRANGER.format(what="The key store in place"))
    if database.system not in {None, wanted.system} and database.people:
        raise KeysLost(STRANGER.format(what="The database in place"))
    keys, fits = wanted.known, False
    if database.system == wanted.system:
        keys = keys.joined(database.known)
    for store in (there, key_copies.gathered(url, wanted.system), here):
        if store.system == wanted.system:
            keys, fits = store.joined(keys), True
    if not fits:
        raise KeysLost(NO_KEYS.format(copy=copy))
    return Known(keys, in_place=here.system == wanted.system)


def _whole(read: Callable[[], Contents]) -> Contents:
    try:
        return read()
    except Corrupt:
        return Contents()


def _glance_in_place(url: str) -> Glance:
    try:
        return glance(url)
    except Corrupt:
        return Glance()


@contextmanager
def _stage(url: str) -> Iterator[Path]:
    """A private folder to work in; beside an SQLite database, so that a file only moves."""
    parsed = database_url(url)
    if not is_sqlite(parsed):
        with tempfile.TemporaryDirectory(prefix="small-steps-") as folder:
            yield Path(folder)
        return
    stage = database_file(parsed).with_name(STAGE)
    shutil.rmtree(stage, ignore_errors=True)
    private_folder(stage)
    try:
        yield stage
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def _reach_copies(url: str, copy: Path) -> None:
    """Let erasures reach the keys that lie beside the copy, from this one on."""
    beside = copy.with_name(FILE)
    if beside.exists():
        key_places.remember(url, beside)
    key_copies.renew(url)

"""Opening the storage that the settings ask for: the key, the key store, the schema, the store."""

import asyncio
import logging
import os
import random
from contextlib import closing, nullcontext
from pathlib import Path

from bot.clock import Clock
from bot.config import Settings
from conversations.text import Text, t
from storage import erase, key_copies
from storage.errors import StorageError
from storage.keyfile import InstallationKey, installation_key
from storage.preflight import look
from storage.restore import forget_stage
from storage.store import Store
from storage.upgrade import upgrade
from storage.urls import database_file, database_url, is_sqlite
from storage.vault import Vault

log = logging.getLogger(__name__)

KEY_FILE = "small-steps.key"
PAUSES = (1.0, 5.0, 30.0, 300.0)  # seconds between tries to reach the key store's copies


def key_file(settings: Settings) -> Path:
    """Name the file with the installation's key: beside an SQLite database, else in data/."""
    if settings.encryption_key_file is not None:
        return settings.encryption_key_file
    url = database_url(settings.database_url)
    folder = database_file(url).parent if is_sqlite(url) else Path("data")
    return folder / KEY_FILE


def key_of(settings: Settings) -> InstallationKey:
    """The installation's key; made where nothing was ever sealed, else BadKey when it is missing.

    Raises DatabaseLost or KeysLost where one half of an installation is empty and the other not:
    nothing has been made then, so that putting the missing one back is all there is to do.
    """
    preflight = look(settings.database_url)
    preflight.check()
    given = settings.encryption_key.get_secret_value()
    return installation_key(given, key_file(settings), os.urandom, make=not preflight.used)


async def open_store(settings: Settings, clock: Clock) -> Store:
    """Bring the database up to date and open it; who was erased since it was saved is erased."""
    # Off the event loop: a server that does not answer takes its time.
    secret = await asyncio.to_thread(_secret, settings)
    store = await asyncio.to_thread(_open, settings, secret, clock)
    try:
        finished = await store.write(erase.finish)
        if finished:
            await store.checkpoint()
        _tell(finished)
    except BaseException:
        await store.close()
        raise
    return store


async def renew_key_copies(url: str) -> None:
    """Bring the key store's copies up to date, so that what was erased opens with none of them.

    A copy that a backup is just writing, or that is out of reach, is tried again for a while; then
    the next erasure, start or backup does it.
    """
    for pause in PAUSES:
        try:
            renewed = await asyncio.to_thread(key_copies.renew, url)
        except StorageError:
            renewed = key_copies.Renewed(stale=1)
        if not renewed.stale:
            return
        await asyncio.sleep(pause)
    log.warning(
        "copies of the key store are out of reach; what was erased opens with them until the "
        "next backup",
        extra={"count": renewed.stale},
    )


def _tell(finished: erase.Finished) -> None:
    """Say in the log who was erased again: by pseudonym, as erasures are kept."""
    if finished.again:
        log.warning(
            "people were erased again: what is in place was saved before they erased everything",
            extra={"count": len(finished.again)},
        )
    for who in finished.again:
        log.info("erased again", extra={"user": who[:16]})
    if finished.keys:
        log.warning("keys of erased people were destroyed", extra={"count": finished.keys})


def bring_up_to_date(settings: Settings, clock: Clock) -> str:
    """Bring the database to this version, all of it; which revision that is."""
    url = settings.database_url
    # The key only where it is needed: an empty database is brought up to date without one.
    return upgrade(url, lambda: closing(_vault(url, _secret(settings))), clock.now)


def _secret(settings: Settings) -> bytes:
    key = key_of(settings)
    if key.made is not None:
        log.warning(
            "a key file was made; keep a copy of it apart from the database",
            extra={"file": key.made.name},
        )
    return key.secret


def _vault(url: str, secret: bytes) -> Vault:
    return Vault.open(url, key=secret, random=os.urandom)


def _open(settings: Settings, secret: bytes, clock: Clock) -> Store:
    url = settings.database_url
    forget_stage(url)
    vault = _vault(url, secret)
    try:
        # First of all: an upgrade needs everybody's key, and wants nobody who should be gone.
        vault.learn(key_copies.gathered(url, vault.system.id))
        upgrade(url, lambda: nullcontext(vault), clock.now)
        return Store.open(
            url,
            vault=vault,
            now=clock.now,
            ids=lambda: os.urandom(16).hex(),
            jitter=random.random,
            connections=settings.database_connections,
            owns_vault=True,
        )
    except BaseException:
        vault.close()
        raise


def where_stored(settings: Settings) -> Text:
    """Say in a few words where the database is."""
    if settings.database_url.startswith("sqlite"):
        return t("in this bot's own SQLite database")
    return t("in this bot's PostgreSQL database")

"""Opening the storage that the settings ask for: the key, the key store, the schema, the store."""

import asyncio
import logging
import os
import random
from pathlib import Path

from bot.clock import Clock
from bot.config import Settings
from storage import erase
from storage.keyfile import installation_key
from storage.store import Store
from storage.upgrade import upgrade
from storage.urls import database_file, database_url, is_sqlite
from storage.vault import Vault

log = logging.getLogger(__name__)

KEY_FILE = "small-steps.key"


def key_file(settings: Settings) -> Path:
    """Name the file with the installation's key: beside an SQLite database, else in data/."""
    if settings.encryption_key_file is not None:
        return settings.encryption_key_file
    url = database_url(settings.database_url)
    folder = database_file(url).parent if is_sqlite(url) else Path("data")
    return folder / KEY_FILE


async def open_store(settings: Settings, clock: Clock) -> Store:
    """Bring the database up to date and open it; an erasure that a crash cut short is finished."""
    secret = _secret(settings)
    # Off the event loop: a server that does not answer takes its time.
    store = await asyncio.to_thread(_open, settings.database_url, secret, clock)
    try:
        if await store.write(erase.finish):
            await store.checkpoint()
    except BaseException:
        await store.close()
        raise
    return store


def bring_up_to_date(settings: Settings, clock: Clock) -> str:
    """Bring the database to this version, all of it; which revision that is."""
    url = settings.database_url
    # The key only where it is needed: an empty database is brought up to date without one.
    return upgrade(url, lambda: _vault(url, _secret(settings)), clock.now)


def _secret(settings: Settings) -> bytes:
    given = settings.encryption_key.get_secret_value()
    key = installation_key(given, key_file(settings), os.urandom)
    if key.made is not None:
        log.warning(
            "a key file was made; keep a copy of it apart from the database",
            extra={"file": key.made.name},
        )
    return key.secret


def _vault(url: str, secret: bytes) -> Vault:
    return Vault.open(url, key=secret, random=os.urandom)


def _open(url: str, secret: bytes, clock: Clock) -> Store:
    upgrade(url, lambda: _vault(url, secret), clock.now)
    vault = _vault(url, secret)
    try:
        return Store.open(
            url,
            vault=vault,
            now=clock.now,
            ids=lambda: os.urandom(16).hex(),
            jitter=random.random,
            owns_vault=True,
        )
    except BaseException:
        vault.close()
        raise

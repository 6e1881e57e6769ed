"""`python -m bot copy-to`: the installation moved to another database, in plain sentences."""

import os
from collections.abc import Callable

from bot.app.database import key_file
from bot.config import Settings
from storage import key_copies
from storage.copy_to import Moved, copy_to, must_differ
from storage.keyfile import installation_key
from storage.place import nobody_else
from storage.urls import database_url
from storage.vault import check_opens


def copied_to(settings: Settings, target: str, say: Callable[[str], None]) -> list[str]:
    """Copy everything while nobody uses either database, and say what was done.

    Raises InUse while the bot runs, StorageError when it is refused; the source is only read.
    """
    given = settings.encryption_key.get_secret_value()
    must_differ(settings.database_url, target)
    with nobody_else(settings.database_url), nobody_else(target):
        key = installation_key(given, key_file(settings), os.urandom, make=False)
        check_opens(key_copies.in_place(settings.database_url), key.secret)
        done = copy_to(settings.database_url, target, lambda table, rows: say(f"{table}: {rows}"))
    return _told(settings, target, done)


def _told(settings: Settings, target: str, done: Moved) -> list[str]:
    where = database_url(target).render_as_string(hide_password=True)
    told = [f"Copied to {where} and compared: people: {done.people}, rows: {_sum(done)}."]
    if not settings.encryption_key.get_secret_value():
        told.append(f"The key that opens it is still {key_file(settings)}: name it there.")
    return [
        *told,
        "Set DATABASE_URL to the new address and start the bot. Once it runs well, delete the old "
        "database and its keys.db: what people erase from now on is not erased there.",
    ]


def _sum(done: Moved) -> int:
    return sum(done.rows.values())

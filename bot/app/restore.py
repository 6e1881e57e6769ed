"""`python -m bot restore`: a copy put back, and what that did, in plain sentences."""

import os
from collections.abc import Iterator
from pathlib import Path

from bot.app.database import key_file
from bot.clock import SystemClock
from bot.config import Settings
from storage.keyfile import installation_key
from storage.place import nobody_else
from storage.restore import Restored, restore


async def restored(
    settings: Settings, path: Path, *, without_newest_keys: bool = False
) -> list[str]:
    """Put the copy back while nobody uses the database, and say what was done.

    Raises InUse while the bot runs, StorageError when it is refused; nothing has changed then.
    """
    given = settings.encryption_key.get_secret_value()
    with nobody_else(settings.database_url):
        key = installation_key(given, key_file(settings), os.urandom, make=False)
        done = await restore(
            settings.database_url,
            path,
            key=key.secret,
            now=SystemClock().now,
            random=os.urandom,
            without_newest_keys=without_newest_keys,
        )
    return list(_told(done, path))


def _told(done: Restored, path: Path) -> Iterator[str]:
    rows, people = sum(done.rows.values()), done.rows["person"]
    yield f"Restored from {path}: people: {people}, rows: {rows}."
    yield f"Erased again, for they erased everything after it was made: {len(done.erased.again)}."
    if done.erased.lost:
        yield f"Erased, for nobody has their key any more: {done.erased.lost}."
    if done.keys_came_along:
        yield (
            "There was no key store in place, so the one beside the copy was taken: whoever "
            "erased everything after it was written cannot be known, and is back."
        )

"""The doctor's look at what is stored: the database, its server, the key, and what it opens."""

import os
from collections.abc import Mapping

from bot.app import lateness
from bot.app.database import key_file
from bot.app.finding import Finding
from bot.config import Settings
from bot.telegram.rate_limits import Limits
from storage import server_version
from storage.checkup import checkup
from storage.damage_count import unopened
from storage.errors import DatabaseLost, KeysLost, StorageError
from storage.key_copies import in_place
from storage.keyfile import installation_key, is_there
from storage.preflight import look
from storage.vault import check_opens


def database(settings: Settings) -> tuple[Finding, ...]:
    """Look at the database, and at how many of its reminders are due at once."""
    part = "database"
    try:
        found = checkup(settings.database_url)
        if found.whole:
            look(settings.database_url).check()
    except (DatabaseLost, KeysLost) as fault:
        return (Finding(part, ok=False, words=str(fault)),)
    except StorageError as fault:
        words = f"{fault} Check DATABASE_URL and that its server or folder can be reached."
        return (Finding(part, ok=False, words=words),)
    if not found.whole:
        words = "the file is damaged: stop the bot and restore the newest backup"
        return (Finding(part, ok=False, words=words),)
    if found.schema is None:
        return (Finding(part, ok=True, words="new; it is made on first start"),)
    if found.schema != found.expected:
        words = f"schema {found.schema}; it is brought to {found.expected} on the next start"
        return (Finding(part, ok=True, words=words),)
    server = _server(found.server, alone=not settings.webhook_url)
    rush = lateness.in_words(found.due, Limits.of(settings.send_per_second))
    return (
        Finding(part, ok=True, words=f"whole, schema {found.schema}"),
        *server,
        Finding("reminders", ok=True, words=rush),
    )


def _server(version: int | None, *, alone: bool) -> tuple[Finding, ...]:
    """Say what an old server cannot do; a bot that polls is always a single process."""
    if version is None or server_version.minds_silence(version):
        return ()
    words = server_version.TOO_OLD.format(version=server_version.named(version))
    return (Finding("server", ok=alone, words=words),)


def key(settings: Settings) -> tuple[Finding, ...]:
    """Look whether the key is there and opens what it sealed, all of it; make none."""
    part = "encryption key"
    text, file = settings.encryption_key.get_secret_value(), key_file(settings)
    try:
        used = look(settings.database_url).used
        if not (text or used or is_there(file)):
            return (Finding(part, ok=True, words=f"none yet; {file} is made on first start"),)
        installation = installation_key(text, file, os.urandom, make=False)
        keys = in_place(settings.database_url)
        check_opens(keys, installation.secret)
        found = Finding(part, ok=True, words="from ENCRYPTION_KEY" if text else f"in {file}")
        closed = unopened(settings.database_url, keys, installation.secret)
        return (found,) if closed is None else (found, _sealed(closed))
    except StorageError as fault:
        return (Finding(part, ok=False, words=str(fault)),)


def _sealed(closed: Mapping[str, int]) -> Finding:
    """Count what is damaged inside a file that is whole; people see the rest, and are told."""
    part = "sealed rows"
    if not closed:
        return Finding(part, ok=True, words="every one opens")
    tables = ", ".join(f"{name} {count}" for name, count in sorted(closed.items()))
    words = f"{sum(closed.values())} do not open any more ({tables}): see docs/operating.md"
    return Finding(part, ok=False, words=words)

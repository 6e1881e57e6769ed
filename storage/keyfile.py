"""The installation's key: from ENCRYPTION_KEY, or from a key file made on first start."""

import base64
import binascii
import os
import re
import stat
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from storage.errors import BadKey
from storage.files import private_folder, sync_folder
from storage.sealed import Random

LENGTH = 32
LONGEST = 1024  # characters: far more than any way of writing a key takes
LOST = (
    "The key file {file} is missing, and what is stored opens with no other: put your copy of it "
    "there, or its text into ENCRYPTION_KEY; without one, move the database and its keys away and "
    "begin anew."
)
NO_FILE = (
    "The key file {file} is no file but a folder, a pipe or a device: name the file with the key, "
    "or put its text into ENCRYPTION_KEY."
)
NO_TEXT = "The key file {file} holds no text: it must be 44 characters of base64 or 64 of hex."
UNREAD = "The key file {file} cannot be read: {why}."
UNMADE = "The key file {file} cannot be made: {why}."


class InstallationKey(NamedTuple):
    """The key that wraps everyone's keys; `made` is the key file if this start created it."""

    secret: bytes
    made: Path | None = None

    def __repr__(self) -> str:
        return "InstallationKey(…)"


def installation_key(
    text: str | None, file: Path, random: Random, *, make: bool = True
) -> InstallationKey:
    """The key in the text if there is one, else the key in the file.

    A missing file is made, unless it must not be: where keys are that only the lost one opens.
    """
    if text and text.strip():
        return InstallationKey(_decoded(text))
    if not is_there(file):
        if not make:
            raise BadKey(LOST.format(file=file))
        made = _make(file, random)
        if made is not None:
            return made
    found = InstallationKey(_read(file))
    _clean_up(file)
    return found


def is_there(file: Path) -> bool:
    """Whether there is something of that name, whatever it is."""
    try:
        file.stat()
    except FileNotFoundError:
        return False
    except OSError as problem:
        raise _unread(file, problem) from None
    return True


def _unread(file: Path, problem: OSError) -> BadKey:
    return BadKey(UNREAD.format(file=file, why=problem.strerror))


def _decoded(text: str) -> bytes:
    compact = text.strip()
    try:
        if len(compact) == 2 * LENGTH:
            return bytes.fromhex(compact)
        standard = compact.replace("-", "+").replace("_", "/").rstrip("=")
        secret = base64.b64decode(standard + "=" * (-len(standard) % 4), validate=True)
    except (ValueError, binascii.Error):
        raise BadKey from None
    if len(secret) != LENGTH:
        raise BadKey
    return secret


def _read(file: Path) -> bytes:
    try:
        mode = file.stat().st_mode
        # Before it is opened: a pipe would wait for somebody to write into it, for ever.
        if not stat.S_ISREG(mode):
            raise BadKey(NO_FILE.format(file=file))
        with file.open(encoding="ascii") as handle:
            text = handle.read(LONGEST)
    except OSError as problem:
        raise _unread(file, problem) from None
    except UnicodeDecodeError:
        raise BadKey(NO_TEXT.format(file=file)) from None
    if mode & 0o077:
        raise BadKey(f"The key file {file} can be read by others: chmod 600 {file}")
    return _decoded(text)


def _make(file: Path, random: Random) -> InstallationKey | None:
    """A new key file, whole or not at all; None when another start made it first."""
    try:
        private_folder(file.parent)
        return _made(file, random)
    except OSError as problem:
        raise BadKey(UNMADE.format(file=file, why=problem.strerror)) from None


def _made(file: Path, random: Random) -> InstallationKey | None:
    secret = random(LENGTH)
    # Not the process's number: in a container it is the same at every start.
    part = file.with_name(f".{file.name}.{random(8).hex()}.part")
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(base64.b64encode(secret) + b"\n")
            out.flush()
            os.fsync(out.fileno())
        # A link is refused when the name exists, and never shows half a key after a crash.
        os.link(part, file)
    except (FileExistsError, FileNotFoundError):
        return None  # made by another start, which cleaned up behind it
    finally:
        part.unlink(missing_ok=True)
    _clean_up(file)
    sync_folder(file.parent)
    return InstallationKey(secret, file)


def _clean_up(file: Path) -> None:
    """Remove what starts left that were killed while they made the key: keys that opened nothing.

    Only once the key is there, so that no start loses what it is about to link; and only what a
    start has made, for somebody may keep a copy of the key beside it.
    """
    ours = re.compile(rf"\.{re.escape(file.name)}\.(\d{{1,7}}|[0-9a-f]{{16}}\.part)")
    with suppress(OSError):
        for left in [one for one in file.parent.iterdir() if ours.fullmatch(one.name)]:
            left.unlink(missing_ok=True)

"""The installation's key: from ENCRYPTION_KEY, or from a key file made on first start."""

import base64
import binascii
import os
from pathlib import Path
from typing import NamedTuple

from storage.errors import BadKey
from storage.files import private_folder, sync_folder
from storage.sealed import Random

LENGTH = 32


class InstallationKey(NamedTuple):
    """The key that wraps everyone's keys; `made` is the key file if this start created it."""

    secret: bytes
    made: Path | None = None

    def __repr__(self) -> str:
        return "InstallationKey(…)"


def installation_key(text: str | None, file: Path, random: Random) -> InstallationKey:
    """The key in the text if there is one, else the key in the file, which is made if missing."""
    if text and text.strip():
        return InstallationKey(_decoded(text))
    if not file.exists():
        made = _make(file, random)
        if made is not None:
            return made
    return InstallationKey(_read(file))


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
        text = file.read_text("ascii")
    except (OSError, UnicodeDecodeError) as problem:
        raise BadKey(f"The key file {file} cannot be read: {problem}") from None
    if mode & 0o077:
        raise BadKey(f"The key file {file} can be read by others: chmod 600 {file}")
    return _decoded(text)


def _make(file: Path, random: Random) -> InstallationKey | None:
    """A new key file, whole or not at all; None when another start made it first."""
    private_folder(file.parent)
    secret = random(LENGTH)
    part = file.with_name(f".{file.name}.{os.getpid()}")
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(base64.b64encode(secret) + b"\n")
            out.flush()
            os.fsync(out.fileno())
        # A link is refused when the name exists, and never shows half a key after a crash.
        os.link(part, file)
        sync_folder(file.parent)
    except FileExistsError:
        return None
    finally:
        part.unlink(missing_ok=True)
    return InstallationKey(secret, file)

"""The one column type for what a person tells: AES-256-GCM under their own key, bound to a row."""

import json
from collections.abc import Callable
from datetime import date, datetime
from hashlib import blake2b
from typing import Any, ClassVar, NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from pydantic_core import from_json, to_json
from sqlalchemy import ColumnElement, LargeBinary
from sqlalchemy.engine import Dialect

from storage.errors import DoesNotOpen
from storage.types import Convert, Converted

Json = Any
Random = Callable[[int], bytes]

VERSION = b"\x01"
NONCE = 12
BUCKET = 32
SHORTEST = len(VERSION) + NONCE + BUCKET + 16
# What values of one shape are padded to at least, so that no length tells which ready-made
# question it is, of which kind an entry is, whether a day is marked, or a note was spoken.
LEAST = {
    "answer.value": 96,
    "check_in.content": 192,
    "conversation.state": 256,
    "entry.content": 256,
    "goal.content": 256,
    "note.marks": 224,
    "nudge.content": 64,
    "person.content": 512,
    "preference.content": 64,
    "reminder.content": 64,
    "tracker.content": 1024,
}
PSEUDONYM = 12  # bytes: of the names that one person could ever have, no two meet


class PersonKey:
    """One person's key, unwrapped; it seals, opens and hides names, and never shows itself."""

    __slots__ = ("_aead", "_names", "_random", "id")

    def __init__(self, key_id: str, secret: bytes, random: Random) -> None:
        self.id = key_id
        self._aead = AESGCM(secret)
        key = blake2b(b"small-steps names", key=secret, digest_size=32).digest()
        # Keyed once and copied for each name, which costs a tenth of beginning anew.
        self._names = blake2b(key=key, digest_size=PSEUDONYM)
        self._random = random

    def seal(self, column: str, row: str, value: Json) -> bytes:
        """The value as bytes that open only with this key, in this column of this row."""
        nonce = self._random(NONCE)
        bound = f"{column}|{self.id}|{row}".encode()
        try:
            plain = to_json(value)
        except ValueError:
            # Half an emoji inside an update must not make the inbox refuse it.
            loose = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
            plain = loose.encode("utf-8", "surrogatepass")
        # Trailing spaces up to a full bucket, so that a length tells nearly nothing.
        size = max(len(plain), LEAST.get(column, 0))
        padded = plain.ljust(size + -size % BUCKET)
        return VERSION + nonce + self._aead.encrypt(nonce, padded, bound)

    def open(self, column: str, row: str, blob: bytes) -> Json:
        """The value that was sealed into this column of this row."""
        bound = f"{column}|{self.id}|{row}".encode()
        if blob[:1] != VERSION or len(blob) < SHORTEST:
            raise DoesNotOpen
        try:
            plain = self._aead.decrypt(blob[1 : 1 + NONCE], blob[1 + NONCE :], bound)
        except InvalidTag:
            raise DoesNotOpen(f"{column} of row {row} does not open") from None
        try:
            # Names may be kept to be shared; what was told is not.
            return from_json(plain, cache_strings="keys")
        except ValueError:
            return json.loads(plain.decode("utf-8", "surrogatepass"))

    def pseudonym(self, column: str, name: str) -> str:
        """What stands for the name in this column: always the same, and nobody else's.

        In hex, so that no word can be found in it, not even by chance.
        """
        hidden = self._names.copy()
        hidden.update(f"{column}|{name}".encode("utf-8", "surrogatepass"))
        return hidden.hexdigest()


class DamagedRow(NamedTuple):
    """Where something stands that does not open; that is all there is to know about it."""

    column: str
    id: str
    day: date = date.min  # of what is of no day
    at: datetime | None = None


class Plaintext(NamedTuple):
    """A value on its way into a sealed column."""

    value: Json
    key: PersonKey
    row: str


class SealedBytes(bytes):
    """A value on its way out of a sealed column, still closed; each column has its own class."""

    __slots__ = ()
    column: ClassVar[str]

    def open(self, key: PersonKey, row: str) -> Json:
        """What was told, if the key and the row are the ones it was sealed with."""
        return key.open(self.column, row, self)


def closed_in(column: ColumnElement[object]) -> type[SealedBytes]:
    """What a sealed column gives, for a statement that reads it beside others."""
    if not isinstance(column.type, Sealed):
        raise TypeError(f"{column} is not sealed")
    return column.type.closed


class Sealed(Converted[object]):
    """A column that takes only Plaintext and gives only SealedBytes; plain values are refused."""

    impl = LargeBinary
    cache_ok = True

    def __init__(self, column: str) -> None:
        super().__init__()
        self.column = column
        self.closed: type[SealedBytes] = type(
            "SealedBytes", (SealedBytes,), {"__slots__": (), "column": column}
        )

    def writes(self, dialect: Dialect) -> Convert:  # noqa: ARG002 - the same on both
        """Seal; None blanks the column."""
        return self._seal

    def _seal(self, told: object) -> bytes:
        if not isinstance(told, Plaintext):
            raise TypeError(f"{self.column} is sealed: bind Plaintext(value, key, row)")
        return told.key.seal(self.column, told.row, told.value)

    def reads(self, dialect: Dialect) -> Convert:  # noqa: ARG002 - the same on both
        """Still closed."""
        return self.closed

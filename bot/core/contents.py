"""What entries say, as the model of their kind: the one way from stored JSON and back.

An entry that does not fit its model (a later version wrote it, or another program) is passed
over: it stays stored, and no command stumbles over it.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, JsonValue, ValidationError

from storage import entries
from storage.entries import Entry
from storage.store import Tx

log = logging.getLogger(__name__)


class Content(BaseModel):
    """What an entry of one kind says; whatever a later version added to it is kept."""

    model_config = ConfigDict(strict=True, frozen=True, extra="allow", defer_build=True)
    KIND: ClassVar[str]
    UNSAID: ClassVar[frozenset[str]] = frozenset()
    """What is not written down while there is nothing to say."""
    OF_THIS_CHAT: ClassVar[bool] = False
    """It belongs to this chat alone: no export has it, and no file brings it."""
    BY_THE_WAY: ClassVar[bool] = False
    """It is known by the way: alone it makes no day a day on which something was told."""
    MOST: ClassVar[int | None] = 50_000
    """How many of them files may bring somebody to; None for what only days look up."""

    def to_json(self) -> dict[str, JsonValue]:
        """Return it as it is stored and exported."""
        written = self.model_dump(mode="json")
        return {
            name: value
            for name, value in written.items()
            if value is not None or name not in self.UNSAID
        }


C = TypeVar("C", bound=Content)


@dataclass(frozen=True, slots=True)
class TypedEntry(Generic[C]):
    """An entry that was read: when it was told (`at`), which day it is about, what it says."""

    id: str
    day: date
    at: datetime
    content: C


def add(
    tx: Tx, user_id: int, day: date, content: C, *, kept_until: datetime | None = None
) -> TypedEntry[C]:
    """Keep a new entry, told now."""
    kept = entries.add(tx, user_id, content.KIND, day, content.to_json(), kept_until=kept_until)
    return TypedEntry(kept.id, kept.day, kept.at, content)


def put(
    tx: Tx, user_id: int, entry: TypedEntry[C], *, kept_until: datetime | None = None
) -> TypedEntry[C]:
    """Keep an entry as it is; until an instant, if given."""
    said = entry.content
    written = Entry(entry.id, said.KIND, entry.day, entry.at, said.to_json())
    entries.put(tx, user_id, written, kept_until=kept_until)
    return entry


def get(tx: Tx, user_id: int, model: type[C], entry_id: str) -> TypedEntry[C] | None:
    """Read the entry, if it is this person's and of this kind."""
    entry = entries.get(tx, user_id, entry_id)
    return _read(model, entry) if entry is not None and entry.kind == model.KIND else None


def between(tx: Tx, user_id: int, model: type[C], first: date, last: date) -> list[TypedEntry[C]]:
    """Read the entries of a kind from the first day to the last, oldest first."""
    found = entries.between(tx, user_id, model.KIND, first, last)
    return _all(model, found) if found else []


def of_kind(tx: Tx, user_id: int, model: type[C]) -> list[TypedEntry[C]]:
    """Read all entries of a kind, oldest first."""
    return _all(model, entries.of_kind(tx, user_id, model.KIND))


def prefetch(
    tx: Tx, user_id: int, model: type[C], first: date = date.min, last: date = date.max
) -> None:
    """Ask for the entries of a kind, which will be looked at soon."""
    entries.prefetch(tx, user_id, model.KIND, first, last)


def latest(tx: Tx, user_id: int, model: type[C]) -> TypedEntry[C] | None:
    """Read the entry of a kind that was told last."""
    entry = entries.latest(tx, user_id, model.KIND)
    return _read(model, entry) if entry is not None else None


def change(tx: Tx, user_id: int, entry: TypedEntry[C], **said: object) -> None:
    """Set some of what an entry says; the rest stays as it is written."""
    changed = type(entry.content).model_validate({**dict(entry.content), **said}).to_json()
    entries.change(tx, user_id, entry.id, day=None, **{name: changed[name] for name in said})


def remove(tx: Tx, user_id: int, entry_id: str) -> bool:
    """Take an entry back; False if there was none."""
    return entries.remove(tx, user_id, entry_id)


def _all(model: type[C], found: Sequence[Entry]) -> list[TypedEntry[C]]:
    return [read for entry in found if (read := _read(model, entry)) is not None]


def _read(model: type[C], entry: Entry) -> TypedEntry[C] | None:
    try:
        content = model.model_validate(entry.content)
    except ValidationError:
        log.warning("an entry does not fit its kind", extra={"kind": model.KIND})
        return None
    return TypedEntry(entry.id, entry.day, entry.at, content)

"""Notes: whatever the person wanted kept, in words or as a recording or a picture.

What a note is marked for is sealed apart from its words, so that marking and looking for marks
opens no words. Beside it stands what was recorded: of that only where Telegram has it is kept.
"""

from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from hmac import compare_digest
from typing import Any, NamedTuple

from sqlalchemy import Column, Index, Text, bindparam, delete, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Field

from storage.damage import in_place, readable, readable_one
from storage.errors import DoesNotOpen
from storage.sealed import DamagedRow, Plaintext, Sealed
from storage.statements import Prepared
from storage.statements import Row as Found
from storage.tables import STRICT, Row, Value, owner, table_of
from storage.transaction import Tx
from storage.types import Big, DayType, UTCDateTime


class NoteRow(Row, table=True):
    """A note; `message_id` is the person's own message, so that editing it edits the note."""

    __tablename__ = "note"
    __table_args__ = (
        Index(None, "user_id", "day"),
        Index(None, "user_id", "at"),
        Index(None, "user_id", "message_id"),
        STRICT,
    )

    user_id: int = Field(sa_column=owner())
    id: str = Field(sa_column=Column(Text, primary_key=True))
    at: datetime = Field(sa_column=Column(UTCDateTime, nullable=False))
    day: date = Field(sa_column=Column(DayType, nullable=False))
    text: bytes = Field(sa_column=Column(Sealed("note.text"), nullable=False))
    marks: bytes = Field(sa_column=Column(Sealed("note.marks"), nullable=False))
    message_id: int | None = Field(sa_column=Column(Big))


class NoteMedium(NamedTuple):
    """A recording or a picture of a note: what it is, and by what Telegram sends it again."""

    kind: str
    file: str = ""
    """Empty where nothing leads to it any more."""
    seconds: int | None = None
    message_id: int | None = None
    """The message it came in."""
    album: str = ""


def reference(tx: Tx, user_id: int, file_id: str) -> str:
    """Write down where Telegram has a file, so that nobody else can have it sent to them.

    It goes with an export, and an export may be changed: what does not belong to the person who
    takes it in leads to nothing.
    """
    return f"{file_id}.{_proof(tx, user_id, file_id)}"


def file_of(tx: Tx, user_id: int, reference: str) -> str | None:
    """Read where Telegram has a file; None where it was not this person's, or not of here."""
    file_id, _, proof = reference.rpartition(".")
    return file_id if compare_digest(proof, _proof(tx, user_id, file_id)) else None


def _proof(tx: Tx, user_id: int, file_id: str) -> str:
    return tx.vault.system.pseudonym("note.file", f"{user_id}|{file_id}")


@dataclass(frozen=True, slots=True)
class Note:
    """A note; it has words, or recordings and pictures, or both."""

    id: str
    at: datetime
    day: date
    text: str
    for_therapy: bool = False
    message_id: int | None = None
    media: tuple[NoteMedium, ...] = ()


NOTE = table_of(NoteRow)
_COLUMNS = ("id", "at", "day", "text", "marks", "message_id")
_FOUND = select(*(NOTE.c[name] for name in _COLUMNS))
_OWN = NOTE.c.user_id == bindparam("user")

_ADD = Prepared(insert(NOTE), "user_id", *_COLUMNS)
_GET = Prepared(_FOUND.where(_OWN, NOTE.c.id == bindparam("note")))
_BY_MESSAGE = Prepared(_FOUND.where(_OWN, NOTE.c.message_id == bindparam("message")))
_REMOVE = Prepared(delete(NOTE).where(_OWN, NOTE.c.id == bindparam("note")))
_BETWEEN = Prepared(
    _FOUND.where(_OWN, NOTE.c.day >= bindparam("first"), NOTE.c.day <= bindparam("last")).order_by(
        NOTE.c.day, NOTE.c.at
    )
)
_PAGE = Prepared(
    _FOUND.where(_OWN, NOTE.c.id > bindparam("after")).order_by(NOTE.c.id).limit(bindparam("most"))
)
_RECENT = Prepared(
    _FOUND.where(_OWN, NOTE.c.at < bindparam("before"))
    .order_by(NOTE.c.at.desc())
    .limit(bindparam("most"))
)
_SET = {
    name: Prepared(
        update(NOTE)
        .where(_OWN, NOTE.c.id == bindparam("note"))
        .values({name: bindparam("new_value")})
    )
    for name in ("text", "marks", "day", "message_id")
}
_MARKS = Prepared(select(NOTE.c.id, NOTE.c.marks).where(_OWN))


def add(tx: Tx, user_id: int, note: Note) -> Note:
    """Keep a note."""
    _ADD.run(
        tx,
        user_id=user_id,
        id=note.id,
        at=note.at,
        day=note.day,
        text=Plaintext(note.text, tx.key(user_id), note.id),
        marks=_marks(tx, user_id, note.id, note.for_therapy, note.media),
        message_id=note.message_id,
    )
    return note


def get(tx: Tx, user_id: int, note_id: str) -> Note | None:
    """The note, if it is this person's."""
    return _if_any(tx, user_id, _GET.one(tx, user=user_id, note=note_id))


def by_message(tx: Tx, user_id: int, message_id: int) -> Note | None:
    """The note that came from this message."""
    return _if_any(tx, user_id, _BY_MESSAGE.one(tx, user=user_id, message=message_id))


def change(tx: Tx, user_id: int, note_id: str, **fields: Value) -> None:
    """Set some of the note's fields: text, for_therapy, media, day, message_id."""
    if "text" in fields:
        fields["text"] = Plaintext(fields["text"], tx.key(user_id), note_id)
    if fields.keys() & {"for_therapy", "media"}:
        known = get(tx, user_id, note_id)
        if known is None:
            return
        for_therapy = fields.pop("for_therapy", known.for_therapy)
        media = fields.pop("media", known.media)
        fields["marks"] = _marks(tx, user_id, note_id, for_therapy, media)
    for name, value in fields.items():
        _SET[name].run(tx, user=user_id, note=note_id, new_value=value)


def remove(tx: Tx, user_id: int, note_id: str) -> bool:
    """Take a note back; False if there was none."""
    return _REMOVE.count(tx, user=user_id, note=note_id) > 0


def between(tx: Tx, user_id: int, first: date, last: date) -> list[Note]:
    """Notes from the first day to the last, both included, oldest first."""
    asked = {"user": user_id, "first": first, "last": last}
    rows = tx.cached(NOTE.name, user_id, (first, last), lambda: _BETWEEN.all(tx, **asked))
    return readable(tx, user_id, rows, partial(_opened, tx, user_id), _place)


def prefetch(tx: Tx, user_id: int, first: date, last: date) -> None:
    """Ask for what between() will be asked for soon."""
    asked = {"user": user_id, "first": first, "last": last}
    tx.prefetch(NOTE.name, user_id, (first, last), lambda: _BETWEEN.ask(tx, **asked))


def page(tx: Tx, user_id: int, after: str, most: int) -> list[Note | DamagedRow]:
    """At most so many notes by their ids, from the one after that id on; "" is before all."""
    rows = _PAGE.all(tx, user=user_id, after=after, most=most)
    return in_place(tx, user_id, rows, partial(_opened, tx, user_id), _place)


def marked(tx: Tx, user_id: int) -> list[Note]:
    """The notes marked for therapy, oldest first."""
    marks = readable(
        tx, user_id, _MARKS.all(tx, user=user_id), partial(_opened_marks, tx, user_id), _of_marks
    )
    found = (get(tx, user_id, note_id) for note_id, known in marks if known["for_therapy"])
    return sorted((note for note in found if note), key=lambda note: (note.day, note.at))


def recent(tx: Tx, user_id: int, limit: int, before: datetime | None = None) -> list[Note]:
    """The newest notes first; `before` leafs further back."""
    until = before or datetime.max.replace(tzinfo=tx.now.tzinfo)
    rows = _RECENT.all(tx, user=user_id, before=until, most=limit)
    return readable(tx, user_id, rows, partial(_opened, tx, user_id), _place)


def _marks(
    tx: Tx,
    user_id: int,
    note_id: str,
    for_therapy: bool,  # noqa: FBT001 - the order in which it is sealed
    media: tuple[NoteMedium, ...],
) -> Plaintext:
    recorded = {"media": [list(one) for one in media]} if media else {}
    return Plaintext({"for_therapy": for_therapy, **recorded}, tx.key(user_id), note_id)


def _if_any(tx: Tx, user_id: int, row: Found | None) -> Note | None:
    return readable_one(tx, user_id, row, partial(_opened, tx, user_id), _place)


def _place(row: Found) -> DamagedRow:
    note_id, at, day, *_ = row
    return DamagedRow("note.text", note_id, day, at)


def _of_marks(row: Found) -> DamagedRow:
    return DamagedRow("note.marks", row[0])


def _opened_marks(tx: Tx, user_id: int, row: Found) -> tuple[str, dict[str, Any]]:
    note_id, sealed = row
    return note_id, tx.open(user_id, sealed, note_id)


def _opened(tx: Tx, user_id: int, row: Found) -> Note:
    note_id, at, day, text, marks, message_id = row
    key = tx.opener(user_id)
    words = text.open(key, note_id)
    try:
        known = marks.open(key, note_id)
    except DoesNotOpen:
        if not words:  # a recording: where it is was all there was
            raise
        known = {"for_therapy": False}
    media = tuple(NoteMedium(*one) for one in known.get("media", ()))
    return Note(note_id, at, day, words, known["for_therapy"], message_id, media)

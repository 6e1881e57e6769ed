"""Rows as revision 0005 has them, names and marks in plain, and what each is sealed into.

Both layouts are written out here, for the tables of the program go on changing.
"""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Boolean, Integer, LargeBinary, TableClause, Text, column, table

from storage.errors import Unreadable
from storage.sealed import Json, PersonKey
from storage.types import Big, DayType, UTCDateTime

Row = Any
Values = dict[str, Any]
More = Callable[[Json], Json]


class Hand(NamedTuple):
    """What seals one person's rows."""

    key: PersonKey
    user: int

    def place(self, *parts: object) -> str:
        """The row that a sealed value is bound to."""
        return "/".join(str(part) for part in (self.user, *parts))

    def again(self, of: str, blob: bytes, row: str, more: More, to: str | None = None) -> bytes:
        """A sealed value with more in it, bound to another row if one is named.

        One that does not open stays as it is: it would not have opened before either.
        """
        try:
            value = self.key.open(of, row, bytes(blob))
        except Unreadable:
            return bytes(blob)
        return self.key.seal(of, to or row, more(value))


class Step(NamedTuple):
    """A table, what its rows are found by, and what becomes of a row."""

    table: TableClause
    found_by: tuple[str, ...]
    change: Callable[[Hand, Row], Values]


def _answer(hand: Hand, row: Row) -> Values:
    step = hand.key.pseudonym("answer.step", row.step)
    value = hand.again(
        "answer.value",
        row.value,
        hand.place(row.day, row.step),
        lambda told: [row.step, told, _text(row.at)],
        hand.place(row.day, step),
    )
    return {"step": step, "value": value}


def _check_in(hand: Hand, row: Row) -> Values:
    told = {
        "opened_at": _text(row.opened_at),
        "completed_at": _text(row.completed_at),
        "as_usual": row.as_usual,
        "for_therapy": row.for_therapy,
    }
    return {"content": hand.key.seal("check_in.content", hand.place(row.day), told)}


def _goal(hand: Hand, row: Row) -> Values:
    dates = {"created": _text(row.created), "changed": _text(row.changed)}
    place = hand.place(row.number)
    return {"content": hand.again("goal.content", row.content, place, lambda told: told | dates)}


def _note(hand: Hand, row: Row) -> Values:
    return {"marks": hand.key.seal("note.marks", row.id, {"for_therapy": row.for_therapy})}


def _win(hand: Hand, row: Row) -> Values:
    more = [row.milestone, _text(row.at)]
    return {"text": hand.again("win.text", row.text, row.id, lambda told: [told, *more])}


def _entry(hand: Hand, row: Row) -> Values:
    kind = hand.key.pseudonym("entry.kind", row.kind)
    told = hand.again("entry.content", row.content, row.id, lambda told: [row.kind, told])
    return {"kind": kind, "content": told}


def _tracker(hand: Hand, row: Row) -> Values:
    named = hand.key.pseudonym("tracker.id", row.id)
    about = {
        "id": row.id,
        "place": row.place,
        "active": row.active,
        "created": _text(row.created),
    }
    content = hand.again(
        "tracker.content",
        row.content,
        hand.place(row.id),
        lambda told: {**about, "content": told},
        hand.place(named),
    )
    return {"id": named, "content": content}


def _preference(hand: Hand, row: Row) -> Values:
    named = hand.key.pseudonym("preference.name", row.name)
    told = [row.name, row.value]
    return {
        "name": named,
        "content": hand.key.seal("preference.content", hand.place(named), told),
    }


def _reminder(hand: Hand, row: Row) -> Values:
    named = hand.key.pseudonym("reminder.kind", row.kind)
    told = [row.kind, [int(day) for day in row.days], row.enabled]
    return {
        "kind": named,
        "content": hand.key.seal("reminder.content", hand.place(named), told),
    }


def _nudge(hand: Hand, row: Row) -> Values:
    named = hand.key.pseudonym("nudge.slot", row.slot)
    told = [row.slot, row.state, row.reason]
    return {
        "slot": named,
        "content": hand.key.seal("nudge.content", hand.place(row.day, named), told),
    }


def _talk(hand: Hand, row: Row) -> Values:
    flow = hand.key.pseudonym("conversation.flow", row.flow)
    told = hand.again("conversation.state", row.state, row.id, lambda told: [row.flow, told])
    return {"flow": flow, "state": told}


def _person(hand: Hand, row: Row) -> Values:
    told = {name: getattr(row, name) for name in _CHOICES}
    for name in ("consented_at", "created_at", "paused_until", "quiet_offered_on"):
        told[name] = _text(told[name])
    return {"content": hand.key.seal("person.content", hand.place(), told)}


def _text(at: datetime | date | None) -> str | None:
    return None if at is None else at.isoformat()


def _table(of: str, /, *owner: str, **columns: Any) -> TableClause:
    return table(
        of,
        *(column(one, Big) for one in owner or ("user_id",)),
        *(column(one, kind) for one, kind in columns.items()),
    )


_CHOICES: Values = {
    "language": Text(),
    "timezone": Text(),
    "day_ends_at": Text(),
    "consent_version": Text(),
    "consented_at": UTCDateTime(),
    "created_at": UTCDateTime(),
    "reachable": Boolean(),
    "paused_until": DayType(),
    "follow_up": Boolean(),
    "follow_up_minutes": Integer(),
    "sleep_in_morning": Boolean(),
    "same_as_usual": Boolean(),
    "quiet_offered_on": DayType(),
    "country": Text(),
}

SEALED, NAME, INSTANT, FLAG, DAY = LargeBinary(), Text(), UTCDateTime(), Boolean(), DayType()

STEPS = (
    Step(_table("answer", day=DAY, step=NAME, value=SEALED, at=INSTANT), ("day", "step"), _answer),
    Step(
        _table(
            "check_in",
            day=DAY,
            content=SEALED,
            opened_at=INSTANT,
            completed_at=INSTANT,
            as_usual=FLAG,
            for_therapy=FLAG,
        ),
        ("day",),
        _check_in,
    ),
    Step(
        _table("goal", number=Integer(), content=SEALED, created=DAY, changed=DAY),
        ("number",),
        _goal,
    ),
    Step(_table("note", id=Text(), marks=SEALED, for_therapy=FLAG), ("id",), _note),
    Step(_table("win", id=Text(), text=SEALED, milestone=FLAG, at=INSTANT), ("id",), _win),
    Step(_table("entry", id=Text(), kind=NAME, content=SEALED), ("id",), _entry),
    Step(
        _table("tracker", id=NAME, content=SEALED, place=Integer(), active=FLAG, created=DAY),
        ("id",),
        _tracker,
    ),
    Step(_table("preference", name=NAME, content=SEALED, value=Text()), ("name",), _preference),
    Step(
        _table("reminder", kind=NAME, content=SEALED, days=Text(), enabled=FLAG),
        ("kind",),
        _reminder,
    ),
    Step(
        _table("nudge", day=DAY, slot=NAME, content=SEALED, state=Text(), reason=Text()),
        ("day", "slot"),
        _nudge,
    ),
    Step(_table("conversation", id=Text(), flow=NAME, state=SEALED), ("id",), _talk),
)
# Last of all: someone whose choices are sealed is done.
PERSON = Step(_table("person", "id", content=SEALED, **_CHOICES), (), _person)

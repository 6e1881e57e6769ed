"""What was answered, one row per day and question; skipped is an answer, silence is no row.

Which question it was and when it was answered is sealed with the answer.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, datetime
from functools import partial
from typing import NamedTuple

from pydantic import JsonValue
from sqlalchemy import Column, Integer, bindparam, delete, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Field

from storage.damage import in_place, readable
from storage.names import Name
from storage.sealed import DamagedRow, PersonKey, Plaintext, Sealed
from storage.statements import Prepared
from storage.statements import Row as Found
from storage.tables import CLUSTERED, Row, owner, table_of
from storage.transaction import Tx
from storage.types import DayType, day_as_text, in_utc

STEP = Name("answer.step")


class AnswerRow(Row, table=True):
    """An answer. Skipped ones are sealed too: a blank would show which question was too much."""

    __tablename__ = "answer"
    __table_args__ = (CLUSTERED,)

    user_id: int = Field(sa_column=owner())
    day: date = Field(sa_column=Column(DayType, primary_key=True))
    step: str = Field(sa_column=Column(STEP, primary_key=True))
    place: int = Field(sa_column=Column(Integer, nullable=False))
    value: bytes = Field(sa_column=Column(Sealed("answer.value"), nullable=False))


class Answer(NamedTuple):
    """An answer; value None means skipped on purpose."""

    day: date
    step: str
    value: JsonValue
    at: datetime


ANSWER = table_of(AnswerRow)
_DAY = (ANSWER.c.user_id == bindparam("user"), ANSWER.c.day == bindparam("on"))
_FOUND = select(ANSWER.c.day, ANSWER.c.step, ANSWER.c.value)

_NEXT_PLACE = select(func.coalesce(func.max(ANSWER.c.place), 0) + 1).where(*_DAY)
_INSERT = insert(ANSWER).values(place=_NEXT_PLACE.scalar_subquery())
_KEEP = Prepared(
    _INSERT.on_conflict_do_update(
        index_elements=[ANSWER.c.user_id, ANSWER.c.day, ANSWER.c.step],
        # The place stays: a correction does not change the order in which things were answered.
        set_={"value": _INSERT.excluded.value},
    ),
    "user_id",
    "day",
    "step",
    "value",
)
_REMOVE = Prepared(delete(ANSWER).where(*_DAY, ANSWER.c.step == bindparam("which")))
_OF_DAY = Prepared(_FOUND.where(*_DAY).order_by(ANSWER.c.place))
_GET = Prepared(_FOUND.where(*_DAY, ANSWER.c.step == bindparam("which")))
_BETWEEN = Prepared(
    _FOUND.where(
        ANSWER.c.user_id == bindparam("user"),
        ANSWER.c.day >= bindparam("first"),
        ANSWER.c.day <= bindparam("last"),
    ).order_by(ANSWER.c.day, ANSWER.c.place)
)
_OF_STEP = Prepared(
    _FOUND.where(
        ANSWER.c.user_id == bindparam("user"),
        ANSWER.c.step == bindparam("which"),
        ANSWER.c.day >= bindparam("first"),
        ANSWER.c.day <= bindparam("last"),
    ).order_by(ANSWER.c.day)
)
_PAGE = Prepared(
    _FOUND.where(ANSWER.c.user_id == bindparam("user"), ANSWER.c.day > bindparam("after"))
    .order_by(ANSWER.c.day, ANSWER.c.place)
    .limit(bindparam("most"))
)


def keep(tx: Tx, user_id: int, day: date, step: str, value: JsonValue, at: datetime) -> None:
    """Store the answer, or the correction of an earlier one."""
    known = tx.peek(ANSWER.name, user_id, day)
    named = STEP.of(tx, user_id, step)
    content = [step, value, in_utc(at).isoformat()]
    told = Plaintext(content, tx.key(user_id), _row(user_id, day, named))
    _KEEP.run(tx, user_id=user_id, day=day, step=named, value=told, user=user_id, on=day)
    if known is not None:
        # What was just written need not be read and opened again.
        tx.put(ANSWER.name, user_id, day, {**known, step: Answer(day, step, value, at)})


def remove(tx: Tx, user_id: int, day: date, step: str) -> bool:
    """Take an answer back; False if there was none."""
    return _REMOVE.count(tx, user=user_id, on=day, which=STEP.of(tx, user_id, step)) > 0


def of_day(tx: Tx, user_id: int, day: date) -> Mapping[str, Answer]:
    """The day's answers by step, in the order of answering."""
    return tx.cached(ANSWER.name, user_id, day, lambda: _day(tx, user_id, day))


def prefetch_day(tx: Tx, user_id: int, day: date) -> None:
    """Ask for a day's answers, which will be looked at soon."""

    def ask() -> Callable[[], dict[str, Answer]]:
        rows = _OF_DAY.ask(tx, user=user_id, on=day)
        return lambda: {told.step: told for told in _opened(tx, user_id, rows())}

    tx.prefetch(ANSWER.name, user_id, day, ask)


def get(tx: Tx, user_id: int, day: date, step: str) -> Answer | None:
    """The answer to one question of a day."""
    row = _GET.one(tx, user=user_id, on=day, which=STEP.of(tx, user_id, step))
    return next(iter(_opened(tx, user_id, [row])), None) if row else None


def learn(tx: Tx, user_id: int, day: date, rows: Sequence[Found]) -> None:
    """Take the day's rows as read, in the order of answering."""
    tx.put(ANSWER.name, user_id, day, {told.step: told for told in _opened(tx, user_id, rows)})


def steps(tx: Tx, user_id: int, day: date) -> frozenset[str]:
    """Which questions of the day were answered or skipped."""
    return frozenset(tx.cached(ANSWER.name, user_id, day, lambda: _day(tx, user_id, day)))


def between(
    tx: Tx, user_id: int, first: date, last: date, *, only: Collection[str] = ()
) -> list[Answer]:
    """All answers from the first day to the last, both included, day by day.

    With `only`, those to these questions: of all others nothing is opened.
    """
    rows = _BETWEEN.all(tx, user=user_id, first=first, last=last)
    if only:
        wanted = STEP.all_of(tx, user_id, only)
        rows = [row for row in rows if row[1] in wanted]
    return _opened(tx, user_id, rows)


def of_step(tx: Tx, user_id: int, step: str, first: date, last: date) -> list[Answer]:
    """The answers to one question, day by day: of all others nothing is opened."""

    def read() -> list[Answer]:
        named = STEP.of(tx, user_id, step)
        rows = _OF_STEP.all(tx, user=user_id, which=named, first=first, last=last)
        return _opened(tx, user_id, rows)

    return list(tx.cached(ANSWER.name, user_id, (step, first, last), read))


def prefetch_step(tx: Tx, user_id: int, step: str, first: date, last: date) -> None:
    """Ask for what of_step() will be asked for soon."""

    def ask() -> Callable[[], list[Answer]]:
        named = STEP.of(tx, user_id, step)
        rows = _OF_STEP.ask(tx, user=user_id, which=named, first=first, last=last)
        return lambda: _opened(tx, user_id, rows())

    tx.prefetch(ANSWER.name, user_id, (step, first, last), ask)


def page(tx: Tx, user_id: int, after: date, most: int) -> list[Answer | DamagedRow]:
    """The answers of whole days after that one: of one day at least, and about so many."""
    rows = _PAGE.all(tx, user=user_id, after=after, most=most)
    if len(rows) == most:
        last = rows[-1][0]  # of which some may be missing
        whole = [row for row in rows if row[0] < last]
        rows = whole or _OF_DAY.all(tx, user=user_id, on=last)
    if not rows:
        return []
    open_ = partial(_answer, tx.opener(user_id), user_id)
    return in_place(tx, user_id, rows, open_, partial(_place, user_id))


def _day(tx: Tx, user_id: int, day: date) -> dict[str, Answer]:
    rows = _OF_DAY.all(tx, user=user_id, on=day)
    return {told.step: told for told in _opened(tx, user_id, rows)}


def _row(user_id: int, day: date, named: str) -> str:
    return f"{user_id}/{day_as_text(day)}/{named}"


def _opened(tx: Tx, user_id: int, rows: Sequence[Found]) -> list[Answer]:
    if not rows:
        return []
    open_ = partial(_answer, tx.opener(user_id), user_id)
    return readable(tx, user_id, rows, open_, partial(_place, user_id))


def _answer(key: PersonKey, user_id: int, row: Found) -> Answer:
    day, named, sealed = row
    step, value, at = key.open(sealed.column, _row(user_id, day, named), sealed)
    return Answer(day, step, value, datetime.fromisoformat(at))


def _place(user_id: int, row: Found) -> DamagedRow:
    day, named, _ = row
    return DamagedRow("answer.value", _row(user_id, day, named), day)

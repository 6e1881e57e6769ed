"""What a day's questions are made of, read in one statement instead of eight.

It goes into what the transaction knows, so whoever asks for a part of it finds it there.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from enum import IntEnum, auto
from functools import partial
from operator import itemgetter

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Integer,
    LargeBinary,
    Select,
    Text,
    bindparam,
    cast,
    literal_column,
    null,
    select,
    type_coerce,
    union_all,
)

from storage import answers, check_ins, entries, goals, preferences, trackers
from storage.answers import ANSWER
from storage.check_ins import CHECK_IN
from storage.entries import ENTRY, KIND
from storage.goals import GOAL
from storage.preferences import PREFERENCE
from storage.sealed import SealedBytes, closed_in
from storage.statements import Prepared, Row
from storage.trackers import TRACKER
from storage.transaction import Tx
from storage.types import DayType, UTCDateTime

READ = "day read"  # no table: that all this was read


class _Part(IntEnum):
    """Which table a row is of."""

    ANSWER = auto()
    CHECK_IN = auto()
    GOAL = auto()
    PREFERENCE = auto()
    TRACKER = auto()
    ENTRY = auto()


_KINDS = ("of_day", "later", "later_too")
_USER: BindParameter[int] = bindparam("user")
_CONTENT = {
    _Part.ANSWER: ANSWER.c.value,
    _Part.CHECK_IN: CHECK_IN.c.content,
    _Part.GOAL: GOAL.c.content,
    _Part.PREFERENCE: PREFERENCE.c.content,
    _Part.TRACKER: TRACKER.c.content,
    _Part.ENTRY: ENTRY.c.content,
}
_CLOSED: dict[int, type[SealedBytes]] = {
    int(part): closed_in(column) for part, column in _CONTENT.items()
}


def _rows(
    part: _Part,
    name: ColumnElement[str] | None,
    number: ColumnElement[int] | None = None,
    day: ColumnElement[date] | None = None,
    at: ColumnElement[datetime] | None = None,
    kind: ColumnElement[str] | None = None,
) -> Select[int, str, int, int, int, str, bytes]:
    """Rows of one table in the shape that all share; what a table has not is NULL."""
    content = _CONTENT[part]
    return select(
        literal_column(str(int(part)), Integer).label("part"),
        cast(null(), Text) if name is None else type_coerce(name, Text),
        cast(null(), Integer) if number is None else number,
        # As the driver gives them: only an entry has them, so only its rows are converted.
        type_coerce(cast(null(), DayType) if day is None else day, Integer),
        type_coerce(cast(null(), UTCDateTime) if at is None else at, Integer),
        cast(null(), Text) if kind is None else type_coerce(kind, Text),
        type_coerce(content, LargeBinary),
    ).where(content.table.c.user_id == _USER)


_ENTRIES = _rows(_Part.ENTRY, ENTRY.c.id, day=ENTRY.c.day, at=ENTRY.c.at, kind=ENTRY.c.kind)
_DAY_TYPE, _AT_TYPE = DayType(), UTCDateTime()
_DAY = bindparam("on", type_=_DAY_TYPE)
_STATEMENT = Prepared(
    union_all(
        _rows(_Part.ANSWER, ANSWER.c.step, ANSWER.c.place).where(ANSWER.c.day == _DAY),
        _rows(_Part.CHECK_IN, None).where(CHECK_IN.c.day == _DAY),
        _rows(_Part.GOAL, None, GOAL.c.number),
        _rows(_Part.PREFERENCE, PREFERENCE.c.name),
        _rows(_Part.TRACKER, TRACKER.c.id),
        _ENTRIES.where(ENTRY.c.kind == bindparam(_KINDS[0]), ENTRY.c.day == _DAY),
        *(
            _ENTRIES.where(ENTRY.c.kind == bindparam(later), ENTRY.c.day > _DAY)
            for later in _KINDS[1:]
        ),
    )
)


def read(tx: Tx, user_id: int, day: date, *, of_day: str, later: tuple[str, str]) -> None:
    """Read a day's answers and check-in, the goals, trackers and choices.

    With them the entries of one kind on that day, and those of two kinds on the days after it.
    """
    tx.cached(READ, user_id, day, lambda: _read(tx, user_id, day, of_day, later))


def _read(tx: Tx, user_id: int, day: date, of_day: str, later: tuple[str, str]) -> bool:
    """Read it, and hand each table what is its own."""
    kinds = (of_day, *later)
    named = dict(zip(_KINDS, KIND.all_of(tx, user_id, kinds), strict=True))
    found: defaultdict[int, list[Row]] = defaultdict(list)
    for part, *row, content in _STATEMENT.all(tx, user=user_id, on=day, **named):
        found[part].append((*row, _CLOSED[part](content)))
    _learn(tx, user_id, day, found)
    spans = ((day, day), *[(day + timedelta(days=1), date.max)] * 2)
    told = sorted(map(partial(_entry, tx), found[_Part.ENTRY]), key=itemgetter(1, 2, 0))
    read: dict[entries.Span, Sequence[Row]] = {}
    for kind, pseudonym, span in zip(kinds, named.values(), spans, strict=True):
        read[kind, *span] = [row[:-1] for row in told if row[-1] == pseudonym] if told else ()
    entries.learn(tx, user_id, read)
    return True


def _learn(tx: Tx, user_id: int, day: date, found: Mapping[int, Sequence[Row]]) -> None:
    """Hand what was found to its tables, each row in the shape of their own statements."""
    name_and_value, number_and_value = itemgetter(0, -1), itemgetter(1, -1)
    in_order = sorted(found[_Part.ANSWER], key=itemgetter(1))
    answers.learn(tx, user_id, day, [(day, row[0], row[-1]) for row in in_order])
    check_ins.learn(tx, user_id, day, [(day, row[-1]) for row in found[_Part.CHECK_IN]])
    goals.learn(tx, user_id, sorted(map(number_and_value, found[_Part.GOAL])))
    preferences.learn(tx, user_id, map(name_and_value, found[_Part.PREFERENCE]))
    trackers.learn(tx, user_id, map(name_and_value, found[_Part.TRACKER]))


def _entry(tx: Tx, row: Row) -> Row:
    entry_id, _, day, at, kind, closed = row
    return (
        entry_id,
        _DAY_TYPE.process_result_value(day, tx.dialect),
        _AT_TYPE.process_result_value(at, tx.dialect),
        closed,
        kind,
    )

"""How each part of an import is kept, taken away, named and remembered."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar, Generic, Protocol, TypeVar

from pydantic import JsonValue, TypeAdapter

from bot.features.portability.import_match import Named
from storage import answers, check_ins, entries, goals, notes, trackers, wins
from storage.answers import Answer
from storage.check_ins import CheckIn
from storage.entries import Entry
from storage.goals import Goal
from storage.notes import Note, NoteMedium
from storage.trackers import Tracker
from storage.transaction import Tx
from storage.wins import Win

_MEDIA = TypeAdapter(list[NoteMedium])

T = TypeVar("T")
K = TypeVar("K")
N = TypeVar("N", bound=Named)


@dataclass(frozen=True, slots=True)
class Way(Generic[T, K]):
    """One part: what it is made of, and what can be done with it."""

    made_of: type[T]
    get: Callable[[Tx, int, T], T | None]
    """What is kept where this thing would be."""
    put: Callable[[Tx, int, T], object]
    remove: Callable[[Tx, int, K], object]
    key: Callable[[T], K]


class Stored(Protocol):
    """A value of the storage: a frozen dataclass, or a tuple with names."""

    __match_args__: ClassVar[tuple[str, ...]]


def pack(one: Stored) -> dict[str, list[object]]:
    """Write a stored thing as plain JSON, each value beside its kind."""
    return {name: _packed(getattr(one, name)) for name in one.__match_args__}


def unpack(made_of: type[T], told: Mapping[str, tuple[str, JsonValue]]) -> T:
    """Read it back."""
    return made_of(**{name: _unpacked(kind, value) for name, (kind, value) in told.items()})


def _packed(value: object) -> list[object]:
    match value:
        case datetime():
            return ["at", value.isoformat()]
        case date():
            return ["day", value.isoformat()]
        case tuple() if value and isinstance(value[0], NoteMedium):
            return ["media", [list(one) for one in value]]
        case tuple():
            return ["many", list(value)]
        case _:
            return ["as it is", value]


def _unpacked(kind: str, value: JsonValue) -> object:
    match kind, value:
        case "at", str():
            return datetime.fromisoformat(value)
        case "day", str():
            return date.fromisoformat(value)
        case "media", list():
            return tuple(_MEDIA.validate_python(value))
        case "many", list():
            return tuple(value)
        case _:
            return value


def _put_answer(tx: Tx, user_id: int, one: Answer) -> None:
    answers.keep(tx, user_id, one.day, one.step, one.value, one.at)


def _put_check_in(tx: Tx, user_id: int, one: CheckIn) -> None:
    check_ins.remove(tx, user_id, one.day)
    check_ins.put(tx, user_id, one)


def _put_tracker(tx: Tx, user_id: int, one: Tracker) -> None:
    trackers.remove(tx, user_id, one.id, with_history=False)
    trackers.put(tx, user_id, one)


def _put_note(tx: Tx, user_id: int, one: Note) -> None:
    notes.remove(tx, user_id, one.id)
    notes.add(tx, user_id, one)


def _put_win(tx: Tx, user_id: int, one: Win) -> None:
    wins.remove(tx, user_id, one.id)
    wins.add(tx, user_id, one)


def _put_entry(tx: Tx, user_id: int, one: Entry) -> None:
    entries.remove(tx, user_id, one.id)
    entries.put(tx, user_id, one)


def _remove_answer(tx: Tx, user_id: int, key: list[str]) -> None:
    day, step, at = key
    on = date.fromisoformat(day)
    known = answers.get(tx, user_id, on, step)
    if known is not None and known.at == datetime.fromisoformat(at):
        answers.remove(tx, user_id, on, step)


def _remove_check_in(tx: Tx, user_id: int, day: str) -> None:
    on = date.fromisoformat(day)
    if not answers.steps(tx, user_id, on):
        check_ins.remove(tx, user_id, on)


def _remove_tracker(tx: Tx, user_id: int, key: str) -> None:
    trackers.remove(tx, user_id, key, with_history=False)


def _answer_key(one: Answer) -> list[str]:
    return [one.day.isoformat(), one.step, one.at.isoformat()]


def _get_answer(tx: Tx, user_id: int, one: Answer) -> Answer | None:
    return answers.get(tx, user_id, one.day, one.step)


def _by_id(get: Callable[[Tx, int, str], N | None]) -> Callable[[Tx, int, N], N | None]:
    return lambda tx, user_id, one: get(tx, user_id, one.id)


def _get_goal(tx: Tx, user_id: int, one: Goal) -> Goal | None:
    return goals.get(tx, user_id, one.number)


def _get_check_in(tx: Tx, user_id: int, one: CheckIn) -> CheckIn | None:
    return check_ins.get(tx, user_id, one.day)


def _id(one: Named) -> str:
    return one.id


# A day's answers are taken back before the day itself, which stays as long as one is left.
WAYS: Mapping[str, Way[Any, Any]] = {
    "goals": Way(Goal, _get_goal, goals.put, goals.remove, lambda one: one.number),
    "trackers": Way(Tracker, _by_id(trackers.get), _put_tracker, _remove_tracker, _id),
    "answers": Way(Answer, _get_answer, _put_answer, _remove_answer, _answer_key),
    "check_ins": Way(
        CheckIn, _get_check_in, _put_check_in, _remove_check_in, lambda one: one.day.isoformat()
    ),
    "notes": Way(Note, _by_id(notes.get), _put_note, notes.remove, _id),
    "wins": Way(Win, _by_id(wins.get), _put_win, wins.remove, _id),
    "entries": Way(Entry, _by_id(entries.get), _put_entry, entries.remove, _id),
}

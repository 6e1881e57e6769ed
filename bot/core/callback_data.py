"""What a button carries: a short, versioned reference, at most 64 bytes.

`1t|CONVERSATION|STEP|VERB|VALUE` answers a conversation's question; `1a|ACTION|ARG…` stands for
itself. A reference names its conversation and step, so an old or foreign button is recognised and
does no harm.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

VERSION = "1"
LIMIT = 64  # bytes, the Bot API's bound on callback_data
_EPOCH, _TICK = datetime(1970, 1, 1, tzinfo=UTC), timedelta(microseconds=1)
EARLIEST, LATEST = date(1970, 1, 1), date(2999, 12, 31)


class Verb(StrEnum):
    """What a press on a question's button means."""

    ANSWER = "="
    SAVE = "v"
    SKIP = "s"
    BACK = "b"
    FOCUS = "f"
    PAGE = "p"
    AWAY = "a"


_ANSWER = str(Verb.ANSWER)
_VERBS = {str(verb): verb for verb in Verb}


class QuestionPress(NamedTuple):
    """A press that belongs to a question."""

    conversation: str
    step: str
    verb: Verb
    value: str = ""


class ActionPress(NamedTuple):
    """A press that stands for itself, such as paging to another week."""

    name: str
    args: tuple[str, ...] = ()


def reply(conversation: str, step: str, verb: Verb, value: str = "") -> str:
    """Write the reference of a question's button."""
    written = "|".join((VERSION + "t", conversation, step, verb, value))
    return written if len(written) <= LIMIT and written.isascii() else _checked(written)


def answers(conversation: str, step: str, values: Iterable[str]) -> list[str]:
    """Write the references of the answers of a question."""
    before = f"{VERSION}t|{conversation}|{step}|{_ANSWER}|"
    written = [before + value for value in values]
    if len(max(written, key=len, default="")) <= LIMIT and "".join(written).isascii():
        return written
    return list(map(_checked, written))


def action(name: str, *args: str) -> str:
    """Write the reference of a button that stands for itself."""
    return _checked("|".join((VERSION + "a", name, *args)))


def switch(*, on: bool) -> str:
    """Name the state a button leads to, so that pressing it twice changes nothing twice."""
    return "on" if on else "off"


def switched(word: str) -> bool:
    """Read that state; raise ValueError for any other word."""
    if word not in {"on", "off"}:
        raise ValueError(word)
    return word == "on"


def read(data: str) -> QuestionPress | ActionPress | None:
    """Read a reference; None for anything this version did not write."""
    if not data.isprintable():  # NUL or half a character: no database takes it
        return None
    kind, _, rest = data.partition("|")
    if kind == VERSION + "t":
        return _reply(rest)
    if kind == VERSION + "a" and rest:
        name, *args = rest.split("|")
        return ActionPress(name, tuple(args))
    return None


def _reply(rest: str) -> QuestionPress | None:
    parts = rest.split("|", 3)
    if len(parts) != 4 or parts[2] not in _VERBS:
        return None
    conversation, step, verb, value = parts
    return QuestionPress(conversation, step, _VERBS[verb], value)


def _checked(data: str) -> str:
    if len(data.encode()) > LIMIT:
        raise ValueError(f"a button cannot carry {len(data.encode())} bytes")
    return data


def number(arg: str) -> int:
    """Read a number that a database can hold."""
    read = int(arg)
    if abs(read) >= 1 << 31:
        raise ValueError("no number of ours")
    return read


def instant(at: datetime) -> str:
    """Write an instant to the microsecond, as briefly as it goes."""
    return f"{(at - _EPOCH) // _TICK:x}"


def read_instant(arg: str) -> datetime:
    """Read such an instant."""
    return _EPOCH + int(arg, 16) * _TICK


def day(arg: str) -> date:
    """Read a day that somebody can have lived."""
    read = date.fromisoformat(arg)
    if not EARLIEST <= read <= LATEST:
        raise ValueError("no day of ours")
    return read

"""The kinds of values that only an imported file has; a value comes out as it may be kept."""

import math
import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field, JsonValue, ValidationInfo

from bot import local_time
from bot.core.fields import EARLIEST, LATEST, Clock, not_empty, read_day
from conversations.parsing.clean import clean

DEEPEST, MOST_INSIDE = 6, 2_000
NOTE = 20_000  # characters
A_DAY = timedelta(days=1)
NOON = time(12)
_ID = re.compile(r"[A-Za-z0-9-]{1,32}")


def plain(value: object, depth: int = DEEPEST) -> JsonValue:
    """JSON that is neither deep nor large; words in it are cleaned."""
    match value:
        case None | bool():
            return value
        case int() if abs(value) < 2**53:
            return value
        case float() if math.isfinite(value):
            return value
        case str() if len(value) <= NOTE:
            return clean(value)
        case list() if depth and len(value) <= MOST_INSIDE:
            return [plain(one, depth - 1) for one in value]
        case dict() if depth and len(value) <= MOST_INSIDE and all(map(_is_key, value)):
            return {clean(key): plain(one, depth - 1) for key, one in value.items()}
        case _:
            raise ValueError("too deep, too large, or no JSON")


def _is_key(key: str) -> bool:
    return len(key) <= 64


def _own_id(value: object) -> str | None:
    if not isinstance(value, str | int | None):
        raise ValueError("not an id")  # noqa: TRY004 - what pydantic takes for a misfit
    return value if isinstance(value, str) and _ID.fullmatch(value) else None


def _read_instant(value: object) -> object:
    if not isinstance(value, str) or len(value) > 40:
        return value
    return datetime.fromisoformat(value)


def _within_reason(at: datetime) -> datetime:
    # The first day may have begun the day before, where the zone of the instant is another.
    if at.tzinfo is None or not EARLIEST - A_DAY <= at.date() <= LATEST:
        raise ValueError("not an instant of these times")
    return at.astimezone(UTC)


def _now(info: ValidationInfo) -> datetime:
    if not isinstance(info.context, datetime):
        raise TypeError("a file is read at an instant")
    return info.context


def _by_now(at: datetime, info: ValidationInfo) -> datetime:
    return min(at, _now(info))


def _known_zone(name: str | None) -> str | None:
    try:
        return local_time.zone(name).key if name is not None else None
    except local_time.UnknownZone:
        return None


def _of_a_morning(at: time | None) -> time | None:
    return at if at is not None and at < NOON else None


Plain = Annotated[JsonValue, BeforeValidator(plain)]
OwnId = Annotated[str | None, BeforeValidator(_own_id)]
"""An id that fits on a button; for any other a new one is made."""
ToldAt = Annotated[
    datetime,
    BeforeValidator(_read_instant),
    AfterValidator(_within_reason),
    AfterValidator(_by_now),
]
"""An instant at which something was told; what a clock that ran ahead says counts as now."""
AnyInstant = Annotated[datetime, BeforeValidator(_read_instant), AfterValidator(_within_reason)]
AnyDay = Annotated[date, BeforeValidator(read_day), Field(ge=EARLIEST)]
Title = Annotated[str, Field(max_length=300), AfterValidator(clean), AfterValidator(not_empty)]
NoteText = Annotated[str, Field(max_length=NOTE), AfterValidator(clean)]
Reference = Annotated[str, Field(max_length=300, pattern=r"^[\w.:=-]*$")]
"""Where Telegram has a file; whether it is this person's shows once it is asked for."""
Country = Annotated[str, Field(max_length=2), AfterValidator(clean)]
Choice = Annotated[str, Field(max_length=2_000), AfterValidator(clean)]
Key = Annotated[str, Field(max_length=64), AfterValidator(clean)]
Zone = Annotated[Key | None, AfterValidator(_known_zone)]
"""A zone by its name; one that nobody here knows leaves the person's own."""
EndOfDay = Annotated[Clock | None, AfterValidator(_of_a_morning)]
"""The hour until which a night belongs to the day before; none of an afternoon does."""

"""What is kept of questionnaires: one entry for each time.

Kept but never scored: one that was put away half-way.
"""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, TypeAlias

from pydantic import Field, JsonValue

from bot.core import contents
from bot.core.contents import Content, TypedEntry
from bot.core.feature import Undoable
from bot.core.fields import Short
from bot.core.turn import Turn
from conversations.questionnaires.instrument import Instrument
from conversations.text import own, t

Item: TypeAlias = Annotated[int, Field(ge=0, le=100)] | None
"""The answer to an item; None where it was left out."""


class ScaleContent(Content):
    """One time a questionnaire was answered, or put away half-way."""

    KIND = "scale"
    UNSAID = frozenset({"version", "unscored", "abandoned"})
    instrument: Short
    version: JsonValue = None
    items: Annotated[tuple[Item, ...], Field(strict=False, max_length=100)]
    score: Annotated[int | float, Field(ge=-1_000, le=1_000)] | None = None
    unscored: JsonValue = None
    abandoned: JsonValue = None


@dataclass(frozen=True, slots=True)
class Result:
    """One time a questionnaire was answered; without a score it was not answered far enough."""

    id: str
    day: date
    items: tuple[int | None, ...]
    score: int | None

    @property
    def left_out(self) -> int:
        """How many items were left out."""
        return self.items.count(None)


def of(entry: TypedEntry[ScaleContent]) -> Result:
    """Read one time from its entry; every published total is a whole number."""
    score = entry.content.score
    whole = round(score) if score is not None else None
    return Result(entry.id, entry.day, entry.content.items, whole)


def results(turn: Turn, instrument: Instrument) -> list[Result]:
    """Read every time it was answered, oldest first."""
    return [
        of(entry)
        for entry in contents.of_kind(turn.tx, turn.user_id, ScaleContent)
        if entry.content.instrument == instrument.title
    ]


def scored(turn: Turn, instrument: Instrument) -> list[Result]:
    """Read the times that have a score."""
    return [result for result in results(turn, instrument) if result.score is not None]


def remove(turn: Turn, entry_id: str) -> str | None:
    """Take one time back; the title of what it was, None if it is not there."""
    entry = contents.get(turn.tx, turn.user_id, ScaleContent, entry_id)
    if entry is None:
        return None
    contents.remove(turn.tx, turn.user_id, entry_id)
    return entry.content.instrument


def last_result(turn: Turn) -> Undoable | None:
    """Find the questionnaire answered last."""
    last = contents.latest(turn.tx, turn.user_id, ScaleContent)
    if last is None:
        return None

    def take_it_back() -> None:
        title = remove(turn, last.id) or ""
        turn.say(t("Undone: {title}.", title=own(title)))

    return Undoable(last.at, lambda: own(last.content.instrument), take_it_back)

"""Weeks that Alice has behind her, written down at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from pydantic import JsonValue

from bot.core import contents
from bot.features.trackers.factors import WordContent
from bot.playground.people import TelegramUser
from storage import answers, notes, people
from storage.notes import Note
from storage.store import Tx
from tests.support.town import Town

TODAY = date(2026, 11, 24)


@dataclass(frozen=True)
class Behind:
    """What was told, the last day last; None where nothing was."""

    moods: Sequence[int | None]
    ticked: Mapping[str, Sequence[bool | None]] = field(default_factory=dict)
    nights: Sequence[tuple[str, str] | None] = ()
    more: Mapping[str, Sequence[JsonValue]] = field(default_factory=dict)
    notes: Mapping[int, str] = field(default_factory=dict)
    """By how many days ago."""


async def has_behind(town: Town, alice: TelegramUser, life: Behind) -> None:
    """Let her have told it up to today."""
    await town.app.store.write(lambda tx: _tell(tx, alice.id, life))


def _tell(tx: Tx, user: int, life: Behind) -> None:
    first = TODAY - timedelta(days=len(life.moods) - 1)
    people.change(tx, user, consented_at=tx.now - timedelta(days=len(life.moods) - 1))
    for word in life.ticked:
        contents.add(tx, user, first, WordContent(list="factors", word=word))
    for place, mood in enumerate(life.moods):
        told: dict[str, JsonValue] = {"mood": mood}
        ticks = {word: row[place] for word, row in life.ticked.items()}
        if any(tick is not None for tick in ticks.values()):
            told["factors"] = [word for word, tick in ticks.items() if tick]
        if life.nights and (night := life.nights[place]):
            told["sleep"] = {"hours": 7.5, "bed": night[0], "wake": night[1]}
        told |= {step: row[place] for step, row in life.more.items()}
        for step, value in told.items():
            if value is not None:
                answers.keep(tx, user, first + timedelta(days=place), step, value, tx.now)
    for back, text in life.notes.items():
        day = TODAY - timedelta(days=back)
        notes.add(tx, user, Note(tx.new_id(), tx.now, day, text))


def cycle(pattern: Sequence[int | None], n: int) -> list[int | None]:
    """The same days over and over."""
    return [pattern[at % len(pattern)] for at in range(n)]

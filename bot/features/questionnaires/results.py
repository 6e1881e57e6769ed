"""What is kept of questionnaires: one entry for each time, and how often each is offered.

While one is being answered, its answers live in an entry of their own kind, so that nothing told
is only in a conversation. Kept but never scored: one that was put away half-way.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, TypeAlias

from pydantic import Field, JsonValue

from bot.core import contents
from bot.core.contents import Content, TypedEntry
from bot.core.feature import Undoable
from bot.core.fields import Day, Name, Short
from bot.core.talk_state import About
from bot.core.turn import Turn
from conversations.questionnaires.instrument import Instrument
from conversations.questionnaires.load import instruments
from conversations.questionnaires.score import in_order, total
from conversations.text import own, t
from storage import conversations, preferences

OFF = "off"
RHYTHMS = (7, 14, 28)
MOST_DIGITS = 3
# All items look back on the same time only if they are answered about together.
STAYS_OPEN = timedelta(hours=48)


Item: TypeAlias = Annotated[int, Field(ge=0, le=100)] | None
"""The answer to an item; None where it was left out."""
Given: TypeAlias = Annotated[tuple[Name, Item], Field(strict=False)]


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


class OpenScaleContent(Content):
    """The answers of one that is not finished, in the order in which they were given."""

    KIND = "scale.open"
    UNSAID = frozenset({"version"})
    instrument: Short
    version: JsonValue = None
    answers: Annotated[tuple[Given, ...], Field(strict=False, max_length=100)]
    talk: Name


class ScaleAbout(About):
    """Which questionnaire it is, when the answers were begun that it follows, and the pause."""

    instrument: str
    afresh: Day | None = None
    care: str | None = None


HalfDone: TypeAlias = TypedEntry[OpenScaleContent]


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


def half_done(turn: Turn, instrument: Instrument) -> HalfDone | None:
    """Find the answers of one that is not finished."""
    found = contents.of_kind(turn.tx, turn.user_id, OpenScaleContent)
    return next((e for e in found if e.content.instrument == instrument.title), None)


def is_too_old(turn: Turn, open_: HalfDone) -> bool:
    """Tell whether a half-done one was begun too long ago to be finished."""
    return turn.now - open_.at > STAYS_OPEN


def put_away_old(turn: Turn) -> list[tuple[Instrument, date]]:
    """Keep half-done ones that are too old as they are, not scored; which, and begun when."""
    found = []
    for one in instruments():
        open_ = half_done(turn, one)
        if open_ is not None and is_too_old(turn, open_):
            conversations.close(turn.tx, turn.user_id, open_.content.talk)
            close(turn, one, abandoned=True)
            found.append((one, open_.day))
    return found


def with_half_done(turn: Turn, instrument: Instrument) -> list[Result]:
    """Read every time it was answered, and what was answered of one that is not finished."""
    open_ = half_done(turn, instrument)
    if open_ is None:
        return results(turn, instrument)
    given = tuple(in_order(instrument, answers(open_)))
    begun = Result(open_.id, open_.day, given, None)
    return sorted([*results(turn, instrument), begun], key=lambda one: one.day)


def answers(open_: HalfDone | None) -> dict[str, Item]:
    """Read those answers in the order in which they were given."""
    return dict(open_.content.answers) if open_ else {}


def keep(turn: Turn, instrument: Instrument, talk: str, step: str, value: Item) -> None:
    """Store one answer now."""
    known = half_done(turn, instrument)
    given = tuple({**answers(known), step: value}.items())
    if known is not None:
        contents.change(turn.tx, turn.user_id, known, answers=given, talk=talk)
        return
    content = OpenScaleContent(
        instrument=instrument.title, version=instrument.version, answers=given, talk=talk
    )
    contents.add(turn.tx, turn.user_id, turn.today, content)


def close(turn: Turn, instrument: Instrument, *, abandoned: bool = False) -> Result | None:
    """Make one time of what was answered; None if that was nothing."""
    known = half_done(turn, instrument)
    if known is None:
        return None
    contents.remove(turn.tx, turn.user_id, known.id)
    given = answers(known)
    items = in_order(instrument, given)
    if all(item is None for item in items):
        return None
    score = None if abandoned else total(instrument, items)
    beside: dict[str, JsonValue] = {
        item.id: given[item.id] for item in instrument.unscored if item.id in given
    }
    content = ScaleContent(
        instrument=instrument.title,
        version=instrument.version,
        items=tuple(items),
        score=score,
        unscored=beside or None,
        abandoned=abandoned or None,
    )
    if not abandoned:
        return of(contents.add(turn.tx, turn.user_id, turn.today, content))
    # It says how things were when it was begun, not when it was put away.
    entry = TypedEntry(turn.tx.new_id(), known.day, known.at, content)
    return of(contents.put(turn.tx, turn.user_id, entry))


def every(chosen: Mapping[str, str], instrument: Instrument) -> int | None:
    """Read how often it is offered, in days; None when it is not."""
    value = chosen.get(_name(instrument), str(instrument.rhythm.days))
    # A file that was imported may say anything; nobody is asked every three years.
    return int(value) if value.isdecimal() and len(value) <= MOST_DIGITS else None


def choose(turn: Turn, instrument: Instrument, days: int | None) -> None:
    """Offer it every so many days from the last time on, or never."""
    preferences.set_(turn.tx, turn.user_id, _name(instrument), str(days) if days else OFF)
    done = scored(turn, instrument)
    if days and done:
        offer_on(turn, instrument, done[-1].day + timedelta(days=days))


def offer_on(turn: Turn, instrument: Instrument, day: date) -> None:
    """Set from which day on it is offered again."""
    preferences.set_(turn.tx, turn.user_id, f"{_name(instrument)}.next", day.isoformat())


def offer_later(turn: Turn, instrument: Instrument, *, of: Mapping[str, str]) -> None:
    """Let a whole rhythm pass before it is offered again."""
    days = every(of, instrument) or instrument.rhythm.days
    offer_on(turn, instrument, turn.today + timedelta(days=days))


def due_on(chosen: Mapping[str, str], instrument: Instrument) -> date | None:
    """Read from which day on it is offered; None while it was never answered, or is not."""
    next_ = chosen.get(f"{_name(instrument)}.next")
    return date.fromisoformat(next_) if next_ and every(chosen, instrument) else None


def longest_due(chosen: Mapping[str, str], today: date) -> Instrument | None:
    """Find the one that has been due for the longest."""
    due = [(day, one) for one in instruments() if (day := due_on(chosen, one)) and day <= today]
    return min(due, key=lambda found: (found[0], found[1].order))[1] if due else None


def _name(instrument: Instrument) -> str:
    return f"scale.{instrument.key}"


def last_result(turn: Turn) -> Undoable | None:
    """Find the questionnaire answered last."""
    last = contents.latest(turn.tx, turn.user_id, ScaleContent)
    if last is None:
        return None

    def take_it_back() -> None:
        title = remove(turn, last.id) or ""
        turn.say(t("Undone: {title}.", title=own(title)))

    return Undoable(last.at, lambda: own(last.content.instrument), take_it_back)

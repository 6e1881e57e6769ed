"""A questionnaire that is being answered, until it is one of those that were.

Its answers live in an entry of their own kind, so that nothing told is only in a conversation.
"""

from datetime import date, timedelta
from typing import Annotated, TypeAlias

from pydantic import Field, JsonValue

from bot.core import contents
from bot.core.contents import Content, TypedEntry
from bot.core.conversation_state import About
from bot.core.fields import Day, Name, Short
from bot.core.turn import Turn
from bot.features.questionnaires.results import Item, Result, ScaleContent, of, results
from conversations.questionnaires.instrument import Instrument
from conversations.questionnaires.load import instruments
from conversations.questionnaires.score import in_order, total
from storage import conversations

# All items look back on the same time only if they are answered about together.
STAYS_OPEN = timedelta(hours=48)
Given: TypeAlias = Annotated[tuple[Name, Item], Field(strict=False)]


class OpenScaleContent(Content):
    """The answers of one that is not finished, in the order in which they were given."""

    KIND = "scale.open"
    BY_THE_WAY = True
    UNSAID = frozenset({"version"})
    instrument: Short
    version: JsonValue = None
    answers: Annotated[tuple[Given, ...], Field(strict=False, max_length=100)]
    talk: Name
    """The conversation in which it is answered; it is stored and exported under this name."""


class ScaleAbout(About):
    """Which questionnaire it is, when the answers were begun that it follows, and the pause."""

    instrument: str
    afresh: Day | None = None
    care: str | None = None


HalfDone: TypeAlias = TypedEntry[OpenScaleContent]


def find(turn: Turn, instrument: Instrument) -> HalfDone | None:
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
        open_ = find(turn, one)
        if open_ is not None and is_too_old(turn, open_):
            conversations.close(turn.tx, turn.user_id, open_.content.talk)
            close(turn, one, abandoned=True)
            found.append((one, open_.day))
    return found


def beside_results(turn: Turn, instrument: Instrument) -> list[Result]:
    """Read every time it was answered, and what was answered of one that is not finished."""
    open_ = find(turn, instrument)
    if open_ is None:
        return results(turn, instrument)
    given = tuple(in_order(instrument, answers(open_)))
    begun = Result(open_.id, open_.day, given, None)
    return sorted([*results(turn, instrument), begun], key=lambda one: one.day)


def answers(open_: HalfDone | None) -> dict[str, Item]:
    """Read those answers in the order in which they were given."""
    return dict(open_.content.answers) if open_ else {}


def keep(turn: Turn, instrument: Instrument, conversation: str, step: str, value: Item) -> None:
    """Store one answer now."""
    known = find(turn, instrument)
    given = tuple({**answers(known), step: value}.items())
    if known is not None:
        contents.change(turn.tx, turn.user_id, known, answers=given, talk=conversation)
        return
    content = OpenScaleContent(
        instrument=instrument.title, version=instrument.version, answers=given, talk=conversation
    )
    contents.add(turn.tx, turn.user_id, turn.today, content)


def close(turn: Turn, instrument: Instrument, *, abandoned: bool = False) -> Result | None:
    """Make one time of what was answered; None if that was nothing."""
    known = find(turn, instrument)
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

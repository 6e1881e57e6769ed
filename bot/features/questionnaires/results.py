"""What is kept of questionnaires: one entry for each time, and how often each is offered.

While one is being answered, its answers live in an entry of their own kind, so that nothing told
is only in a conversation. Kept but never scored: one that was put away half-way.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from bot.core.feature import Undoable
from bot.core.turn import Turn
from conversations.flow import Value
from conversations.questionnaires.instrument import Instrument
from conversations.questionnaires.load import instruments
from conversations.questionnaires.score import in_order, total
from conversations.text import own, t
from storage import conversations, entries, preferences
from storage.entries import Entry

KIND, OPEN = "scale", "scale.open"
OFF = "off"
RHYTHMS = (7, 14, 28)
MOST_DIGITS = 3
# All items look back on the same time only if they are answered about together.
STAYS_OPEN = timedelta(hours=48)


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


def of(entry: Entry) -> Result:
    """Read one time from its entry."""
    return Result(entry.id, entry.day, tuple(entry.content["items"]), entry.content.get("score"))


def results(turn: Turn, instrument: Instrument) -> list[Result]:
    """Read every time it was answered, oldest first."""
    return [
        of(entry)
        for entry in entries.of_kind(turn.tx, turn.user_id, KIND)
        if entry.content["instrument"] == instrument.title
    ]


def scored(turn: Turn, instrument: Instrument) -> list[Result]:
    """Read the times that have a score."""
    return [result for result in results(turn, instrument) if result.score is not None]


def remove(turn: Turn, entry_id: str) -> str | None:
    """Take one time back; the title of what it was, None if it is not there."""
    entry = entries.get(turn.tx, turn.user_id, entry_id)
    if entry is None or entry.kind != KIND:
        return None
    entries.remove(turn.tx, turn.user_id, entry_id)
    return str(entry.content["instrument"])


def half_done(turn: Turn, instrument: Instrument) -> Entry | None:
    """Find the answers of one that is not finished."""
    found = entries.of_kind(turn.tx, turn.user_id, OPEN)
    return next((e for e in found if e.content["instrument"] == instrument.title), None)


def is_too_old(turn: Turn, open_: Entry) -> bool:
    """Tell whether a half-done one was begun too long ago to be finished."""
    return turn.now - open_.at > STAYS_OPEN


def put_away_old(turn: Turn) -> list[tuple[Instrument, date]]:
    """Keep half-done ones that are too old as they are, not scored; which, and begun when."""
    found = []
    for one in instruments():
        open_ = half_done(turn, one)
        if open_ is not None and is_too_old(turn, open_):
            conversations.close(turn.tx, turn.user_id, str(open_.content["talk"]))
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


def answers(open_: Entry | None) -> dict[str, Value | None]:
    """Read those answers in the order in which they were given."""
    return dict(open_.content["answers"]) if open_ else {}


def keep(turn: Turn, instrument: Instrument, talk: str, step: str, value: Value | None) -> None:
    """Store one answer now."""
    known = half_done(turn, instrument)
    pairs = [list(pair) for pair in {**answers(known), step: value}.items()]
    if known is not None:
        entries.change(turn.tx, turn.user_id, known.id, answers=pairs, talk=talk)
        return
    content = {
        "instrument": instrument.title,
        "version": instrument.version,
        "answers": pairs,
        "talk": talk,
    }
    entries.add(turn.tx, turn.user_id, OPEN, turn.today, content)


def close(turn: Turn, instrument: Instrument, *, abandoned: bool = False) -> Result | None:
    """Make one time of what was answered; None if that was nothing."""
    known = half_done(turn, instrument)
    if known is None:
        return None
    entries.remove(turn.tx, turn.user_id, known.id)
    given = answers(known)
    items = in_order(instrument, given)
    if all(item is None for item in items):
        return None
    score = None if abandoned else total(instrument, items)
    content = _content(instrument, given, items, score)
    if abandoned:
        # It says how things were when it was begun, not when it was put away.
        entry = Entry(turn.tx.new_id(), KIND, known.day, known.at, {**content, "abandoned": True})
        entries.put(turn.tx, turn.user_id, entry)
    else:
        entry = entries.add(turn.tx, turn.user_id, KIND, turn.today, content)
    return Result(entry.id, entry.day, tuple(items), score)


def _content(
    instrument: Instrument,
    given: Mapping[str, object],
    items: Sequence[int | None],
    score: int | None,
) -> dict[str, Any]:
    beside = {item.id: given[item.id] for item in instrument.unscored if item.id in given}
    return {
        "instrument": instrument.title,
        "version": instrument.version,
        "items": list(items),
        "score": score,
        **({"unscored": beside} if beside else {}),
    }


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
    last = entries.latest(turn.tx, turn.user_id, KIND)
    if last is None:
        return None

    def take_it_back() -> None:
        title = remove(turn, last.id) or ""
        turn.say(t("Taken back: {title}.", title=own(title)))

    return Undoable(last.at, lambda: own(str(last.content["instrument"])), take_it_back)

"""All that a person wrote in words of their own, wherever it is kept, in the order of its days."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot import local_time as timetable
from bot.core.planning import SELF_NOTE
from bot.core.turn import Turn
from bot.features import mood as moments
from bot.features.sessions import questions as open_questions
from bot.features.trackers import steps as own_questions
from conversations.text import Text, t
from storage import answers, entries, journal, wins

REACH = timedelta(days=3660)


@dataclass(frozen=True, slots=True)
class Written:
    """Some words, the day they are about, when they were written, and what they are."""

    day: date
    at: datetime
    text: str
    for_therapy: bool = False
    kind: Text | None = None


def ever(turn: Turn, *, all_kinds: bool = False) -> list[Written]:
    """All words there are, oldest first."""
    return between(turn, turn.today - REACH, turn.today, all_kinds=all_kinds)


def between(turn: Turn, first: date, last: date, *, all_kinds: bool = False) -> list[Written]:
    """Notes and what was said with an answer; with `all_kinds` wins and words kept for later."""
    found = [*_noted(turn, first, last), *(_beside(turn, first, last) if all_kinds else ())]
    return sorted(found, key=lambda entry: (entry.day, entry.at))


def _noted(turn: Turn, first: date, last: date) -> Iterator[Written]:
    for note in journal.between(turn.tx, turn.user_id, first, last):
        yield Written(note.day, note.at, note.text, note.for_therapy)
    for answer in answers.between(turn.tx, turn.user_id, first, last):
        if answer.value and (answer.step == "note" or own_questions.in_words(turn, answer.step)):
            yield Written(answer.day, answer.at, str(answer.value))
    for entry in entries.between(turn.tx, turn.user_id, moments.KIND, first, last):
        if entry.content.get("words"):
            yield Written(entry.day, entry.at, str(entry.content["words"]))


def _beside(turn: Turn, first: date, last: date) -> Iterator[Written]:
    for won in wins.between(turn.tx, turn.user_id, first, last):
        kind = t("a milestone") if won.milestone else t("a win")
        yield Written(won.day, won.at or turn.now, won.text, kind=kind)
    for entry in entries.between(turn.tx, turn.user_id, "session", first, last):
        if entry.content.get("take_along"):
            words = str(entry.content["take_along"])
            yield Written(entry.day, entry.at, words, kind=t("taken along"))
    for entry in entries.between(turn.tx, turn.user_id, open_questions.KIND, first, last):
        words = str(entry.content["text"])
        yield Written(entry.day, entry.at, words, kind=t("for the session"))
    for entry in entries.of_kind(turn.tx, turn.user_id, SELF_NOTE):
        # Its own day is when it comes back; it was written on this one.
        day = timetable.local_day(entry.at, turn.zone, turn.known.day_ends_at)
        if first <= day <= last:
            yield Written(day, entry.at, str(entry.content["text"]), kind=t("to myself"))

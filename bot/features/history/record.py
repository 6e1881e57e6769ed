"""What was told between two days, day by day, as the pictures and facts take it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import NamedTuple

from pydantic import JsonValue

from bot import i18n
from bot.core import contents
from bot.core.turn import Turn
from bot.features import media_words
from bot.features import mood as moments
from bot.features.goals import active as active_goals
from bot.features.medication import MedicationContent
from bot.features.moments import MomentContent
from charts.view import Day, Mark
from conversations.night import total_sleep
from conversations.text import own
from storage import answers, check_ins, entries, notes, wins
from storage.check_ins import CheckIn
from storage.goals import Goal
from storage.notes import Note
from storage.wins import Win

SESSION = "session"  # the kind of `SessionContent`, whose feature shows weeks itself


class DayMoods(NamedTuple):
    """The mood of each day that has one, and on which of them moments stand for the evening."""

    moods: dict[date, int]
    of_moments: frozenset[date]


@dataclass(frozen=True, slots=True)
class Record:
    """Some days of one person, gaps and all."""

    days: tuple[Day, ...]
    marks: Mapping[date, Mapping[str, Mark]]
    notes: tuple[tuple[date, str], ...]
    """Words that may be shown to others: what belongs to a check-in or is meant for therapy."""
    wins: tuple[Win, ...]
    goals: tuple[Goal, ...]
    told: Mapping[date, Mapping[str, JsonValue]]
    """Every answer, by its day and its step."""

    @property
    def first(self) -> date:
        """The first day."""
        return self.days[0].date

    @property
    def last(self) -> date:
        """The last day."""
        return self.days[-1].date

    def goal_marks(self, goal: Goal) -> tuple[Mark | None, ...]:
        """What was said about a goal on each day."""
        return tuple(self.marks.get(day.date, {}).get(str(goal.number)) for day in self.days)

    def goal_asked(self, goal: Goal) -> tuple[bool, ...]:
        """Whether a goal applied on each day."""
        return tuple(active_goals.applies(goal, day.date) for day in self.days)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw or to say of these days."""
        told = any(self.told.values()) or any(day.told or day.happenings for day in self.days)
        return not (told or self.notes or self.wins)

    @property
    def goals_told(self) -> tuple[Goal, ...]:
        """The goals that applied, or were answered, on any of the days."""
        return tuple(
            goal for goal in self.goals if any(self.goal_marks(goal)) or any(self.goal_asked(goal))
        )


def between(turn: Turn, first: date, last: date) -> Record:
    """Read what was told from `first` to `last`, both included."""
    told: dict[date, dict[str, JsonValue]] = {}
    at: list[tuple[date, datetime]] = []
    for answer in answers.between(turn.tx, turn.user_id, first, last):
        told.setdefault(answer.day, {})[answer.step] = answer.value
        at.append((answer.day, answer.at))
    won = tuple(wins.between(turn.tx, turn.user_id, first, last))
    journaled = notes.between(turn.tx, turn.user_id, first, last)
    won_on = {win.day for win in won}
    great_on = {win.day for win in won if win.milestone}
    met_on = _days_of(turn, SESSION, first, last)
    changed_on = _days_of(turn, MedicationContent.KIND, first, last)
    shown = _notes(turn, journaled, told)
    noted = {note.day for note in journaled} | {day for day, _ in shown}
    stand_ins = moments.stand_ins(turn.tx, turn.user_id, first, last)
    opened = check_ins.between(turn.tx, turn.user_id, first, last)
    usual = {known.day for known in opened if known.as_usual}
    late = _late(turn, at, opened)
    span = (last - first).days + 1
    days = tuple(
        _day(
            Day(
                date=day,
                label=i18n.day_name(day, turn.language),
                sublabel=i18n.short_date(day, turn.language),
                late=day in late,
                as_usual=day in usual,
                note=day in noted,
                win=day in won_on,
                milestone=day in great_on,
                session=day in met_on,
                medication=day in changed_on,
                today=day == turn.today,
            ),
            told.get(day, {}),
            stand_ins.get(day),
        )
        for day in (first + timedelta(days=n) for n in range(span))
    )
    marks = {day: active_goals.marks_in(values.get("goals")) for day, values in told.items()}
    return Record(days, marks, shown, won, active_goals.as_of(turn.tx, turn.user_id, last), told)


def _days_of(turn: Turn, kind: str, first: date, last: date) -> set[date]:
    return {entry.day for entry in entries.between(turn.tx, turn.user_id, kind, first, last)}


def days_before(turn: Turn, day: date, span: timedelta) -> tuple[Day, ...]:
    """Read the measured numbers of the days right before a day; they are counted, never shown."""
    first, last = day - span, day - timedelta(days=1)
    told: dict[date, dict[str, JsonValue]] = {}
    for answer in answers.between(turn.tx, turn.user_id, first, last):
        told.setdefault(answer.day, {})[answer.step] = answer.value
    stand_ins = moments.stand_ins(turn.tx, turn.user_id, first, last)
    opened = check_ins.between(turn.tx, turn.user_id, first, last)
    usual = {known.day for known in opened if known.as_usual}
    return tuple(
        measured(_day(Day(at, "", "", as_usual=at in usual), told.get(at, {}), stand_ins.get(at)))
        for at in (first + timedelta(days=n) for n in range(span.days))
    )


def moods(turn: Turn, first: date, last: date) -> DayMoods:
    """Read the mood of each day that has one; the middle of its moments stands in."""
    found = moments.stand_ins(turn.tx, turn.user_id, first, last)
    rated = {
        answer.day: answer.value
        for answer in answers.of_step(turn.tx, turn.user_id, "mood", first, last)
        if isinstance(answer.value, int)
    }
    return DayMoods(found | rated, frozenset(found.keys() - rated.keys()))


def prefetch_moods(turn: Turn, first: date, last: date) -> None:
    """Ask for what moods() will look at."""
    contents.prefetch(turn.tx, turn.user_id, MomentContent, first, last)
    answers.prefetch_step(turn.tx, turn.user_id, "mood", first, last)


def measured(day: Day) -> Day:
    """The day without numbers that "same as usual" filled in: they repeat what was before."""
    if not day.as_usual:
        return day
    return replace(day, mood=None, sleep_hours=None, sleep_quality=None, of_moments=False)


def _day(day: Day, told: Mapping[str, JsonValue], stand_in: int | None) -> Day:
    """Add what was told in numbers; the middle of its moments stands in for its mood."""
    mood, quality = told.get("mood"), told.get("quality")
    return replace(
        day,
        mood=mood if isinstance(mood, int) else stand_in,
        sleep_hours=total_sleep(told),
        sleep_quality=quality if isinstance(quality, int) else None,
        of_moments=mood is None and stand_in is not None,
    )


def _late(turn: Turn, at: Iterable[tuple[date, datetime]], opened: Iterable[CheckIn]) -> set[date]:
    """The days of which nothing was told before they were over; a correction changes nothing."""
    first: dict[date, datetime] = {}
    for day, moment in (*at, *((known.day, known.opened_at) for known in opened)):
        first[day] = min(moment, first.get(day, moment))
    return {day for day, moment in first.items() if turn.day_of(moment) > day}


def _notes(
    turn: Turn, journaled: Iterable[Note], told: Mapping[date, Mapping[str, JsonValue]]
) -> tuple[tuple[date, str], ...]:
    """The check-ins' own notes and those for therapy; the rest of the journal stays private."""
    said = [(day, str(values["note"])) for day, values in told.items() if values.get("note")]
    said += [(note.day, _in_words(turn, note)) for note in journaled if note.for_therapy]
    return tuple(sorted(said, key=lambda entry: entry[0]))


def _in_words(turn: Turn, note: Note) -> str:
    """The words of a note, after what was recorded."""
    return turn.words(media_words.in_brief(note, own(note.text))) if note.media else note.text

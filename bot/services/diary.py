"""What was told between two days, day by day, as the pictures and facts take it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from bot import timetable, wording
from bot.services import goals_of, moments
from bot.services.turn import Turn
from charts.view import Day, Mark
from storage import answers, check_ins, goals, journal, wins
from storage.goals import Goal
from storage.wins import Win


@dataclass(frozen=True, slots=True)
class Diary:
    """Some days of one person, gaps and all."""

    days: tuple[Day, ...]
    marks: Mapping[date, Mapping[str, Mark]]
    notes: Mapping[date, str]
    wins: tuple[Win, ...]
    goals: tuple[Goal, ...]

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
        return tuple(goals_of.applies(goal, day.date) for day in self.days)

    @property
    def goals_told(self) -> tuple[Goal, ...]:
        """The goals that applied, or were answered, on any of the days."""
        return tuple(
            goal for goal in self.goals if any(self.goal_marks(goal)) or any(self.goal_asked(goal))
        )


def between(turn: Turn, first: date, last: date) -> Diary:
    """Read what was told from `first` to `last`, both included."""
    told: dict[date, dict[str, Any]] = {}
    at: dict[date, datetime] = {}
    for answer in answers.between(turn.tx, turn.user_id, first, last):
        told.setdefault(answer.day, {})[answer.step] = answer.value
        at.setdefault(answer.day, answer.at)
    won = tuple(wins.between(turn.tx, turn.user_id, first, last))
    notes = _notes(turn, first, last, told)
    stand_ins = moments.stand_ins(turn.tx, turn.user_id, first, last)
    usual = {
        known.day
        for known in check_ins.between(turn.tx, turn.user_id, first, last)
        if known.as_usual
    }
    span = (last - first).days + 1
    days = tuple(
        Day(
            date=day,
            label=wording.day_name(day, turn.language),
            sublabel=wording.short_date(day, turn.language),
            mood=told.get(day, {}).get("mood") or stand_ins.get(day),
            sleep_hours=(told.get(day, {}).get("sleep") or {}).get("hours"),
            sleep_quality=told.get(day, {}).get("quality"),
            late=day in at and _told_on(turn, at[day]) > day,
            as_usual=day in usual,
            of_moments=told.get(day, {}).get("mood") is None and day in stand_ins,
            mark=notes.get(day),
            win=any(win.day == day for win in won),
            today=day == turn.today,
        )
        for day in (first + timedelta(days=n) for n in range(span))
    )
    marks = {day: values.get("goals") or {} for day, values in told.items()}
    return Diary(days, marks, notes, won, tuple(goals.list_(turn.tx, turn.user_id)))


def before(turn: Turn, day: date, span: timedelta) -> Diary:
    """Read the days right before a day."""
    return between(turn, day - span, day - timedelta(days=1))


def _told_on(turn: Turn, at: datetime) -> date:
    return timetable.local_day(at, turn.zone, turn.known.day_ends_at)


def _notes(
    turn: Turn, first: date, last: date, told: Mapping[date, Mapping[str, Any]]
) -> dict[date, str]:
    """One note a day: what is marked for therapy first, then the day's own note."""
    found = {day: str(values["note"]) for day, values in told.items() if values.get("note")}
    for note in journal.between(turn.tx, turn.user_id, first, last):
        if note.for_therapy or note.day not in found:
            found[note.day] = note.text
    return found

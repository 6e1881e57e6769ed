"""Therapy sessions: when they are, and where one is moved to."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Literal

from conversations.flow import Answers, Ask, Flow, Option
from conversations.formats import ClockTime, HowOften
from conversations.formats.appointment import AppointmentFormat, appointment_of
from conversations.formats.choice import Choice
from conversations.formats.which_week import WhichWeek
from conversations.parsing.appointments import ONCE, Appointment
from conversations.text import Text, t

HOURS = ("08:00", "09:00", "10:00", "11:00", "13:00", "14:00", "15:00", "16:00", "17:00", "18:00")
EVERY: Mapping[int, Text] = {
    1: t("Every week"),
    2: t("Every other week"),
    3: t("Every three weeks"),
    4: t("Every four weeks"),
    ONCE: t("Just this once"),
}
WEEKS = (t("This week"), t("Next week"), t("In two weeks"), t("In three weeks"))
MOVES = 9  # days offered for a session that is moved,
BEFORE = timedelta(days=3)  # and how long before it they begin


@dataclass(frozen=True)
class Open:
    """Something about the appointment was not said yet."""

    what: Literal["time", "every"]

    def holds(self, answers: Mapping[str, object]) -> bool:
        """Whether it is so."""
        when = appointment_of(answers.get("when"))
        return (when.at if self.what == "time" else when.every) is None

    def looks_at(self) -> tuple[str, ...]:
        """Name the one step."""
        return ("when",)


@dataclass(frozen=True)
class Unclear:
    """A rhythm of several weeks from a weekday leaves open which week it starts in."""

    weeks: tuple[int, ...]

    def holds(self, answers: Mapping[str, object]) -> bool:
        """Whether it is so."""
        return appointment_of(answers.get("when")).day is None and _every(answers) in self.weeks

    def looks_at(self) -> tuple[str, ...]:
        """Name the two steps."""
        return ("when", "every")


@dataclass(frozen=True)
class NextOrAfter:
    """ "Next friday" was said, which is the coming one or that of the week after."""

    def holds(self, answers: Mapping[str, object]) -> bool:
        """Whether it is so."""
        return appointment_of(answers.get("when")).or_week_after

    def looks_at(self) -> tuple[str, ...]:
        """Name the one step."""
        return ("when",)


@dataclass(frozen=True, slots=True)
class SessionWish:
    """An appointment: its first day, its time, and every how many weeks; 0 is once."""

    first: date
    at: time
    every: int


def session(*, today: date) -> Flow:
    """Return the questions when therapy is; one typed sentence may answer them all."""
    return Flow(
        "session",
        (
            Ask(
                id="when",
                prompt=t("When do you have therapy?"),
                hint=t("Tap a day, or type it all at once: “Tuesdays 15:00, every other week”."),
                label=t("Day"),
                format=AppointmentFormat(today),
                optional=False,
            ),
            _which_week(),
            _time(when=Open("time")),
            Ask(
                id="every",
                prompt=t("How often is it?"),
                label=t("How often"),
                format=HowOften(tuple(Option(str(n), name) for n, name in EVERY.items())),
                optional=False,
                when=Open("every"),
            ),
            _week("week2", 2, (2,)),
            _week("week4", 4, (3, 4)),
        ),
    )


def _time(when: Open) -> Ask:
    return Ask(
        id="time",
        prompt=t("What time?"),
        hint=t("Or type a time, such as 15:30."),
        # For translators: of day.
        label=t("Time"),
        format=ClockTime(HOURS, by_day=True, per_row=5),
        optional=False,
        when=when,
    )


def _which_week() -> Ask:
    return Ask(
        id="which",
        prompt=t("This week or next week?"),
        # For translators: this one or the next.
        label=t("Week"),
        format=WhichWeek(tuple(Option(str(n), WEEKS[n]) for n in range(2))),
        optional=False,
        when=NextOrAfter(),
    )


def _week(id: str, choices: int, weeks: tuple[int, ...]) -> Ask:
    return Ask(
        id=id,
        prompt=t("Which week is the next one?"),
        # For translators: this one or the next.
        label=t("Week"),
        format=Choice(tuple(Option(str(n), WEEKS[n]) for n in range(choices)), per_row=2),
        optional=False,
        when=Unclear(weeks),
    )


def _every(answers: Mapping[str, object]) -> int | None:
    said = appointment_of(answers.get("when")).every
    return said if said is not None else _number(answers.get("every"))


def _number(value: object) -> int | None:
    return int(value) if isinstance(value, str) and value.isdecimal() else None


def session_wish(flow: Flow, answers: Answers, today: date) -> SessionWish | None:
    """Read the appointment off the answers; None while it is not settled."""
    told = {step.id: answers.get(step.id) for step in flow.applicable(answers)}
    when = appointment_of(told.get("when"))
    at = when.at or _clock(told.get("time"))
    every = _every(told)
    if at is None or (when.day is None and when.weekday is None):
        return None
    if when.day is not None:
        return SessionWish(_day_meant(told, when.day), at, every or ONCE)
    ahead = _number(told.get("week2")) or _number(told.get("week4")) or 0
    first = today + timedelta(days=(when.weekday or 1) - today.isoweekday(), weeks=ahead)
    if not every and first < today:
        first += timedelta(weeks=1)
    return SessionWish(first, at, every or ONCE)


def moved_to(answers: Mapping[str, object], *, today: date, day: date) -> date | None:
    """Read to which day the session of `day` is moved; a weekday is the one that was offered."""
    said = day_around(appointment_of(answers.get("when")), today=today, day=day)
    return _day_meant(answers, said) if said is not None else None


def day_around(when: Appointment, *, today: date, day: date) -> date | None:
    """Read the day that was said for the session of `day`; None where no day was."""
    if when.day is not None:
        return when.day
    if when.weekday is None:
        return None
    first = max(today + timedelta(days=1), day - BEFORE)
    return first + timedelta(days=(when.weekday - first.isoweekday()) % 7)


def _day_meant(answers: Mapping[str, object], day: date) -> date:
    return day + timedelta(weeks=_number(answers.get("which")) or 0)


def _clock(value: object) -> time | None:
    return time.fromisoformat(value) if isinstance(value, str) else None


def moved(*, today: date, day: date, at: time) -> Flow:
    """Return the question where one session is moved to."""
    around = max(today, day - BEFORE)
    days = (around + timedelta(days=n) for n in range(MOVES + 1))
    return Flow(
        "moved",
        (
            Ask(
                id="when",
                prompt=t("When is it now, instead of {day}, {time}?", day=day, time=at),
                hint=t("Tap a day to keep the time, or type something like “thursday 10am”."),
                label=t("New day"),
                format=AppointmentFormat(today, tuple(d for d in days if d != day)[:MOVES]),
            ),
            _which_week(),
        ),
    )

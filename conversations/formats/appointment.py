"""A day to meet, with its time and rhythm where the words say so."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import date, time

from conversations.flow import AnswerFormat, Rows, Value
from conversations.formats.keys import button, rows_of
from conversations.formats.weekdays import short_name
from conversations.parsing.appointments import Appointment as Read
from conversations.parsing.appointments import read_appointment
from conversations.parsing.tongue import Tongue
from conversations.text import Rejected, Text, shown, t


@dataclass(frozen=True)
class AppointmentFormat(AnswerFormat):
    """Weekday or date, time, every how many weeks; `dates` are offered, else the weekdays."""

    today: date
    dates: tuple[date, ...] = ()

    def options(self, current: Value | None) -> Rows:
        """The days that are offered."""
        held = appointment_of(current)
        if self.dates:
            return rows_of(
                (button(d.isoformat(), shown(d), chosen=d == held.day) for d in self.dates), 3
            )
        week = (button(str(n), short_name(n), chosen=n == held.weekday) for n in range(1, 8))
        return rows_of(week, per_row=4)

    def accept(self, data: str, current: Value | None) -> Value:  # noqa: ARG002 - the shape of a format; others look at what is there
        """Read a pressed day."""
        if data in {day.isoformat() for day in self.dates}:
            return appointment_value(Read(day=date.fromisoformat(data)))
        if not self.dates and len(data) == 1 and data in "1234567":
            return appointment_value(Read(weekday=int(data)))
        raise _unread()

    def parse(self, raw: str, tongue: Tongue) -> Value:
        """Read typed words."""
        found = read_appointment(raw, self.today, tongue.words)
        if found is None:
            raise _unread()
        return appointment_value(found)

    def describe(self, value: Value) -> Text:
        """Say the day."""
        held = appointment_of(value)
        if held.day and not held.or_week_after:
            return shown(held.day)
        return short_name(held.day.isoweekday() if held.day else held.weekday or 1)


def appointment_of(value: object) -> Read:
    """Read an answer; what an older script kept in another shape counts as open."""
    held = value if isinstance(value, dict) else {}
    weekday, every = held.get("weekday"), held.get("every")
    day, at = held.get("date"), held.get("time")
    with suppress(ValueError, TypeError):
        return Read(
            weekday=weekday if isinstance(weekday, int) and weekday in range(1, 8) else None,
            day=date.fromisoformat(str(day)) if day else None,
            at=time.fromisoformat(str(at)) if at else None,
            every=every if isinstance(every, int) and every in range(5) else None,
            or_week_after=held.get("or_week_after") is True,
        )
    return Read()


def appointment_value(read: Read) -> Value:
    """Write what was read as the answer it is."""
    return {
        "weekday": read.weekday,
        "date": read.day.isoformat() if read.day else None,
        "time": f"{read.at:%H:%M}" if read.at else None,
        "every": read.every,
        "or_week_after": read.or_week_after,
    }


def _unread() -> Rejected:
    return Rejected(
        t("Please send a day, such as “Tuesdays 15:00, every other week” or “thursday 10am”.")
    )

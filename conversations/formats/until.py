"""A day to come, or no end."""

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from conversations.flow import AnswerFormat, Rows, Value
from conversations.formats.keys import button, rows_of
from conversations.parsing.clean import in_short
from conversations.parsing.dates import later, read_until
from conversations.parsing.tongue import Tongue
from conversations.text import Rejected, Text, shown, t, tn

NO_END = "open"

_SPAN = re.compile(r"([1-9][0-9]?)([dwmy])")


@dataclass(frozen=True)
class Until(AnswerFormat):
    """A day as "2026-12-24", or NO_END where `endless`; spans such as "2w", "3m" are offered."""

    today: date
    spans: tuple[str, ...] = ("2w", "4w", "3m")
    endless: bool = True

    def options(self, current: Value | None) -> Rows:
        """The spans, no end, and the day chosen before."""
        days = {span: _day(self.today, span) for span in self.spans}
        offered = [button(s, span_name(s), chosen=days[s] == current) for s in self.spans]
        if self.endless:
            offered.append(button(NO_END, t("No end date"), chosen=current == NO_END))
        day = until_date(current)
        if day and day > self.today and day.isoformat() not in days.values():
            offered.append(button(day.isoformat(), shown(day), chosen=True))
        return rows_of(offered, per_row=2)

    def accept(self, data: str, current: Value | None) -> Value:  # noqa: ARG002 - the shape of a format; others look at what is there
        """Read a pressed span, day or no end."""
        if data == NO_END and self.endless:
            return NO_END
        if _SPAN.fullmatch(data) and (found := _day(self.today, data)):
            return found
        day = until_date(data)
        if day is None or day <= self.today:
            raise self._unread()
        return day.isoformat()

    def parse(self, raw: str, tongue: Tongue) -> Value:
        """Read a typed day: "in two weeks", "24 dec", "friday", "a few days", "no end"."""
        if self.endless and in_short(raw) in tongue.words.no_end:
            return NO_END
        if (day := read_until(raw, self.today, tongue.words)) is None:
            raise self._unread()
        return day.isoformat()

    def describe(self, value: Value) -> Text:
        """Say the day."""
        day = until_date(value)
        return t("until {day}", day=day) if day else t("no end date")

    def _unread(self) -> Rejected:
        return Rejected(
            t("Please send a day after today, such as “in two weeks”, “friday” or “24 Dec”.")
        )


def until_date(value: object) -> date | None:
    """Return the day in an answer; None for no end, skipped, or not answered."""
    with suppress(ValueError):
        if isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
            return date.fromisoformat(value)
    return None


def span_name(span: str) -> Text:
    """Name a span such as "2w"."""
    number, unit = int(span[:-1]), span[-1]
    match unit:
        case "d":
            return tn("{n} day", "{n} days", number)
        case "w":
            return tn("{n} week", "{n} weeks", number)
        case "m":
            return tn("{n} month", "{n} months", number)
        case _:
            return tn("{n} year", "{n} years", number)


def _day(today: date, span: str) -> str | None:
    day = later(today, int(span[:-1]), span[-1])
    return day.isoformat() if day else None

"""How long a night's sleep was: as hours, or by when it began and ended."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from decimal import Decimal

from conversations.flow import AnswerFormat, Json, Rows, Value
from conversations.formats.keys import button, number, rows_of
from conversations.parsing.durations import MOST_HOURS, read_hours
from conversations.parsing.nights import read_night
from conversations.parsing.tongue import Tongue
from conversations.text import Rejected, Text, t

NO_SLEEP: dict[str, Json] = {"hours": 0.0, "bed": None, "wake": None}

_DATA = re.compile(r"[0-9]{1,2}(?:\.[0-9]{1,2})?")
_OFFERED = range(4, 11)


@dataclass(frozen=True)
class Sleep(AnswerFormat):
    """A night as {"hours": 7.5, "bed": "23:10" or None, "wake": "06:40" or None}."""

    night_ends_on: date | None = None
    zone: tzinfo | None = None

    def options(self, current: Value | None) -> Rows:
        """Whole hours on buttons; the rest is typed."""
        hours = current.get("hours") if isinstance(current, dict) else None
        offered = [number(n, chosen=n == hours) for n in _OFFERED]
        rows = rows_of(offered, per_row=4)
        if not isinstance(hours, int | float) or hours in _OFFERED or not 0 <= hours <= MOST_HOURS:
            return rows
        return (*rows, (button(f"{hours:g}", _length(hours), chosen=True),))

    def accept(self, data: str, current: Value | None) -> Value:
        """Read pressed hours; the same length again keeps the clock times it was told by."""
        hours = Decimal(data) if _DATA.fullmatch(data) else Decimal(MOST_HOURS + 1)
        if hours > MOST_HOURS:
            raise self._unread()
        value = _value(hours)
        same = isinstance(current, dict) and current.get("hours") == value["hours"]
        return current if same and current is not None else value

    def parse(self, raw: str, tongue: Tongue) -> Value:
        """Read typed hours or the two ends of the night."""
        if (hours := read_hours(raw, tongue.words)) is not None:
            return _value(hours)
        night = read_night(raw, tongue.words)
        if night is None:
            raise self._unread()
        length = self._between(*night)
        if not timedelta(0) < length < timedelta(hours=MOST_HOURS):
            raise self._unread()
        bed, wake = (f"{end:%H:%M}" for end in night)
        return {**_value(Decimal(length // timedelta(minutes=1)) / 60), "bed": bed, "wake": wake}

    def describe(self, value: Value) -> Text:
        """Say "Slept 7 h 30", with the clock times if they were told."""
        if not isinstance(value, dict):
            raise TypeError("not a night")
        hours, bed_at, woke_at = value["hours"], value.get("bed"), value.get("wake")
        if not isinstance(hours, int | float):
            raise TypeError("not a night")
        length = _length(hours)
        if not bed_at or not woke_at:
            return t("Slept {length}", length=length)
        bed, wake = time.fromisoformat(str(bed_at)), time.fromisoformat(str(woke_at))
        return t("Slept {length}, {bed}–{wake}", length=length, bed=bed, wake=wake)

    def _between(self, bed: time, wake: time) -> timedelta:
        """Measure the night in UTC: when clocks are changed, the dial is an hour off."""
        ends_on = self.night_ends_on or date(2000, 1, 2)
        zone = self.zone if self.night_ends_on and self.zone else UTC
        begins_on = ends_on - timedelta(days=1) if bed > wake else ends_on
        begin, end = datetime.combine(begins_on, bed, zone), datetime.combine(ends_on, wake, zone)
        return end.astimezone(UTC) - begin.astimezone(UTC)

    def _unread(self) -> Rejected:
        return Rejected(
            t("I could not read that as sleep. You can type 7, 7:30 or 23:10-06:40, for example.")
        )


def _value(hours: Decimal) -> dict[str, Json]:
    # Two decimals are enough to find every minute again.
    return {"hours": float(round(hours, 2)), "bed": None, "wake": None}


def _length(hours: float) -> Text:
    whole, minutes = divmod(round(hours * 60), 60)
    if not minutes:
        return t("{hours} h", hours=whole)
    return t("{hours} h {minutes}", hours=whole, minutes=f"{minutes:02}")

"""How long a night's sleep was: as hours, or by when it began and ended, and naps beside it.

Of several sleeps the longest is the main one; what was called a nap never is. Naps stand apart:
they are in no night's length and in no mean of nights.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from decimal import Decimal

from conversations.flow import AnswerFormat, Json, Rows, Value
from conversations.formats.keys import button, number, rows_of
from conversations.formats.length import length_words
from conversations.parsing.clock import is_hour
from conversations.parsing.durations import MOST_HOURS, read_hours
from conversations.parsing.nights import read_nap, read_night
from conversations.parsing.rough_lengths import read_rough_length
from conversations.parsing.sleeps import SaidSleep, read_sleeps
from conversations.parsing.tongue import Tongue
from conversations.text import Rejected, Text, listed, t, tn

NO_SLEEP: dict[str, Json] = {"hours": 0.0, "bed": None, "wake": None}

NAPS = "naps"

_BARE = re.compile(r"[0-9]{1,2}(?:[.,][0-9]{1,2})?")
_DATA = re.compile(r"[0-9]{1,2}(?:\.[0-9]{1,2})?")
_ENDS = re.compile(r"((?:[01][0-9]|2[0-3]):[0-5][0-9])-((?:[01][0-9]|2[0-3]):[0-5][0-9])")
_OFFERED = range(12)


@dataclass(frozen=True)
class Sleep(AnswerFormat):
    """A night as {"hours": 7.5, "bed": "23:10" or None, "wake": "06:40" or None}.

    Naps, where some were told, are a list of the same under "naps". `usual` are times at which the
    person went to bed of late.
    """

    night_ends_on: date | None = None
    zone: tzinfo | None = None
    usual: tuple[time, ...] = ()

    def options(self, current: Value | None) -> Rows:
        """Whole hours on buttons, a very short night among them; the rest is typed."""
        hours = current.get("hours") if isinstance(current, dict) else None
        offered = [number(n, chosen=n == hours) for n in _OFFERED]
        rows = rows_of(offered, per_row=6)
        if not isinstance(hours, int | float) or hours in _OFFERED or not 0 <= hours <= MOST_HOURS:
            return rows
        return (*rows, (button(f"{hours:g}", _length(hours), chosen=True),))

    def accept(self, data: str, current: Value | None) -> Value:
        """Read pressed hours; the same length again keeps the clock times it was told by."""
        if (ends := _ENDS.fullmatch(data)) is not None:
            naps = _naps_of(current) if isinstance(current, dict) else {}
            told = self._told(time.fromisoformat(ends[1]), time.fromisoformat(ends[2]))
            if told is None:
                raise self._unread()
            return {**told, **naps}
        hours = Decimal(data) if _DATA.fullmatch(data) else Decimal(MOST_HOURS + 1)
        if hours > MOST_HOURS:
            raise self._unread()
        value = _value(hours)
        if not isinstance(current, dict):
            return value
        same = current.get("hours") == value["hours"]
        return current if same else {**value, **_naps_of(current)}

    def parse(self, raw: str, tongue: Tongue) -> Value:
        """Read typed hours, the two ends of the night, or several sleeps of the day."""
        one = self._one(raw, tongue)
        if one is not None:
            return one
        said = read_sleeps(raw, tongue.words)
        found = [(part.nap, self._one(part.text, tongue, nap=part.nap)) for part in said]
        slept = [(nap, one) for nap, one in found if one is not None]
        nights = [one for nap, one in slept if not nap]
        if len(nights) == 1 and len(slept) < len(found) and all(nap or one for nap, one in found):
            # "4h + nap": the night is understood, and it would be cold to say that it is not.
            raise Rejected(t("How long was the nap? You can type both, such as 4h + nap 1h."))
        if not nights or len(slept) < len(found) or _is_a_range(raw, said):
            raise self._unread()
        night = max(nights, key=_hours)
        naps: list[Json] = [one for _, one in slept if one is not night and one["hours"]]
        if sum(_hours(one) for _, one in slept) > MOST_HOURS:
            raise self._unread()
        return {**night, NAPS: naps} if naps else night

    def _one(self, raw: str, tongue: Tongue, *, nap: bool = False) -> dict[str, Json] | None:
        """Read one sleep by its hours or its ends; None for what is neither, such as "till 10"."""
        words = tongue.words
        if is_hour(raw, words):
            return None
        if (hours := read_hours(raw, words)) is not None:
            return _value(hours)
        ends = read_nap(raw, words) if nap else read_night(raw, words, self.usual)
        if ends is None:
            rough = read_rough_length(raw, words)
            return _value(rough.middle) if rough is not None else None
        return self._told(*ends)

    def _told(self, begun: time, ended: time) -> dict[str, Json] | None:
        """Give a sleep by its ends; None for one that is too long."""
        length = self._between(begun, ended)
        if not timedelta(0) < length < timedelta(hours=MOST_HOURS):
            return None
        bed, wake = f"{begun:%H:%M}", f"{ended:%H:%M}"
        return {**_value(Decimal(length // timedelta(minutes=1)) / 60), "bed": bed, "wake": wake}

    def describe(self, value: Value) -> Text:
        """Say "Slept 7 h 30", with the clock times if they were told, and the naps."""
        if not isinstance(value, dict):
            raise TypeError("not a night")
        hours, bed, wake = value["hours"], value.get("bed"), value.get("wake")
        if not isinstance(hours, int | float):
            raise TypeError("not a night")
        slept = t("Slept {length}", length=_length(hours))
        if bed and wake:
            begun, ended = time.fromisoformat(str(bed)), time.fromisoformat(str(wake))
            slept = t("Slept {length}, {bed}–{wake}").given(
                length=_length(hours), bed=begun, wake=ended
            )
        naps = [length_words(round(nap.hours * 60)) for nap in naps_of(value)]
        if not naps:
            return slept
        return tn("{slept}; nap: {naps}", "{slept}; naps: {naps}", len(naps)).given(
            slept=slept, naps=listed(naps)
        )

    def _between(self, bed: time, wake: time) -> timedelta:
        """Measure the night in UTC: when clocks are changed, the dial is an hour off."""
        ends_on = self.night_ends_on or date(2000, 1, 2)
        zone = self.zone if self.night_ends_on and self.zone else UTC
        begins_on = ends_on - timedelta(days=1) if bed > wake else ends_on
        begin, end = datetime.combine(begins_on, bed, zone), datetime.combine(ends_on, wake, zone)
        return end.astimezone(UTC) - begin.astimezone(UTC)

    def _unread(self) -> Rejected:
        return Rejected(
            t(
                "I couldn't tell how long you slept. You can type 7, 7:30 or 23:10-06:40. "
                "With a nap, type 23:10-06:40, nap 1h."
            )
        )


def _value(hours: Decimal) -> dict[str, Json]:
    # Two decimals are enough to find every minute again.
    return {"hours": float(round(hours, 2)), "bed": None, "wake": None}


@dataclass(frozen=True, slots=True)
class Nap:
    """A sleep beside the night."""

    hours: float
    bed: str | None
    wake: str | None


def naps_of(night: object) -> tuple[Nap, ...]:
    """The naps told beside a night; none of what has another shape."""
    told = night.get(NAPS) if isinstance(night, dict) else None
    naps = [nap for nap in told if isinstance(nap, dict)] if isinstance(told, list) else []
    return tuple(
        Nap(float(nap["hours"]), nap.get("bed"), nap.get("wake"))
        for nap in naps
        if isinstance(nap.get("hours"), int | float)
    )


def _hours(slept: dict[str, Json]) -> float:
    hours = slept["hours"]
    return float(hours) if isinstance(hours, int | float) else 0.0


def _is_a_range(raw: str, said: tuple[SaidSleep, ...]) -> bool:
    """Tell whether "6 and 7" may well mean six to seven hours: nothing says that they are two."""
    return "+" not in raw and all(_BARE.fullmatch(one.text) and not one.nap for one in said)


def _naps_of(value: dict[str, Json]) -> dict[str, Json]:
    return {NAPS: value[NAPS]} if value.get(NAPS) else {}


def _length(hours: float) -> Text:
    whole, minutes = divmod(round(hours * 60), 60)
    if not minutes:
        return t("{hours} h", hours=whole)
    return t("{hours} h {minutes}", hours=whole, minutes=f"{minutes:02}")

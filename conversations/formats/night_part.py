"""One part of a night told in detail: read like any answer, and held against the other parts."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, time, tzinfo

from conversations.flow import AnswerFormat, Answers, Option, Rows, Value
from conversations.formats.clock_time import ClockTime, is_time
from conversations.formats.keys import button, rows_of
from conversations.night import Impossible, night
from conversations.parsing.clean import in_short
from conversations.parsing.clock import Spoken, read_spoken
from conversations.parsing.nights import LONGEST, nearest
from conversations.parsing.numbers import without_fillers
from conversations.parsing.tongue import Tongue
from conversations.text import Rejected, Text, shown, t

NOON = 12
DAY = 24 * 60
LATER, LATER_PER_ROW = (10, 20, 30, 45, 60, 90), 3  # minutes


def is_open(raw: str, tongue: Tongue) -> bool:
    """Tell whether a typed time leaves open which half of the day is meant."""
    spoken = read_spoken(raw, tongue.words)
    return spoken is not None and not spoken.certain


def _readings(spoken: Spoken) -> tuple[time, ...]:
    return (spoken.said,) if spoken.certain else (spoken.said, spoken.other_half)


@dataclass(frozen=True)
class Bedtime(ClockTime):
    """A time at night: a typed "11" is eleven in the evening, "1" is one after midnight.

    `usual` are the times of late: they are what is offered, and which half of the day a typed
    "8" is in.
    """

    usual: tuple[time, ...] = ()
    before: str | None = None
    """A light out that is told already: of two readings the one right before it is meant."""

    def options(self, current: Value | None) -> Rows:
        """The usual times in the order of the night."""
        flat = [option for row in ClockTime.options(self, current) for option in row]
        begins = int(self.offered[0][:2]) if self.offered else NOON
        flat.sort(key=lambda option: (int(option.value[:2]) - begins + 4) % 24)
        return rows_of(flat, self.per_row)

    def parse(self, raw: str, tongue: Tongue) -> Value:
        """Read a typed time."""
        spoken = read_spoken(raw, tongue.words)
        if spoken is None:
            raise self._unread()
        if self.before is not None:
            ends = time.fromisoformat(self.before)
            return f"{min(_readings(spoken), key=lambda at: _since(at, ends)):%H:%M}"
        known = nearest(_readings(spoken), self.usual)
        if known is not None:
            return f"{known:%H:%M}"
        late = not spoken.certain and 7 <= spoken.hour <= NOON
        return f"{spoken.other_half if late else spoken.said:%H:%M}"

    def _unread(self) -> Rejected:
        return Rejected(t("I couldn't read that as a time. You can type 23:10 or 0:30."))


@dataclass(frozen=True)
class Waking(ClockTime):
    """A time of waking: of two readings the one that makes a possible night of what was told."""

    bed: str | None = None

    def options(self, current: Value | None) -> Rows:
        """The usual times, from the earliest of the night on."""
        flat = [option for row in ClockTime.options(self, current) for option in row]
        begins = int(self.offered[0][:2]) if self.offered else 0
        flat.sort(key=lambda option: (int(option.value[:2]) - begins + 4) % 24)
        return rows_of(flat, self.per_row)

    def parse(self, raw: str, tongue: Tongue) -> Value:
        """Read a typed time."""
        spoken = read_spoken(raw, tongue.words)
        if spoken is None:
            raise self._unread()
        if spoken.certain or self.bed is None:
            return f"{spoken.said:%H:%M}"
        bed = time.fromisoformat(self.bed)
        possible = [at for at in _readings(spoken) if 0 < _since(bed, at) <= LONGEST]
        return f"{(possible or [spoken.said])[0]:%H:%M}"


def _since(begun: time, at: time) -> int:
    """Minutes on the dial from one time to the next."""
    return ((at.hour - begun.hour) * 60 + at.minute - begun.minute) % DAY


@dataclass(frozen=True)
class SoonAfter(AnswerFormat):
    """A time that is often the one told just before: that one is a tap, and so are a few later."""

    inner: ClockTime
    step: str
    after: str | None = None

    def given_answers(self, answers: Answers) -> "SoonAfter":
        """Offer the time told just before on a button of its own, where there is one."""
        at = answers.get(self.step)
        return replace(self, after=at if isinstance(at, str) else None)

    def options(self, current: Value | None) -> Rows:
        """The same time in a row of its own, then what follows it, in the order of the night."""
        if self.after is None:
            return self.inner.options(current)
        begun = time.fromisoformat(self.after)
        since = begun.hour * 60 + begun.minute
        times = [f"{at // 60:02}:{at % 60:02}" for at in ((since + n) % DAY for n in LATER)]
        if is_time(current) and current not in (self.after, *times):
            times.append(current)
        same = t("Same time, {at}", at=begun)
        later = [button(at, shown(time.fromisoformat(at)), chosen=at == current) for at in times]
        first: tuple[Option, ...] = (button(self.after, same, chosen=self.after == current),)
        return (first, *rows_of(later, LATER_PER_ROW))

    def accept(self, data: str, current: Value | None) -> Value:
        """Read a pressed time."""
        return self.inner.accept(data, current)

    def parse(self, raw: str, tongue: Tongue) -> Value:
        """Read a typed time, or "same"."""
        said = without_fillers(in_short(raw), tongue.words)
        if self.after and said in tongue.words.same_time:
            return self.after
        spoken = read_spoken(raw, tongue.words)
        if self.after and spoken is not None and not spoken.certain:
            # It follows soon: of "4:30" after waking at 16:00 only one reading does.
            begun = time.fromisoformat(self.after)
            return f"{min(_readings(spoken), key=lambda at: _since(begun, at)):%H:%M}"
        return self.inner.parse(raw, tongue)

    def describe(self, value: Value) -> Text:
        """Say the time in the local way."""
        return self.inner.describe(value)


@dataclass(frozen=True)
class NightPart(AnswerFormat):
    """The part `step`; `known` are the other parts of the same night."""

    inner: AnswerFormat
    step: str
    name: Text
    known: Mapping[str, object]
    ends_on: date
    zone: tzinfo

    def given_answers(self, answers: Answers) -> "NightPart":
        """As the inner one."""
        return replace(self, inner=self.inner.given_answers(answers))

    def options(self, current: Value | None) -> Rows:
        """As the inner one."""
        return self.inner.options(current)

    def accept(self, data: str, current: Value | None) -> Value:
        """Read a pressed part."""
        return self._possible(self.inner.accept(data, current))

    def parse(self, raw: str, tongue: Tongue) -> Value:
        """Read a typed part."""
        return self._possible(self.inner.parse(raw, tongue))

    def describe(self, value: Value) -> Text:
        """Say the name, then the answer."""
        return t("{question}: {answer}", question=self.name, answer=self.inner.describe(value))

    def _possible(self, value: Value) -> Value:
        try:
            night({**self.known, self.step: value}, self.ends_on, self.zone)
        except Impossible:
            raise Rejected(
                t(
                    "That doesn't fit with the other times of this night. ‹ Back lets you "
                    "change an earlier one. A night that fits: in bed 22:50, lights out "
                    "23:10, asleep after 20 min, awake 6:40, up 7:00."
                )
            ) from None
        return value

"""Some days of the week."""

from collections.abc import Iterable
from dataclasses import dataclass

from conversations.flow import AnswerFormat, Option, Rows, Value
from conversations.formats.keys import rows_of
from conversations.parsing.tongue import Tongue
from conversations.parsing.weekdays import read_weekdays
from conversations.text import Rejected, Text, joined, t


@dataclass(frozen=True)
class Weekdays(AnswerFormat):
    """ISO weekdays as [1, 3, 5]; ticked one by one until Save, never empty."""

    @property
    def multi_select(self) -> bool:
        """Days are ticked one by one."""
        return True

    def options(self, current: Value | None) -> Rows:
        """One button for each day, leading to the other state."""
        chosen = weekdays_of(current)
        return rows_of((_toggle(day, on=day in chosen) for day in range(1, 8)), per_row=4)

    def accept(self, data: str, current: Value | None) -> Value:
        """Set the one day that was pressed."""
        day, _, state = data.partition("=")
        if day not in "1234567" or len(day) != 1 or state not in ("on", "off"):
            raise _unread()
        chosen = set(weekdays_of(current))
        chosen = chosen | {int(day)} if state == "on" else chosen - {int(day)}
        return _some(chosen)

    def parse(self, raw: str, tongue: Tongue) -> Value:
        """Read typed days."""
        return _some(read_weekdays(raw, tongue.words) or ())

    def describe(self, value: Value) -> Text:
        """Name the days."""
        days = weekdays_of(value)
        return t("every day") if len(days) == 7 else joined([short_name(day) for day in days], " ")

    def finish(self, current: Value | None) -> Value:
        """Save, if there is at least one day."""
        return _some(weekdays_of(current))


def weekdays_of(value: object) -> tuple[int, ...]:
    """Return the weekdays in an answer, in order; none if it holds something else."""
    if not isinstance(value, list | tuple):
        return ()
    return tuple(sorted({day for day in value if isinstance(day, int) and 1 <= day <= 7}))


def short_name(day: int) -> Text:
    """Name an ISO weekday in a few letters."""
    # For translators: days of the week, briefly.
    names = (t("Mon"), t("Tue"), t("Wed"), t("Thu"), t("Fri"), t("Sat"), t("Sun"))
    return names[day - 1]


def _toggle(day: int, *, on: bool) -> Option:
    name = short_name(day)
    return Option(f"{day}=off", t("✓ {label}", label=name)) if on else Option(f"{day}=on", name)


def _some(days: Iterable[int]) -> Value:
    chosen = sorted(days)
    if not chosen:
        raise _unread()
    return [*chosen]


def _unread() -> Rejected:
    return Rejected(t("Please pick at least one day, such as “Mon Wed Fri” or “weekdays”."))

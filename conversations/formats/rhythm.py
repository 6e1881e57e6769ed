"""How often: every day, some times a week, on certain weekdays, or once."""

from dataclasses import dataclass
from functools import cache

from conversations.flow import AnswerFormat, Option, Rows, Value
from conversations.formats.count import read_count
from conversations.formats.keys import button, number, rows_of
from conversations.formats.weekdays import Weekdays, weekdays_of
from conversations.parsing.clean import in_short
from conversations.parsing.phrases import Phrases
from conversations.parsing.tongue import Tongue
from conversations.parsing.vocabulary import Vocabulary
from conversations.parsing.weekdays import read_weekdays
from conversations.text import Rejected, Text, t, tn

DAILY, DAYS, ONCE = "daily", "days", "once"


@dataclass(frozen=True)
class Rhythm(AnswerFormat):
    """DAILY, 1 … 6 (times a week), ONCE, DAYS (which ones is asked next), or weekdays at once."""

    def options(self, current: Value | None) -> Rows:
        """Every day, one to six times a week, certain weekdays, once."""
        a_week = (number(n, chosen=n == current) for n in range(1, 7))
        certain = current == DAYS or isinstance(current, list)
        return (
            (button(DAILY, t("Every day"), chosen=current == DAILY),),
            *rows_of((_times(option) for option in a_week), per_row=3),
            (
                button(DAYS, t("On certain days"), chosen=certain),
                button(ONCE, t("Just once"), chosen=current == ONCE),
            ),
        )

    def accept(self, data: str, current: Value | None) -> Value:  # noqa: ARG002 - the shape of a format; others look at what is there
        """Read a pressed rhythm."""
        if data in (DAILY, DAYS, ONCE):
            return data
        return self._times_a_week(int(data) if data in set("1234567") else None)

    def parse(self, raw: str, tongue: Tongue) -> Value:
        """Read a typed rhythm: "3 times a week", "daily", "mon wed fri", "once"."""
        text, words = in_short(raw), tongue.words
        if text in words.goal_once:
            return ONCE
        if text in words.some_weekdays:
            return DAYS
        if days := read_weekdays(raw, words):
            return DAILY if len(days) == 7 else list(days)
        a_week = _a_week(words).read(text)
        return self._times_a_week(read_count(a_week["number"] if a_week else text, words))

    def describe(self, value: Value) -> Text:
        """Say the rhythm."""
        if value == DAILY:
            return t("every day")
        if value == ONCE:
            return t("once")
        if isinstance(value, int):
            return tn("once a week", "{n} times a week", value)
        return Weekdays().describe(value) if weekdays_of(value) else t("on certain days")

    def _times_a_week(self, times: int | None) -> int | str:
        if times is None or not 1 <= times <= 7:
            raise Rejected(
                t("How often would that be? You can type “3 times a week”, “daily” or “Mon Thu”.")
            )
        return DAILY if times == 7 else times


@cache
def _a_week(words: Vocabulary) -> Phrases:
    return Phrases(words.a_week, number=".+?")


def _times(option: Option) -> Option:
    return Option(option.value, t("{times} × a week", times=option.label))


def times_a_week(value: object) -> int | None:
    """Return how many times a week an answer asks for; None where weekdays or once are meant."""
    if value == DAILY:
        return 7
    return value if isinstance(value, int) else None

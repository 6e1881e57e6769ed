"""How the words of the page are said: in the person's language, and quoted only so far."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time

from bot import i18n
from charts.report.view import ReportList
from conversations.formats import length_words
from conversations.formats.free_text import shortened
from conversations.text import Param, Text, own, tn

QUOTED = 220
"""UTF-16 units of what was written, some two lines; all of it is in the app."""
MOST_LINES = 14


@dataclass(frozen=True, slots=True)
class Wording:
    """The reader's language, and the year that need not be named."""

    language: str
    year: int

    def __call__(self, text: Text) -> str:
        """Say it."""
        return i18n.render(text, self.language, self.year)

    def day(self, day: date) -> str:
        """Write a day, briefly; with its year where that is not this one."""
        if day.year == self.year:
            return i18n.short_date(day, self.language)
        return i18n.first_and_last(day, day, self.language, today=date(self.year, 1, 1))[1]

    def span(self, first: date, last: date) -> str:
        """Write two days, their years where they differ or are not this one; one day once."""
        begins, ends = i18n.first_and_last(first, last, self.language, today=date(self.year, 1, 1))
        return ends if first == last else f"{begins} – {ends}"

    def clock(self, at: time | None) -> str:
        """Write a time of day; a dash where there is none."""
        return self._or_dash(at)

    def number(self, value: float | None) -> str:
        """Write a number, to one decimal; a dash where there is none."""
        return self._or_dash(None if value is None else tidy(value))

    def hours(self, hours: float | None) -> str:
        """Write hours as people do; a dash where there are none."""
        return "–" if hours is None else self(length_words(round(hours * 60)))

    def _or_dash(self, value: Param | None) -> str:
        return "–" if value is None else self(Text("{value}", {"value": value}))

    def list(
        self, heading: Text, lines: Sequence[Text], *, note: Text | None = None
    ) -> ReportList | None:
        """Put lines under a heading; None where there is none."""
        if not lines:
            return None
        said = tuple(self(line) for line in lines[:MOST_LINES])
        beside = self(note) if note is not None else ""
        return ReportList(self(heading), said, self.more(len(said), len(lines)), beside)

    def more(self, shown: int, of: int) -> tuple[str, ...]:
        """Say how many are left out where only the first n are shown, for every n."""
        return tuple(self._left_out(of - n) for n in range(shown + 1))

    def _left_out(self, n: int) -> str:
        return self(tn("and {n} more in the app", "and {n} more in the app", n)) if n else ""


def quoted(words: str) -> Text:
    """Quote what was written, as far as there is room."""
    return own(shortened(words, QUOTED))


def tidy(value: float) -> int | float:
    """Round to one decimal, and to none where that says the same."""
    rounded = round(value, 1)
    return int(rounded) if rounded == int(rounded) else rounded


def same_length(rows: Iterable[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    """Write rows as a table holds them."""
    return tuple(tuple(row) for row in rows)

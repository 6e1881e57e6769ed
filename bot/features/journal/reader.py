"""Reading back through all that a person wrote, only as far as is shown.

Words have a place: their day, and how many of that day are newer. A page begins after the place
where another ended, so that a journal of ten years opens as fast as one of a week. Days are read
a few at a time, and more where little was written; who seeks a word that is rare is shown how far
was looked, and can have it go on from there.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from bot.core.feature import Written
from bot.core.turn import Turn
from storage import damage

NOTES, OTHERS = frozenset({"note.text", "answer.value"}), frozenset({"win.text", "entry.content"})
REACH = timedelta(days=3660)
FIRST_DAYS, MOST_DAYS = 7, 400  # read at once
PLENTY = 100  # words among the days read at once, so that no more days are read the next time
MOST_READ = 5_000  # words for one page: some 50 ms of the one database thread


@dataclass(frozen=True, slots=True, order=True)
class WordsPlace:
    """Where some words stand: their day, and how many of it are newer."""

    day: date
    newer: int


@dataclass(frozen=True, slots=True)
class WordsPage:
    """Words, oldest first, and whether there are others beyond them."""

    words: tuple[tuple[WordsPlace, Written], ...]
    goes_on: bool
    looked_to: date | None = None
    """The day up to which it was looked, where that was not as far as there is something."""


@dataclass(frozen=True, slots=True)
class Journal:
    """What a person wrote in some days; with `all_kinds` also wins and words kept for later."""

    turn: Turn
    first: date
    last: date
    all_kinds: bool = False
    holds: str = ""

    @classmethod
    def ever(cls, turn: Turn, *, all_kinds: bool = False, holds: str = "") -> "Journal":
        """All words there are."""
        return cls(turn, turn.today - REACH, turn.horizon, all_kinds, holds.casefold())

    def before(self, place: WordsPlace | None, most: int) -> WordsPage:
        """The latest words before a place; without one, the latest of all."""
        return self._page(place, most, later=False)

    def after(self, place: WordsPlace, most: int) -> WordsPage:
        """The first words after a place."""
        return self._page(place, most, later=True)

    def every(self) -> Iterator[Written]:
        """All words of these days, newest first; for a few days."""
        return (words for _, words in self._between(self.first, self.last))

    def _page(self, since: WordsPlace | None, most: int, *, later: bool) -> WordsPage:
        found: list[tuple[WordsPlace, Written]] = []
        read, days = 0, FIRST_DAYS
        day = since.day if since else (self.first if later else self.last)
        while self.first <= day <= self.last and len(found) <= most and read < MOST_READ:
            other = self._days_on(day, days if later else -days)
            stretch = [*self._between(min(day, other), max(day, other))]
            read += len(stretch)
            days = days if len(stretch) > PLENTY else min(2 * days, MOST_DAYS)
            for place, words in reversed(stretch) if later else stretch:
                is_beyond = since is None or _is_beyond(place, since, later=later)
                if is_beyond and self.holds in words.text.casefold():
                    found.append((place, words))
            day = other + timedelta(days=1 if later else -1)
        ended = not self.first <= day <= self.last
        page = tuple(found[:most] if later else found[:most][::-1])
        looked_to = None if ended or len(found) > most else day
        return WordsPage(page, len(found) > most or not ended, looked_to)

    def _days_on(self, day: date, days: int) -> date:
        step = 1 if days > 0 else -1
        return min(max(day + timedelta(days=days - step), self.first), self.last)

    def _between(self, first: date, last: date) -> Iterator[tuple[WordsPlace, Written]]:
        """Give the words of some days, newest first."""
        found = [
            words
            for look in self.turn.deps.registry.written
            for words in look(self.turn, first, last)
            if self.all_kinds or words.kind is None
        ]
        found += self._damaged(first, last)
        found.sort(key=lambda words: (words.day, words.at), reverse=True)
        for day, of_day in groupby(found, key=lambda words: words.day):
            yield from ((WordsPlace(day, n), words) for n, words in enumerate(of_day))

    def _damaged(self, first: date, last: date) -> Iterator[Written]:
        """Where words stood that do not open: they are missed in their place."""
        for row in damage.known(self.turn.tx, self.turn.user_id):
            is_meant = row.column in NOTES or (self.all_kinds and row.column in OTHERS)
            if is_meant and first <= row.day <= last:
                yield Written(row.day, row.at or self.turn.now, "", is_damaged=True)


def _is_beyond(place: WordsPlace, since: WordsPlace, *, later: bool) -> bool:
    if place.day != since.day:
        return place.day > since.day if later else place.day < since.day
    return place.newer < since.newer if later else place.newer > since.newer

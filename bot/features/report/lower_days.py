"""Lower days on the page: which they are, and which words were part of them or helped."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from bot.core.turn import Turn
from bot.features.history.record import Record
from bot.features.trackers import factors
from charts import stats
from charts.view import Band
from conversations.formats.own_words import key_of, words_of

FOR_A_WORD = 3
"""Lower days a word must have been part of: fewer are an accident."""


@dataclass(frozen=True, slots=True)
class TickedWord:
    """A word of a list: on how many lower days it was ticked, and on how many others."""

    word: str
    lower: int
    others: int


def edge(now: Record, usual: Band | None) -> int | float | None:
    """Where the usual range begins; without one, this time's own middle half."""
    band = usual or stats.usual_range([day.mood for day in now.days])
    return band.low if band is not None else None


def below(now: Record, edge: int | float | None) -> frozenset[date]:
    """The days whose mood lies below that."""
    if edge is None:
        return frozenset()
    return frozenset(d.date for d in now.days if d.mood is not None and d.mood < edge)


def helped(turn: Turn, now: Record) -> tuple[tuple[str, int], ...]:
    """Count what helped, by the words that are still in the list."""
    away = factors.away(turn, "helped")
    counted = Counter(
        word
        for told in now.told.values()
        for word in words_of(told.get("helped"))
        if key_of(word) not in away
    )
    return tuple(counted.most_common())


def hindered(turn: Turn, now: Record, lower: frozenset[date]) -> tuple[TickedWord, ...]:
    """Count what was part of lower days more often than of the other days with a mood."""
    away = factors.away(turn, "factors")
    rated = {day.date for day in now.days if day.mood is not None}
    on: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
    for day in rated:
        for word in words_of(now.told.get(day, {}).get("factors")):
            if key_of(word) not in away:
                on[day in lower][word] += 1
    others = len(rated) - len(lower)
    found = [
        TickedWord(word, n, on[False][word])
        for word, n in on[True].items()
        if n >= FOR_A_WORD and _is_commoner(n, len(lower), on[False][word], others)
    ]
    return tuple(sorted(found, key=lambda one: (-one.lower, one.others, one.word)))


def _is_commoner(n: int, of: int, m: int, others: int) -> bool:
    """Whether n of so many is a greater part than m of the others, if there are any."""
    return not others or n * others > m * of

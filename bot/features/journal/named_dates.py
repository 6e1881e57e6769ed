"""Dates that are typed after /journal: which days they mean, and what is said where it is none.

A date is never sought as a word. A word that names days ("march", "friday") is, where nothing was
written then.
"""

from dataclasses import dataclass
from datetime import date

from bot.core import callback_data
from bot.core.turn import Turn
from bot.features import unread_dates
from bot.features.journal.reader import Journal
from bot.outgoing import Button, Rows
from conversations.parsing.named_days import NamedDays, named_days
from conversations.parsing.spans import read_coming_month, read_past_span
from conversations.text import Text, t


@dataclass(frozen=True, slots=True)
class DatesMeant:
    """The days that were meant, and what is said instead where that cannot be read."""

    span: tuple[date, date] | None = None
    is_surely: bool = False
    """It is a date, and no number or word that may stand in a note as well."""
    said: tuple[Text, ...] = ()
    rows: Rows = ()

    @property
    def is_unread(self) -> bool:
        """Whether it is a date of which no day can be shown."""
        return bool(self.said)


def meant(turn: Turn, sought: str) -> DatesMeant:
    """Read which days are meant."""
    words = turn.tongue.words
    named = named_days(sought, turn.today, words)
    span = read_past_span(sought, turn.today, words)
    if span is not None:
        # "12" and "10.5" may be a day, and as well a dose; "3 days ago" can be nothing else.
        has_letters = any(map(str.isalpha, sought)) and any(map(str.isdecimal, sought))
        is_surely = has_letters or (named is not None and named.has_year)
        return DatesMeant(span, is_surely)
    # Told before a move back over the date line, of a day that has not come here.
    ahead = read_past_span(sought, turn.horizon, words)
    if ahead is not None and Journal(turn, *ahead, all_kinds=True).before(None, 1).words:
        return DatesMeant(ahead, is_surely=True)
    if named is not None:
        return _unread(sought, named)
    month = read_coming_month(sought, turn.today, words)
    return DatesMeant(said=(unread_dates.to_come(*month),)) if month else DatesMeant()


def _unread(sought: str, named: NamedDays) -> DatesMeant:
    if len(named.past) == 1:  # so long ago that nobody can have lived it
        return DatesMeant(said=(nothing_in(*named.past, *named.past),))
    rows = (tuple(map(_open, named.past)),) if named.past else ()
    return DatesMeant(said=(unread_dates.unread(sought, named),), rows=rows)


def _open(day: date) -> Button:
    return Button(t("{day}", day=day), callback_data.action("journal.find", "0", day.isoformat()))


def named(first: date, last: date) -> Text:
    """Name some days by the first and the last of them."""
    if first == last:
        return t("{day}", day=first)
    return t("{first} – {last}", first=first, last=last)


def nothing_in(first: date, last: date) -> Text:
    """Say that no words are of these days."""
    if first == last:
        return t("Nothing was written on {day}.", day=first)
    return t("Nothing was written from {first} to {last}.", first=first, last=last)

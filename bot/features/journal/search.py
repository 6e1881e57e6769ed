"""`/journal` with words behind it: what was written in some days, or holds what is sought.

A search also finds wins, notes to oneself and what was taken along from a session.
"""

from dataclasses import dataclass
from datetime import date

from bot.core import callback_data
from bot.core.turn import Turn
from bot.features.history import summary
from bot.features.journal import named_dates, pages, shown
from bot.features.journal.named_dates import DatesMeant
from bot.features.journal.pages import EARLIER, LATER, Way
from bot.features.journal.reader import Journal, WordsPage, WordsPlace
from bot.outgoing import BLANK, Button, Rows
from conversations.formats.free_text import shortened
from conversations.parsing.clean import clean
from conversations.text import Text, own, t

FOUND = 8
QUOTED = 200  # characters of what is sought, where it is spoken of
MOST_CARRIED = 38  # bytes of what is sought, in a button that may have 64


def look_back(turn: Turn, argument: str) -> None:
    """Show the latest words, those of some days, or those that hold what is sought."""
    sought = clean(argument).replace("|", " ").strip()
    if sought:
        find(turn, 0, sought)
    else:
        pages.show_latest(turn)


def find(turn: Turn, back: int, sought: str) -> None:  # noqa: ARG001 - an earlier button counts
    """Show the latest that was written in some days or holds some words."""
    turn.ack()
    turn.message_id = None
    meant = named_dates.meant(turn, sought)
    if meant.is_unread:
        turn.say(*meant.said, rows=(*meant.rows, *pages.around(turn)))
        return
    looked = _look(turn, sought, meant)
    page = looked.journal.before(None, FOUND)
    if page.words or looked.told:
        _show_found(turn, page, looked, sought)
        return
    if page.looked_to is not None:
        said, rows = _so_far(page.looked_to, sought), _further(page, sought)
    else:
        said = named_dates.nothing_in(*meant.span) if meant.span else _nothing_holds(sought)
        rows = ()
    turn.say(said, rows=(*rows, *pages.around(turn)))


def _nothing_holds(sought: str) -> Text:
    return t("I found no note or win with “{words}” in it.", words=own(shortened(sought, QUOTED)))


@dataclass(frozen=True, slots=True)
class _Looked:
    """Where it is looked, what stands above what is found, and what else was told then."""

    journal: Journal
    head: tuple[Text, ...]
    told: tuple[Text, ...] = ()
    holds: str = ""


def _look(turn: Turn, sought: str, meant: DatesMeant) -> _Looked:
    """Look in the days that were meant; for a word that names days, else where it is written."""
    above: tuple[Text, ...] = ()
    if meant.span is not None:
        days, told = Journal(turn, *meant.span, all_kinds=True), _told(turn, *meant.span)
        if told or meant.is_surely or days.before(None, 1).words:
            head = t("What you wrote, {span}", span=named_dates.named(*meant.span))
            return _Looked(days, (head,), told)
        above = (named_dates.nothing_in(*meant.span),)
    journal = Journal.ever(turn, all_kinds=True, holds=sought)
    head = t("What you wrote with “{words}” in it", words=own(shortened(sought, QUOTED)))
    return _Looked(journal, (*above, head), holds=sought)


def seek(turn: Turn, way: str, day: date, newer: int, sought: str) -> None:
    """Leaf through what was found, from a place on."""
    looked = _look(turn, sought, named_dates.meant(turn, sought))
    journal, place = looked.journal, WordsPlace(day, newer)
    page = journal.after(place, FOUND) if way == LATER else journal.before(place, FOUND)
    if page.words:
        _show_found(turn, page, looked, sought, way=way)
    elif page.looked_to is not None:
        rows = (*_further(page, sought), *pages.around(turn))
        turn.edit(_so_far(page.looked_to, sought), rows=rows, message_id=turn.message_id)
    else:
        turn.ack(t("That's the start of your journal."))


def _so_far(day: date, sought: str) -> Text:
    return t(
        "I looked back to {day} and didn't find “{words}”. There are older notes too.",
        day=day,
        words=own(shortened(sought, QUOTED)),
    )


def _further(page: WordsPage, sought: str) -> Rows:
    if page.looked_to is None or len(sought.encode()) > MOST_CARRIED:
        return ()
    on = _seek(sought)(EARLIER, WordsPlace(page.looked_to, -1))
    return ((Button(t("Look further back"), on),),)


def _seek(sought: str) -> Way:
    def to(way: str, place: WordsPlace) -> str:
        on = place.day.strftime("%Y%m%d")
        return callback_data.action("seek", way, on, str(place.newer), sought)

    return to


def _told(turn: Turn, first: date, last: date) -> tuple[Text, ...]:
    """What else was told of a single day."""
    told = summary.told(turn, first, with_note=False) if first == last else ()
    return (*told, BLANK) if told else ()


def _show_found(
    turn: Turn, page: WordsPage, looked: _Looked, sought: str, way: str | None = None
) -> None:
    rows = pages.turns(page, _seek(sought), way) if len(sought.encode()) <= MOST_CARRIED else ()
    untold = (t("Older ones aren't shown here."),) if page.goes_on and not rows else ()
    words = [words for _, words in page.words]
    head = (*looked.head, BLANK, *looked.told)
    text = (*head, *untold, *shown.lines(words, looked.holds))
    rows = (*shown.more_rows(turn, words), *rows, *pages.around(turn))
    if turn.query_id is None:
        turn.say(*text, rows=rows)
    else:
        turn.edit(*text, rows=rows, message_id=turn.message_id)

"""`/journal`: looking back at what was written, by date, by a word, or from the latest on.

Notes of the journal and notes of a check-in stand together: both are the person's own words. A
search also finds wins, notes to oneself and what was taken along from a session.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from bot.core import callback_data
from bot.core.turn import Turn
from bot.features.history import summary
from bot.features.journal import named_dates, shown
from bot.features.journal import prompts as journal_prompts
from bot.features.journal.named_dates import DatesMeant
from bot.features.journal.reader import Journal, WordsPage, WordsPlace
from bot.outgoing import BLANK, Button, Rows
from conversations.formats.free_text import shortened
from conversations.parsing.clean import clean
from conversations.text import Text, own, t

PAGE = 5
FOUND = 8
QUOTED = 200  # characters of what is sought, where it is spoken of
MOST_CARRIED = 38  # bytes of what is sought, in a button that may have 64
EARLIER, LATER = "e", "l"

# Names the button to the page that way from a place; None where no button could carry it.
Way = Callable[[str, WordsPlace], str]


def look_back(turn: Turn, argument: str) -> None:
    """Show the latest words, those of some days, or those that hold what is sought."""
    sought = clean(argument).replace("|", " ").strip()
    if sought:
        find(turn, 0, sought)
    else:
        _show_latest(turn)


def find(turn: Turn, back: int, sought: str) -> None:  # noqa: ARG001 - an earlier button counts
    """Show the latest that was written in some days or holds some words."""
    turn.ack()
    turn.message_id = None
    meant = named_dates.meant(turn, sought)
    if meant.is_unread:
        turn.say(*meant.said, rows=(*meant.rows, *_around(turn)))
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
    turn.say(said, rows=(*rows, *_around(turn)))


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
        rows = (*_further(page, sought), *_around(turn))
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


def _leaf(way: str, place: WordsPlace) -> str:
    on = place.day.strftime("%Y%m%d")
    return callback_data.action("journal.at", way, on, str(place.newer))


def _told(turn: Turn, first: date, last: date) -> tuple[Text, ...]:
    """What else was told of a single day."""
    told = summary.told(turn, first, with_note=False) if first == last else ()
    return (*told, BLANK) if told else ()


def _show_found(
    turn: Turn, page: WordsPage, looked: _Looked, sought: str, way: str | None = None
) -> None:
    rows = _turns(page, _seek(sought), way) if len(sought.encode()) <= MOST_CARRIED else ()
    untold = (t("Older ones aren't shown here."),) if page.goes_on and not rows else ()
    words = [words for _, words in page.words]
    head = (*looked.head, BLANK, *looked.told)
    text = (*head, *untold, *shown.lines(words, looked.holds))
    rows = (*shown.more_rows(turn, words), *rows, *_around(turn))
    if turn.query_id is None:
        turn.say(*text, rows=rows)
    else:
        turn.edit(*text, rows=rows, message_id=turn.message_id)


def _turns(page: WordsPage, to: Way, way: str | None) -> Rows:
    """Offer the pages before and after; whoever came from one can go back to it."""
    if not page.words:
        return ()
    row = []
    if way == LATER or page.goes_on:
        begin = page.words[0][0]
        if way != LATER and page.looked_to is not None:
            begin = WordsPlace(page.looked_to, -1)
        row.append(Button(t("◀ Earlier"), to(EARLIER, begin)))
    if way == EARLIER or (way == LATER and page.goes_on):
        row.append(Button(t("Later ▶"), to(LATER, page.words[-1][0])))
    return (tuple(row),) if row else ()


def _show_latest(turn: Turn) -> None:
    page = Journal.ever(turn).before(None, PAGE)
    if not page.words:
        turn.say(
            t(
                "Your journal is empty so far. Write anything here, anytime, and I'll keep "
                "it as a note."
            ),
            rows=_around(turn),
        )
        return
    turn.say(*_told_on(page), rows=_below(turn, page, None))


def leaf(turn: Turn, way: str, day: date, newer: int) -> None:
    """Leaf to the words before or after a place."""
    journal, place = Journal.ever(turn), WordsPlace(day, newer)
    page = journal.after(place, PAGE) if way == LATER else journal.before(place, PAGE)
    if not page.words:
        turn.ack(t("That's the start of your journal."))
        return
    turn.edit(*_told_on(page), rows=_below(turn, page, way), message_id=turn.message_id)


def older(turn: Turn, _back: int) -> None:
    """Show the latest words, from a button that counted them."""
    page = Journal.ever(turn).before(None, PAGE)
    if not page.words:
        turn.ack(t("That's the start of your journal."))
        return
    turn.edit(*_told_on(page), rows=_below(turn, page, None), message_id=turn.message_id)


def _told_on(page: WordsPage) -> list[Text]:
    return shown.lines([words for _, words in page.words])


def _below(turn: Turn, page: WordsPage, way: str | None) -> Rows:
    whole = shown.more_rows(turn, [words for _, words in page.words])
    return (*whole, *_turns(page, _leaf, way), *_around(turn))


def _around(turn: Turn) -> Rows:
    kept = (
        Button(t("For therapy"), callback_data.action("therapy.list")),
        Button(t("Notes to myself"), callback_data.action("self")),
    )
    prompt = journal_prompts.button(turn)
    return (prompt, kept) if prompt else (kept,)

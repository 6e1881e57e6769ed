"""`/journal`: looking back at what was written, by date, by a word, or from the latest on.

Notes of the journal and notes of a check-in stand together: both are the person's own words. A
search also finds wins, notes to oneself and what was taken along from a session.
"""

from collections.abc import Callable
from datetime import date

from bot.core import callback_data
from bot.core.feature import Written
from bot.core.turn import Turn
from bot.features.history import summary
from bot.features.journal import prompts as journal_prompts
from bot.features.journal.reader import Journal, WordsPage, WordsPlace
from bot.outgoing import BLANK, Button, Rows
from conversations.parsing.clean import clean
from conversations.parsing.spans import read_past_span
from conversations.text import Text, own, t

PAGE = 5
FOUND = 8
LONG = 600
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
    journal, head, told = _sought(turn, sought)
    page = journal.before(None, FOUND)
    if page.words or told:
        _show_found(turn, page, (head, BLANK, *told), sought)
        return
    span = _days_of(turn, sought)
    if page.looked_to is not None:
        said, rows = _so_far(page.looked_to, sought), _further(page, sought)
    else:
        said = _nothing_in(*span) if span else t("No note and no win holds “{words}”.",
                                                 words=own(sought))  # fmt: skip
        rows = ()
    turn.say(said, rows=(*rows, *_around(turn)))


def _days_of(turn: Turn, sought: str) -> tuple[date, date] | None:
    """Read days that have been, or that were told of before a move over the date line."""
    words = turn.tongue.words
    return read_past_span(sought, turn.today, words) or read_past_span(sought, turn.horizon, words)


def _sought(turn: Turn, sought: str) -> tuple[Journal, Text, tuple[Text, ...]]:
    """Where to look: in the days that were meant, if something is there; else everywhere."""
    span = _days_of(turn, sought)
    if span is not None:
        journal, told = Journal(turn, *span, all_kinds=True), _told(turn, *span)
        if told or journal.before(None, 1).words:
            return journal, t("Your words of {span}", span=_named(*span)), told
    journal = Journal.ever(turn, all_kinds=True, holds=sought)
    return journal, t("Your words that hold “{words}”", words=own(sought)), ()


def seek(turn: Turn, way: str, day: date, newer: int, sought: str) -> None:
    """Leaf through what was found, from a place on."""
    journal, head, told = _sought(turn, sought)
    place = WordsPlace(day, newer)
    page = journal.after(place, FOUND) if way == LATER else journal.before(place, FOUND)
    if page.words:
        _show_found(turn, page, (head, BLANK, *told), sought, way=way)
    elif page.looked_to is not None:
        rows = (*_further(page, sought), *_around(turn))
        turn.edit(_so_far(page.looked_to, sought), rows=rows, message_id=turn.message_id)
    else:
        turn.ack(t("That is the beginning of your journal."))


def _so_far(day: date, sought: str) -> Text:
    return t(
        "Back to {day} I found nothing that holds “{words}”. There is more before that.",
        day=day,
        words=own(sought),
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


def _named(first: date, last: date) -> Text:
    if first == last:
        return t("{day}", day=first)
    return t("{first} – {last}", first=first, last=last)


def _nothing_in(first: date, last: date) -> Text:
    if first == last:
        return t("Nothing was written on {day}.", day=first)
    return t("Nothing was written from {first} to {last}.", first=first, last=last)


def _told(turn: Turn, first: date, last: date) -> tuple[Text, ...]:
    """What else was told of a single day."""
    told = summary.told(turn, first) if first == last else ()
    return (*told, BLANK) if told else ()


def _show_found(
    turn: Turn, page: WordsPage, head: tuple[Text, ...], sought: str, way: str | None = None
) -> None:
    rows = _turns(page, _seek(sought), way) if len(sought.encode()) <= MOST_CARRIED else ()
    untold = (t("Earlier ones are not shown."),) if page.goes_on and not rows else ()
    words = [words for _, words in page.words]
    text = (*head, *untold, *_lines(words, LONG if len(words) <= PAGE else LONG // 2))
    if turn.query_id is None:
        turn.say(*text, rows=(*rows, *_around(turn)))
    else:
        turn.edit(*text, rows=(*rows, *_around(turn)), message_id=turn.message_id)


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
            t("Your journal is empty. Write anything here, at any time; I keep it as a note."),
            rows=_around(turn),
        )
        return
    turn.say(*_told_on(page), rows=(*_turns(page, _leaf, None), *_around(turn)))


def leaf(turn: Turn, way: str, day: date, newer: int) -> None:
    """Leaf to the words before or after a place."""
    journal, place = Journal.ever(turn), WordsPlace(day, newer)
    page = journal.after(place, PAGE) if way == LATER else journal.before(place, PAGE)
    if not page.words:
        turn.ack(t("That is the beginning of your journal."))
        return
    rows = (*_turns(page, _leaf, way), *_around(turn))
    turn.edit(*_told_on(page), rows=rows, message_id=turn.message_id)


def older(turn: Turn, _back: int) -> None:
    """Show the latest words, from a button that counted them."""
    page = Journal.ever(turn).before(None, PAGE)
    if not page.words:
        turn.ack(t("That is the beginning of your journal."))
        return
    rows = (*_turns(page, _leaf, None), *_around(turn))
    turn.edit(*_told_on(page), rows=rows, message_id=turn.message_id)


def _told_on(page: WordsPage) -> list[Text]:
    return _lines([words for _, words in page.words])


def _around(turn: Turn) -> Rows:
    kept = (
        Button(t("For therapy"), callback_data.action("therapy.list")),
        Button(t("Notes to myself"), callback_data.action("self")),
    )
    prompt = journal_prompts.button(turn)
    return (prompt, kept) if prompt else (kept,)


def _lines(words: list[Written], most: int = LONG) -> list[Text]:
    lines: list[Text] = []
    for entry in words:
        text = entry.text if len(entry.text) <= most else entry.text[: most - 1] + "…"
        lines += [_heading(entry), own(text), BLANK]
    return lines[:-1]


def _heading(entry: Written) -> Text:
    """Say the day, what the words are where they are no note, and whether they are marked."""
    if entry.for_therapy:
        return t("{day} · for therapy", day=entry.day)
    if entry.kind is not None:
        return t("{day} · {kind}", day=entry.day, kind=entry.kind)
    return t("{day}", day=entry.day)

"""The journal from the latest words on, page by page, and what any page of it has below.

Notes of the journal and notes of a check-in stand together: both are the person's own words.
"""

from collections.abc import Callable
from datetime import date

from bot.core import callback_data
from bot.core.turn import Turn
from bot.features.journal import prompts as journal_prompts
from bot.features.journal import shown
from bot.features.journal.reader import Journal, WordsPage, WordsPlace
from bot.outgoing import Button, Rows
from conversations.text import Text, t

PAGE = 5
EARLIER, LATER = "e", "l"

# Names the button to the page that way from a place; None where no button could carry it.
Way = Callable[[str, WordsPlace], str]


def _leaf(way: str, place: WordsPlace) -> str:
    on = place.day.strftime("%Y%m%d")
    return callback_data.action("journal.at", way, on, str(place.newer))


def turns(page: WordsPage, to: Way, way: str | None) -> Rows:
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


def show_latest(turn: Turn) -> None:
    """Show the latest words."""
    page = Journal.ever(turn).before(None, PAGE)
    if not page.words:
        turn.say(
            t(
                "Your journal is empty so far. Write anything here, anytime, and I'll keep "
                "it as a note."
            ),
            rows=around(turn),
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
    return (*whole, *turns(page, _leaf, way), *around(turn))


def around(turn: Turn) -> Rows:
    """Offer what else there is: a question to write about, and words kept for something."""
    kept = (
        Button(t("For therapy"), callback_data.action("therapy.list")),
        Button(t("Notes to myself"), callback_data.action("self")),
    )
    prompt = journal_prompts.button(turn)
    return (prompt, kept) if prompt else (kept,)

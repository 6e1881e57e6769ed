"""`/journal`: looking back at what was written, by date, by a word, or from the latest on.

Notes of the journal and notes of a check-in stand together: both are the person's own words. A
search also finds wins, notes to oneself and what was taken along from a session.
"""

from dataclasses import dataclass
from datetime import date

from bot.core import callback_data
from bot.core.feature import Written
from bot.core.turn import Turn
from bot.features.history import summary
from bot.features.journal import prompts as journal_prompts
from bot.features.journal import search
from bot.outgoing import BLANK, Button, Rows
from conversations.parsing.clean import clean
from conversations.parsing.spans import read_past_span
from conversations.text import Text, own, t, tn

PAGE = 5
FOUND = 8
LONG = 600
MOST_CARRIED = 40  # bytes of what is sought, in a button that may have 64


@dataclass(frozen=True, slots=True)
class _Found:
    """What was found, what stands above it, what was sought, and how far back the page is."""

    words: list[Written]
    head: Text
    above: tuple[Text, ...]
    sought: str
    back: int

    def leaf(self, more: int) -> Rows:
        """Offer the pages before and after, where a button can carry what was sought."""
        if len(self.sought.encode()) > MOST_CARRIED:
            return ()
        row = []
        if more:
            row.append(Button(t("◀ Earlier"), self._page(self.back + FOUND)))
        if self.back:
            row.append(Button(t("Later ▶"), self._page(max(0, self.back - FOUND))))
        return (tuple(row),) if row else ()

    def _page(self, back: int) -> str:
        return callback_data.action("journal.find", str(back), self.sought)


def look_back(turn: Turn, argument: str) -> None:
    """Show the latest words, those of some days, or those that hold what is sought."""
    sought = clean(argument).replace("|", " ").strip()
    if sought:
        find(turn, 0, sought)
    else:
        _show_latest(turn)


def find(turn: Turn, back: int, sought: str) -> None:
    """Show what was written in some days or holds some words, that many before the latest."""
    words = turn.tongue.words
    span = read_past_span(sought, turn.today, words) or read_past_span(sought, turn.horizon, words)
    if span is not None:
        found, told = search.between(turn, *span, all_kinds=True), _told(turn, *span)
        if found or told:
            head = t("Your words of {span}", span=_named(*span))
            _show_found(turn, _Found(found, head, told, sought, back))
            return
    every = search.ever(turn, all_kinds=True)
    found = [e for e in every if sought.casefold() in e.text.casefold()]
    if found:
        head = t("Your words that hold “{words}”", words=own(sought))
        _show_found(turn, _Found(found, head, (), sought, back))
    elif span is not None:
        turn.say(_nothing_in(*span), rows=_around(turn))
    else:
        turn.say(t("No note and no win holds “{words}”.", words=own(sought)), rows=_around(turn))


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


def _show_found(turn: Turn, found: _Found) -> None:
    end = len(found.words) - found.back
    more = max(0, end - FOUND)
    page = found.words[more : max(0, end)]
    leaf = found.leaf(more)
    untold = (tn("{n} earlier one is not shown.", "{n} earlier ones are not shown.", more),)
    text = (
        found.head,
        BLANK,
        *found.above,
        *(untold if more and not leaf else ()),
        *_lines(page, LONG if len(page) <= PAGE else LONG // 2),
    )
    rows = (*leaf, *_around(turn))
    if turn.query_id is None:
        turn.say(*text, rows=rows)
    else:
        turn.edit(*text, rows=rows, message_id=turn.message_id)


def _show_latest(turn: Turn) -> None:
    every = search.ever(turn)
    if not every:
        turn.say(
            t("Your journal is empty. Write anything here, at any time; I keep it as a note."),
            rows=_around(turn),
        )
        return
    turn.say(*_lines(every[-PAGE:]), rows=(*_leaf(every, 0), *_around(turn)))


def older(turn: Turn, back: int) -> None:
    """Leaf to the words that many before the latest."""
    every = search.ever(turn)
    page = every[max(0, len(every) - back - PAGE) : max(0, len(every) - back)]
    if not page:
        turn.ack(t("That is the beginning of your journal."))
        return
    turn.edit(
        *_lines(page), rows=(*_leaf(every, back), *_around(turn)), message_id=turn.message_id
    )


def _leaf(every: list[Written], back: int) -> Rows:
    row = []
    if len(every) > back + PAGE:
        row.append(Button(t("◀ Earlier"), callback_data.action("journal", str(back + PAGE))))
    if back:
        row.append(Button(t("Later ▶"), callback_data.action("journal", str(max(0, back - PAGE)))))
    return (tuple(row),) if row else ()


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

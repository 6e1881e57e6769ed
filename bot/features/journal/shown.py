"""How words are shown: some of each on a page, and one of them whole."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime

from bot.core import callback_data, clocks
from bot.core.feature import Written
from bot.core.turn import MESSAGE_LIMIT, Turn
from bot.features.journal.excerpts import excerpt, parts
from bot.features.journal.reader import Journal
from bot.outgoing import BLANK, Button, Rows, units
from conversations.text import Text, own, t

LONG = 600  # UTF-16 units of each on a page of a few, half of that on a page of more
A_FEW = 5
HEAD = 200  # units that the line above a part of a message may take


def lines(words: Sequence[Written], sought: str = "") -> list[Text]:
    """Say a page: a heading and words for each, those that are sought to be seen."""
    said: list[Text] = []
    for one in words:
        said += [_heading(one), own(excerpt(one.text, _most(words), sought)), BLANK]
    return said[:-1]


def whole_rows(turn: Turn, words: Sequence[Written]) -> Rows:
    """Offer to open each that is not shown whole."""
    long = [one for one in words if units(one.text) > _most(words)]
    of_day = Counter(one.day for one in long)
    rows = []
    for one in long:
        at = clocks.clock_time(turn.known, one.at)
        label = t("Read all of it")
        if len(long) > 1:
            label = t("Read all of {day}", day=one.day)
        if of_day[one.day] > 1:
            label = t("Read all of {day}, {time}", day=one.day, time=at)
        place = (one.day.strftime("%Y%m%d"), callback_data.instant(one.at))
        rows.append((Button(label, callback_data.action("journal.whole", *place)),))
    return tuple(rows)


def _most(words: Sequence[Written]) -> int:
    return LONG if len(words) <= A_FEW else LONG // 2


def open_whole(turn: Turn, day: date, at: datetime) -> None:
    """Say words whole, in as many messages as they need."""
    found = [one for one in Journal(turn, day, day, all_kinds=True).every() if one.at == at]
    if not found:
        turn.ack(t("That has changed since. /journal shows how it is now."))
        return
    turn.ack()
    for one in found:
        said = parts(one.text, MESSAGE_LIMIT - HEAD)
        for n, part in enumerate(said, 1):
            head = _heading(one)
            if len(said) > 1:
                head = t("{heading} · part {n} of {all}", heading=head, n=n, all=len(said))
            turn.say(head, own(part))


def _heading(entry: Written) -> Text:
    """Say the day, what the words are where they are no note, and whether they are marked."""
    if entry.for_therapy:
        return t("{day} · for therapy", day=entry.day)
    if entry.kind is not None:
        return t("{day} · {kind}", day=entry.day, kind=entry.kind)
    return t("{day}", day=entry.day)

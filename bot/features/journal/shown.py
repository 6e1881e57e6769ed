"""How words are shown: some of each on a page, and one of them whole."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, datetime, time

from bot.core import callback_data, clocks, damaged
from bot.core.feature import Written
from bot.core.turn import MESSAGE_LIMIT, Turn
from bot.features import media_words
from bot.features.journal.excerpts import excerpt, parts
from bot.features.journal.reader import Journal
from bot.outgoing import BLANK, Button, Rows, units
from conversations.text import Text, own, t

LONG = 600  # UTF-16 units of each on a page of a few, half of that on a page of more
A_FEW = 5
Labels = tuple[Text, Text, Text]  # of the only one, by its day, and by day and time
READ: Labels = (
    t("Read all of it"),
    t("Read all of {day}"),
    t("Read all of {day}, {time}"),
)
PLAY: Labels = (t("Play it again"), t("Play {day}"), t("Play {day}, {time}"))
SHOW: Labels = (t("Show it again"), t("Show {day}"), t("Show {day}, {time}"))
HEAD = 200  # units that the line above a part of a message may take


def lines(words: Sequence[Written], sought: str = "") -> list[Text]:
    """Say a page: words for each below its heading, which several of a day share."""
    said: list[Text] = []
    before: Text | None = None
    for one in words:
        heading = _heading(one)
        if heading != before or not one.text:
            said.append(heading)
        before = heading
        if one.is_damaged:
            said.append(damaged.HERE)
        if one.text:  # a voice note has none
            said.append(own(excerpt(one.text, _most(words), sought)))
        said.append(BLANK)
    return said[:-1]


def more_rows(turn: Turn, words: Sequence[Written]) -> Rows:
    """Offer to open each that is not shown whole, and to send again what Telegram holds."""
    long = [one for one in words if units(one.text) > _most(words)]
    held = [one for one in words if one.media]
    heard = [one for one in held if media_words.is_heard(one.media)]
    seen = [one for one in held if one not in heard]
    again = (*_named(turn, heard, PLAY, _again), *_named(turn, seen, SHOW, _again))
    return (*((button,) for button in _named(turn, long, READ, _whole)), *_in_pairs(again))


def _named(
    turn: Turn, some: Sequence[Written], labels: Labels, data: Callable[[Written], str]
) -> list[Button]:
    """A button for each, named as far as they have to be told apart."""
    of_day = Counter(one.day for one in some)
    of_minute: Counter[tuple[date, time]] = Counter()
    alone, by_day, by_time = labels
    buttons = []
    for one in some:
        at = clocks.clock_time(turn.known, one.at)
        label = alone if len(some) == 1 else by_day.given(day=one.day)
        if of_day[one.day] > 1:
            label = by_time.given(day=one.day, time=at)
            of_minute[one.day, at] += 1
            if (n := of_minute[one.day, at]) > 1:
                label = t("{what} ({n})", what=label, n=n)
        buttons.append(Button(label, data(one)))
    return buttons


def _whole(one: Written) -> str:
    place = (one.day.strftime("%Y%m%d"), callback_data.instant(one.at))
    return callback_data.action("journal.whole", *place)


def _again(one: Written) -> str:
    return callback_data.action("media", one.note)


def _in_pairs(buttons: Sequence[Button]) -> Rows:
    return tuple(tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2))


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
    if entry.media:
        kind = media_words.named(entry.media)
        if entry.for_therapy:
            return t("{day} · {kind} · for therapy", day=entry.day, kind=kind)
        return t("{day} · {kind}", day=entry.day, kind=kind)
    if entry.for_therapy:
        return t("{day} · for therapy", day=entry.day)
    if entry.kind is not None:
        return t("{day} · {kind}", day=entry.day, kind=entry.kind)
    return t("{day}", day=entry.day)

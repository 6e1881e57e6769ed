"""The message: how much is known, three findings at most, how they were found, and a step."""

from dataclasses import dataclass

from bot import i18n
from bot.core import callback_data, damaged
from bot.core.attachments import Params
from bot.core.turn import MESSAGE_LIMIT, Turn
from bot.features import days
from bot.features.insights import method_words, words
from bot.features.insights.asked import KIND
from bot.features.insights.data import DiaryReading
from bot.features.insights.put_away import mark
from bot.features.insights.words import Names
from bot.outgoing import BLANK, Button, Rows
from charts.insights.findings import (
    Alike,
    AlikeDays,
    Change,
    Finding,
    Insights,
    SleepRhythm,
    Trend,
)
from conversations.text import Text, quoted, strong, t

ON_A_PAGE = 3
DIRECTIONS = frozenset({"rising", "falling", "higher", "lower"})
NOT_NOW = t(
    "I couldn't look through your weeks this time. Everything you told me is safe. Please "
    "try again in a while."
)


@dataclass(frozen=True, slots=True)
class FindingsPage:
    """Some of the findings, with their numbers."""

    found: Insights
    names: Names
    begin: int
    as_usual: int
    """Days among those it is about that were filled in as usual."""
    is_today_told: bool

    @property
    def shown(self) -> tuple[tuple[int, Finding, Text], ...]:
        """What is said on this page."""
        return self._said[self.begin : self.begin + ON_A_PAGE]

    @property
    def is_last(self) -> bool:
        """Whether nothing follows."""
        return self.begin + ON_A_PAGE >= len(self._said)

    @property
    def _said(self) -> tuple[tuple[int, Finding, Text], ...]:
        every = ((one, words.sentence(one, self.names)) for one in self.found.findings)
        told = [(one, said) for one, said in every if said is not None]
        return tuple((n, one, said) for n, (one, said) in enumerate(told, 1))


def message(turn: Turn, reading: DiaryReading, found: Insights, number: int) -> Params:
    """Write the message and its buttons."""
    names = {one.key: one for one in reading.candidates}
    page = FindingsPage(
        found,
        names,
        begin=max(0, number) * ON_A_PAGE,
        as_usual=reading.usual_among(found.told.of),
        is_today_told=days.is_told(turn, turn.today),
    )
    texts = (*_texts(page), *((BLANK, damaged.HERE) if reading.is_damaged else ()))
    said = i18n.formatted(texts, turn.language, turn.now.year).cut(MESSAGE_LIMIT)
    return {**said.parameters(), "reply_markup": turn.keyboard(_rows(page))}


def not_now(turn: Turn) -> Params:
    """Say that it could not be worked out, and offer to try again."""
    again = ((Button(t("Try again"), callback_data.action(KIND, "0")),),)
    return {"text": turn.words(NOT_NOW), "reply_markup": turn.keyboard(again)}


def _texts(page: FindingsPage) -> tuple[Text, ...]:
    texts = [strong(words.headline(page.found.told)), *words.as_usual(page.as_usual)]
    for n, _, said in page.shown:
        texts += [BLANK, t("{n}. {finding}", n=n, finding=said)]
    if any(_is_turn(one) for _, one, _ in page.shown):
        texts += [
            BLANK,
            t(
                "If something changed for you, when was that, and what was it? You can "
                "write it here, and I'll keep it in your journal."
            ),
        ]
    needs = method_words.needs(page.found, page.names) if page.is_last else ()
    if needs:
        texts += [BLANK, *needs]
    numbered = tuple((n, one) for n, one, _ in page.shown)
    if not page.shown:
        nothing = () if needs else (BLANK, t("That's all I can say with any certainty."))
        return (*texts, *nothing)
    return (*texts, BLANK, quoted(*method_words.method(page.found, numbered)))


def _is_turn(one: Finding) -> bool:
    return isinstance(one, Trend | Change) and one.verdict in DIRECTIONS


def _rows(page: FindingsPage) -> Rows:
    """A step first, then what does not fit, other pages, and what would say more."""
    unfit = tuple(
        Button(t("{n} doesn't fit me", n=n), callback_data.action("insights.unfit", mark(one.key)))
        for n, one, _ in page.shown
        if not one.is_open
    )
    turn_over = (
        *((_leaf(t("◀ Back"), page.begin // ON_A_PAGE - 1),) if page.begin else ()),
        *(() if page.is_last else (_leaf(t("More ▶"), page.begin // ON_A_PAGE + 1),)),
    )
    is_found = any(not one.is_open for _, one, _ in page.shown)
    step = Button(
        t("Make a small step of it"), callback_data.action("insights.step"), primary=True
    )
    check_in = Button(t("Check in now"), callback_data.action("checkin"), primary=not page.shown)
    first = (step,) if is_found else () if page.is_today_told else (check_in,)
    rows = (
        first,
        *((one,) for one in unfit),
        _more(page),
        turn_over,
    )
    return tuple(row for row in rows if row)


def _leaf(label: Text, number: int) -> Button:
    return Button(label, callback_data.action(KIND, str(number)))


def _more(page: FindingsPage) -> tuple[Button, ...]:
    buttons: list[Button] = []
    for _, one, _ in page.shown:
        if isinstance(one, Alike):
            first = one.first.isoformat()
            buttons.append(Button(t("That week"), callback_data.action("insights.week", first)))
        if isinstance(one, AlikeDays):
            day = one.latest.isoformat()
            buttons.append(Button(t("That day"), callback_data.action("insights.day", day)))
        if isinstance(one, SleepRhythm) and one.jetlag is None:
            buttons.append(Button(t("My days off"), callback_data.action("set", "free_days")))
    return tuple(buttons)

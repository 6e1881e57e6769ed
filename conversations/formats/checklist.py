"""Several things, each done, partly done, or not today. A single one is answered with one tap."""

import re
from dataclasses import dataclass
from functools import cache

from conversations.flow import AnswerFormat, Option, Rows, Value
from conversations.formats.free_text import shortened
from conversations.formats.keys import button
from conversations.parsing.clean import in_short
from conversations.parsing.phrases import any_of
from conversations.parsing.tongue import Tongue
from conversations.parsing.vocabulary import Vocabulary
from conversations.text import Rejected, Text, joined, t, tc

DONE, PARTLY, NOT = "done", "partly", "not"
STATES = (DONE, PARTLY, NOT)
ALL, A_FEW = "all", 2
MARKS = {"done": "✅", "partly": "◐", "not": "⬜"}
MOST_ON_BUTTON = 40


@dataclass(frozen=True)
class Checklist(AnswerFormat):
    """The items as (id, title); the answer is {id: state} and may grow tap by tap until Save."""

    items: tuple[tuple[str, str], ...]

    @property
    def multi_select(self) -> bool:
        """Several items are ticked one by one; a single one is answered at once."""
        return len(self.items) > 1

    def options(self, current: Value | None) -> Rows:
        """One button for each item, leading to its next state; three buttons for a single item."""
        states = _states(current)
        if len(self.items) == 1:
            id = self.items[0][0]
            return (
                tuple(
                    button(f"{id}={state}", _word(state), chosen=states.get(id) == state)
                    for state in STATES
                ),
            )
        rows = tuple((self._toggle(id, title, states.get(id)),) for id, title in self.items)
        return (*rows, *self._all_at_once(states))

    def accept(self, data: str, current: Value | None) -> Value:
        """Set the one item that was pressed, or all of them."""
        id, _, state = data.rpartition("=")
        if id == ALL and state in (DONE, NOT):
            return {**dict.fromkeys(self._ids(), state), **self._told(current, state)}
        if state not in STATES or id not in self._ids():
            raise self._unread()
        return {**_states(current), id: state}

    def parse(self, raw: str, tongue: Tongue) -> Value:
        """Read "all", "none", or the numbers of the items that were done: "1 and 3"."""
        text, words = in_short(raw), tongue.words
        for state, said in zip(STATES, (words.done, words.partly, words.not_done), strict=True):
            if text in said and not (self.multi_select and state == PARTLY):  # of which of them?
                return dict.fromkeys(self._ids(), state)
        listed = _numbers(words).fullmatch(text)
        picked = {int(n) for n in re.findall("[0-9]+", text)} if listed else set()
        if not picked or not picked <= set(range(1, len(self.items) + 1)):
            raise self._unread()
        return {id: "done" if n in picked else "not" for n, id in enumerate(self._ids(), start=1)}

    def describe(self, value: Value) -> Text:
        """List the items, each with its mark."""
        states = _states(value)
        return joined([_line(states[id], title) for id, title in self.items if id in states])

    def is_complete(self, value: Value) -> bool:
        """Whether every item has a state."""
        return set(self._ids()) <= set(_states(value))

    def finish(self, current: Value | None) -> Value:
        """Save: what was not touched was not done today."""
        return {**dict.fromkeys(self._ids(), "not"), **_states(current)}

    def _ids(self) -> tuple[str, ...]:
        return tuple(id for id, _ in self.items)

    def _all_at_once(self, states: dict[str, str]) -> Rows:
        """Offer all of them in one tap while two or more are open, and the way back from that."""
        if len(self.items) - len(states) >= A_FEW:
            return ((Option(f"{ALL}={DONE}", t("All done")),),)
        if self.multi_select and all(states.get(id) == DONE for id in self._ids()):
            return ((Option(f"{ALL}={NOT}", t("Not all of them")),),)
        return ()

    def _told(self, current: Value | None, state: str) -> dict[str, str]:
        """What was said of single ones before; it stays, unless all of it is to go."""
        return {} if state == NOT else _states(current)

    def _toggle(self, id: str, title: str, state: str | None) -> Option:
        now = state or "not"
        after = STATES[(STATES.index(now) + 1) % len(STATES)]
        return Option(f"{id}={after}", _line(now, shortened(title, MOST_ON_BUTTON)))

    def _unread(self) -> Rejected:
        if len(self.items) == 1:
            return Rejected(t("Please tap one of the buttons, or type “done”, “partly” or “not”."))
        return Rejected(t("Please tap what you got to, or type the numbers, such as “1 and 2”."))


@cache
def _numbers(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"[0-9]{{1,2}}(?:(?:,| {any_of(words.and_)} | |, )[0-9]{{1,2}})*")


def _states(value: Value | None) -> dict[str, str]:
    """Keep only what can be a state; the rest came from somewhere else."""
    if not isinstance(value, dict):
        return {}
    return {id: state for id, state in value.items() if isinstance(state, str) and state in STATES}


def _word(state: str) -> Text:
    match state:
        case "done":
            return t("✅ Done")
        case "partly":
            return t("◐ Partly")
        case _:
            return tc("I did not do it today", "Not today")


def _line(state: str, title: str) -> Text:
    return Text("{mark} {title}", {"mark": MARKS[state], "title": title})

"""How every screen looks, held for every message of every story.

A screen is a message with buttons under it. What it is, or the question itself, stands in bold
where it begins: in its first line, or after a blank line where something is answered above it.
At most eight buttons are there to choose from, and at most one of them stands in colour.

Not counted are the marks of a scale: the answers to one question that differ in a number alone, a
rating, an hour, a day; and words or goals that one ticks, which are as many as the person has.
What else goes beyond is listed here with its reason.
"""

import re
from collections.abc import Iterable, Iterator

from bot.core import callback_data
from bot.core.callback_data import ActionPress, QuestionPress, Verb
from bot.playground.effects import Effect
from bot.playground.wire import Json

MOST_BUTTONS = 8
MOST_BOLD = 300  # characters; some published questions are that long
BEYOND = {
    "watch": "the hours a clock may show now: a scale",
    "scale.by": "weeks after which a change is expected: a scale",
    "day": "days to fill in: a calendar",
    "calm": "switches of one kind, on or off: ticks",
    "therapy.tick": "numbers of the lines above: each can be crossed off where it is seen",
    "self.remove": "the same, of notes to oneself",
    "journal.whole": "each text that was cut can be read whole",
    "plan.line": "lines of the person's own plan: a plan is seen whole",
    "country": "countries by their flags: nobody in danger should have to leaf",
    "copy_text": "numbers to call: every one that is shown can be copied; they stand in bold",
    "url": "the page of who answers a number, beside it",
}
"""Buttons that are not counted, by what they do, and why."""


def faults(effect: Effect) -> Iterator[str]:
    """What breaks a rule in one message."""
    rows = (effect.markup or {}).get("inline_keyboard") or []
    keys = [key for row in rows for key in row]
    counted = [key for key in keys if BEYOND.keys().isdisjoint(key)]
    chosen = [key["text"] for key in counted if not _is_not_counted(key, keys)]
    if len(chosen) > MOST_BUTTONS:
        yield f"{len(chosen)} buttons to choose from: {chosen}"
    if (coloured := sum(key.get("style") == "primary" for key in keys)) > 1:
        yield f"{coloured} buttons in colour"
    if twice := {label for label in chosen if chosen.count(label) > 1}:
        yield f"two buttons with the same words: {twice}"
    has_lines = "\n" in effect.text and effect.file_id is None
    if keys and has_lines and counted == keys and not _begins_in_bold(effect):
        yield "nothing is bold where it begins"


def check(effects: Iterable[Effect]) -> None:
    """Refuse a story in which any message breaks a rule."""
    found = {f"{effect.text[:200]!r}: {fault}" for effect in effects for fault in faults(effect)}
    assert not found, "tests/support/looks.py says how a screen looks:\n" + "\n".join(found)


def _is_not_counted(key: Json, keys: list[Json]) -> bool:
    match callback_data.read(key.get("callback_data", "")):
        case QuestionPress(_, _, Verb.ANSWER, value):
            return bool(re.search(r"\d", value)) or any(map(_saves, keys))
        case ActionPress(name):
            return name in BEYOND
        case _:
            return False


def _saves(key: Json) -> bool:
    press = callback_data.read(key.get("callback_data", ""))
    return isinstance(press, QuestionPress) and press.verb is Verb.SAVE


def _begins_in_bold(effect: Effect) -> bool:
    text = effect.text.encode("utf-16-le")
    bold = [mark for mark in effect.entities if mark["type"] == "bold"]
    if not bold:
        return False
    first = min(bold, key=lambda mark: int(mark["offset"]))
    above = text[: 2 * first["offset"]].decode("utf-16-le")
    words = text[2 * first["offset"] :][: 2 * first["length"]].decode("utf-16-le")
    return (not above or above.endswith("\n\n")) and len(words) <= MOST_BOLD

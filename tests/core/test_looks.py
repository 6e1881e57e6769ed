"""The rule of how a screen looks finds what breaks it, and nothing else."""

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.core import callback_data
from bot.core.callback_data import Verb
from bot.playground.effects import Effect
from tests.support import looks

BOLD = ({"type": "bold", "offset": 0, "length": 5},)


def message(text: str, *keys: dict[str, Any], entities: Any = ()) -> Effect:
    now = datetime(2026, 11, 24, tzinfo=UTC)
    markup = {"inline_keyboard": [[key] for key in keys]}
    return Effect(1, now, "sendMessage", 42, text=text, markup=markup, entities=entities)


def key(label: str, data: str = "", **more: str) -> dict[str, Any]:
    return {"text": label, "callback_data": data or callback_data.action("do", label), **more}


def answers(*values: str) -> list[dict[str, Any]]:
    return [key(v, callback_data.reply("talk", "mood", Verb.ANSWER, v)) for v in values]


def words(count: int) -> list[dict[str, Any]]:
    return [key("abcdefghijkl"[n]) for n in range(count)]


@pytest.mark.parametrize(
    ("looked_at", "fault"),
    [
        (message("A?", *words(9)), "9 buttons to choose from"),
        (message("A?", *answers(*"abcdefghi")), "9 buttons to choose from"),
        (message("A?", key("a", style="primary"), key("b", style="primary")), "2 buttons in col"),
        (message("A?", key("a", "1a|x"), key("a", "1a|y")), "two buttons with the same words"),
        (message("A\nb", key("a")), "nothing is bold where it begins"),
        (
            message("A b\nc", key("a"), entities=({"type": "bold", "offset": 2, "length": 1},)),
            "nothing is bold where it begins",
        ),
        (message("x" * 400 + "\nc", key("a"), entities=({**BOLD[0], "length": 400},)), "nothing"),
    ],
)
def test_what_breaks_a_rule_is_found(looked_at: Effect, fault: str) -> None:
    [found] = looks.faults(looked_at)
    assert fault in found
    with pytest.raises(AssertionError, match=r"looks\.py"):
        looks.check([looked_at])


@pytest.mark.parametrize(
    "looked_at",
    [
        message("A?", *words(8)),
        message("A?", *answers(*map(str, range(1, 11))), *words(4)),
        message("A?", *answers(*"abcdefghi"), key("Save", "1t|talk|mood|v|")),
        message("Kept", key("Undo")),
        message("A\nb"),
        message("Hello\nb", key("a"), entities=BOLD),
        message(
            "Above\n\nAsked\nb", key("a"), entities=({"type": "bold", "offset": 7, "length": 5},)
        ),
        message("911\n988", {"text": "Copy 911", "copy_text": {"text": "911"}}),
    ],
)
def test_what_is_as_it_should_be_passes(looked_at: Effect) -> None:
    assert list(looks.faults(looked_at)) == []

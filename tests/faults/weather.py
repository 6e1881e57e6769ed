"""Random things that people, their clients and Telegram can send, from one seed."""

import copy
from collections.abc import Callable
from random import Random
from typing import Any

from bot.core.registry import Registry
from bot.features import FEATURES
from bot.playground.people import TelegramUser
from bot.playground.wire import Json
from tests.faults.hostile import BUTTONS, HALF, KINDS, SILENT, WORDS

NAMES = list(Registry(FEATURES).commands)
HEAVY = {"week", "month", "year", "timeline", "export", "insights", "report", "session"}
PLAIN = (
    *("7", "10", "0", "-3", "7.5", "7:30", "7h30", "23:10-06:40", "eight", "3"),
    *("yes", "no", "skip", "Walk after lunch", "3 times a week", "every day", "no end"),
    *("Riga", "London", "Europe/Berlin", "21:00", "9 pm", "never", "a week", "until Friday"),
    *("yesterday", "2026-11-20", "20.11.", "today was hard but I went out", "I want to die"),
)
# What stands where something else should: each can be written in JSON.
ODD: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 1, 1.5, -0.0, 1e308, 2**31, 2**53, 2**63, -(2**63), 10**400),
    *("", " ", "0", "x" * 5000, HALF, "\x00", "\u202e", "private", "NaN", "/start"),
    *([], {}, [[]], [{}], {"id": None}, {"id": "1"}, {"id": 2**70, "type": "private"}),
)
OTHER_KINDS = (
    *("channel_post", "edited_channel_post", "inline_query", "chosen_inline_result"),
    *("shipping_query", "pre_checkout_query", "poll", "poll_answer", "chat_member"),
    *("chat_join_request", "message_reaction", "business_message", "chat_boost", "of_the_future"),
)
DEPTH = 60


def words(dice: Random) -> str:
    """Something typed."""
    kind = dice.random()
    if kind < 0.35:
        return dice.choice(PLAIN)
    if kind < 0.6:
        return dice.choice(list(WORDS.values()))
    if kind < 0.85:
        return command(dice)
    return soup(dice)


def command(dice: Random) -> str:
    """A command, with nothing, something sensible, or rubbish behind it."""
    name = dice.choice(NAMES)
    if name in HEAVY and dice.random() < 0.7:  # pictures take their time
        name = dice.choice(("checkin", "skip", "undo", "cancel"))
    rest = dice.random()
    if rest < 0.5:
        return f"/{name}"
    return f"/{name} {dice.choice(PLAIN) if rest < 0.8 else soup(dice)}"


def soup(dice: Random) -> str:
    """Any code points at all, halves of emoji included."""
    tops = (0x80, 0x800, 0x10000, 0x110000)
    return "".join(chr(dice.randrange(dice.choice(tops))) for _ in range(dice.randrange(1, 120)))


def button(dice: Random, person: TelegramUser, others: list[TelegramUser]) -> tuple[str, int]:
    """A button that is there, that was there, that is somebody else's, or that never was."""
    kind = dice.random()
    owner = person if kind < 0.8 else dice.choice(others)
    heard = owner.heard
    if kind < 0.9 and heard:
        kept = dice.choice(heard[-6:] if kind < 0.6 else heard)
        rows = kept.message.get("reply_markup", {}).get("inline_keyboard", [])
        offered = [one.get("callback_data", "") for row in rows for one in row]
        if offered:
            return garbled(dice, dice.choice(offered)), kept.message["message_id"]
    return dice.choice(list(BUTTONS.values())), dice.randrange(1, 10**6)


def garbled(dice: Random, data: str) -> str:
    """Mostly as it is; else with one character or one part changed."""
    kind = dice.random()
    if kind < 0.85 or not data:
        return data
    if kind < 0.92:
        place = dice.randrange(len(data))
        return data[:place] + chr(dice.randrange(0x21, 0x2FF)) + data[place + 1 :]
    parts = data.split("|")
    parts[dice.randrange(len(parts))] = dice.choice(
        ("", "-1", "x", "9" * 19, "0001-01-01", *PLAIN)
    )
    return "|".join(parts)[:64]


def act(dice: Random, person: TelegramUser, others: list[TelegramUser]) -> None:
    """Do one thing that a client lets people do."""
    kind = dice.random()
    if kind < 0.42:
        person.says(words(dice))
    elif kind < 0.85:
        data, message = button(dice, person, others)
        for _ in range(dice.choice((1, 1, 1, 2))):
            person.taps(data, message, inaccessible=dice.random() < 0.05)
    elif kind < 0.93:
        dice.choice(list(KINDS.values()))(person)
    elif kind < 0.96:
        dice.choice(list(SILENT.values()))(person)
    elif kind < 0.98 and (own := [kept for kept in person.messages if not kept.by_bot]):
        person.edits(dice.choice(own), words(dice))
    elif kind < 0.99:
        person.blocks()
    else:
        person.unblocks()


def bent(dice: Random, update: Json) -> Json:
    """The update with some of it missing, added, or of another kind."""
    bent = copy.deepcopy(update)
    for _ in range(dice.choice((1, 1, 2, 4))):
        kind = next(key for key in bent if key != "update_id")
        dice.choice((_replace, _replace, _drop, _add, _rename))(dice, bent, kind)
    return bent


def _place(dice: Random, update: Json, kind: str) -> tuple[Json | list[Any], Any]:
    """A random container within the update, and a key of it."""
    inside: Json | list[Any] = update
    key: Any = kind
    while isinstance(inside[key], dict | list) and inside[key] and dice.random() < 0.7:
        inside = inside[key]
        keys = list(inside) if isinstance(inside, dict) else range(len(inside))
        key = dice.choice(list(keys))
    return inside, key


def _replace(dice: Random, update: Json, kind: str) -> None:
    inside, key = _place(dice, update, kind)
    inside[key] = copy.deepcopy(dice.choice((*ODD, _deep())))


def _drop(dice: Random, update: Json, kind: str) -> None:
    inside, key = _place(dice, update, kind)
    if inside is not update:
        del inside[key]


def _add(dice: Random, update: Json, kind: str) -> None:
    inside, _ = _place(dice, update, kind)
    if isinstance(inside, dict) and inside is not update:
        names = ("text", "via_bot", "location", "document", "forward_origin", "data", "venue")
        inside[dice.choice(names)] = copy.deepcopy(dice.choice(ODD))


def _rename(dice: Random, update: Json, kind: str) -> None:
    others = ("message", "edited_message", "callback_query", "my_chat_member", *OTHER_KINDS)
    update[dice.choice(others)] = update.pop(kind)


def _deep() -> Any:
    found: Any = "x"
    for _ in range(DEPTH):
        found = [found]
    return found


Bend = Callable[[Random, Json], Json]

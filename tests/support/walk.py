"""Walking through the bot by taps alone, as someone does who knows no command by heart.

Every step is tried on the real use cases and the real store, and taken back at once, so that each
way begins from the same life.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bot.core import callback_data
from bot.core.callback_data import ActionPress, QuestionPress
from bot.core.registry import Registry
from bot.core.turn import Turn
from bot.dispatch import updates
from bot.features import FEATURES
from bot.features.insights import asked as insights_asked
from bot.features.report import preview as report_preview
from bot.features.report import screens as report_screens
from bot.incoming import Commanded, Incoming, Pressed
from storage.store import Tx
from tests.support.drawn import LOOKS
from tests.support.examined import examined
from tests.support.town import ALICE, Town

COMMANDS = Registry(FEATURES).commands.values()

Way = tuple[str, ...]
"""A command or the labels of buttons, each a tap."""


@dataclass(frozen=True, slots=True)
class Key:
    """A button on the screen."""

    label: str
    data: str

    @property
    def does(self) -> str:
        """Which action it stands for, or which question it answers in which manner."""
        match callback_data.read(self.data):
            case ActionPress(name):
                return name
            case QuestionPress(_, step, verb):
                return f"{verb.name.lower()} {step}"
            case _:
                raise AssertionError(self.data)

    @property
    def is_answer(self) -> bool:
        """Whether it belongs to a question, and not to the screen."""
        return isinstance(callback_data.read(self.data), QuestionPress)


@dataclass(frozen=True, slots=True)
class Screen:
    """What somebody sees at the end of a way."""

    words: list[str]
    keys: list[Key]


class _Undone(Exception):
    def __init__(self, found: Screen) -> None:
        super().__init__()
        self.found = found


async def visit(town: Town, way: Way) -> Screen:
    """Go a way and look; nothing of it stays."""

    def go(tx: Tx) -> None:
        found = Screen([], [])
        for number, tap in enumerate(way):
            turn = updates.handle(tx, town.app.deps, _incoming(town, number, tap, found.keys))
            said = [str(message.payload.get("text", "")) for message in turn.replies]
            found = Screen(
                [*said, *(ack.text for ack in turn.callback_answers)],
                [key for message in turn.replies for key in _keys(turn, message.payload)],
            )
        raise _Undone(found)

    try:
        await town.app.store.write(go)
    except _Undone as back:
        return back.found
    raise AssertionError("the way was not taken back")


async def screen(town: Town, way: Way) -> list[Key]:
    """The buttons that someone sees at the end of a way."""
    return (await visit(town, way)).keys


def _incoming(town: Town, number: int, tap: str, shown: list[Key]) -> Incoming:
    if tap.startswith("/"):
        what: Any = Commanded(tap[1:], "", 900_000 + number)
    else:
        data = next(key.data for key in shown if key.label == tap)
        what = Pressed(data, 900_000 + number, f"tap-{number}")
    return Incoming(
        update_id=900_000 + number,
        user_id=ALICE,
        chat_id=ALICE,
        private=True,
        language="en",
        first_name="Alice",
        at=town.clock.now(),
        what=what,
    )


def _keys(turn: Turn, payload: dict[str, Any]) -> Iterator[Key]:
    markup = payload.get("reply_markup") or _of_picture(turn, payload.get("attachment"))
    for row in markup.get("inline_keyboard", ()):
        for button in row:
            if "callback_data" in button:  # others copy a number, or lead out of the chat
                yield Key(button["text"], button["callback_data"])


def _of_picture(turn: Turn, attachment: dict[str, str] | None) -> dict[str, Any]:
    """The buttons under a picture, which are made just before it is sent."""
    kind = (attachment or {}).get("kind")
    if attachment is None or kind is None:
        return {}
    if kind in LOOKS:
        found = LOOKS[kind](turn, attachment)
        return found.keyboard if found else {}
    if kind == report_screens.KIND:
        return report_preview.look(turn, attachment).keyboard
    if kind == insights_asked.KIND:
        markup: dict[str, Any] = examined(turn, int(attachment["page"]))["reply_markup"]
        return markup
    return {}


async def in_sight(town: Town, taps: int) -> dict[str, Way]:
    """What someone sees to press after so many taps or fewer, each with the shortest way there.

    A command of Telegram's menu is a tap, and so is one that is written in the list of /help.
    """
    ways: list[Way] = [(f"/{command.name}",) for command in COMMANDS if command.daily]
    seen: dict[str, Way] = dict.fromkeys((way[0] for way in ways), ())
    for _ in range(taps):
        following: list[Way] = []
        for way in ways:
            for label, does in await _offered(town, way):
                if does not in seen:
                    seen[does] = way
                    following.append((*way, label))
        ways = following
    return seen


async def _offered(town: Town, way: Way) -> list[tuple[str, str]]:
    keys = [(key.label, key.does) for key in await screen(town, way)]
    if way == ("/help",):
        keys += [(f"/{command.name}", f"/{command.name}") for command in COMMANDS]
    return keys

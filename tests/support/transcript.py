"""Golden transcripts: who said what when, as a therapist could read it, replayed through the bot.

    @ 2026-11-24 17:00             it is that time on the clock in Riga
    @ 2026-11-24 17:00 Asia/Tokyo  the same, somewhere else
    alice> 7:30                    she types
    alice> [Skip]                  she presses a button
    alice> [Skip] twice            she presses it twice, before the bot can change it
    alice> (a-file.json)           she sends a file back that the bot gave her
    alice> (a place: 40.7, -74.0)  she shares where she is
    alice> (a picture) words       she sends a picture with words under it
    alice> (a voice note: 42) words  she speaks for so many seconds
    alice> (a sticker)             she sends one
    ! the database is away         nothing can be stored from here on
    ! the database is back         and now it can
    ! restart                      the bot is stopped and started
    ! Alice has settled in         she has gone through the first minute
    ! Alice has settled in: Swim   the same, with a goal, three times a week
    ! Alice has settled in, in Tokyo  by another city's clock
    ! eight weeks are told         made-up ones, up to yesterday
    ! evenings of 6 5 7            she tells a mood on each of the next evenings
    bot> …                         a new message; `bot (silent)>` makes no sound
    bot~ …                         the message changes in place
    bot* …                         a short notice at the top of the chat
    **112**                        is bold

Only the lines beginning with `@`, `alice>` and `!` are played; the rest is what the bot did.
UPDATE_TRANSCRIPTS=1 writes it down anew, to be read before it is committed.
"""

import re
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot.demo.demo import make_up
from bot.playground.effects import Effect
from bot.playground.people import TelegramUser
from storage.errors import Unavailable
from tests.support.town import A_MOMENT, ALICE, Town, does, first_minute

Meant = Callable[[TelegramUser, str], str]

ZONE = "Europe/Riga"
SETTLED = "Alice has settled in"
EVENINGS = "evenings of "
WIDTH = 7
FILE = re.compile(r"\((?P<name>[\w-]+\.json)\)")
PLACE = re.compile(r"\(a place: (?P<north>[\d.-]+), (?P<east>[\d.-]+)\)")
PICTURE, STICKER = "(a picture)", "(a sticker)"
VOICE = re.compile(r"\(a voice note: (?P<seconds>\d+)\) ?(?P<words>.*)")
TWICE = re.compile(r"\[(?P<label>.+)\] twice")
MARKS = {
    "sendMessage": "bot>",
    "sendPhoto": "bot>",
    "sendDocument": "bot>",
    "sendVoice": "bot>",
    "editMessageText": "bot~",
    "editMessageMedia": "bot~",
    "editMessageReplyMarkup": "bot~",
    "answerCallbackQuery": "bot*",
}


def as_written(_alice: TelegramUser, act: str) -> str:
    """Take an act as it stands in the transcript."""
    return act


SHOWN_AS = {"sendPhoto": "picture", "editMessageMedia": "picture", "sendVoice": "voice note"}


async def replay(
    folder: Path,
    script: str,
    *,
    language: str = "en",
    meant: Meant = as_written,
    kind: type[Town] = Town,
) -> str:
    """Play a transcript and write down what happens; `meant` finds an act on her screen."""
    acts = [line for line in script.splitlines() if line.startswith(("@", "alice>", "!", "#"))]
    start = next(line for line in acts if line.startswith("@"))
    written: list[str] = []
    async with kind(folder, at=_instant(start)) as town:
        alice = town.person(language_code=language)
        away = Outage(town)
        for act in acts:
            written.append(("" if act.startswith("#") else "\n") * bool(written) + act)
            seen = town.playground.ledger.number()
            if act.startswith("@"):
                await town.until(_instant(act))
            elif act.startswith("alice>"):
                said = meant(alice, act.removeprefix("alice>").strip())
                if away.is_so:
                    await away.does(alice, said)
                else:
                    await _does(town, alice, said)
            elif act == "! the database is away":
                away.begin()
            elif act == "! the database is back":
                await away.end()
            elif act == "! restart":
                await town.sleep()
                await town.wake()
                await town.settle()
            elif act.startswith("!"):
                await _comes_before(town, alice, act.removeprefix("!").strip(), meant)
                continue
            shown = [e for e in town.playground.ledger.since(seen) if _shown(e)]
            written += [_line(e, town) for e in sorted(shown, key=_comes_apart)]
    return "\n".join(written) + "\n"


class Outage:
    """The time in which nothing can be read or stored."""

    def __init__(self, town: Town) -> None:
        self._town = town
        self._write: Any = None

    @property
    def is_so(self) -> bool:
        """Whether the database is away."""
        return self._write is not None

    def begin(self) -> None:
        """Let every write fail, as on a full disk."""

        async def fails(_work: object) -> None:
            raise Unavailable

        store = self._town.app.store
        self._write, store.write = store.write, fails

    async def end(self) -> None:
        """Let all that waits at Telegram be taken in."""
        self._town.app.store.write, self._write = self._write, None
        await self._town.settle()

    async def does(self, alice: TelegramUser, act: str) -> None:
        """Act, and wait for what is said in spite of it."""
        ledger = self._town.playground.ledger
        known = len(ledger.of(alice.id))
        if act.startswith("["):
            alice.presses(act[1:-1])
        else:
            alice.says(act)
        await self._town.playground.world.until(lambda: len(ledger.of(alice.id)) > known)
        await self._town.app.outage_notice.idle()


async def _does(town: Town, alice: TelegramUser, act: str) -> None:
    if sent := FILE.fullmatch(act):
        files = (f for f in town.playground.world.files.values() if f.name == sent["name"])
        alice.sends_document(sent["name"], next(files).data)
        await town.settle()
    elif shared := PLACE.fullmatch(act):
        alice.shares_location(float(shared["north"]), float(shared["east"]))
        await town.settle()
    elif spoken := VOICE.fullmatch(act):
        alice.sends_voice(int(spoken["seconds"]), spoken["words"])
        await town.settle()
    elif act == STICKER:
        alice.sends_sticker()
        await town.settle()
    elif pressed := TWICE.fullmatch(act):
        for _time in range(2):
            alice.presses(pressed["label"])
        await town.settle()
        town.clock.pass_(A_MOMENT)
    elif act.startswith(PICTURE):
        alice.sends_photo(act.removeprefix(PICTURE).strip())
        await town.settle()
    else:
        await does(town, alice, act)


async def _comes_before(town: Town, alice: TelegramUser, what: str, meant: Meant) -> None:
    """Live through what the story shows nothing of."""
    settled, _, goal = what.partition(": ")
    begun, _, city = settled.partition(", in ")
    if begun == SETTLED:
        for act in first_minute(goal or None, city or "Riga"):
            await does(town, alice, meant(alice, act))
    elif what == "eight weeks are told":
        await town.app.store.write(partial(make_up, deps=town.app.deps, user_id=ALICE))
    elif what.startswith(EVENINGS):
        for mood in what.removeprefix(EVENINGS).split():
            await _tells_an_evening(town, alice, mood)
    else:
        raise LookupError(what)


async def _tells_an_evening(town: Town, alice: TelegramUser, mood: str) -> None:
    now = town.clock.now().astimezone(ZoneInfo(ZONE))
    evening = now.replace(hour=21, minute=0, second=0, microsecond=0)
    await town.until((evening if now < evening else evening + timedelta(days=1)).astimezone(UTC))
    await does(town, alice, f"[{mood}]", "7", "[3]")


def _instant(act: str) -> datetime:
    day, time, *zone = act.removeprefix("@").split()
    local = datetime.fromisoformat(f"{day} {time}")
    return local.replace(tzinfo=ZoneInfo(zone[0] if zone else ZONE)).astimezone(UTC)


def _shown(effect: Effect) -> bool:
    return effect.method in MARKS and bool(effect.text or effect.markup or effect.file_id)


def _comes_apart(effect: Effect) -> bool:
    """Whether it is a notice over the chat, which waits for no message: it is written last."""
    return effect.method == "answerCallbackQuery"


def _with_bold(text: str, entities: Sequence[dict[str, Any]]) -> str:
    """Write what is bold between two stars."""
    units = text.encode("utf-16-le")
    for mark in sorted(entities, key=lambda one: one["offset"], reverse=True):
        if mark["type"] == "bold":
            begin, end = 2 * mark["offset"], 2 * (mark["offset"] + mark["length"])
            star = "**".encode("utf-16-le")
            units = units[:begin] + star + units[begin:end] + star + units[end:]
    return units.decode("utf-16-le")


def _line(effect: Effect, town: Town) -> str:
    mark = MARKS[effect.method]
    if effect.silent and effect.method.startswith("send"):
        mark = "bot (silent)>"
    words = _with_bold(effect.text, effect.entities)
    if effect.file_id and effect.method in SHOWN_AS:
        words = f"({SHOWN_AS[effect.method]})\n{words}"
    elif effect.file_id:
        words = f"({town.playground.world.files[effect.file_id].name})"
    rows = (effect.markup or {}).get("inline_keyboard", [])
    buttons = [" ".join(f"[{button['text']}]" for button in row) for row in rows]
    lines = [*words.splitlines(), *buttons]
    first, *rest = lines or [""]
    return "\n".join(
        [f"{mark} {first}".rstrip(), *((" " * WIDTH + line).rstrip() for line in rest)]
    )

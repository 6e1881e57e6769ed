"""The bot in a language that does not exist: what reaches a person unmarked has no translation."""

import asyncio
import re
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from bot import i18n
from bot.app.menu import menus
from bot.core.turn import Turn
from bot.demo.demo import make_up
from bot.features.check_in import silence
from bot.features.portability import export
from bot.features.week import caption as week_caption
from bot.features.week import data as week_data
from bot.features.week.lengths import LENGTHS
from bot.playground.people import TelegramUser
from conversations.flow import Flow
from conversations.parsing.tongue import IN_ENGLISH
from conversations.text import Rejected, Text
from storage import people, preferences
from storage.store import Tx
from tests.conversations.every_flow import FLOWS, LEVELS, PLACES
from tests.support.drawn import LOOKS, wanted
from tests.support.entry_kinds import ENTRY_KINDS
from tests.support.pseudo import PSEUDO, lay_out, leaks, of_trackers, plain, spoken_from
from tests.support.town import ALICE, DirectTown, Town, keeps_being_asked, settled_in
from tests.support.transcript import SETTLED, replay
from tests.support.walk import COMMANDS, visit
from tests.test_transcripts import TRANSCRIPTS


@pytest.fixture(scope="module", autouse=True)
def pseudo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    folder = tmp_path_factory.mktemp("languages")
    lay_out(folder)
    with spoken_from(folder):
        yield


def on_her_screen(alice: TelegramUser, act: str) -> str:
    """Find the button that bears the label of the transcript."""
    if not act.startswith("["):
        return act
    shown = (
        button["text"]
        for kept in reversed(alice.messages)
        for row in kept.message.get("reply_markup", {}).get("inline_keyboard", [])
        for button in row
    )
    wanted, _, twice = act[1:].rpartition("]")
    label = next((label for label in shown if plain(label) == wanted), None)
    assert label, f"no button {act} among {alice.buttons()}"
    return f"[{label}]{twice}"


def typed(script: str) -> list[str]:
    """Her own words in a transcript, also those behind a command."""
    of_acts = r"^alice> (?:/win |/journal |/mood \d+ |\([^)]+\) )?([^\[/(].*)$"
    of_goals = rf"^! {SETTLED}: (.*)$"
    return [found for of in (of_acts, of_goals) for found in re.findall(of, script, re.MULTILINE)]


async def made_up(folder: Path) -> list[str]:
    """Her own words in eight made-up weeks."""
    async with DirectTown(folder) as town:
        await settled_in(town, town.person())
        await town.app.store.write(partial(make_up, deps=town.app.deps, user_id=ALICE))
        return sorted(await town.app.store.read(own_words))


@pytest.mark.usefixtures("short_waits")
@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda path: path.stem)
def test_whatever_the_bot_says_can_be_said_in_another_language(
    path: Path, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    script = path.read_text("utf-8")
    how = {"language": PSEUDO, "meant": on_her_screen, "kind": DirectTown}
    played = asyncio.run(replay(tmp_path, script, **how))
    said = re.sub(r"^(?:[#@!]|alice>).*$", "", played, flags=re.MULTILINE)
    said = re.sub(r"^bot(?: \(silent\))?[>~*](?: \(picture\))?", "", said, flags=re.MULTILINE)
    # A caption may be cut off in the middle of a name of the calendar.
    said = re.sub(r"\S+…$", "", said, flags=re.MULTILINE)
    own = [*typed(script), *(f"/{command.name}" for command in COMMANDS)]
    # Of long words that were sought, the part around the place is shown; of quoted ones the first.
    parts = re.findall(r"^ *…(.+)$|“⟧?([^“”⟦]+)…", said, re.MULTILINE)
    own += [part for part in map("".join, parts) if part in script]
    if "! eight weeks are told" in script:
        own += asyncio.run(made_up(tmp_path_factory.mktemp("made-up")))
    assert "⟦" in said
    assert leaks(said, *own) == []


def own_words(tx: Tx) -> set[str]:
    """All that the diary holds in words, but for those of the bot's own files."""
    belongings = export.collect(tx, ALICE, ENTRY_KINDS)
    assert belongings is not None
    found = set(_strings(export.document(belongings, tx.now)))
    return {line for words in found for line in words.splitlines()} - of_trackers()


def _strings(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            yield from _strings(list(value.values()))
        case list() | tuple():
            for one in value:
                yield from _strings(one)


# Kinds of what was told, ways to draw it and looks stand in a picture's data, not on it.
NOT_ON_IT = ("milestone", "note", "win", "goal", "session", "medication", "line", "words", "light",
             "mood", "sleep", "marks")  # fmt: skip


def in_pictures(town: Town, tx: Tx) -> list[str]:
    """What stands in the pictures and below them."""
    alice = people.get(tx, ALICE)
    assert alice is not None
    turn = Turn(tx, town.app.deps, ALICE, ALICE, alice.language, alice)
    found: list[str] = []
    for one in wanted(["mood", "mood+sleep"], turn.yesterday.isoformat()):
        drawing = LOOKS[str(one["kind"])](turn, one)
        assert drawing is not None
        found += [*_strings(asdict(drawing.view)), drawing.caption.text]
    weeks = [week_data.read(turn, kind, turn.yesterday) for kind in LENGTHS]
    found += [i18n.join(said, PSEUDO) for week in weeks for said in week_caption.messages(week)]
    return found


async def test_every_command_and_what_a_tap_brings_can_be_said_in_another_language(
    town: Town,
) -> None:
    alice = town.person()
    await settled_in(town, alice, goal="Round the lake")
    await town.app.store.write(partial(people.change, user_id=ALICE, language=PSEUDO))
    await town.app.store.write(partial(make_up, deps=town.app.deps, user_id=ALICE))
    own = await town.app.store.read(own_words)
    found: list[str] = []
    own |= {f"/{command.name}" for command in COMMANDS}
    for command in COMMANDS:
        first = await visit(town, (f"/{command.name}",))
        # A tap below /language chooses English, which is what all is said in then.
        keys = () if command.name == "language" else first.keys
        screens = [first, *[await visit(town, (f"/{command.name}", k.label)) for k in keys]]
        for screen in screens:
            found += leaks("\n".join((*screen.words, *(key.label for key in screen.keys))), *own)
    assert not found, "\n".join(found)
    pictures = "\n".join(await town.app.store.read(partial(in_pictures, town)))
    assert "⟦" in pictures
    found = [line for line in leaks(pictures, *own) if line not in NOT_ON_IT]
    assert not found, "\n".join(sorted(set(found)))


def test_the_menu_of_commands_can_be_said_in_another_language() -> None:
    menu = menus(COMMANDS)[PSEUDO]
    assert "⟦" in menu.description
    said = (menu.description, menu.short_description, *(words for _, words in menu.commands))
    assert leaks("\n".join(said)) == []


def asked(flow: Flow) -> Iterator[Text]:
    """All the words with which a script asks, and what may stand on its buttons."""
    for ask in flow.steps:
        yield from (ask.prompt, ask.name(), ask.told(None), *((ask.hint,) if ask.hint else ()))
        for row in ask.format.options(None):
            yield from (option.label for option in row)
        try:
            ask.format.parse("\u200b", IN_ENGLISH)
        except Rejected as no:
            yield no.why


def test_every_question_can_be_asked_in_another_language() -> None:
    own = ("Walk", "Walk after lunch", "Call Sam", "walk", "work", *(f"level {n}" for n in LEVELS))
    own += tuple(place.label for place in PLACES)
    said = [i18n.render(text, PSEUDO) for flow in FLOWS for text in asked(flow)]
    found = leaks("\n".join(said), *own)
    assert not found, "\n".join(found)


async def test_what_comes_by_itself_in_two_weeks_is_said_in_another_language(town: Town) -> None:
    alice = town.person()
    await settled_in(town, alice, goal="Round the lake")
    await keeps_being_asked(town, alice)
    await town.app.store.write(partial(people.change, user_id=ALICE, language=PSEUDO))
    await town.app.store.write(partial(make_up, deps=town.app.deps, user_id=ALICE))
    # Nobody answers here, and all that can come is to be looked at.
    await town.app.store.write(
        partial(preferences.set_, user_id=ALICE, name=silence.FEWER, value="off")
    )
    own = await town.app.store.read(own_words)
    before = len(alice.heard)
    for day in range(14):
        for time in ("08:00", "18:00", "21:00", "22:00"):
            await town.at_local(str(date(2026, 11, 25) + timedelta(days=day)), time)
    heard = alice.heard[before:]
    assert len(heard) > 20
    said = "\n".join(
        line for kept in heard for line in (kept.words, *alice.buttons(kept.message["message_id"]))
    )
    found = leaks(said, *own)
    assert not found, "\n".join(found)

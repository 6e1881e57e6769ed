"""Somebody with hundreds of everything: every screen fits into a message, and all is reachable.

Telegram takes a hundred buttons under a message and 64 bytes in each; what has more is refused,
and then nothing is answered at all.
"""

import asyncio
import shutil
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.core.callback_data import LIMIT
from bot.features import FEATURES
from bot.playground.people import TelegramUser
from storage import answers, entries, goals, notes, trackers, wins
from storage.entries import Entry
from storage.goals import Goal
from storage.notes import Note
from storage.trackers import Tracker
from storage.transaction import Tx
from storage.wins import Win
from tests.support.stories import whatever_was_told_can_come_back
from tests.support.town import AFTERNOON, ALICE, DirectTown, Town, does, settled_in

MOST_BUTTONS = 40
MANY = 150
MOST_PRESSES = 60


def of_everything(tx: Tx) -> None:
    """Goals of both kinds, questions, words, notes, sessions and all that goes with them."""
    today = tx.now.date()
    for number in range(1, 2 * MANY + 1):
        horizon = "long" if number > MANY else "short"
        status = ("active", "active", "paused", "reached", "let_go")[number % 5]
        goal = Goal(number, f"Goal {number}", horizon, 3, (), None, None, status, today, today)
        goals.put(tx, ALICE, goal)
    for number in range(MANY):
        content: dict[str, Any] = {"label": f"Asks {number}", "kind": "yes_no"}
        if number % 3 == 0:
            content = {"label": f"Asks {number}", "kind": "scale", "minimum": 1, "maximum": 10}
        active = number % 4 > 0
        trackers.put(tx, ALICE, Tracker(f"q{number}", number, active, today, content))
        day, at = today - timedelta(days=number), tx.now - timedelta(days=number, minutes=1)
        answers.keep(tx, ALICE, day, "mood", number % 10 + 1, at)
        notes.add(tx, ALICE, Note(tx.new_id(), at, day, f"Note {number}", for_therapy=True))
        wins.add(tx, ALICE, Win(tx.new_id(), day, f"Win {number}", at=at))
        for kind, on, told in (
            ("note to self", day, {"text": f"Self {number}", "when": "hard", "returned": []}),
            ("question", day, {"text": f"Question {number}", "answered": None}),
            ("word", day, {"list": "factors", "word": f"walk {number}"}),
            ("word", day, {"list": "helped", "word": f"tea {number}"}),
            ("moment", day, {"mood": 5, "words": f"Moment {number}"}),
            ("session", day, {"time": "15:00", "take_along": f"Taken {number}"}),
            ("reward", day, {"goal": number + 1, "text": f"Reward {number}", "taken": None}),
            ("goal level", day, {"goal": 1, "level": 1}),
            ("scale", day, {"instrument": "WHO-5", "items": [3, 2, 1, 4, 1], "score": 44}),
            (
                "appointment", today + timedelta(days=number % 14),
                {"time": f"{number % 24:02}:00", "every": 2, "skipped": [], "state": "on",
                 "moved": {}, "ended": None},
            ),
            (
                "goal scale", day,
                {"goal": number + 1, "levels": {str(n): f"L{n}" for n in range(-2, 3)},
                 "weight": 1, "ended": None},
            ),
        ):  # fmt: skip
            entries.put(tx, ALICE, Entry(tx.new_id(), kind, on, at, told))


def buttons_of(message: Any) -> list[dict[str, str]]:
    rows = message.message.get("reply_markup", {}).get("inline_keyboard", [])
    return [button for row in rows for button in row]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a bot that was told all of it: telling takes longer than looking at it."""
    folder = tmp_path_factory.mktemp("told")

    async def tell() -> None:
        async with DirectTown(folder) as town:
            await settled_in(town, town.person())
            await town.app.store.write(of_everything)
            await whatever_was_told_can_come_back(town)

    asyncio.run(tell())
    return folder


@pytest.fixture
async def town(told: Path, tmp_path: Path) -> AsyncIterator[Town]:
    """The same bot on the next day, on another telephone."""
    shutil.copytree(told, tmp_path, dirs_exist_ok=True)
    async with DirectTown(tmp_path, at=AFTERNOON + timedelta(days=1)) as town:
        town.playground.updates.next_id += 1000
        yield town


@pytest.fixture
async def alice(town: Town) -> TelegramUser:
    return town.person()


COMMANDS = [
    command.name
    for feature in FEATURES
    for command in feature.commands
    if command.name not in {"delete", "import", "export", "start"}
]


@pytest.mark.parametrize("command", COMMANDS)
async def test_every_screen_fits_and_so_does_whatever_its_buttons_open(
    town: Town, alice: TelegramUser, command: str, caplog: pytest.LogCaptureFixture
) -> None:
    seen: set[str] = set()
    await does(town, alice, f"/{command}")
    for _ in range(MOST_PRESSES):
        found = not_pressed(alice, seen)
        if found is None:
            break
        seen.add(kind_of(found[1]))
        alice.taps(found[1], found[0])
        await town.settle()
    assert town.playground.ledger.of(ALICE)
    fits(town)
    refused = {r.message for r in caplog.records if r.levelname in {"ERROR", "CRITICAL"}}
    assert refused == set()


def kind_of(data: str) -> str:
    """What a button does, whatever it does it to."""
    kind, which, *rest = data.split("|")
    return f"{kind}|{which}" if kind == "1a" else f"{kind}|{'|'.join(rest[:2])}"


def not_pressed(alice: TelegramUser, seen: set[str]) -> tuple[int, str] | None:
    """The message and the reference of a button that does what none before did."""
    for message in reversed(alice.heard):
        for button in buttons_of(message):
            data = button.get("callback_data")  # others copy a number or open an address
            if data is not None and kind_of(data) not in seen:
                return message.message["message_id"], data
    return None


def fits(town: Town) -> None:
    """Look at all that was sent and at all that was changed."""
    for effect in town.playground.ledger.of(ALICE):
        rows, head = (effect.markup or {}).get("inline_keyboard", []), effect.text[:60]
        buttons = [button for row in rows for button in row]
        assert len(buttons) <= MOST_BUTTONS, f"{len(buttons)} under {head!r}"
        for button in buttons:
            assert len(button.get("callback_data", "").encode()) <= LIMIT, head


async def leafed_through(town: Town, alice: TelegramUser) -> tuple[set[str], str]:
    """The labels and the words of all pages, from the first one on."""
    labels, words = set(alice.buttons()), alice.last.words
    while "More ▶" in alice.buttons():
        await does(town, alice, "[More ▶]")
        labels |= set(alice.buttons())
        words += "\n" + alice.last.words
    return labels, words


@pytest.mark.parametrize(
    ("way", "named", "of_all"),
    [
        (("/trackers",), "Asks {n}", range(MANY)),
        (("/goals",), "{n}. Goal {n}", [n for n in range(1, 2 * MANY + 1) if n % 5 < 3]),
        (("/goals", "[Earlier goals]"), "Goal {n}", [n for n in range(1, MANY) if n % 5 > 2]),
    ],
    ids=["trackers", "goals", "earlier goals"],
)
async def test_page_by_page_everything_can_be_reached(
    town: Town, alice: TelegramUser, way: tuple[str, ...], named: str, of_all: list[int]
) -> None:
    await does(town, alice, *way)
    labels, _ = await leafed_through(town, alice)
    assert {named.format(n=number) for number in of_all} <= labels


@pytest.mark.parametrize(
    ("way", "named"),
    [
        (("/journal", "[Notes to myself]"), "Self {n}”"),
        (("/journal", "[For therapy]"), "Question {n}"),
        (("/journal", "[For therapy]"), "Note {n}"),
    ],
)
async def test_page_by_page_everything_can_be_read(
    town: Town, alice: TelegramUser, way: tuple[str, ...], named: str
) -> None:
    await does(town, alice, *way)
    _, words = await leafed_through(town, alice)
    assert [n for n in range(MANY) if named.format(n=n) not in words] == []


async def test_a_long_question_is_answered_page_by_page_and_stays_on_its_page(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/checkin", "5", "8", "[Skip]")
    while "Goal 131" not in " ".join(alice.buttons()):
        await does(town, alice, "[More ▶]")
    await does(town, alice, "[⬜ Goal 131]")
    assert "✅ Goal 131" in alice.buttons()
    await does(town, alice, "[◀ Earlier]")
    assert "⬜ Goal 51" in alice.buttons()
    await does(town, alice, "[Save]")
    told = await town.app.store.read(
        lambda tx: answers.get(tx, ALICE, tx.now.date(), "goals").value
    )
    assert [number for number, state in told.items() if state == "done"] == ["131"]

"""Files that cannot be trusted: one kind sentence, and nothing is taken in."""

import json
import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest

from bot.features.portability.bounds import MOST_BYTES
from bot.playground.people import TelegramUser
from storage import entries
from tests.features.portability.test_import import AT, ENERGY, buttons_under, export, send
from tests.support.town import ALICE, Town


def packed() -> bytes:
    held = BytesIO()
    with zipfile.ZipFile(held, "w") as file:
        file.writestr("a.json", "{}")
    return held.getvalue()


def spoiled(change: Callable[[dict[str, Any]], object]) -> bytes:
    """An export that somebody has changed."""
    document: dict[str, Any] = {
        "format": "small-steps", "version": 1,
        "check_ins": [{"date": "2026-11-20", "mood": 6, "goals": []}],
        "goals": [{"id": 1, "title": "Walk"}], "entries": [], "journal": [], "trackers": [],
    }  # fmt: skip
    change(document)
    return json.dumps(document).encode()


def day(**more: object) -> Callable[[dict[str, Any]], object]:
    return lambda document: document["check_ins"][0].update(more)


def part(name: str, *things: object) -> Callable[[dict[str, Any]], object]:
    return lambda document: document.update({name: list(things)})


HOSTILE = {
    "empty": b"",
    "no json": b"hello",
    "packed": packed(),
    "too large": b" " * (MOST_BYTES + 1),
    "not utf-8": b'{"format": "small-steps\xff"}',
    "deep": b'{"format": "small-steps", "version": 1, "entries": ' + b"[" * 100_000,
    "deep inside": spoiled(
        part("preferences", json.loads("[" * 300 + "]" * 300)),
    ),
    "a list": b"[1]",
    "another format": b'{"format": "daylio", "version": 1}',
    "a later version": b'{"format": "small-steps", "version": 2}',
    "a version of no kind": b'{"format": "small-steps", "version": true}',
    "not a number": b'{"format": "small-steps", "version": 1, "goals": [NaN]}',
    "endless": b'{"format": "small-steps", "version": 1, "check_ins": [{"mood": 1e999}]}',
    "a number of ten thousand digits": b'{"format": "small-steps", "version": ' + b"1" * 10_000,
    "a mood of eleven": spoiled(day(mood=11)),
    "a mood of words": spoiled(day(mood="good")),
    "a mood of yes": spoiled(day(mood=True)),
    "a day beyond all calendars": spoiled(day(date="2231-01-01")),
    "a day long ago": spoiled(day(date="0001-01-01")),
    "a day of no calendar": spoiled(day(date="2026-02-30")),
    "a day twice": spoiled(lambda d: d["check_ins"].append(d["check_ins"][0])),
    "an unknown goal": spoiled(day(goals=[{"goal": 7, "status": "done"}])),
    "a goal for itself": spoiled(part("goals", {"id": 1, "title": "Walk", "towards": 1})),
    "a status of no kind": spoiled(day(goals=[{"goal": 1, "status": "great"}])),
    "core answers twice": spoiled(day(answers={"mood": 3})),
    "an answer by the name of another": spoiled(day(answers={"sleep_hours": None})),
    "an odd answer by the name of another": spoiled(day(other_answers={"sleep_quality": 3})),
    "an answer of no use": spoiled(
        lambda d: d.update(
            trackers=[{"id": "energy", **ENERGY}],
            check_ins=[{"date": "2026-11-20", "answers": {"energy": "high"}}],
        )
    ),
    "a tracker of no kind": spoiled(part("trackers", {"id": "x", "label": "X", "kind": "magic"})),
    "a tracker under a name of ours": spoiled(part("trackers", {"id": "mood", **ENERGY})),
    "an entry without its words": spoiled(
        part("entries", {"kind": "note to self", "date": "2026-11-20", "at": AT, "content": {}})
    ),
    "an entry about an unknown goal": spoiled(
        part(
            "entries",
            {
                "kind": "goal level",
                "date": "2026-11-20",
                "at": AT,
                "content": {"goal": 9, "level": 1},
            },
        )
    ),
    "an entry of the import itself": spoiled(
        part("entries", {"kind": "import.undo", "date": "2026-11-20", "at": AT, "content": {}})
    ),
    "a note of no time": spoiled(part("journal", {"at": "soon", "text": "x"})),
    "a note without a zone": spoiled(part("journal", {"at": "2026-11-20T20:00:00", "text": "x"})),
    "a choice that is no day": spoiled(
        lambda d: d.update(preferences={"monthly.next": "tomorrow"})
    ),
    "goals that are no list": spoiled(lambda d: d.update(goals={"id": 1})),
}


@pytest.mark.parametrize("file", HOSTILE.values(), ids=HOSTILE.keys())
async def test_a_file_that_cannot_be_trusted_gets_one_sentence_and_changes_nothing(
    town: Town, alice: TelegramUser, file: bytes
) -> None:
    heard = len(alice.heard)
    await send(town, alice, file)
    assert len(alice.heard) == heard + 1
    assert not buttons_under(alice)
    assert 20 < len(alice.last.words) < 160
    assert "\n" not in alice.last.words
    assert await town.app.store.read(lambda tx: entries.every(tx, ALICE)) == []
    assert (await export(town, alice))["check_ins"] == []

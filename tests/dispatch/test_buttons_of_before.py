"""A chat from before features had folders: every button in it is pressed, and nothing is lost."""

import logging
from collections import defaultdict
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.dispatch import updates
from bot.dispatch.buttons import FROM_EARLIER
from bot.features.portability import export
from bot.i18n import render
from bot.incoming import Incoming, Pressed
from bot.playground.people import TelegramUser
from storage import people
from storage.store import Tx
from tests.storage.before_features import (
    ALICE,
    BOB,
    CAROL,
    DATA,
    DAVE,
    THEN,
    OldButton,
    OldTown,
    buttons,
    messages,
    put_back,
)
from tests.support.entry_kinds import ENTRY_KINDS
from tests.support.evening import QUESTION
from tests.support.town import Town, does

Documents = dict[int, dict[str, Any]]

# What each of them changes of what is stored, by the parts of the export; no other changes any.
# Whoever looks at questionnaires finds the PHQ-9 that was begun two days ago saved as it is.
CHANGES = {
    "scales": {"entries", "scales"},
    "scale.one": {"entries", "scales"},
    "scale.go": {"entries", "scales"},
    "goal.reached": {"goals", "entries", "wins"},
    "goal.pause": {"goals"},
    "goal.let": {"goals"},
    "goal.resume": {"goals"},
    "goal.uncount": {"entries"},
    "trk.switch": {"trackers"},
    "trk.rest": {"trackers"},
    "trk.part": {"trackers"},
    "trk.keep": {"trackers"},
    "trk.erase": {"trackers", "check_ins"},
    "trk.apply": {"trackers", "preferences"},
    "trk.sleep": {"preferences"},
    "trk.list": {"preferences"},
    "trk.early": {"profile"},
    "wrd.gone": {"entries"},
    "country": {"profile"},
    "zone.use": {"profile"},
    "until": {"profile"},
    "toggle": {"profile", "reminders"},
    "calm": {"preferences"},
    "quiet.off": {"preferences"},
    "prompt": {"preferences"},
    "prompt.another": {"preferences"},
    "session.skip": {"entries"},
    "session.unskip": {"entries"},
    "session.rest": {"entries"},
    "session.end": {"entries"},
    "therapy": {"check_ins"},
    "therapy.tick": {"entries"},
    "therapy.clear": {"entries", "journal"},
    "note.mark": {"journal"},
    "note.undo": {"journal"},
    "win.mark": {"wins"},
    "win.undo": {"wins"},
    "moment.undo": {"entries"},
    "moment.meant": {"journal", "entries"},
    "self.remove": {"entries"},
    "scale.undo": {"entries", "scales"},
    "scale.drop": {"entries", "scales"},
    "scale.every": {"preferences", "entries", "scales"},
    "usual": {"check_ins"},
    "mood": {"check_ins"},
    "quality": {"check_ins"},
    "q2": {"entries"},
}
# What says of itself that something goes.
TAKES = {
    "delete.yes", "goal.uncount", "moment.meant", "moment.undo", "note.undo", "scale.undo",
    "self.remove", "trk.erase", "win.undo",
}  # fmt: skip


@pytest.fixture(name="url")
def fixture_url(empty_address: str) -> str:
    """The address of the database as it was then."""
    put_back(empty_address)
    return empty_address


@pytest.fixture(name="town")
async def fixture_town(url: str, tmp_path: Path) -> AsyncIterator[OldTown]:
    """The town of then, after the start of today's bot."""
    async with OldTown(url, tmp_path) as town:
        yield town


def documents(tx: Tx) -> Documents:
    """Everybody's export, as it would have been then."""
    found = {user_id: export.collect(tx, user_id, ENTRY_KINDS) for user_id in people.all_ids(tx)}
    return {who: export.document(of, THEN) for who, of in found.items() if of is not None}


def told(document: dict[str, Any]) -> set[tuple[str, str]]:
    """Everything somebody told, piece by piece; what is marked or switched may change."""
    found = {
        (part, str(one["id"]))
        for part in ("goals", "journal", "wins", "entries", "trackers")
        for one in document[part]
        if one.get("kind") != "scale.open"
    }
    for day in document["check_ins"]:
        for step, value in (day | day["answers"]).items():
            if value not in (None, [], False) and step != "answers":
                found.add((f"{day['date']} {step}", ""))
    return found


async def stored(town: Town, user_id: int) -> dict[str, Any]:
    return (await town.app.store.read(documents))[user_id]


async def test_the_start_brings_everything_along_byte_for_byte(town: OldTown) -> None:
    found = await town.app.store.read(documents)
    assert found.keys() == {ALICE, BOB, CAROL}
    for user_id, document in found.items():
        assert export.as_json(document) == (DATA / f"{user_id}.json").read_bytes()


class _TakenAway(Exception):
    """Nothing of a press stays, so that each finds the same life."""


class PressedButton:
    """What one press said, and what was stored after it."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.after: Documents = {}


async def press(town: OldTown, button: OldButton) -> PressedButton:
    """Press a button and undo all of it."""
    outcome = PressedButton()
    what = Pressed(button.data, button.message_id, "a-tap")
    incoming = Incoming(
        900_000, button.user_id, button.user_id, private=True, language="en",
        first_name="Somebody", at=town.clock.now(), what=what,
    )  # fmt: skip

    def go(tx: Tx) -> None:
        turn = updates.handle(tx, town.app.deps, incoming)
        outcome.said = [ack.text for ack in turn.callback_answers if ack.text]
        outcome.said += [reply.method for reply in turn.replies]
        outcome.after = documents(tx)
        raise _TakenAway

    with pytest.raises(_TakenAway):
        await town.app.store.write(go)
    return outcome


async def test_each_button_does_what_it_said_and_loses_nothing(town: OldTown) -> None:
    await town.later(minutes=1)
    before = await town.app.store.read(documents)
    changed: dict[str, set[str]] = defaultdict(set)
    for button in buttons():
        outcome = await press(town, button)
        assert outcome.said, f"{button} is dead"
        assert render(FROM_EARLIER, "en", THEN.year) not in outcome.said, button
        then, now = dict(before), dict(outcome.after)
        mine_then, mine = then.pop(button.user_id, None), now.pop(button.user_id, None)
        assert now == then, f"{button} changes what is somebody else's"
        if mine is None or mine_then is None:
            assert button.name in {"consent", "decline", "delete.yes"}
            continue
        parts = {part for part in mine if mine[part] != mine_then.get(part)}
        assert parts <= CHANGES.get(button.name, set()), button
        changed[button.name] |= parts
        assert told(mine_then) <= told(mine) or button.name in TAKES, button
    assert changed.keys() >= CHANGES.keys()
    assert {name for name in CHANGES if not changed[name]} == set()


async def test_the_open_question_is_answered_by_its_old_buttons(town: OldTown) -> None:
    alice = town.person(ALICE)
    before = await stored(town, ALICE)
    await does(town, alice, "[4]", "[✅ Done]", "[6]", "[walk]", "[Save]")
    assert "Noted for Sun 22 Nov" in alice.chat.messages[evening(alice)].words
    await has_told_the_evening(town, before)


async def test_the_open_question_is_answered_by_typing(town: OldTown) -> None:
    alice = town.person(ALICE)
    before = await stored(town, ALICE)
    await does(town, alice, "4", "done", "6", "walk", "save")
    assert "Noted for Sun 22 Nov" in alice.last.words
    await has_told_the_evening(town, before)


def evening(person: TelegramUser) -> int:
    """The message in which the evening's question stood then."""
    return next(
        one["message"]
        for one in messages()
        if one["chat"] == person.id and "How did that sleep feel?" in one.get("text", "")
    )


async def has_told_the_evening(town: OldTown, before: dict[str, Any]) -> None:
    """All is as it was, and today is told."""
    after = await stored(town, ALICE)
    today = after["check_ins"].pop()
    begun = before["check_ins"].pop()
    assert (begun["mood"], begun["sleep_hours"], begun["sleep_quality"]) == (1, 5.0, None)
    assert (today["mood"], today["sleep_hours"], today["sleep_quality"]) == (1, 5.0, 4)
    assert today["goals"] == [{"goal": 1, "status": "done"}]
    assert today["answers"] == {"anxiety": 6, "helped": ["walk"]}
    assert before.pop("preferences").items() <= after.pop("preferences").items()
    assert after == before


async def test_a_goal_that_was_being_typed_becomes_one(town: OldTown) -> None:
    bob = town.person(BOB)
    before = await stored(town, BOB)
    await does(town, bob, "Read ten pages", "[A small step for the coming weeks]")
    await does(town, bob, "[2 × a week]", "[No end date]")
    assert "Read ten pages" in bob.last.words
    after = await stored(town, BOB)
    goal = after["goals"].pop()
    assert (goal["title"], goal["times_per_week"], goal["id"]) == ("Read ten pages", 2, 3)
    assert after["goals"] == before["goals"]
    assert told(before) <= told(after)


async def test_who_was_asked_when_is_asked_again_then(town: OldTown) -> None:
    bob = town.person(BOB)
    await does(town, bob, "[15 min]")
    await town.later(minutes=14)
    assert not any(QUESTION in message.words for message in bob.heard)
    await town.later(minutes=2)
    assert QUESTION in bob.last.words
    await does(town, bob, "[7]")
    assert (await stored(town, BOB))["check_ins"][-1]["mood"] == 7


async def test_an_old_picture_is_leafed_through(town: OldTown) -> None:
    bob = town.person(BOB)
    leafed = next(button for button in buttons() if button.label == "Later ▶")
    bob.taps(leafed.data, leafed.message_id)
    await town.settle()
    assert "from 19 Nov" in bob.chat.messages[leafed.message_id].words
    assert bob.buttons(leafed.message_id) == ["Page 2 of 2 ▶", "More pictures"]


async def test_who_had_not_agreed_yet_agrees_with_the_old_button(town: OldTown) -> None:
    dave = town.person(DAVE, "Dave")
    await does(town, dave, "[Yes, let's begin]", "Riga", "[21:00]", "[08:00]", "[Skip]")
    assert (await stored(town, DAVE))["profile"]["timezone"] == "Europe/Riga"


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
async def test_all_of_them_are_pressed_one_after_the_other(
    town: OldTown, caplog: pytest.LogCaptureFixture
) -> None:
    """In one life, as somebody does who wants to know what old messages still do."""
    before = {who: told(of) for who, of in (await town.app.store.read(documents)).items()}
    for button in buttons():
        if button.name in TAKES:
            continue
        await town.later(minutes=1)
        person = town.person(button.user_id)
        tap = person.taps(button.data, button.message_id)
        await town.settle()
        assert tap.answered, button
        assert tap.text != render(FROM_EARLIER, "en", THEN.year), button
    after = await town.app.store.read(documents)
    assert {who: of - told(after[who]) for who, of in before.items()} == {
        who: set() for who in (ALICE, BOB, CAROL)
    }
    saved = [one for one in after[BOB]["scales"] if one["instrument"] == "PHQ-9"]
    assert [one["items"][0] for one in saved] == [1]
    assert [one for one in caplog.records if one.levelno >= logging.WARNING] == []
    bob = town.person(BOB)
    erase = next(button for button in buttons() if button.name == "delete.yes")
    bob.taps(erase.data, erase.message_id)
    await town.settle()
    assert (await town.app.store.read(documents)).keys() == {ALICE, CAROL, DAVE}

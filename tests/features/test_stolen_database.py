"""What a thief of the database, without the keys, can read of people who use everything."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import product

from bot.core.registry import Registry
from bot.demo.demo import make_up
from bot.features import FEATURES
from bot.playground.people import TelegramUser
from conversations.trackers import ready_made
from storage import (
    answers,
    check_ins,
    conversations,
    entries,
    notes,
    nudges,
    preferences,
    reminders,
    trackers,
)
from storage.notes import Note
from storage.store import Tx
from tests.storage.old_life import texts
from tests.support.full_life import lives_fully, telling_words
from tests.support.ready_made import switched_on
from tests.support.town import ALICE, BOB, Town, does, settled_in


def names_in_use(user_id: int, tx: Tx) -> set[str]:
    """Every name that stands in this person's rows, read with their key."""
    found = {answer.step for answer in answers.between(tx, user_id, date.min, date.max)}
    found |= {entry.kind for entry in entries.every(tx, user_id)}
    found |= {reminder.kind for reminder in reminders.of(tx, user_id)}
    found |= {tracker.id for tracker in trackers.list_(tx, user_id)}
    found |= {
        conversation.flow for conversation in [conversations.newest(tx, user_id)] if conversation
    }
    return found | set(preferences.all_(tx, user_id))


async def test_no_name_of_anything_can_be_read_without_a_key(town: Town) -> None:
    alice, bob = town.person(), town.person(BOB, "Bob")
    await lives_fully(town, alice)
    await town.app.store.write(partial(make_up, deps=town.app.deps, user_id=ALICE))
    await settled_in(town, bob)
    await does(
        town,
        bob,
        "/trackers",
        "[Add a question]",
        "[Several that go together]",
        "[Sleep first]",
        "[Use this]",
        "/import",
    )
    used: set[str] = set()
    for user_id in (ALICE, BOB):
        used |= await town.app.store.read(partial(names_in_use, user_id))
    assert {"alcohol", "urges", "scale.gad7", "session.eve", "appointment"} <= used
    words = used | telling_words()
    await town.sleep()
    url = f"sqlite:///{town.database}"
    assert {(where, w) for where, value in texts(url) for w in words if w in value} == set()
    # The schema itself, and words so short that chance may write them, tell nothing of anybody.
    with closing(sqlite3.connect(town.database)) as database:
        schema = "".join(str(row) for row in database.execute("SELECT sql FROM sqlite_master"))
    long = {word for word in words if len(word) > 5 and word not in schema}
    assert "session.eve" in long
    assert {word for word in long if word.encode() in town.on_disk()} == set()


async def test_the_same_name_looks_different_for_everyone_and_in_every_place(
    town: Town, alice: TelegramUser
) -> None:
    bob = town.person(BOB, "Bob")
    await settled_in(town, bob)
    for person in (alice, bob):
        await does(town, person, *switched_on("Alcohol"))
        await does(town, person, "/checkin", "[7]", "[8]", "[4]", "2")
    with closing(sqlite3.connect(town.database)) as database:
        kept = [row[0] for row in database.execute("SELECT id FROM tracker")]
        told = [row[0] for row in database.execute("SELECT step FROM answer")]
    assert len(kept) == 2
    assert len(set(kept + told)) == len(kept) + len(told) > 4


async def test_no_length_tells_one_question_reminder_or_mark_from_another(
    town: Town, alice: TelegramUser
) -> None:
    """The program is public, so whoever has it knows how long each would be."""
    await lives_fully(town, town.person(BOB, "Bob"))

    def try_all(tx: Tx) -> None:
        for name, question in ready_made().items():
            if trackers.get(tx, BOB, name) is None:
                trackers.add(tx, BOB, name, date(2026, 11, 24), question.content())
            answers.keep(tx, BOB, date(2026, 11, 30), name, 10, tx.now)
            answers.keep(tx, BOB, date(2026, 12, 1), name, None, tx.now)
        for number, marks in enumerate(product((True, False), repeat=2)):
            day = date(2026, 12, 1 + number)
            at = tx.now if number % 2 else None
            check_ins.touch(tx, BOB, day, as_usual=marks[0], for_therapy=marks[1], completed_at=at)
            note = Note(tx.new_id(), tx.now, day, "words", for_therapy=marks[0])
            notes.add(tx, BOB, note)
        for kind in Registry(FEATURES).nudges:
            for reason in ("answered", "the day is over", "not allowed"):
                nudges.claim(tx, BOB, kind, date(2026, 12, 1))
                nudges.dropped(tx, BOB, kind, date(2026, 12, 1), reason)
            reminding = reminders.get(tx, BOB, kind) or reminders.Reminder(BOB, kind)
            reminders.put(tx, replace(reminding, days=tuple(range(1, 8)), enabled=False))

    await town.app.store.write(try_all)
    await town.sleep()
    own = "SELECT DISTINCT length({}) FROM {} WHERE user_id = 43"
    shaped = (
        "tracker.content",
        "check_in.content",
        "note.marks",
        "nudge.content",
        "reminder.content",
        "preference.content",
        "entry.content",
        "goal.content",
    )
    with closing(sqlite3.connect(town.database)) as database:
        for where in shaped:
            table, column = where.split(".")
            found = database.execute(own.format(column, table)).fetchall()
            assert len(found) == 1, where
        short = "SELECT DISTINCT length(value) FROM answer WHERE day >= '2026-11-30'"
        assert len(database.execute(short).fetchall()) == 1

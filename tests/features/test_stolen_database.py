"""What a thief of the database, without the keys, can read of people who use everything."""

import sqlite3
from contextlib import closing
from functools import partial

from bot.demo.demo import make_up
from bot.playground.people import Person
from storage import answers, entries, preferences, reminders, talks, trackers
from storage.store import Tx
from tests.storage.old_life import texts
from tests.support.full_life import lives_fully, telling_words
from tests.support.town import ALICE, BOB, Town, does, settled_in


def names_in_use(user_id: int, tx: Tx) -> set[str]:
    """Every name that stands in this person's rows, read with their key."""
    from datetime import date

    found = {answer.step for answer in answers.between(tx, user_id, date.min, date.max)}
    found |= {entry.kind for entry in entries.every(tx, user_id)}
    found |= {reminder.kind for reminder in reminders.of(tx, user_id)}
    found |= {tracker.id for tracker in trackers.list_(tx, user_id)}
    found |= {talk.flow for talk in [talks.newest(tx, user_id)] if talk}
    return found | set(preferences.all_(tx, user_id))


async def test_no_name_of_anything_can_be_read_without_a_key(town: Town) -> None:
    alice, bob = town.person(), town.person(BOB, "Bob")
    await lives_fully(town, alice)
    await town.house.store.write(partial(make_up, tools=town.house.tools, user_id=ALICE))
    await settled_in(town, bob)
    await does(town, bob, "/trackers", "[Presets]", "[Sleep first]", "[Use this]", "/import")
    used: set[str] = set()
    for user_id in (ALICE, BOB):
        used |= await town.house.store.read(partial(names_in_use, user_id))
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
    town: Town, alice: Person
) -> None:
    bob = town.person(BOB, "Bob")
    await settled_in(town, bob)
    for person in (alice, bob):
        await does(town, person, "/trackers", "[Ready-made]", "[Alcohol]")
        await does(town, person, "/checkin", "[7]", "[8]", "[4]", "2")
    with closing(sqlite3.connect(town.database)) as database:
        kept = [row[0] for row in database.execute("SELECT id FROM tracker")]
        told = [row[0] for row in database.execute("SELECT step FROM answer")]
    assert len(kept) == 2
    assert len(set(kept + told)) == len(kept) + len(told) > 4

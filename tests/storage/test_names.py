"""Names in the database: pseudonyms that only the person's own key can make."""

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import insert
from sqlalchemy.exc import StatementError

from storage import conversations, damage, entries, nudges, preferences, reminders
from storage.entries import ENTRY
from storage.names import Name
from storage.preferences import PREFERENCE
from storage.schema import METADATA
from storage.sealed import PersonKey
from storage.store import Store
from tests.storage.old_life import texts
from tests.storage.samples import MONDAY
from tests.storage.telling import tell_everything

KEY = PersonKey("k1", bytes(range(32)), os.urandom)
NAMES = {"mood", "words", "moment", "energy0", "prompts0", "evening", "checkin"}


@given(st.text(), st.text())
def test_a_name_is_always_the_same_in_its_column_and_no_other_name_is(one, other):
    first, second = (KEY.pseudonym("answer.step", name) for name in (one, other))
    assert (first == second) == (one == other)
    assert first == KEY.pseudonym("answer.step", one)
    assert first != KEY.pseudonym("tracker.id", one)


def test_two_people_have_nothing_in_common():
    other = PersonKey("k2", bytes(32), os.urandom)
    assert KEY.pseudonym("answer.step", "mood") != other.pseudonym("answer.step", "mood")


def test_no_word_is_in_a_pseudonym_by_chance():
    assert set(KEY.pseudonym("answer.step", "mood")) <= set("0123456789abcdef")


def test_every_column_of_names_has_a_pseudonym_of_its_own():
    """Two that shared one would show that a question and its answers belong together."""
    named = [
        (f"{table.name}.{column.name}", column.type.column)
        for table in METADATA.sorted_tables
        for column in table.c
        if isinstance(column.type, Name)
    ]
    assert len(named) == 7
    assert all(where == said for where, said in named)


@pytest.mark.parametrize(("table", "column"), [(ENTRY, "kind"), (PREFERENCE, "name")])
async def test_a_column_of_names_refuses_a_plain_one(store: Store, alice: int, table, column):
    row = {"user_id": alice, "id": "1", "day": MONDAY, column: "session"}
    values = {name: value for name, value in row.items() if name in table.c}
    with pytest.raises((TypeError, StatementError), match="no plain names"):
        await store.write(lambda tx: tx.connection.execute(insert(table), values))


async def test_nothing_that_is_told_leaves_its_name(store: Store, alice: int, database_url: str):
    await store.write(lambda tx: tell_everything(tx, alice))
    assert {value for _, value in texts(database_url)} & NAMES == set()


async def test_whoever_has_no_key_is_found_to_have_nothing(store: Store):
    def look(tx):
        return [
            entries.of_kind(tx, 404, "moment"),
            reminders.of(tx, 404),
            preferences.get(tx, 404, "prompts"),
            nudges.state(tx, 404, "evening", MONDAY),
            conversations.of_day(tx, 404, "checkin", MONDAY),
            conversations.of_flow(tx, 404, "checkin", 3),
        ]

    assert await store.read(look) == [[], [], None, None, None, []]


async def test_a_name_moved_to_another_row_is_noticed(store: Store, alice: int):
    """Whoever can write to the file cannot make one choice look like another."""

    def work(tx):
        preferences.set_(tx, alice, "prompts", "on")
        preferences.set_(tx, alice, "monthly", "off")
        tx.connection.exec_driver_sql(
            "UPDATE preference SET content = "
            "(SELECT content FROM preference ORDER BY name LIMIT 1)"
        )

    await store.write(work)
    found, damaged = await store.read(
        lambda tx: (preferences.all_(tx, alice), damage.known(tx, alice))
    )
    assert found in ({"prompts": "on"}, {"monthly": "off"})
    assert [row.column for row in damaged] == ["preference.content"]

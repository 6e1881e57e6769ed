import os

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select, update
from sqlalchemy.exc import StatementError

from storage import answers, damage
from storage.answers import ANSWER
from storage.errors import Unreadable
from storage.sealed import BUCKET, LEAST, PersonKey, Plaintext
from storage.store import Store
from tests.storage.samples import MONDAY, TUESDAY

KEY = PersonKey("k1", bytes(range(32)), os.urandom)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


@given(JSON)
def test_whatever_is_told_comes_back(value):
    assert KEY.open("note.text", "1", KEY.seal("note.text", "1", value)) == value


def test_the_same_words_never_look_the_same():
    assert KEY.seal("note.text", "1", "rain") != KEY.seal("note.text", "1", "rain")


def test_short_answers_all_have_one_length():
    told = [None, 1, 10, "", "a" * 30, {"hours": 7.5}, [1, 2, 3]]
    assert {len(KEY.seal("note.text", "1", value)) for value in told} == {1 + 12 + BUCKET + 16}
    least = LEAST["answer.value"]
    assert {len(KEY.seal("answer.value", "1", value)) for value in told} == {1 + 12 + least + 16}
    assert len(KEY.seal("note.text", "1", "a" * 31)) == 1 + 12 + 2 * BUCKET + 16


@pytest.mark.parametrize(("column", "row"), [("win.text", "1"), ("note.text", "2")])
def test_a_value_opens_only_in_its_own_place(column, row):
    with pytest.raises(Unreadable):
        KEY.open(column, row, KEY.seal("note.text", "1", "rain"))


def test_a_value_opens_only_with_the_key_and_key_id_it_was_sealed_with():
    blob = KEY.seal("note.text", "1", "rain")
    for other in (
        PersonKey("k1", bytes(32), os.urandom),
        PersonKey("k2", bytes(range(32)), os.urandom),
    ):
        with pytest.raises(Unreadable):
            other.open("note.text", "1", blob)


@given(st.integers(0, 60), st.integers(0, 7))
def test_any_flipped_bit_is_noticed(place, bit):
    blob = bytearray(KEY.seal("note.text", "1", "rain"))
    blob[place] ^= 1 << bit
    with pytest.raises(Unreadable):
        KEY.open("note.text", "1", bytes(blob))


@pytest.mark.parametrize("blob", [b"", b"\x01", b"\x01" + bytes(12), b"plain text"])
def test_what_is_no_sealed_value_does_not_open(blob):
    with pytest.raises(Unreadable):
        KEY.open("note.text", "1", blob)


def test_a_key_never_shows_itself():
    assert bytes(range(32)).hex() not in repr(KEY)
    assert "rain" not in repr(KEY.seal("note.text", "1", "rain"))


@pytest.mark.parametrize("plain", ["rain", b"rain", 7, {"mood": 7}])
async def test_a_sealed_column_refuses_anything_plain(store: Store, alice: int, plain):
    with pytest.raises((TypeError, StatementError), match="sealed"):
        await store.write(lambda tx: tx.connection.execute(update(ANSWER).values(value=plain)))


async def test_swapping_two_sealed_values_is_noticed(store: Store, alice: int):
    for day, mood in ((MONDAY, 3), (TUESDAY, 8)):
        await store.write(lambda tx, d=day, m=mood: answers.keep(tx, alice, d, "mood", m, tx.now))
    await swap_into(store, alice, MONDAY, from_=(alice, TUESDAY))
    assert await store.read(lambda tx: shown(tx, alice)) == ({}, [MONDAY])


async def test_giving_a_value_to_someone_else_is_noticed(store: Store, alice: int, bob: int):
    for user in (alice, bob):
        await store.write(lambda tx, u=user: answers.keep(tx, u, MONDAY, "mood", 3, tx.now))
    await swap_into(store, bob, MONDAY, from_=(alice, MONDAY))
    assert await store.read(lambda tx: shown(tx, bob)) == ({}, [MONDAY])


def shown(tx, user):
    """What of Monday is shown, and the days of what does not open."""
    return answers.of_day(tx, user, MONDAY), [row.day for row in damage.known(tx, user)]


async def swap_into(store: Store, user, day, from_) -> None:
    """Copy a sealed value as an attacker with the file would: byte for byte."""
    raw = ANSWER.c.value.type.impl

    def work(tx):
        theirs = (ANSWER.c.user_id == from_[0], ANSWER.c.day == from_[1])
        taken = select(ANSWER.c.value.cast(raw)).where(*theirs).scalar_subquery()
        own = (ANSWER.c.user_id == user, ANSWER.c.day == day)
        tx.connection.execute(update(ANSWER).where(*own).values({ANSWER.c.value: taken}))

    await store.write(work)


def test_told_is_a_value_with_its_key_and_row():
    assert Plaintext(7, KEY, "1").row == "1"

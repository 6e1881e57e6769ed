from datetime import timedelta

import pytest

from storage import conversations
from storage.conversations import Conversation
from storage.store import Store
from tests.storage.samples import ALICE, BOB, MONDAY, TUESDAY

pytestmark = pytest.mark.usefixtures("alice", "bob")
ANSWERS = {"version": 1, "answers": [["mood", 6], ["sleep", None]], "focus": None}


def check_in(conversation_id: str, at, day=MONDAY, user: int = ALICE) -> Conversation:
    return Conversation(conversation_id, user, "checkin", day, ANSWERS, None, at)


async def test_a_conversation_goes_on_where_it_was(store: Store, now):
    conversation = check_in("a", now.at)
    await store.write(lambda tx: conversations.open_(tx, conversation))
    assert await store.read(lambda tx: conversations.get(tx, ALICE, "a")) == conversation


async def test_nobody_else_can_open_it(store: Store, now):
    await store.write(lambda tx: conversations.open_(tx, check_in("a", now.at)))
    assert await store.read(lambda tx: conversations.get(tx, BOB, "a")) is None


async def test_the_newest_of_a_flow_come_first_and_only_ones_own(store: Store, now):
    for conversation_id, user in (("a", ALICE), ("b", ALICE), ("c", BOB), ("d", ALICE)):
        await store.write(
            lambda tx, i=conversation_id, u=user: conversations.open_(
                tx, check_in(i, now.at, user=u)
            )
        )
        now.later(minutes=1)
    found = await store.read(lambda tx: conversations.of_flow(tx, ALICE, "checkin", 2))
    assert [conversation.id for conversation in found] == ["d", "b"]
    assert await store.read(lambda tx: conversations.of_flow(tx, ALICE, "note", 2)) == []


async def test_the_latest_is_the_open_one_touched_last(store: Store, now):
    await store.write(lambda tx: conversations.open_(tx, check_in("old", now.at)))
    now.later(minutes=1)
    await store.write(lambda tx: conversations.open_(tx, check_in("new", now.at)))
    now.later(minutes=1)
    old = await store.read(lambda tx: conversations.get(tx, ALICE, "old"))
    await store.write(lambda tx: conversations.save(tx, old))
    since = now.at - timedelta(hours=1)

    async def latest():
        found = await store.read(lambda tx: conversations.latest(tx, ALICE, since))
        return found.id if found else None

    assert await latest() == "old"
    await store.write(lambda tx: conversations.close(tx, ALICE, "old"))
    assert await latest() == "new"
    since = now.at
    assert await latest() is None


async def test_a_day_has_its_newest_conversation_even_if_closed(store: Store, now):
    await store.write(lambda tx: conversations.open_(tx, check_in("a", now.at)))
    await store.write(lambda tx: conversations.close(tx, ALICE, "a"))
    found = await store.read(lambda tx: conversations.of_day(tx, ALICE, "checkin", MONDAY))
    assert (found.id, found.closed) == ("a", True)
    assert await store.read(lambda tx: conversations.of_day(tx, ALICE, "checkin", TUESDAY)) is None
    assert await store.read(lambda tx: conversations.of_day(tx, ALICE, "goal", MONDAY)) is None


async def test_saving_keeps_answers_and_message_and_touches(store: Store, now):
    await store.write(lambda tx: conversations.open_(tx, check_in("a", now.at)))
    later = now.later(minutes=3)
    more = Conversation("a", ALICE, "checkin", MONDAY, {"answers": []}, 55, now.at)
    await store.write(lambda tx: conversations.save(tx, more))
    found = await store.read(lambda tx: conversations.get(tx, ALICE, "a"))
    assert (found.state, found.message_id, found.touched_at) == ({"answers": []}, 55, later)


async def test_the_message_of_a_conversation_can_be_learned_late(store: Store, now):
    await store.write(lambda tx: conversations.open_(tx, check_in("a", now.at)))
    await store.write(lambda tx: conversations.set_message(tx, ALICE, "a", 9))
    assert (await store.read(lambda tx: conversations.get(tx, ALICE, "a"))).message_id == 9


async def test_what_is_gone_back_to_counts_as_the_newest_even_a_moment_later(store: Store, now):
    """Another may have been begun and ended in between."""
    await store.write(lambda tx: conversations.open_(tx, check_in("goal", now.at)))
    now.later(minutes=0.1)
    await store.write(lambda tx: conversations.open_(tx, check_in("win", now.at)))
    await store.write(lambda tx: conversations.close(tx, ALICE, "win"))
    for _ in range(2):
        now.later(minutes=0.1)
        goal = await store.read(
            lambda tx: conversations.latest(tx, ALICE, now.at - timedelta(hours=1))
        )
        await store.write(lambda tx, goal=goal: conversations.save(tx, goal, known=goal))
        assert (await store.read(lambda tx: conversations.newest(tx, ALICE))).id == "goal"

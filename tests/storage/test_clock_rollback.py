"""What was noted at instants that have not come: found, and brought back."""

from datetime import time, timedelta

import pytest

from storage import clock_rollback, conversations, nudges, outbox, outbox_upkeep, reminders
from storage.conversations import Conversation
from storage.reminders import Reminder
from storage.store import Store
from tests.conftest import Now
from tests.storage.samples import MONDAY, TUESDAY

DAY, WEEK = timedelta(days=1), timedelta(days=7)


async def who(store: Store, now: Now) -> list[int]:
    return await store.read(lambda tx: clock_rollback.who(tx, now.at, MONDAY, now.at + DAY))


def claims(tx, user: int) -> None:
    nudges.claim(tx, user, "evening", TUESDAY)


def speaks(tx, user: int) -> None:
    conversations.open_(
        tx, Conversation(f"conversation of {user}", user, "checkin", TUESDAY, {}, None, tx.now)
    )


def plans(tx, user: int) -> None:
    due = tx.now + timedelta(hours=3)
    reminders.put(tx, Reminder(user, "evening", time(21), (), due))


@pytest.mark.parametrize("leaves", [claims, speaks, plans])
async def test_whoever_a_clock_that_ran_ahead_has_touched_is_found(
    store: Store, alice: int, bob: int, now: Now, leaves
) -> None:
    await store.write(lambda tx: leaves(tx, bob))
    assert await who(store, now) == []
    now.at += WEEK
    await store.write(lambda tx: leaves(tx, alice))
    now.at -= WEEK
    assert await who(store, now) == [alice]


async def test_a_slot_that_was_taken_in_the_future_can_be_freed(
    store: Store, alice: int, now: Now
) -> None:
    await store.write(lambda tx: nudges.claim(tx, alice, "evening", MONDAY))
    now.at += WEEK
    await store.write(lambda tx: nudges.claim(tx, alice, "evening", TUESDAY))
    now.at -= WEEK
    found = await store.read(lambda tx: nudges.ahead(tx, alice, tx.now))
    assert [nudge.day for nudge in found] == [TUESDAY]
    await store.write(lambda tx: nudges.free(tx, alice, "evening", TUESDAY))
    assert await store.write(lambda tx: nudges.claim(tx, alice, "evening", TUESDAY))
    assert not await store.write(lambda tx: nudges.claim(tx, alice, "evening", MONDAY))


async def test_conversations_come_back_in_the_order_in_which_they_were_touched(
    store: Store, alice: int, now: Now
) -> None:
    now.at += WEEK
    for name in ("first", "second", "third"):
        now.later(minutes=1)
        conversation = Conversation(name, alice, "checkin", TUESDAY, {}, None, now.at)
        await store.write(
            lambda tx, conversation=conversation: conversations.open_(tx, conversation)
        )
    now.at -= WEEK
    await store.write(lambda tx: conversations.touched_by(tx, alice, tx.now))
    order = []
    for _ in range(3):
        latest = await store.read(lambda tx: conversations.latest(tx, alice, tx.now - DAY))
        assert latest is not None
        assert latest.touched_at <= now.at
        order.append(latest.id)
        await store.write(lambda tx, latest=latest: conversations.close(tx, alice, latest.id))
    assert order == ["third", "second", "first"]


async def test_what_was_put_off_or_taken_until_a_distant_day_is_free_again(
    store: Store, alice: int, now: Now
) -> None:
    def owe(tx, words: str):
        payload = {"text": words}
        return outbox.add(tx, chat_id=1, user_id=None, method="sendMessage", payload=payload).id

    later, soon = [await store.write(lambda tx, w=w: owe(tx, w)) for w in ("later", "soon")]
    taken = await store.write(
        lambda tx: outbox.add(tx, chat_id=2, user_id=None, method="sendMessage", payload={})
    )
    await store.write(lambda tx: outbox.later(tx, soon, tx.now + timedelta(hours=1)))
    await store.write(lambda tx: outbox.later(tx, later, tx.now + WEEK))
    await store.write(lambda tx: outbox.claim(tx, [taken.id], tx.now + WEEK))
    now.later(seconds=1)
    await store.write(lambda tx: outbox_upkeep.bring_back(tx, tx.now + DAY, tx.now))
    found = await store.write(lambda tx: outbox.pending(tx, 10, tx.now))
    assert [message.id for message in found] == [later]
    now.later(seconds=1)
    assert await store.write(lambda tx: outbox_upkeep.rescue(tx, tx.now)) == [taken.id]

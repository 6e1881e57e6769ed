"""Reminders and nudges."""

from dataclasses import replace
from datetime import time, timedelta

from storage import nudges, reminders
from storage.reminders import Reminder
from storage.store import Store
from tests.storage.samples import MONDAY, TUESDAY


async def test_a_reminder_is_made_and_replaced(store: Store, alice: int, now):
    evening = Reminder(alice, "evening", time(21), (1, 2, 3), now.at)
    await store.write(lambda tx: reminders.put(tx, evening))
    assert await store.read(lambda tx: reminders.get(tx, alice, "evening")) == evening
    morning = Reminder(alice, "morning", time(8))
    moved = Reminder(alice, "evening", time(20, 30), (), now.at + timedelta(hours=1))
    await store.write(lambda tx: reminders.put(tx, morning))
    await store.write(lambda tx: reminders.put(tx, moved))
    assert await store.read(lambda tx: reminders.of(tx, alice)) == [moved, morning]


async def test_what_is_due_comes_longest_due_first_in_batches(store, alice: int, bob: int, now):
    def plan(tx):
        for user, minutes in ((alice, -5), (bob, -10)):
            due = tx.now + timedelta(minutes=minutes)
            reminders.put(tx, Reminder(user, "evening", time(21), (), due))
        reminders.put(tx, Reminder(alice, "morning", time(8), (), tx.now + timedelta(hours=9)))

    await store.write(plan)

    def sweep(tx):
        found = reminders.due(tx, tx.now, 1)
        for reminder in found:
            reminders.set_due(tx, reminder.user_id, reminder.kind, tx.now + timedelta(days=1))
        return [reminder.user_id for reminder in found]

    assert [await store.write(sweep) for _ in range(3)] == [[bob], [alice], []]
    everyone = await store.read(lambda tx: [*reminders.of(tx, alice), *reminders.of(tx, bob)])
    assert min(one.next_due_at for one in everyone) == now.at + timedelta(hours=9)


async def test_a_reminder_that_is_off_is_never_due(store: Store, alice: int, now):
    off = Reminder(alice, "evening", time(21), (), now.at, enabled=False)
    await store.write(lambda tx: reminders.put(tx, off))
    await store.write(lambda tx: reminders.set_due(tx, alice, "evening", now.at))
    assert await store.write(lambda tx: reminders.due(tx, tx.now, 10)) == []
    kept = await store.read(lambda tx: reminders.get(tx, alice, "evening"))
    assert kept == replace(off, next_due_at=None)


async def test_a_reminder_can_be_dropped(store: Store, alice: int, now):
    snooze = Reminder(alice, "snooze", None, (), now.at)
    await store.write(lambda tx: reminders.put(tx, snooze))
    assert await store.write(lambda tx: reminders.remove(tx, alice, "snooze"))
    assert not await store.write(lambda tx: reminders.remove(tx, alice, "snooze"))


async def test_a_slot_is_claimed_once_a_day(store: Store, alice: int, bob: int):
    async def claim(user, day):
        return await store.write(lambda tx: nudges.claim(tx, user, "evening", day))

    tries = [(alice, MONDAY), (alice, MONDAY), (alice, TUESDAY), (bob, MONDAY)]
    assert [await claim(*one) for one in tries] == [True, False, True, True]


async def test_the_record_says_what_became_of_a_nudge(store: Store, alice: int, now):
    for slot in ("evening", "morning"):
        await store.write(lambda tx, slot=slot: nudges.claim(tx, alice, slot, MONDAY))
    await store.write(lambda tx: nudges.dropped(tx, alice, "evening", MONDAY, "answered"))
    morning = await store.read(lambda tx: nudges.state(tx, alice, "morning", MONDAY))
    assert morning == nudges.NudgeSlot(MONDAY, "morning", "claimed", None, now.at)
    evening = await store.read(lambda tx: nudges.state(tx, alice, "evening", MONDAY))
    assert evening == nudges.NudgeSlot(MONDAY, "evening", "dropped", "answered", now.at)
    noon = await store.read(lambda tx: nudges.state(tx, alice, "noon", MONDAY))
    assert noon is None

"""How many reminders are due in the same minute is known without opening any of them."""

from datetime import UTC, datetime, time

from storage import people, reminders
from storage.checkup import checkup
from storage.reminders import Reminder
from storage.store import Store, Tx
from tests.storage.samples import person

NINE = datetime(2026, 11, 24, 19, 0, tzinfo=UTC)


async def test_the_fullest_minute_is_found(store: Store, database_url: str) -> None:
    def plan(tx: Tx) -> None:
        for user_id in (1, 2, 3):
            people.add(tx, person(user_id, tx.now))
            at = NINE if user_id < 3 else NINE.replace(minute=1)
            reminders.put(tx, Reminder(user_id, "evening", time(21), (), at, True))
            reminders.put(tx, Reminder(user_id, "morning", time(8), (), None, False))

    await store.write(plan)
    assert checkup(database_url).due_at_once == 2

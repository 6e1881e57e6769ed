"""How many reminders are due in each minute is known without opening any of them."""

from datetime import UTC, datetime, time, timedelta

from storage import people, reminders
from storage.checkup import checkup
from storage.reminders import Reminder
from storage.store import Store, Tx
from tests.storage.samples import person

NINE = datetime(2026, 11, 24, 19, 0, tzinfo=UTC)


async def test_each_minute_is_counted(store: Store, database_url: str) -> None:
    def plan(tx: Tx) -> None:
        for user_id, second in ((1, 0), (2, 59), (3, 60)):
            people.add(tx, person(user_id, tx.now))
            at = NINE + timedelta(seconds=second)
            reminders.put(tx, Reminder(user_id, "evening", time(21), (), at, True))
            reminders.put(tx, Reminder(user_id, "morning", time(8), (), None, False))

    await store.write(plan)
    assert checkup(database_url).due == {NINE: 2, NINE + timedelta(minutes=1): 1}

from datetime import datetime, timedelta

import pytest

from storage import inbox, people
from storage.errors import Unreadable
from storage.inbox import Update
from storage.store import Store
from tests.storage.samples import ALICE, BOB, person
from tests.support.states import inbox_states


def said(number: int, words: str = "hello", user: int = ALICE) -> Update:
    return Update(number, user, user, {"update_id": number, "message": {"text": words}})


async def add(store: Store, *updates: Update) -> list[int]:
    return await store.write(lambda tx: inbox.add(tx, updates))


async def next_(store: Store, chat: int = ALICE) -> Update | None:
    return await store.write(lambda tx: inbox.next_(tx, chat))


async def test_updates_of_a_chat_come_in_order_whatever_order_they_arrived_in(store: Store, now):
    assert await add(store, said(12, "second"), said(11, "first"), said(5, user=BOB)) == [
        ALICE,
        BOB,
    ]
    first = await next_(store)
    assert first == Update(11, ALICE, ALICE, said(11, "first").raw, 0, now.at, more=True)
    await store.write(lambda tx: inbox.done(tx, 11))
    second = await next_(store)
    assert second.raw["message"]["text"] == "second"
    assert not second.more


async def test_a_repeated_update_is_let_pass_even_when_handled(store: Store):
    await add(store, said(11))
    assert await add(store, said(11)) == []
    await store.write(lambda tx: inbox.done(tx, 11))
    assert await add(store, said(11), said(12)) == [ALICE]
    assert (await next_(store)).update_id == 12


async def test_a_stranger_s_update_still_opens_after_they_became_a_person(store: Store):
    await add(store, said(11, "yes"))
    await store.write(lambda tx: people.add(tx, person(ALICE, tx.now)))
    await add(store, said(12, "later"))
    assert (await next_(store)).raw["message"]["text"] == "yes"
    await store.write(lambda tx: inbox.done(tx, 11))
    assert (await next_(store)).raw["message"]["text"] == "later"


async def test_what_fails_is_counted_and_parked_and_the_chat_goes_on(store: Store):
    await add(store, said(11), said(12))
    assert [await store.write(lambda tx: inbox.failed(tx, 11)) for _ in range(3)] == [1, 2, 3]
    assert (await next_(store)).tries == 3
    await store.write(lambda tx: inbox.park(tx, 11, "three tries"))
    assert (await next_(store)).update_id == 12
    assert await store.read(inbox_states) == {"parked": 1, "new": 1}


async def test_it_knows_who_waits_and_since_when(store: Store, now):
    assert await store.read(inbox.waiting) == []
    assert await store.read(inbox.oldest) is None
    since = now.at
    await add(store, said(11), said(12))
    now.later(minutes=1)
    await add(store, said(13, user=BOB))
    assert sorted(await store.read(inbox.waiting)) == [ALICE, BOB]
    assert await store.read(inbox.oldest) == since


async def test_old_handled_updates_are_dropped_and_new_ones_never(store: Store, now):
    await add(store, said(10), said(11), said(12))
    for number in (10, 11):
        await store.write(lambda tx, number=number: inbox.done(tx, number))
    now.later(days=3)
    assert await store.write(lambda tx: inbox.purge(tx, tx.now)) == 12
    assert await store.read(inbox_states) == {"new": 1, "done": 1}, "the last number stays"
    assert await store.write(lambda tx: inbox.purge(tx, tx.now, after=12)) is None


async def test_only_what_is_old_is_walked_through_window_by_window(store: Store, now):
    """Five are old and five are young; of each window the last number waits for the next time."""
    await add(store, *(said(number) for number in range(10, 15)))
    now.later(days=3)
    await add(store, *(said(number) for number in range(15, 20)))
    for number in range(10, 20):
        await store.write(lambda tx, number=number: inbox.done(tx, number))
    before = now.at - timedelta(days=1)

    async def walk(after: int) -> int | None:
        return await store.write(lambda tx: inbox.purge(tx, before, after, most=2))

    ends = [end := -1]
    while (end := await walk(end)) is not None:
        ends.append(end)
    assert ends == [-1, 11, 13, 15]
    assert await store.read(inbox_states) == {"done": 5 + 3}
    assert await walk(-1) == 13
    assert await store.read(inbox_states) == {"done": 5 + 2}


async def is_of_old(store: Store, number: int, dated: datetime | None) -> bool:
    came = said(number)._replace(dated=dated)
    return await store.read(lambda tx: inbox.is_of_old(tx, came))


async def test_an_update_is_of_old_if_it_says_so_and_a_later_one_is_known(store: Store, now):
    told = now.at
    await add(store, said(10), said(11))
    for number in (10, 11):
        await store.write(lambda tx, number=number: inbox.done(tx, number))
    now.later(days=4)
    await store.write(lambda tx: inbox.purge(tx, tx.now))
    assert await is_of_old(store, 10, told)
    assert await is_of_old(store, 11, told)
    assert not await is_of_old(store, 10, now.at), "its number has started anew"
    assert not await is_of_old(store, 12, told), "our clock is wrong"
    assert not await is_of_old(store, 10, None)


async def test_of_the_last_number_nobody_is_known(store: Store, now):
    await add(store, said(11))
    await store.write(lambda tx: inbox.done(tx, 11))
    now.later(days=4)
    await store.write(lambda tx: inbox.purge(tx, tx.now))

    def rows(tx):
        return tx.connection.exec_driver_sql("SELECT chat_id, user_id, raw FROM inbox").all()

    assert await store.read(rows) == [(0, None, None)]


async def test_half_an_emoji_is_kept_as_it_came(store: Store):
    await add(store, said(11, "\ud83d and \x00"))
    assert (await next_(store)).raw["message"]["text"] == "\ud83d and \x00"


async def test_an_update_that_does_not_open_names_itself(store: Store, alice: int, vault):
    await add(store, said(11))
    vault.destroy(alice)
    with pytest.raises(Unreadable) as found:
        await next_(store)
    assert found.value.update_id == 11


async def test_what_was_left_is_counted_before_it_is_opened(store: Store):
    await add(store, said(11), said(12), said(5, user=BOB))
    left = await store.read(inbox.left)
    assert sorted((one.chat_id, one.newest, one.tries) for one in left) == sorted(
        [(ALICE, 12, 0), (BOB, 5, 0)]
    )
    begun = await store.write(lambda tx: inbox.begin(tx, ALICE, 12))
    assert begun == Update(11, ALICE, ALICE, {}, 1)
    assert (await next_(store)).tries == 1
    await store.write(lambda tx: inbox.outlived(tx, 11))
    assert (await next_(store)).tries == 0


async def test_what_came_later_is_not_counted(store: Store):
    await add(store, said(11))
    assert await store.write(lambda tx: inbox.begin(tx, ALICE, 10)) is None
    assert (await next_(store)).tries == 0


async def test_an_update_is_new_until_it_is_handled(store: Store):
    await add(store, said(11))
    assert await store.read(lambda tx: inbox.is_new(tx, 11))
    await store.write(lambda tx: inbox.done(tx, 11))
    assert not await store.read(lambda tx: inbox.is_new(tx, 11))

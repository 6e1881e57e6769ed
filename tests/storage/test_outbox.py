from datetime import timedelta

from storage import conversations, outbox, outbox_upkeep
from storage.conversations import Conversation
from storage.store import Store
from tests.storage.samples import ALICE, BOB, MONDAY
from tests.support.states import outbox_states


async def owe(store: Store, words: str, chat: int = ALICE, **more) -> outbox.Message:
    return await store.write(
        lambda tx: outbox.add(
            tx, chat_id=chat, user_id=chat, method="sendMessage", payload={"text": words}, **more
        )
    )


async def pending(store: Store) -> list[str]:
    found = await store.write(lambda tx: outbox.pending(tx, 10, tx.now))
    return [message.payload["text"] for message in found]


async def claim(store: Store, *messages: outbox.Message) -> list[str]:
    until = timedelta(seconds=60)
    names = [message.id for message in messages]
    return await store.write(lambda tx: outbox.claim(tx, names, tx.now + until))


async def test_answers_overtake_nudges_and_the_rest_keeps_its_order(store: Store):
    await owe(store, "nudge", priority=1)
    await owe(store, "first")
    await owe(store, "second")
    assert await pending(store) == ["first", "second", "nudge"]


async def test_a_message_is_claimed_by_one(store: Store):
    message = await owe(store, "hello")
    assert await claim(store, message) == [message.id]
    assert await claim(store, message) == []
    assert await pending(store) == []


async def test_what_was_sent_is_blanked_and_its_conversation_learns_the_message(
    store: Store, alice: int, now
):
    conversation = Conversation("t", alice, "checkin", MONDAY, {}, None, now.at)
    await store.write(lambda tx: conversations.open_(tx, conversation))
    message = await owe(store, "How was your mood today?", conversation="t")
    await claim(store, message)
    await store.write(lambda tx: outbox.sent(tx, message, 41))
    assert (await store.read(lambda tx: conversations.get(tx, alice, "t"))).message_id == 41
    kept = await store.read(lambda tx: outbox.get(tx, message.id))
    assert (kept.state, kept.payload) == ("sent", {})


async def test_what_is_settled_says_no_more_what_would_have_made_it_needless(store: Store):
    message = await owe(store, "How was your mood today?", unless="told 2026-11-23")
    assert (await store.read(lambda tx: outbox.get(tx, message.id))).unless == "told 2026-11-23"
    await store.write(lambda tx: outbox.dropped(tx, message, "not wanted"))
    assert (await store.read(lambda tx: outbox.get(tx, message.id))).unless is None


async def test_a_message_can_wait_for_its_time(store: Store, now):
    await owe(store, "later", not_before=now.at + timedelta(minutes=5))
    await owe(store, "now")
    assert await pending(store) == ["now"]
    now.later(minutes=5)
    assert await pending(store) == ["later", "now"]


async def test_a_message_put_off_holds_back_what_follows_in_its_chat_only(store: Store, now):
    first = await owe(store, "first")
    await owe(store, "second")
    await owe(store, "to bob", chat=BOB)
    await claim(store, first)
    assert await pending(store) == ["to bob"]
    await store.write(lambda tx: outbox.later(tx, first.id, tx.now + timedelta(seconds=30)))
    assert await pending(store) == ["to bob"]
    now.later(seconds=30)
    assert await pending(store) == ["first", "second", "to bob"]


async def test_one_sender_may_take_several_messages_of_a_chat_but_two_may_not(store: Store):
    first, second, third = [await owe(store, words) for words in ("1", "2", "3")]
    assert await claim(store, first, second) == [first.id, second.id]
    assert await claim(store, third) == []


async def test_an_unknown_outcome_gets_one_silent_try_and_then_an_end(store: Store):
    message = await owe(store, "hello")
    await claim(store, message)
    assert await store.write(lambda tx: outbox.unknown(tx, message.id)) is True
    again = await store.read(lambda tx: outbox.get(tx, message.id))
    assert (again.state, again.silent, again.tries) == ("pending", True, 1)
    await claim(store, again)
    assert await store.write(lambda tx: outbox.unknown(tx, message.id)) is False
    assert (await store.read(lambda tx: outbox.get(tx, message.id))).state == "unknown"


async def test_the_only_sender_need_not_claim_what_it_sends_at_once(store: Store, now):
    late, lost, good = [await owe(store, words, chat) for chat, words in enumerate("abc", 1)]
    await store.write(lambda tx: outbox.later(tx, late.id, tx.now + timedelta(minutes=1)))
    assert await store.write(lambda tx: outbox.unknown(tx, lost.id)) is True
    await store.write(lambda tx: outbox.sent(tx, good, 7))
    await owe(store, "after a", 1)
    assert await pending(store) == ["b"]
    now.later(minutes=1)
    assert await pending(store) == ["a", "b", "after a"]


async def test_a_certain_failure_keeps_its_sound(store: Store):
    message = await owe(store, "hello")
    await claim(store, message)
    await store.write(lambda tx: outbox.later(tx, message.id, tx.now))
    assert (await store.read(lambda tx: outbox.get(tx, message.id))).silent is False


async def test_messages_of_a_dead_sender_are_rescued(store: Store, now):
    message = await owe(store, "hello")
    await claim(store, message)
    assert await store.write(lambda tx: outbox_upkeep.rescue(tx, tx.now)) == []
    now.later(seconds=61)
    assert await store.write(lambda tx: outbox_upkeep.rescue(tx, tx.now)) == [message.id]
    assert await pending(store) == ["hello"]


async def test_what_cannot_or_need_not_be_sent_is_blanked(store: Store, alice: int, now):
    refused, needless = await owe(store, "a"), await owe(store, "b")
    await store.write(lambda tx: outbox.failed(tx, refused.id, "blocked"))
    await store.write(lambda tx: outbox.dropped(tx, needless, "answered"))
    assert await store.read(outbox_states) == {"failed": 1, "dropped": 1}
    now.later(days=1)
    assert await store.read(outbox_upkeep.counts) == {}
    waiting = await owe(store, "c")
    assert await store.read(outbox_upkeep.counts) == {"pending": 1}
    end = await store.write(lambda tx: outbox_upkeep.purge(tx, tx.now))
    assert await store.read(outbox_states) == {"pending": 1}
    kept = await store.read(lambda tx: outbox.get(tx, waiting.id))
    assert kept is not None
    assert end == kept.position
    assert await store.write(lambda tx: outbox_upkeep.purge(tx, tx.now, end)) is None


async def test_a_message_to_nobody_of_ours_leaves_no_trace_once_sent(store: Store):
    message = await store.write(
        lambda tx: outbox.add(
            tx, chat_id=5, user_id=None, method="sendMessage", payload={"text": "bye"}
        )
    )
    assert await pending(store) == ["bye"]
    await claim(store, message)
    await store.write(lambda tx: outbox.sent(tx, message, 3))
    assert await store.read(outbox_states) == {}


async def test_a_message_that_does_not_open_holds_up_nobody(store: Store, alice: int, vault):
    await owe(store, "lost")
    await owe(store, "to bob", chat=BOB)
    vault.destroy(alice)
    assert await pending(store) == ["to bob"]
    assert await store.read(outbox_states) == {"failed": 1, "pending": 1}


async def test_it_knows_whether_a_new_message_of_a_conversation_is_on_its_way(store: Store):
    async def is_on_its_way(chat: int = ALICE) -> bool:
        return await store.read(lambda tx: outbox.is_on_its_way(tx, chat, chat, "t1"))

    assert not await is_on_its_way()
    message = await owe(store, "How was your mood today?", conversation="t1")
    assert await is_on_its_way()
    assert not await is_on_its_way(BOB)
    await claim(store, message)
    assert await is_on_its_way()
    await store.write(lambda tx: outbox.sent(tx, message, 55))
    assert not await is_on_its_way()


async def begin(store: Store, message: outbox.Message) -> int | None:
    return await store.write(lambda tx: outbox.begin(tx, message.id))


async def test_each_beginning_of_an_attachment_is_counted_until_it_ends(store: Store):
    message = await owe(store, "picture")
    assert [await begin(store, message) for _ in range(3)] == [1, 2, 3]
    (kept,) = await store.write(lambda tx: outbox.pending(tx, 9, tx.now))
    assert kept.begun == 3
    await store.write(lambda tx: outbox.end(tx, message.id))
    assert await begin(store, message) == 1


async def test_the_end_of_the_making_leaves_a_claim_alone(store: Store, now):
    message = await owe(store, "picture")
    assert await begin(store, message) == 1
    await claim(store, message)
    await store.write(lambda tx: outbox.end(tx, message.id))
    assert await begin(store, message) is None
    now.later(minutes=2)
    assert await store.write(lambda tx: outbox_upkeep.rescue(tx, tx.now)) == [message.id]

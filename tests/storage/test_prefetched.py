"""What is asked for ahead is as true, when somebody looks, as if it were asked for then."""

from contextlib import suppress

import pytest

from storage import answers, check_ins, conversations, entries, notes, nudges, outbox, reminders
from storage.conversations import Conversation
from storage.store import Store, Tx
from tests.storage.samples import MONDAY, TUESDAY

KIND = "moment"


def moods(tx: Tx, user: int) -> list[object]:
    return [told.value for told in answers.of_step(tx, user, "mood", MONDAY, TUESDAY)]


def prefetch_all(tx: Tx, user: int) -> None:
    answers.prefetch_day(tx, user, MONDAY)
    answers.prefetch_step(tx, user, "mood", MONDAY, TUESDAY)
    check_ins.prefetch_last_before(tx, user, TUESDAY)
    entries.prefetch(tx, user, KIND, MONDAY, MONDAY)
    notes.prefetch(tx, user, MONDAY, MONDAY)
    nudges.prefetch(tx, user, MONDAY)
    reminders.prefetch(tx, user)


def look(tx: Tx, user: int) -> list[object]:
    return [
        sorted(answers.of_day(tx, user, MONDAY)),
        moods(tx, user),
        check_ins.last_before(tx, user, TUESDAY),
        [entry.content for entry in entries.between(tx, user, KIND, MONDAY, MONDAY)],
        [note.id for note in notes.between(tx, user, MONDAY, MONDAY)],
        nudges.state(tx, user, "evening", MONDAY) is not None,
        [reminder.kind for reminder in reminders.of(tx, user)],
    ]


def tell(tx: Tx, user: int) -> None:
    answers.keep(tx, user, MONDAY, "mood", 4, tx.now)
    check_ins.touch(tx, user, MONDAY)
    entries.add(tx, user, KIND, day=MONDAY, content={"mood": 4})
    nudges.claim(tx, user, "evening", MONDAY)


TOLD: list[object] = [["mood"], [4], MONDAY, [{"mood": 4}], [], True, []]
NOTHING: list[object] = [[], [], None, [], [], False, []]


@pytest.mark.parametrize("ahead", [True, False], ids=["ahead", "when it is looked at"])
async def test_what_was_there_is_found(store: Store, alice: int, ahead: bool) -> None:
    await store.write(lambda tx: tell(tx, alice))

    def work(tx: Tx) -> list[object]:
        if ahead:
            prefetch_all(tx, alice)
        return look(tx, alice)

    assert await store.read(work) == TOLD


async def test_what_is_told_after_it_was_asked_for_is_seen(store: Store, alice: int) -> None:
    def work(tx: Tx) -> list[list[object]]:
        prefetch_all(tx, alice)
        before = look(tx, alice)
        prefetch_all(tx, alice)
        tell(tx, alice)
        return [before, look(tx, alice)]

    assert await store.write(work) == [NOTHING, TOLD]


async def test_what_was_asked_for_in_what_is_undone_is_asked_anew(
    store: Store, alice: int
) -> None:
    def work(tx: Tx) -> list[object]:
        with suppress(LookupError), tx.savepoint():
            tell(tx, alice)
            prefetch_all(tx, alice)
            raise LookupError
        return look(tx, alice)

    assert await store.write(work) == NOTHING


async def test_a_message_owed_since_then_is_known_to_be_on_its_way(
    store: Store, alice: int
) -> None:
    """The conversation was asked for before its message was owed, and looked at after."""

    def work(tx: Tx) -> bool:
        conversations.open_(tx, Conversation("a1", alice, "checkin", MONDAY, {}, 9, tx.now))
        conversations.prefetch(tx, alice)
        outbox.add(
            tx, chat_id=alice, user_id=alice, method="sendMessage", payload={}, conversation="a1"
        )
        found = conversations.latest(tx, alice, tx.now.replace(year=2000))
        return found is not None and outbox.is_on_its_way(tx, alice, alice, found.id)

    assert await store.write(work)


async def test_a_conversation_that_was_expected_is_found_by_its_name(
    store: Store, alice: int
) -> None:
    def work(tx: Tx) -> list[Conversation | None]:
        opened = Conversation("a1", alice, "checkin", MONDAY, {}, 9, tx.now)
        conversations.open_(tx, opened)
        conversations.prefetch(tx, alice)
        found = conversations.get(tx, alice, "a1")
        conversations.close(tx, alice, "a1")
        closed = conversations.get(tx, alice, "a1")
        assert found == opened
        return [closed, conversations.get(tx, alice, "another")]

    closed, another = await store.write(work)
    assert closed is not None
    assert closed.closed
    assert another is None

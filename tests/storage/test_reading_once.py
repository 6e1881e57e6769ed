"""What a transaction has read it need not read again, and what it has changed it reads anew."""

from contextlib import suppress

from sqlalchemy import update

from storage import answers, check_ins, entries, goals, trackers
from storage.answers import ANSWER
from storage.goals import GOAL
from storage.store import Store, Tx
from tests.storage.samples import MONDAY, TUESDAY, walk


def moods(tx: Tx, user: int) -> dict[str, object]:
    return {step: answer.value for step, answer in answers.of_day(tx, user, MONDAY).items()}


async def test_what_was_kept_is_seen_at_once_and_as_it_is_on_disk(store: Store, alice: int):
    def evening(tx: Tx) -> list[object]:
        seen = [moods(tx, alice)]
        answers.keep(tx, alice, MONDAY, "sleep", {"hours": 7.5}, tx.now)
        answers.keep(tx, alice, MONDAY, "mood", 4, tx.now)
        answers.keep(tx, alice, MONDAY, "sleep", {"hours": 8}, tx.now)
        seen.append(answers.of_day(tx, alice, MONDAY))
        return seen

    before, after = await store.write(evening)
    assert before == {}
    assert list(after) == ["sleep", "mood"]
    assert await store.read(lambda tx: answers.of_day(tx, alice, MONDAY)) == after


async def test_what_was_taken_back_is_gone_whoever_took_it(store: Store, alice: int):
    def evening(tx: Tx) -> list[object]:
        answers.keep(tx, alice, MONDAY, "mood", 4, tx.now)
        answers.keep(tx, alice, MONDAY, "water", 2, tx.now)
        seen = [moods(tx, alice)]
        trackers.remove(tx, alice, "water", with_history=True)
        seen.append(moods(tx, alice))
        answers.remove(tx, alice, MONDAY, "mood")
        return [*seen, moods(tx, alice)]

    assert await store.write(evening) == [{"mood": 4, "water": 2}, {"mood": 4}, {}]


async def test_any_other_statement_makes_it_read_anew(store: Store, alice: int):
    def work(tx: Tx) -> list[object]:
        number = goals.add(tx, alice, walk())
        before = goals.list_(tx, alice)
        statement = update(GOAL).where(GOAL.c.number == number).values(changed=TUESDAY)
        tx.connection.execute(statement)
        return [goal.changed for goal in (*before, *goals.list_(tx, alice))]

    assert await store.write(work) == [MONDAY, TUESDAY]


async def test_what_is_undone_is_forgotten_too(store: Store, alice: int):
    def work(tx: Tx) -> dict[str, object]:
        answers.keep(tx, alice, MONDAY, "mood", 4, tx.now)
        moods(tx, alice)
        with suppress(LookupError), tx.apart():
            answers.keep(tx, alice, MONDAY, "mood", 9, tx.now)
            raise LookupError
        return moods(tx, alice)

    assert await store.write(work) == {"mood": 4}


async def test_one_day_and_one_person_are_not_another(store: Store, alice: int, bob: int):
    def work(tx: Tx) -> list[int]:
        for user, day in ((alice, MONDAY), (alice, TUESDAY), (bob, MONDAY)):
            answers.of_day(tx, user, day)
        answers.keep(tx, alice, MONDAY, "mood", 4, tx.now)
        days = ((alice, MONDAY), (alice, TUESDAY), (bob, MONDAY))
        return [len(answers.of_day(tx, user, day)) for user, day in days]

    assert await store.write(work) == [1, 0, 0]


async def test_a_check_in_is_opened_once_and_changed_in_sight(store: Store, alice: int, now):
    def work(tx: Tx) -> check_ins.CheckIn | None:
        assert check_ins.get(tx, alice, MONDAY) is None
        check_ins.touch(tx, alice, MONDAY)
        assert check_ins.get(tx, alice, MONDAY) is not None
        check_ins.touch(tx, alice, MONDAY, as_usual=True)
        return check_ins.get(tx, alice, MONDAY)

    found = await store.write(work)
    assert found == check_ins.CheckIn(MONDAY, now.at, None, as_usual=True, for_therapy=False)


async def test_an_entry_is_found_as_soon_as_it_is_added(store: Store, alice: int):
    def work(tx: Tx) -> list[int]:
        counts = [len(entries.of_kind(tx, alice, "moment"))]
        entries.add(tx, alice, "moment", MONDAY, {"mood": 6})
        return [*counts, len(entries.of_kind(tx, alice, "moment"))]

    assert await store.write(work) == [0, 1]


async def test_the_same_rows_are_read_once(store: Store, alice: int):
    def work(tx: Tx) -> tuple[bool, bool]:
        first = tx.known(ANSWER.name, "mine", object)
        same = tx.known(ANSWER.name, "mine", object) is first
        answers.keep(tx, alice, MONDAY, "mood", 4, tx.now)
        return same, tx.known(ANSWER.name, "mine", object) is first

    assert await store.write(work) == (True, False)

"""What a transaction has read it need not read again, and what it has changed it reads anew."""

import asyncio
from contextlib import suppress
from importlib import import_module
from pkgutil import iter_modules

from sqlalchemy import BinaryExpression, BooleanClauseList, delete

import storage
from storage import answers, check_ins, entries, goals, preferences, trackers
from storage.answers import ANSWER
from storage.goals import GOAL
from storage.statements import Prepared
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
        tx.connection.execute(delete(GOAL).where(GOAL.c.number == number))
        return [len(before), len(goals.list_(tx, alice))]

    assert await store.write(work) == [1, 0]


async def test_what_is_undone_is_forgotten_too(store: Store, alice: int):
    def work(tx: Tx) -> dict[str, object]:
        answers.keep(tx, alice, MONDAY, "mood", 4, tx.now)
        moods(tx, alice)
        with suppress(LookupError), tx.savepoint():
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
        first = tx.cached(ANSWER.name, alice, "mine", object)
        same = tx.cached(ANSWER.name, alice, "mine", object) is first
        answers.keep(tx, alice, MONDAY, "mood", 4, tx.now)
        return same, tx.cached(ANSWER.name, alice, "mine", object) is first

    assert await store.write(work) == (True, False)


async def test_nothing_that_was_read_outlives_its_transaction(store: Store, alice: int):
    """Nobody's unsealed words lie in memory while nothing is done for them."""

    def look(tx: Tx) -> object:
        return tx.cached(ANSWER.name, alice, "mine", object)

    first = await store.read(look)
    assert await store.read(look) is not first
    assert first not in await asyncio.gather(store.read(look), store.read(look))


async def test_a_change_is_seen_by_the_next_transaction(store: Store, alice: int):
    number = await store.write(lambda tx: goals.add(tx, alice, walk()))
    await store.read(lambda tx: goals.list_(tx, alice))
    await store.write(lambda tx: goals.change(tx, alice, number, on=TUESDAY, title="swim"))
    assert [g.title for g in await store.read(lambda tx: goals.list_(tx, alice))] == ["swim"]


async def test_what_a_failing_work_saw_of_its_own_change_is_not_believed(store: Store, alice: int):
    number = await store.write(lambda tx: goals.add(tx, alice, walk()))
    title = walk().title

    def work(tx: Tx) -> None:
        goals.change(tx, alice, number, on=TUESDAY, title="swim")
        assert goals.list_(tx, alice)[0].title == "swim"
        raise LookupError

    async def fails() -> None:
        with suppress(LookupError):
            await store.write(work)

    async def looks() -> str:
        return await store.read(lambda tx: goals.list_(tx, alice)[0].title)

    # Together, so that they share one transaction, and again afterwards.
    _, beside = await asyncio.gather(fails(), looks())
    assert (beside, await looks()) == (title, title)


async def test_what_another_process_wrote_is_seen(
    store: Store, alice: int, database_url: str, vault, now, ids
):
    other = Store.open(database_url, vault=vault, now=now, ids=ids)
    try:
        assert await store.read(lambda tx: preferences.get(tx, alice, "sleep")) is None
        await other.write(lambda tx: preferences.set_(tx, alice, "sleep", "detailed"))
        assert await store.read(lambda tx: preferences.get(tx, alice, "sleep")) == "detailed"
    finally:
        await other.close()


async def test_what_a_failing_work_kept_is_not_believed(store: Store, alice: int):
    await store.write(lambda tx: answers.keep(tx, alice, MONDAY, "mood", 4, tx.now))
    await store.read(lambda tx: moods(tx, alice))

    def work(tx: Tx) -> None:
        answers.keep(tx, alice, MONDAY, "mood", 9, tx.now)
        raise LookupError

    with suppress(LookupError):
        await store.write(work)
    assert await store.read(lambda tx: moods(tx, alice)) == {"mood": 4}


async def test_what_was_taken_back_is_in_no_memory(store: Store, alice: int):
    def work(tx: Tx) -> tuple[bool, bool]:
        kept = entries.add(tx, alice, "goal was", MONDAY, {"was": "call my mother"})
        entries.of_kind(tx, alice, "goal was")
        before = "call my mother" in repr(tx._read)
        entries.remove(tx, alice, kept.id)
        return before, "call my mother" in repr(tx._read)

    assert await store.write(work) == (True, False)


def statements() -> list[Prepared]:
    modules = [import_module(f"storage.{found.name}") for found in iter_modules(storage.__path__)]
    found = [value for module in modules for value in vars(module).values()]
    several = [one for value in found if isinstance(value, dict) for one in value.values()]
    return [one for one in (*found, *several) if isinstance(one, Prepared)]


def test_a_statement_that_names_a_person_changes_only_that_persons_rows():
    """What is remembered of the others stays known, so it must hold."""
    changing = [one for one in statements() if one.statement.is_dml]
    assert len(changing) > 30
    for one in changing:
        if one.statement.is_insert or "user" not in one.statement.compile().params:
            continue
        owner = one.statement.table.c.get("user_id", one.statement.table.c.get("id"))
        conditions = one.statement.whereclause
        assert any(
            part.left is owner and part.right.key == "user"
            for part in (conditions if isinstance(conditions, BooleanClauseList) else [conditions])
            if isinstance(part, BinaryExpression)
        ), one.statement

from storage import answers
from storage.store import Store, Tx
from tests.storage.samples import MONDAY, TUESDAY, WEDNESDAY


async def test_an_answer_is_there_as_it_was_given(store: Store, alice: int, now):
    night = {"hours": 7.5, "bed": "23:10", "wake": None}
    await store.write(lambda tx: answers.keep(tx, alice, MONDAY, "sleep", night, tx.now))
    kept = await store.read(lambda tx: answers.of_day(tx, alice, MONDAY))
    assert kept == {"sleep": answers.Answer(MONDAY, "sleep", night, now.at)}


async def test_skipped_is_an_answer_and_silence_is_none(store: Store, alice: int):
    await store.write(lambda tx: answers.keep(tx, alice, MONDAY, "mood", None, tx.now))
    kept = await store.read(lambda tx: answers.of_day(tx, alice, MONDAY))
    assert kept["mood"].value is None
    assert "sleep" not in kept


async def test_answers_come_in_the_order_of_answering_and_a_correction_keeps_its_place(
    store: Store, alice: int, now
):
    for step in ("sleep", "mood", "goals"):
        await store.write(lambda tx, step=step: answers.keep(tx, alice, MONDAY, step, 1, tx.now))
    now.later(minutes=5)
    await store.write(lambda tx: answers.keep(tx, alice, MONDAY, "sleep", 2, tx.now))
    kept = await store.read(lambda tx: answers.of_day(tx, alice, MONDAY))
    assert [(step, answer.value) for step, answer in kept.items()] == [
        ("sleep", 2),
        ("mood", 1),
        ("goals", 1),
    ]
    assert kept["sleep"].at == now.at


async def test_an_answer_can_be_taken_back_once(store: Store, alice: int):
    await store.write(lambda tx: answers.keep(tx, alice, MONDAY, "mood", 3, tx.now))
    assert await store.write(lambda tx: answers.remove(tx, alice, MONDAY, "mood"))
    assert not await store.write(lambda tx: answers.remove(tx, alice, MONDAY, "mood"))
    assert await store.read(lambda tx: answers.of_day(tx, alice, MONDAY)) == {}


async def test_a_span_of_days_holds_both_ends_and_nobody_else(store: Store, alice: int, bob: int):
    def week(tx):
        for day in (MONDAY, TUESDAY, WEDNESDAY):
            answers.keep(tx, alice, day, "mood", day.day, tx.now)
            answers.keep(tx, bob, day, "mood", 1, tx.now)

    await store.write(week)
    found = await store.read(lambda tx: answers.between(tx, alice, MONDAY, TUESDAY))
    assert [(answer.day, answer.value) for answer in found] == [(MONDAY, 23), (TUESDAY, 24)]


async def test_which_questions_were_answered_is_known_without_opening_the_answers(
    store: Store, alice: int
):
    def work(tx: Tx) -> list[frozenset[str]]:
        seen = [answers.steps(tx, alice, MONDAY)]
        answers.keep(tx, alice, MONDAY, "mood", 4, tx.now)
        answers.keep(tx, alice, MONDAY, "sleep", None, tx.now)
        answers.keep(tx, alice, TUESDAY, "quality", 2, tx.now)
        seen.append(answers.steps(tx, alice, MONDAY))
        assert set(answers.of_day(tx, alice, MONDAY)) == seen[-1]
        return [*seen, answers.steps(tx, alice, MONDAY)]

    told = frozenset({"mood", "sleep"})
    assert await store.write(work) == [frozenset(), told, told]

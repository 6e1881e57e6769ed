"""A day is read in one statement, and is then what it is when each part is read by itself."""

from contextlib import suppress

from storage import answers, check_ins, day_reading, entries, goals, preferences, trackers
from storage.store import Store, Tx
from tests.storage.samples import MONDAY, TUESDAY, WEDNESDAY, walk

LATER = ("goal target", "goal was")


def tell(tx: Tx, user: int) -> None:
    """A Tuesday with something in every table, and beside it what is not of that day."""
    for day in (MONDAY, TUESDAY):
        for step, value in (("sleep", {"hours": 7.5}), ("mood", 4), ("a", None)):
            answers.keep(tx, user, day, step, value, tx.now)
        check_ins.touch(tx, user, day, for_therapy=day == TUESDAY)
    for title in ("walk", "call my mother"):
        goals.add(tx, user, walk())
        preferences.set_(tx, user, title, "on")
        trackers.add(tx, user, title.replace(" ", ""), MONDAY, {"label": title})
    for day in (MONDAY, TUESDAY, WEDNESDAY):
        for kind in ("moment", "win", *LATER):
            entries.add(tx, user, kind, day, {"said": f"{kind} of {day}"})


def seen(tx: Tx, user: int) -> list[object]:
    """What the questions of that Tuesday are made of."""
    return [
        list(answers.of_day(tx, user, TUESDAY).values()),
        check_ins.get(tx, user, TUESDAY),
        goals.list_(tx, user),
        list(preferences.all_(tx, user).items()),
        trackers.list_(tx, user),
        entries.between(tx, user, "moment", TUESDAY, TUESDAY),
        *(entries.between(tx, user, kind, WEDNESDAY, WEDNESDAY.max) for kind in LATER),
    ]


def read(tx: Tx, user: int) -> None:
    day_reading.read(tx, user, TUESDAY, of_day="moment", later=LATER)


class Closed:
    """A cursor that nobody may use."""

    def __getattr__(self, name: str) -> object:
        raise LookupError(name)


async def test_a_day_is_what_its_parts_are(store: Store, alice: int, bob: int):
    def at_once(tx: Tx) -> list[object]:
        read(tx, alice)
        return seen(tx, alice)

    await store.write(lambda tx: [tell(tx, user) for user in (alice, bob)])
    one_by_one = await store.read(lambda tx: seen(tx, alice))
    assert all(one_by_one)
    assert await store.read(at_once) == one_by_one


async def test_nothing_of_it_is_read_a_second_time(store: Store, alice: int):
    def work(tx: Tx) -> list[object]:
        read(tx, alice)
        tx.cursor = Closed()
        read(tx, alice)
        return seen(tx, alice)

    await store.write(lambda tx: tell(tx, alice))
    assert all(await store.read(work))


async def test_an_empty_day_is_known_to_be_empty(store: Store, alice: int, bob: int):
    def work(tx: Tx) -> list[object]:
        read(tx, bob)
        tx.cursor = Closed()
        return seen(tx, bob)

    await store.write(lambda tx: tell(tx, alice))
    assert not any(await store.read(work))


async def test_what_changes_after_it_was_read_is_seen(store: Store, alice: int):
    def work(tx: Tx) -> list[object]:
        read(tx, alice)
        answers.keep(tx, alice, TUESDAY, "mood", 9, tx.now)
        goals.change(tx, alice, 1, on=TUESDAY, title="swim")
        entries.add(tx, alice, "moment", TUESDAY, {"said": "later"})
        with suppress(LookupError), tx.savepoint():
            preferences.set_(tx, alice, "walk", "off")
            raise LookupError
        return [
            answers.of_day(tx, alice, TUESDAY)["mood"].value,
            [goal.title for goal in goals.list_(tx, alice)],
            len(entries.between(tx, alice, "moment", TUESDAY, TUESDAY)),
            preferences.get(tx, alice, "walk"),
        ]

    await store.write(lambda tx: tell(tx, alice))
    assert await store.write(work) == [9, ["swim", "Walk after lunch"], 2, "on"]

"""/undo takes back what was just told; what is older is named first, and stays unless asked."""

import pytest

from bot.playground.people import TelegramUser
from storage import goals, notes
from storage.store import Tx
from tests.support.town import ALICE, Town, does


async def kept(town: Town) -> tuple[list[str], list[str]]:
    def read(tx: Tx) -> tuple[list[str], list[str]]:
        titles = [goal.title for goal in goals.list_(tx, ALICE)]
        return titles, [note.text for note in notes.recent(tx, ALICE, 9)]

    return await town.app.store.read(read)


async def a_goal(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "/goals", "[Add a goal]", "Walk outside")
    await does(town, alice, "[A small step for the coming weeks]", "[Every day]")
    await does(town, alice, "[No end date]")


async def test_a_second_undo_asks_before_it_takes_an_older_goal(
    town: Town, alice: TelegramUser
) -> None:
    await a_goal(town, alice)
    await town.later(minutes=4)
    await does(town, alice, "A note.", "/undo")
    assert "Undone: “A note.”." in alice.last.words
    await does(town, alice, "/undo")
    assert alice.last.words == (
        "The last thing you told me, Tue 24 Nov, 17:00:\n"
        "your goal “Walk outside”\n"
        "Would you like to undo it?"
    )
    assert await kept(town) == (["Walk outside"], [])
    await does(town, alice, "[Leave it]")
    assert await kept(town) == (["Walk outside"], [])
    await does(town, alice, "/undo", "[Undo it]")
    assert await kept(town) == ([], [])
    assert alice.last.words == "Undone: “Walk outside”."


async def test_what_was_told_hours_ago_is_named_first(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "A note.")
    await town.later(hours=3)
    await does(town, alice, "/undo")
    assert "“A note.”" in alice.last.words
    assert await kept(town) == ([], ["A note."])


async def test_each_kind_of_thing_is_named(town: Town, alice: TelegramUser) -> None:
    for acts, named in (
        (("/mood 4 tired",), "Mood 4 of 10"),
        (("/win a walk",), "“a walk”"),
        (("/checkin", "7"), "Mood 7 of 10"),
        (("/cancel", "/session", "[Add a question]", "the dose"), "“the dose”"),
    ):
        await does(town, alice, *acts)
        await town.later(minutes=6)
        await does(town, alice, "/undo")
        assert named in alice.last.words.splitlines()


async def test_a_button_takes_back_only_what_it_named(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "An early note.")
    await town.later(minutes=6)
    await does(town, alice, "/undo", "A later note.", "[Undo it]")
    assert await kept(town) == ([], ["A later note.", "An early note."])


@pytest.mark.parametrize("said", ["yes", "Yes.", "yeah"])
async def test_yes_undoes_what_was_named_and_is_no_note(
    town: Town, alice: TelegramUser, said: str
) -> None:
    await does(town, alice, "A note.")
    await town.later(hours=1)
    await does(town, alice, "/undo")
    asked, before = alice.last, len(alice.heard)
    await does(town, alice, said)
    assert [one.words for one in alice.heard[before:]] == ["Undone: “A note.”."]
    assert alice.buttons(asked.message["message_id"]) == []
    assert await kept(town) == ([], [])


async def test_yes_erases_nothing(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "A note.", "/delete", "yes")
    assert await kept(town) == ([], ["A note."])
    assert "Nothing is erased yet." in alice.last.words


@pytest.mark.parametrize("said", ["/undo", "undo", "undo that", "oops undo", "oh no, undo that"])
async def test_the_open_question_stands_again_however_undo_is_said(
    town: Town, alice: TelegramUser, said: str
) -> None:
    await does(town, alice, "/checkin", "6", "the neighbors were loud again", said)
    assert "Undone: “the neighbors were loud again”." in [one.words for one in alice.heard[-2:]]
    assert "And how about last night's sleep?" in alice.last.words
    numbers = [one.message["message_id"] for one in alice.heard]
    assert sum("11" in alice.buttons(number) for number in numbers) == 1

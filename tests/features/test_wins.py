"""Wins: noted in the own words, marked as milestones, asked for once a week."""

from datetime import date

import pytest

from bot.playground.people import TelegramUser
from storage import wins
from tests.dispatch.test_buttons_in_words import written
from tests.support.town import ALICE, Town, does


async def won(town: Town) -> list[tuple[str, bool]]:
    found = await town.app.store.read(lambda tx: wins.between(tx, ALICE, date.min, date.max))
    return [(win.text, win.milestone) for win in found]


async def test_without_words_a_win_is_asked_for(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "/win", "Went to the bakery alone")
    assert await won(town) == [("Went to the bakery alone", False)]


async def test_a_win_can_be_a_milestone_and_a_win_again(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "/win first swim since spring", "[A milestone]")
    assert await won(town) == [("first swim since spring", True)]
    await does(town, alice, "[✓ A milestone]")
    assert await won(town) == [("first swim since spring", False)]


async def test_on_friday_one_gentle_question(town: Town, alice: TelegramUser) -> None:
    await town.at_local("2026-11-26", "19:00")
    await does(town, alice, "/checkin", "6", "7", "4", "/win called my sister")
    await town.at_local("2026-11-27", "21:00")
    await town.at_local("2026-11-27", "21:20")
    assert "What went well this week?" in alice.last.words
    assert "“called my sister”" in alice.last.words
    assert alice.last.silent
    await does(town, alice, "[Write it down]", "Slept through")
    assert ("Slept through", False) in await won(town)


async def test_a_win_is_noted_in_the_own_words(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "/win called my sister")
    assert "Noted as a win: “called my sister”." in alice.last.words
    await does(town, alice, "[Undo]")
    assert "Undone" in alice.last.words


@pytest.mark.parametrize(
    "said",
    [
        "nothing",
        "idk",
        "none",
        "no",
        "Not really anything.",
        "can't think of anything",
        "dunno sorry",
        "haha nothing",
        "no wins today",
        "not a thing",
    ],
)
async def test_who_finds_nothing_that_went_well_is_left_in_peace(
    town: Town, alice: TelegramUser, said: str
) -> None:
    await does(town, alice, "/win", said)
    assert alice.last.words == "That's fine. /win is here when something comes up."
    assert await won(town) == []
    await does(town, alice, "got out of bed i suppose")
    assert await written(town) == ["got out of bed i suppose"]


@pytest.mark.parametrize("said", ["nothing", "Nothing really", "idk", "none"])
async def test_nothing_behind_the_command_is_no_win_either(
    town: Town, alice: TelegramUser, said: str
) -> None:
    await does(town, alice, f"/win {said}")
    assert alice.last.words == "That's fine. /win is here when something comes up."
    assert await won(town) == []
    assert await written(town) == []


async def test_how_bad_it_is_becomes_a_note_and_no_win(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "/win", "i feel awful")
    assert "journal" in alice.last.words
    assert alice.buttons() == ["Undo", "For therapy"]
    assert await won(town) == []
    assert await written(town) == ["i feel awful"]


@pytest.mark.parametrize(
    "said", ["tired but i went for a walk", "nothing hurt today", "felt good"]
)
async def test_a_win_on_a_hard_day_is_one(town: Town, alice: TelegramUser, said: str) -> None:
    await does(town, alice, "/win", said)
    assert await won(town) == [(said, False)]


@pytest.mark.parametrize("act", ["/win", "/win "])
@pytest.mark.parametrize(
    "said",
    [
        "shit no i cant do this",
        "i can't do this anymore",
        "no i cant",
        "nothing went well",
        "fuck this",
        "i give up",
        "i want to give up",
        "can't go on like this",
        "i don't want to be here",
        "couldn't get out of bed",
        "i can't do anything right",
        "everything went wrong",
        "nothing ever goes well",
        "nothing i'm useless",
        "i hate everything",
        "nobody cares",
        "i'm so done with this",
        "i want to die",
    ],
)
async def test_despair_is_no_win_and_is_kept_as_a_note(
    town: Town, alice: TelegramUser, act: str, said: str
) -> None:
    heard = len(alice.heard)
    await does(town, alice, *([f"{act}{said}"] if act.endswith(" ") else [act, said]))
    assert await won(town) == []
    assert await written(town) == [said]
    assert any("journal" in message.words for message in alice.heard[heard:])
    assert not any("win:" in message.words for message in alice.heard[heard:])


@pytest.mark.parametrize(
    "said",
    [
        "i didn't kill myself this week",
        "i cant believe it, i went out",
        "no self harm",
        "fewer suicidal thoughts",
        "i couldn't do this a month ago",
        "i didnt think i could do it but i did",
        "dead tired but happy",
        "i cried and it felt good",
        "sad but ok",
        "i quit smoking",
        "wanted to give up but didn't",
        "nothing went wrong",
        "took all my meds on time",
    ],
)
async def test_what_was_hard_to_do_is_a_win(town: Town, alice: TelegramUser, said: str) -> None:
    await does(town, alice, "/win", said)
    assert await won(town) == [(said, False)]


@pytest.mark.parametrize("said", ["I want to die", "so tired of it all, I'm going to kill myself"])
async def test_words_of_danger_are_a_note_below_the_card_and_no_win(
    town: Town, alice: TelegramUser, said: str
) -> None:
    await does(town, alice, "/win", said)
    card, kept = alice.heard[-2:]
    assert "988" in card.words
    assert kept.words == "Kept in your journal."
    assert await won(town) == []
    assert await written(town) == [said]


async def test_a_hard_day_that_somebody_came_through_is_a_win_all_the_same(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/win", "I didn't hurt myself today")
    assert await won(town) == [("I didn't hurt myself today", False)]

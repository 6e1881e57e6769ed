"""Whoever writes a plan on a bad day may have no words for a step: then it stays empty."""

import pytest

from bot.playground.people import TelegramUser
from tests.features.plan.test_plan import BEGIN, lines
from tests.support.town import Town, does


@pytest.mark.parametrize("said", ["idk", "nothing", "Cant think of anything.", "nobody", "dunno"])
async def test_a_step_without_words_is_skipped(town: Town, alice: TelegramUser, said: str) -> None:
    await does(town, alice, *BEGIN, said)
    assert "get through the next hour?" in alice.last.words
    assert await lines(town) == {}


@pytest.mark.parametrize("said", ["idk", "thats all", "nothing really"])
async def test_below_some_lines_they_end_the_step_and_take_nothing_away(
    town: Town, alice: TelegramUser, said: str
) -> None:
    await does(town, alice, *BEGIN, "I stop answering people", said)
    assert "get through the next hour?" in alice.last.words
    assert await lines(town) == {"signs": ["I stop answering people"]}


async def test_a_line_that_only_begins_so_is_one(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, *BEGIN, "nothing tastes of anything", "I don't know what day it is")
    assert await lines(town) == {
        "signs": ["nothing tastes of anything", "I don't know what day it is"]
    }


async def test_on_a_hard_day_the_plan_holds_what_helps_and_no_idk(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, *BEGIN, "[Skip]", "a hot shower", "idk", "nobody", "stop for now")
    await does(town, alice, "help")
    assert "a hot shower" in alice.last.words
    assert "idk" not in alice.last.words
    assert "nobody" not in alice.last.words.partition("I'm a diary program.")[0].casefold()

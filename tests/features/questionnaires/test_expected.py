"""By when somebody expects to notice a change, and what is said when none has come."""

from bot.playground.people import TelegramUser
from tests.features.questionnaires.steps import phq9_of
from tests.support.town import Town, does

ASKED = "when would you expect to notice a change?"
SAID = "You had hoped to notice a change by now."


async def evening(town: Town, alice: TelegramUser) -> list[str]:
    heard = len(alice.heard)
    await does(town, alice, "/checkin", "7", "7", "3")
    return [message.words for message in alice.heard[heard:]]


async def test_it_is_asked_once_with_the_first_result(town: Town, alice: TelegramUser) -> None:
    await phq9_of(town, alice, 2, 2, 2, 2, 2, 2, 0, 0, 0)
    assert ASKED in alice.last.words
    assert {"In 4 weeks", "In 8 weeks", "In 12 weeks"} <= set(alice.buttons())
    await town.later(days=14)
    await phq9_of(town, alice, 2, 2, 2, 2, 2, 2, 0, 0, 0)
    assert ASKED not in alice.last.words


async def test_no_change_by_that_day_is_said_once_with_words_for_the_therapist(
    town: Town, alice: TelegramUser
) -> None:
    await phq9_of(town, alice, 2, 2, 2, 2, 2, 2, 0, 0, 0)
    await does(town, alice, "[In 4 weeks]")
    await town.later(days=27)
    await phq9_of(town, alice, 2, 2, 2, 2, 2, 1, 0, 0, 0)
    assert not any(SAID in words for words in await evening(town, alice))
    await town.later(days=2)
    said = next(words for words in await evening(town, alice) if SAID in words)
    assert "Your PHQ-9 was 12 of 27 on Tue 24 Nov and 11 on Mon 21 Dec" in said
    await does(town, alice, "[Put it on my list for therapy]", "/session")
    assert "I had hoped to notice a change by now." in alice.last.words
    await town.later(days=1)
    assert not any(SAID in words for words in await evening(town, alice))


async def test_a_change_for_the_worse_is_not_called_none(town: Town, alice: TelegramUser) -> None:
    await phq9_of(town, alice, 1, 1, 1, 1, 0, 0, 0, 0, 0)
    await does(town, alice, "[In 4 weeks]")
    await town.later(days=27)
    await phq9_of(town, alice, 2, 2, 2, 2, 2, 2, 2, 0, 0)
    await town.later(days=2)
    said = next(words for words in await evening(town, alice) if SAID in words)
    assert "Your PHQ-9 was 4 of 27 on Tue 24 Nov and 14 on Mon 21 Dec." in said
    assert "These numbers don't clearly show that things are better." in said
    assert "no change" not in said


async def test_a_change_that_came_needs_no_word(town: Town, alice: TelegramUser) -> None:
    await phq9_of(town, alice, 2, 2, 2, 2, 2, 2, 0, 0, 0)
    await does(town, alice, "[In 4 weeks]")
    await town.later(days=27)
    await phq9_of(town, alice, 1, 1, 1, 1, 0, 0, 0, 0, 0)
    await town.later(days=2)
    assert not any(SAID in words for words in await evening(town, alice))


async def test_who_says_nothing_is_told_nothing(town: Town, alice: TelegramUser) -> None:
    await phq9_of(town, alice, 2, 2, 2, 2, 2, 2, 0, 0, 0)
    await town.later(days=60)
    await phq9_of(town, alice, 2, 2, 2, 2, 2, 2, 0, 0, 0)
    assert not any(SAID in words for words in await evening(town, alice))

import pytest

from bot.playground.people import TelegramUser
from conversations.feelings.lines import LINES
from tests.dispatch.test_buttons_in_words import written
from tests.support.evening import QUESTION
from tests.support.town import Town, does


def warm(group: str) -> set[str]:
    return {line.message for line in LINES[group]}


async def test_a_feeling_is_met_and_kept(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "I feel awful today")
    first, kept = alice.last.words.splitlines()
    assert first in warm("heavy")
    assert kept == "Kept in your journal."
    assert alice.buttons() == ["Undo", "For therapy"]
    assert await written(town) == ["I feel awful today"]


async def test_at_a_question_the_question_follows_in_the_same_message(
    town: Town, alice: TelegramUser
) -> None:
    await town.at_local("2026-11-24", "21:00")
    before = len(alice.heard)
    await does(town, alice, "😭")
    assert len(alice.heard) == before + 1
    assert alice.last.words.splitlines()[0] in warm("heavy")
    assert QUESTION in alice.last.words
    assert await written(town) == ["😭"]


@pytest.mark.parametrize("words", ["i feel " + "not " * 1000, "i really feel " * 290])
async def test_one_word_over_and_over_is_kept_like_any_other(
    town: Town, alice: TelegramUser, words: str
) -> None:
    await does(town, alice, words)
    assert alice.last.words == "Kept in your journal."
    assert await written(town) == [words.strip()]


async def test_each_time_it_is_another_line(town: Town, alice: TelegramUser) -> None:
    said = []
    for _day in range(6):
        await does(town, alice, "meh")
        said.append(alice.last.words.splitlines()[0])
        await town.later(days=1)
    assert len(set(said)) == 6


async def test_words_of_danger_get_no_such_line(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "I feel awful, I want to die")
    said = "\n".join(message.words for message in alice.heard)
    assert not any(line in said for line in warm("heavy"))
    assert "findahelpline.com" in said


@pytest.mark.parametrize("words", ["im so tired of this", "sick of this", "so fed up"])
async def test_that_it_has_been_enough_is_met_too(
    town: Town, alice: TelegramUser, words: str
) -> None:
    await does(town, alice, words)
    assert alice.last.words.splitlines()[0] in warm("enough")
    assert await written(town) == [words]


@pytest.mark.parametrize(
    "words", ["can't do this anymore", "I've had enough", "so tired of it", "fed up with life"]
)
async def test_what_may_mean_more_is_met_and_then_the_way_to_help_is_shown(
    town: Town, alice: TelegramUser, words: str
) -> None:
    await does(town, alice, words)
    met, help_ = alice.heard[-2:]
    assert met.words.splitlines()[0] in {*warm("enough"), *warm("heavy")}
    assert help_.words.startswith("If it's very hard right now")
    assert "Support" in alice.buttons()
    assert await written(town) == [words]


@pytest.mark.parametrize("words", ["he hit me again", "voices telling me to do stuff"])
async def test_violence_and_voices_are_met_and_the_way_to_help_is_shown(
    town: Town, alice: TelegramUser, words: str
) -> None:
    await does(town, alice, words)
    met, help_ = alice.heard[-2:]
    assert met.words.splitlines()[0] in warm("heavy")
    assert help_.words.startswith("If it's very hard right now")
    assert await written(town) == [words]


@pytest.mark.parametrize(
    ("words", "group"),
    [
        ("havent eaten in 3 days", "not_eating"),
        ("relapsed last nite. drank a bottle of vodka", "relapsed"),
    ],
)
async def test_a_relapse_and_days_without_food_are_met_with_a_line_of_their_own(
    town: Town, alice: TelegramUser, words: str, group: str
) -> None:
    await does(town, alice, words)
    assert alice.last.words.splitlines()[0] in warm(group)
    assert "safe" not in alice.last.words
    assert await written(town) == [words]


async def test_an_odd_memory_of_the_last_line_is_none(town: Town, alice: TelegramUser) -> None:
    from storage import preferences
    from tests.support.town import ALICE

    await town.app.store.write(lambda tx: preferences.set_(tx, ALICE, "said_felt_low", "fish"))
    await does(town, alice, "meh")
    assert alice.last.words.splitlines()[0] in warm("low")


async def test_how_somebody_feels_is_no_goal_and_the_goal_is_asked_for_again(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/goals", "[Add a goal]", "I feel awful today")
    assert "“I feel awful today”" in alice.last.words
    assert "What would you like to do?" in alice.last.words
    await does(town, alice, "Walk", "/journal")
    assert "I feel awful today" in alice.last.words


STORY = "said I'd call my sister but stayed in bed till it was too late, and now i feel so ashamed"


@pytest.mark.parametrize("at_a_question", [False, True])
async def test_a_story_that_ends_with_a_feeling_is_met(
    town: Town, alice: TelegramUser, *, at_a_question: bool
) -> None:
    if at_a_question:
        await town.at_local("2026-11-24", "21:00")
    await does(town, alice, STORY)
    assert alice.last.words.splitlines()[0] in warm("heavy")
    assert await written(town) == [STORY]


async def test_a_receipt_breaks_no_word_in_two(town: Town, alice: TelegramUser) -> None:
    await town.at_local("2026-11-24", "21:00")
    await does(town, alice, "my neighbour came by with soup and told me about Norwegian islands")
    assert "“my neighbour came by with soup and told…”" in alice.last.words


@pytest.mark.parametrize("words", ["ok i guess", "I'm doing okay", "not too bad"])
async def test_lukewarm_words_are_made_no_brighter(
    town: Town, alice: TelegramUser, words: str
) -> None:
    for _ in LINES["even"]:
        await does(town, alice, words)
        line = alice.last.words.splitlines()[0]
        assert line in warm("even")
        assert "good" not in line.lower()

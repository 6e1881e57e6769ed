"""An answer about death or self-harm: help at once, a pause, and not forgotten."""

import pytest

from bot.playground.people import TelegramUser
from tests.features.questionnaires.steps import (
    NONE,
    PHQ9_UP_TO_THE_LAST,
    heard_since,
    kept,
    scored_at_harm,
)
from tests.support.town import Town, does


@pytest.mark.parametrize(
    "answer", ["[Several days]", "[Nearly every day]", "1", "nearly every day"]
)
async def test_the_ninth_item_above_zero_brings_support_before_the_total(
    town: Town, alice: TelegramUser, answer: str
) -> None:
    await does(town, alice, "/scales PHQ-9", "[Start]", *PHQ9_UP_TO_THE_LAST)
    heard = len(alice.heard)
    await does(town, alice, answer)
    card, waiting = heard_since(alice, heard)
    assert "findahelpline.com" in card
    assert "We can go on or stop here; both are fine." in waiting
    assert alice.buttons() == ["Go on", "Stop here", "‹ Back"]
    await does(town, alice, "[Go on]")
    assert "how difficult have these problems" in alice.last.words
    await does(town, alice, "[Not difficult at all]")
    assert "of 27" in alice.last.words
    assert len(heard_since(alice, heard)) == 2


async def test_a_low_total_does_not_hide_that_answer(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "/scales phq9", "[Start]", *PHQ9_UP_TO_THE_LAST, "[Several days]")
    await does(town, alice, "[Go on]", "[Somewhat difficult]")
    matters, total = alice.last.words.split("\n")[1:3]
    assert "That matters, whatever the total is." in matters
    assert total == "1 of 27: a score in the range called “minimal”."
    assert {"Put it on my list for therapy", "Support"} <= set(alice.buttons())


async def test_it_can_be_put_on_the_list_for_therapy_once(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "/scales phq9", "[Start]", *PHQ9_UP_TO_THE_LAST, "[Several days]")
    await does(town, alice, "[Go on]", "[Skip]", *["[Put it on my list for therapy]"] * 2)
    (asked,) = await kept(town, "question")
    assert asked.content["text"] == (
        "PHQ-9 on Tue 24 Nov: I answered “Several days” about thoughts of death or self-harm"
    )
    await does(town, alice, "[Undo]")
    assert len(await kept(town, "question")) == 1


async def test_stopped_at_that_answer_it_goes_on_behind_it(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/scales phq9", "[Start]", *PHQ9_UP_TO_THE_LAST, "[Several days]")
    await does(town, alice, "[Stop here]")
    assert "For two days you can pick up PHQ-9 where you left off." in alice.last.words
    await does(town, alice, "[Go on]")
    assert "how difficult have these problems" in alice.last.words


@pytest.mark.parametrize("words", ["stop", "/cancel"])
async def test_who_stops_there_hears_what_became_of_the_answers_and_where_help_is(
    town: Town, alice: TelegramUser, words: str
) -> None:
    await does(town, alice, "/scales phq9", "[Start]", *PHQ9_UP_TO_THE_LAST, "[Several days]")
    await does(town, alice, words)
    kind, saved = alice.last.words.splitlines()
    assert kind == "Thank you for answering that. Take care, and /support is here."
    assert saved.startswith("Your answers so far are saved.")
    await does(town, alice, "[Go on]")
    assert "how difficult have these problems" in alice.last.words


async def test_an_answer_that_is_not_on_the_form_is_steered_to_none(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/scales phq9", "[Start]", *PHQ9_UP_TO_THE_LAST, "sometimes")
    assert "Please tap the answer that fits best." in alice.last.words
    assert "“Not at all”" not in alice.last.words


@pytest.mark.parametrize("way", ["go on", "/skip", "skip"])
async def test_the_pause_ends_when_the_person_says_so(
    town: Town, alice: TelegramUser, way: str
) -> None:
    await does(town, alice, "/scales phq9", "[Start]", *PHQ9_UP_TO_THE_LAST, "[Several days]", way)
    assert "how difficult have these problems" in alice.last.words


async def test_what_is_written_in_the_pause_is_kept_and_ends_nothing(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/scales phq9", "[Start]", *PHQ9_UP_TO_THE_LAST, "1")
    heard = len(alice.heard)
    await does(town, alice, "1")
    (said,) = heard_since(alice, heard)
    assert said.startswith("The questions wait until you tap “Go on”. Take your time.")
    assert alice.buttons()[:2] == ["Go on", "Stop here"]
    await does(town, alice, "It was the worst on Sunday, after the call")
    assert not any("how difficult" in words for words in heard_since(alice, heard))
    await does(town, alice, "/journal")
    assert "It was the worst on Sunday, after the call" in alice.last.words


async def test_the_history_says_since_when(town: Town, alice: TelegramUser) -> None:
    await scored_at_harm(town, alice, NONE)
    await does(town, alice, "/scales phq9")
    assert "Thoughts of death" not in alice.last.words
    await town.later(days=14)
    await scored_at_harm(town, alice, "[Several days]")
    await does(town, alice, "/scales phq9")
    assert "Thoughts of death or self-harm: “Several days” on Tue 8 Dec." in alice.last.words
    await town.later(days=14)
    await scored_at_harm(town, alice, "[More than half the days]")
    await does(town, alice, "/scales phq9")
    assert (
        "Thoughts of death or self-harm: above “Not at all” each time since Tue 8 Dec, "
        "and “More than half the days” on Tue 22 Dec."
    ) in alice.last.words
    await town.later(days=14)
    await scored_at_harm(town, alice, NONE)
    await does(town, alice, "/scales phq9")
    assert "“More than half the days” on Tue 22 Dec" in alice.last.words
    assert "On Tue 5 Jan" in alice.last.words


async def test_the_session_and_the_timeline_know_it_too(town: Town, alice: TelegramUser) -> None:
    await scored_at_harm(town, alice, "[Several days]")
    line = "Thoughts of death or self-harm: “Several days” on Tue 24 Nov."
    await does(town, alice, "/timeline")
    assert alice.last.words.splitlines()[1] == line
    await does(town, alice, "/session", "[Wed]", "[09:00]", "[Every week]")
    await town.at_local("2026-11-24", "21:20")
    eve = next(m for m in reversed(alice.heard) if "tomorrow at 09:00" in m.words)
    assert line in eve.words


async def test_the_ninth_item_at_zero_brings_none(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "/scales PHQ-9", "[Start]")
    heard = len(alice.heard)
    await does(town, alice, *PHQ9_UP_TO_THE_LAST, NONE)
    assert heard_since(alice, heard) == []
    assert "0 of 27" in alice.last.words


async def test_the_card_also_comes_when_the_answer_is_changed_or_the_person_leaves(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/scales PHQ-9", "[Start]", "[Several days]")
    await does(town, alice, *[NONE] * 8, "[‹ Back]")
    heard = len(alice.heard)
    await does(town, alice, "[Several days]", "[Stop here]")
    card, stopped = heard_since(alice, heard)
    assert "findahelpline.com" in card
    assert "For two days you can pick up PHQ-9 where you left off." in stopped
    assert await kept(town) == []


async def test_phq8_leaves_that_question_out(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "/scales PHQ-8", "[Start]")
    heard = len(alice.heard)
    await does(town, alice, *["[Nearly every day]"] * 8)
    assert heard_since(alice, heard) == []
    assert "24 of 24: a score in the range called “severe”." in alice.last.words


async def test_stopped_there_it_is_not_forgotten_either(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "/session", "[Wed]", "[09:00]", "[Every week]")
    await does(town, alice, "/scales phq9", "[Start]", *PHQ9_UP_TO_THE_LAST, "[Several days]")
    await does(town, alice, "[Stop here]", "/scales phq9")
    line = "Thoughts of death or self-harm: “Several days” on Tue 24 Nov."
    assert line in alice.last.words
    await town.at_local("2026-11-24", "21:20")
    eve = next(m for m in reversed(alice.heard) if "tomorrow at 09:00" in m.words)
    assert line in eve.words
    await town.later(days=4)
    await does(town, alice, "/scales phq9")
    assert line in alice.last.words
    assert "You started PHQ-9 on Tue 24 Nov." in alice.last.words


async def test_whoever_has_a_plan_finds_it_beside_support(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "/plan", "[Begin]", "no sleep", "[That's all for this step]")
    await scored_at_harm(town, alice, "[Several days]")
    assert {"Put it on my list for therapy", "Support", "My plan"} <= set(alice.buttons())

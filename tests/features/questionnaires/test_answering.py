"""Questionnaires, as people answer them."""

import pytest

from bot.playground.people import TelegramUser
from tests.features.questionnaires.steps import (
    NONE,
    kept,
    who5,
)
from tests.support.town import Town, does


async def test_three_taps_to_the_first_item_and_one_message_for_all(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/scales WHO-5", "[Start]")
    heard = len(alice.heard)
    assert "I have felt cheerful and in good spirits" in alice.last.words
    assert "over the last two weeks" in alice.last.words
    await does(town, alice, *["[Most of the time]"] * 5)
    assert len(alice.heard) == heard
    assert "80 of 100." in alice.last.words
    assert "not a diagnosis" in alice.last.words


async def test_it_is_kept_in_the_shape_of_the_export(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "/scales PHQ-9", "[Start]")
    await does(town, alice, "1", "0", "2", "1", "0", "1", "0", "0", "0", "[Somewhat difficult]")
    (entry,) = await kept(town)
    assert entry.content["instrument"] == "PHQ-9"
    assert entry.content["items"] == [1, 0, 2, 1, 0, 1, 0, 0, 0]
    assert entry.content["score"] == 5
    assert entry.content["unscored"] == {"difficulty": 1}
    assert await kept(town, "scale.open") == []
    assert "5 of 27: a score in the range called “mild”." in alice.last.words


async def test_half_of_it_survives_a_restart_and_goes_on(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "/scales GAD-7", "[Start]", "[Several days]", "[Nearly every day]")
    await town.sleep()
    await town.wake()
    await does(town, alice, "/scales", "[Go on with GAD-7]")
    assert "Worrying too much about different things" in alice.last.words
    await does(town, alice, *[NONE] * 5, "[Very difficult]")
    (entry,) = await kept(town)
    assert entry.content["items"] == [1, 3, 0, 0, 0, 0, 0]
    assert entry.content["unscored"] == {"difficulty": 2}


async def test_put_away_half_way_it_is_kept_and_never_scored(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/scales GAD-7", "[Start]", *["[Nearly every day]"] * 6)
    await does(town, alice, "[Stop for now]", "[Close it]")
    (entry,) = await kept(town)
    assert entry.content["items"] == [3, 3, 3, 3, 3, 3, None]
    assert entry.content["score"] is None
    assert entry.content["abandoned"] is True
    assert "Not answered yet." in alice.last.words


async def test_up_to_two_days_it_goes_on_where_it_stopped(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "/scales phq2", "[Start]", "[Nearly every day]", "[Stop for now]")
    await town.later(hours=47)
    await does(town, alice, "/scales", "[Go on with PHQ-2]", NONE)
    (entry,) = await kept(town)
    assert entry.content["items"] == [3, 0]


@pytest.mark.parametrize("way", [("/scales gad7",), ("/scales",)])
async def test_after_two_days_a_half_done_one_is_saved_without_a_total(
    town: Town, alice: TelegramUser, way: tuple[str, ...]
) -> None:
    await does(town, alice, "/scales gad7", "[Start]", "[Nearly every day]")
    await town.later(hours=49)
    await does(town, alice, *way)
    assert "You started GAD-7 on Tue 24 Nov. That's more than two days ago" in alice.last.words
    (entry,) = await kept(town)
    assert entry.content["abandoned"] is True
    assert entry.content["items"] == [3, *[None] * 6]
    assert f"{entry.day:%d %b}" == "24 Nov"
    await does(town, alice, "/scales gad7", "[Start]")
    assert "Feeling nervous" in alice.last.words


async def test_an_old_button_does_not_mix_two_weeks(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "/scales gad7", "[Start]", "[Nearly every day]")
    await town.later(days=3)
    await does(town, alice, "[Nearly every day]")
    assert "You started GAD-7 on Tue 24 Nov." in alice.last.words
    assert "Feeling nervous" in alice.last.words
    await does(town, alice, *[NONE] * 7)
    begun, done = await kept(town)
    assert (begun.content["abandoned"], begun.content["score"]) == (True, None)
    assert (done.content["items"], done.content["score"]) == ([0] * 7, 0)


async def test_before_a_skip_leaves_it_without_a_total_it_says_so_once(
    town: Town, alice: TelegramUser
) -> None:
    most = "[Most of the time]"
    await does(town, alice, "/scales WHO-5", "[Start]", most, "[Skip]")
    assert "WHO-5 has a total only when every question is answered." in alice.last.words
    assert "I have felt calm and relaxed" in alice.last.words
    assert {"‹ Back", "Skip"} <= set(alice.buttons())
    await does(town, alice, "[Skip]")
    assert "I have felt active and vigorous" in alice.last.words
    assert "has a total only" not in alice.last.words
    await does(town, alice, "[Skip]", most, most)
    assert "There's no total, because some were left out." in alice.last.words


async def test_told_so_at_the_last_item_one_can_still_answer_it(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/scales WHO-5", "[Start]", *["[Most of the time]"] * 4, "/skip")
    assert "every question is answered" in alice.last.words
    await does(town, alice, "[Most of the time]")
    assert "80 of 100." in alice.last.words


async def test_where_two_may_be_left_out_it_speaks_at_the_third(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/scales PHQ-9", "[Start]", "[Skip]", "[Skip]")
    assert "has a total only" not in alice.last.words
    await does(town, alice, "[Skip]")
    assert "only when no more than 2 questions are left out" in alice.last.words


async def test_the_last_one_can_be_taken_back(town: Town, alice: TelegramUser) -> None:
    await who5(town, alice, "At no time")
    assert (
        "0 of 100. At 50 or less, it's a good idea to talk it over with a doctor"
        in alice.last.words
    )
    await does(town, alice, "[Undo]")
    assert await kept(town) == []
    assert "Not answered yet." in alice.last.words


async def test_taken_away_while_being_answered_it_starts_anew(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/scales PHQ-2", "[Start]", "[Nearly every day]", "/cancel")
    await does(town, alice, "/scales", "[Go on with PHQ-2]", "[Not at all]")
    (entry,) = await kept(town)
    assert entry.content["items"] == [3, 0]
    assert (
        "3 of 6. At 3 or more, it's a good idea to talk it over with a doctor" in alice.last.words
    )


async def test_undo_takes_the_questionnaire_back_if_it_came_last(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "Slept badly again tonight")
    await town.later(minutes=1)
    await who5(town, alice, "At no time")
    await does(town, alice, "/undo")
    assert "Undone: WHO-5." in alice.last.words
    assert await kept(town) == []
    await does(town, alice, "/undo")
    assert "Slept badly" in alice.last.words


async def test_what_was_skipped_is_not_counted_as_answered(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/scales PHQ-9", "[Start]", "1", "[Skip]", "2", "/scales phq-9")
    assert "Started: 2 of 9 answered." in alice.last.words


async def test_pcl5_needs_an_experience_in_mind_and_no_word_about_it(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/scales", "[After a very bad experience]")
    assert "You can skip any of them, or stop at any time." in alice.last.words
    await does(town, alice, "[Start]")
    assert "You don't need to write down what it was." in alice.last.words
    assert "Below is a list of problems" in alice.last.words
    await does(town, alice, "[Moderately]")
    assert "Below is a list" not in alice.last.words
    await does(town, alice, *["[Moderately]"] * 19)
    assert (
        "40 of 80. At 31 or more, it's a good idea to talk it over with a doctor"
        in alice.last.words
    )
    assert "Avoiding it: 4." in alice.last.words


async def test_who_never_drinks_is_asked_one_question(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "/scales audit-c", "[Start]", "[Never]")
    assert "0 of 12." in alice.last.words
    await town.later(days=30)
    await does(town, alice, "/scales audit-c", "[Start]", "4", "[3 or 4]", "[Never]")
    said = "5 of 12. From 3 for women, 4 for men, it's a good idea to talk it over"
    assert said in alice.last.words


async def test_k6_counts_from_the_other_end(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "/scales k6", "[Start]", *["[Most of the time]"] * 6)
    assert "18 of 24: a score in the range called “serious mental distress”." in alice.last.words

"""What is said about a total and the one before."""

from bot.playground.people import TelegramUser
from tests.features.questionnaires.steps import (
    gad7_of,
    kept,
    phq9_of,
    who5,
)
from tests.support.town import Town, does


async def test_what_is_left_out_is_filled_only_within_the_published_rule(
    town: Town, alice: TelegramUser
) -> None:
    one = "[Several days]"
    await does(town, alice, "/scales PHQ-9", "[Start]", *[one] * 7, "[Skip]", "[Skip]", "[Skip]")
    assert "9 of 27" in alice.last.words
    assert (
        "2 questions were left out. They count as the average of the others." in alice.last.words
    )
    await does(town, alice, "/scales gad7", "[Start]", *[one] * 6, "[Skip]", "[Skip]")
    await does(town, alice, "[Skip]")
    assert "There's no total, because some were left out." in alice.last.words
    phq9, gad7 = await kept(town)
    assert phq9.content["items"][-2:] == [None, None]
    assert (phq9.content["score"], gad7.content["score"]) == (9, None)


async def test_only_a_published_size_of_change_is_called_one(
    town: Town, alice: TelegramUser
) -> None:
    await gad7_of(town, alice, 7)
    await town.later(days=14)
    await gad7_of(town, alice, 4)
    assert (
        "Last time, Tue 24 Nov: 7. 3 points lower now; a difference this small can be chance."
    ) in alice.last.words
    assert "For GAD-7, lower is better." in alice.last.words
    await town.later(days=14)
    await gad7_of(town, alice, 0)
    assert (
        "4 points lower now. A change of 4 or more is more than chance (NHS Talking Therapies)."
    ) in alice.last.words
    await town.later(days=14)
    await gad7_of(town, alice, 0)
    assert "Last time, Tue 22 Dec 2026: 0. It's the same now." in alice.last.words


async def test_five_points_of_phq9_are_not_called_the_same(
    town: Town, alice: TelegramUser
) -> None:
    await phq9_of(town, alice, 3, 3, 3, 3, 0, 0, 0, 0, 0)
    await town.later(days=14)
    await phq9_of(town, alice, 3, 3, 1, 0, 0, 0, 0, 0, 0)
    assert (
        "Last time, Tue 24 Nov: 12. 5 points lower now. A change of 5 or more is called "
        "important (Löwe, Kroenke and others 2004). From 6 on, it's clearly more than chance "
        "(NHS Talking Therapies)."
    ) in alice.last.words
    await town.later(days=14)
    await phq9_of(town, alice, 3, 3, 3, 3, 1, 0, 0, 0, 0)
    assert (
        "6 points higher now. A change of 6 or more is more than chance (NHS Talking Therapies)."
    ) in alice.last.words


async def test_what_got_worse_is_said_plainly_with_words_for_the_therapist(
    town: Town, alice: TelegramUser
) -> None:
    await phq9_of(town, alice, 1, 1, 1, 1, 1, 1, 1, 0, 0)
    assert "Put it on my list for therapy" not in alice.buttons()
    await town.later(days=7)
    await phq9_of(town, alice, 2, 2, 2, 2, 2, 2, 3, 2, 0)
    message = "My PHQ-9 was 7 of 27 on Tue 24 Nov and 17 on Tue 1 Dec. Can we talk about it?"
    assert (
        "By these numbers, things are clearly worse than last time. I'm sorry." in alice.last.words
    )
    assert f"“{message}”" in alice.last.words
    await does(town, alice, *["[Put it on my list for therapy]"] * 2)
    assert [entry.content["text"] for entry in await kept(town, "question")] == [message]
    await town.later(days=7)
    await phq9_of(town, alice, 1, 1, 1, 1, 1, 1, 1, 0, 0)
    assert "clearly worse" not in alice.last.words


async def test_for_one_person_who5_must_move_a_long_way(town: Town, alice: TelegramUser) -> None:
    for label in ("Some of the time", "Less than half of the time", "Most of the time"):
        await who5(town, alice, label)
        await town.later(days=14)
        assert "clearly worse" not in alice.last.words
        if label == "Less than half of the time":
            assert "20 points higher now. A change of 10 or more is called" in alice.last.words
            assert "From 24 on, it's clearly more than chance" in alice.last.words
    assert "40 points higher now. A change of 24 or more is more than chance" in alice.last.words
    await who5(town, alice, "Some of the time")
    assert "My WHO-5 was 80 of 100 on Tue 22 Dec 2026 and 20 on Tue 5 Jan." in alice.last.words
    assert "For WHO-5, higher is better." in alice.last.words


async def test_one_very_low_answer_of_who5_is_not_passed_over(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/scales who5", "[Start]", *["[All of the time]"] * 4)
    await does(town, alice, "[At no time]")
    assert "80 of 100." in alice.last.words
    assert "At least one answer was “Some of the time” or less." in alice.last.words
    await town.later(days=14)
    await who5(town, alice, "Some of the time")
    assert (
        "At 50 or less, it's a good idea to talk it over with a doctor or therapist."
        in alice.last.words
    )
    assert "At least one answer" not in alice.last.words


async def test_from_the_third_time_on_it_is_held_against_the_first_as_well(
    town: Town, alice: TelegramUser
) -> None:
    for ones in (7, 5, 3):
        await gad7_of(town, alice, ones)
        await town.later(days=14)
    # Two points a fortnight are never called a change; four since the first time are, by the rule.
    assert "Last time, Tue 8 Dec: 5. 2 points lower now; a difference" in alice.last.words
    assert (
        "First time, Tue 24 Nov: 7. 4 points lower now. A change of 4 or more" in alice.last.words
    )


async def test_the_second_time_knows_only_the_last(town: Town, alice: TelegramUser) -> None:
    for _ in range(2):
        await who5(town, alice, "Most of the time")
        await town.later(days=14)
    assert "Last time" in alice.last.words
    assert "First time" not in alice.last.words


async def test_the_history_does_not_repeat_its_advice(town: Town, alice: TelegramUser) -> None:
    for _ in range(2):
        await who5(town, alice, "Some of the time")
        await town.later(days=14)
    await does(town, alice, "/scales who5")
    assert alice.last.words.count("20 of 100.") == 2
    assert alice.last.words.count("talk it over with a doctor or therapist") == 1
    assert "Tue 24 Nov — 20 of 100.\n" in alice.last.words

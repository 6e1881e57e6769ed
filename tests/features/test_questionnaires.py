"""Questionnaires, as people meet them."""

import pytest

from bot.playground.people import TelegramUser
from conversations.questionnaires.load import instruments
from storage import entries, people
from storage.entries import Entry
from tests.support.town import ALICE, BOB, Town, does, settled_in

NONE = "[Not at all]"
PHQ9_UP_TO_THE_LAST = [NONE] * 8


async def kept(town: Town, kind: str = "scale", user: int = ALICE) -> list[Entry]:
    return await town.app.store.read(lambda tx: entries.of_kind(tx, user, kind))


async def who5(town: Town, alice: TelegramUser, label: str) -> None:
    await does(town, alice, "/scales WHO-5", "[Start]", *[f"[{label}]"] * 5)


def heard_since(alice: TelegramUser, count: int) -> list[str]:
    return [message.words for message in alice.heard[count:]]


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
    await does(town, alice, "[Take it back]")
    assert len(await kept(town, "question")) == 1


async def test_stopped_at_that_answer_it_goes_on_behind_it(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/scales phq9", "[Start]", *PHQ9_UP_TO_THE_LAST, "[Several days]")
    await does(town, alice, "[Stop here]")
    assert "PHQ-9 waits for two days where you stopped." in alice.last.words
    await does(town, alice, "[Go on]")
    assert "how difficult have these problems" in alice.last.words


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
    assert heard_since(alice, heard) == [
        "The questions wait until you press “Go on”. Take your time."
    ]
    await does(town, alice, "It was the worst on Sunday, after the call")
    assert not any("how difficult" in words for words in heard_since(alice, heard))
    await does(town, alice, "/journal")
    assert "It was the worst on Sunday, after the call" in alice.last.words


async def scored_at_harm(town: Town, alice: TelegramUser, answer: str) -> None:
    """Answer PHQ-9 with nothing but the last item, in as few messages as it takes."""
    await does(town, alice, "/scales phq9", "[Start]", *PHQ9_UP_TO_THE_LAST, answer)
    if answer != NONE:
        await does(town, alice, "[Go on]", "[Skip]")


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
        "on Tue 22 Dec “More than half the days”."
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
    eve = next(m for m in reversed(alice.heard) if "Tomorrow at 09:00" in m.words)
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
    assert "PHQ-9 waits for two days where you stopped." in stopped
    assert await kept(town) == []


async def test_phq8_leaves_that_question_out(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "/scales PHQ-8", "[Start]")
    heard = len(alice.heard)
    await does(town, alice, *["[Nearly every day]"] * 8)
    assert heard_since(alice, heard) == []
    assert "24 of 24: a score in the range called “severe”." in alice.last.words


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
    await does(town, alice, "[Stop for now]", "[Put it away]")
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
    assert "You began GAD-7 on Tue 24 Nov. That is more than two days ago" in alice.last.words
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
    assert "You began GAD-7 on Tue 24 Nov." in alice.last.words
    assert "Feeling nervous" in alice.last.words
    await does(town, alice, *[NONE] * 7)
    begun, done = await kept(town)
    assert (begun.content["abandoned"], begun.content["score"]) == (True, None)
    assert (done.content["items"], done.content["score"]) == ([0] * 7, 0)


async def test_what_is_left_out_is_filled_only_within_the_published_rule(
    town: Town, alice: TelegramUser
) -> None:
    one = "[Several days]"
    await does(town, alice, "/scales PHQ-9", "[Start]", *[one] * 7, "[Skip]", "[Skip]", "[Skip]")
    assert "9 of 27" in alice.last.words
    assert "2 items were left out" in alice.last.words
    await does(town, alice, "/scales gad7", "[Start]", *[one] * 6, "[Skip]", "[Skip]")
    await does(town, alice, "[Skip]")
    assert "Saved, but without a total" in alice.last.words
    phq9, gad7 = await kept(town)
    assert phq9.content["items"][-2:] == [None, None]
    assert (phq9.content["score"], gad7.content["score"]) == (9, None)


async def gad7_of(town: Town, alice: TelegramUser, ones: int) -> None:
    answers = [*["[Several days]"] * ones, *[NONE] * (7 - ones)]
    await does(town, alice, "/scales gad7", "[Start]", *answers, *(["[Skip]"] if ones else []))


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
        "4 points lower now. 4 or more is more than chance (NHS Talking Therapies)."
    ) in alice.last.words
    await town.later(days=14)
    await gad7_of(town, alice, 0)
    assert "Last time, Tue 22 Dec 2026: 0. It is the same now." in alice.last.words


async def phq9_of(town: Town, alice: TelegramUser, *answers: int) -> None:
    await does(town, alice, "/scales phq9", "[Start]", *map(str, answers), "[Skip]")


async def test_five_points_of_phq9_are_not_called_the_same(
    town: Town, alice: TelegramUser
) -> None:
    await phq9_of(town, alice, 3, 3, 3, 3, 0, 0, 0, 0, 0)
    await town.later(days=14)
    await phq9_of(town, alice, 3, 3, 1, 0, 0, 0, 0, 0, 0)
    assert (
        "Last time, Tue 24 Nov: 12. 5 points lower now. 5 or more is called an important change "
        "(Löwe, Kroenke and others 2004), but only 6 or more is more than chance "
        "(NHS Talking Therapies)."
    ) in alice.last.words
    await town.later(days=14)
    await phq9_of(town, alice, 3, 3, 3, 3, 1, 0, 0, 0, 0)
    assert (
        "6 points higher now. 6 or more is more than chance (NHS Talking Therapies)."
    ) in alice.last.words


async def test_what_got_worse_is_said_plainly_with_words_for_the_therapist(
    town: Town, alice: TelegramUser
) -> None:
    await phq9_of(town, alice, 1, 1, 1, 1, 1, 1, 1, 0, 0)
    assert "Put it on my list for therapy" not in alice.buttons()
    await town.later(days=7)
    await phq9_of(town, alice, 2, 2, 2, 2, 2, 2, 3, 2, 0)
    message = "My PHQ-9 was 7 of 27 on Tue 24 Nov and 17 on Tue 1 Dec. Can we talk about it?"
    assert "That is clearly worse than last time, and I am sorry." in alice.last.words
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
            assert "20 points higher now. 10 or more is called an important" in alice.last.words
            assert "but only 24 or more is more than chance" in alice.last.words
    assert "40 points higher now. 24 or more is more than chance" in alice.last.words
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
    assert "50 or less, where a closer look is suggested." in alice.last.words
    assert "At least one answer" not in alice.last.words


async def test_from_the_third_time_on_it_is_held_against_the_first_as_well(
    town: Town, alice: TelegramUser
) -> None:
    for ones in (7, 5, 3):
        await gad7_of(town, alice, ones)
        await town.later(days=14)
    # Two points a fortnight are never called a change; four since the first time are, by the rule.
    assert "Last time, Tue 8 Dec: 5. 2 points lower now; a difference" in alice.last.words
    assert "First time, Tue 24 Nov: 7. 4 points lower now. 4 or more is" in alice.last.words


async def test_the_second_time_knows_only_the_last(town: Town, alice: TelegramUser) -> None:
    for _ in range(2):
        await who5(town, alice, "Most of the time")
        await town.later(days=14)
    assert "Last time" in alice.last.words
    assert "First time" not in alice.last.words


async def test_before_a_skip_leaves_it_without_a_total_it_says_so_once(
    town: Town, alice: TelegramUser
) -> None:
    most = "[Most of the time]"
    await does(town, alice, "/scales WHO-5", "[Start]", most, "[Skip]")
    assert "WHO-5 has a total only when every item is answered." in alice.last.words
    assert "I have felt calm and relaxed" in alice.last.words
    assert {"‹ Back", "Skip"} <= set(alice.buttons())
    await does(town, alice, "[Skip]")
    assert "I have felt active and vigorous" in alice.last.words
    assert "has a total only" not in alice.last.words
    await does(town, alice, "[Skip]", most, most)
    assert "Saved, but without a total" in alice.last.words


async def test_told_so_at_the_last_item_one_can_still_answer_it(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/scales WHO-5", "[Start]", *["[Most of the time]"] * 4, "/skip")
    assert "every item is answered" in alice.last.words
    await does(town, alice, "[Most of the time]")
    assert "80 of 100." in alice.last.words


async def test_where_two_may_be_left_out_it_speaks_at_the_third(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/scales PHQ-9", "[Start]", "[Skip]", "[Skip]")
    assert "has a total only" not in alice.last.words
    await does(town, alice, "[Skip]")
    assert "only when no more than 2 items are left out" in alice.last.words


async def test_soon_after_the_last_time_it_says_so_and_can_be_answered_anyway(
    town: Town, alice: TelegramUser
) -> None:
    await who5(town, alice, "At no time")
    await town.later(days=3)
    await does(town, alice, "/scales WHO-5", "[Start]")
    assert "at least a week in between" in alice.last.words
    await does(town, alice, "[Answer it anyway]")
    assert "cheerful" in alice.last.words


async def test_about_shows_source_and_licence(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "/scales PHQ-9", "[About this questionnaire]")
    assert "Kurt Kroenke" in alice.last.words
    assert "No permission required to reproduce" in alice.last.words
    assert "20–27 severe" in alice.last.words
    await does(town, alice, "[‹ Back]", "[‹ Back]", "[‹ Back]", "[How I am in general]")
    await does(town, alice, "[WHO-5]", "[About this questionnaire]")
    assert "Free of charge" in alice.last.words


async def test_the_last_one_can_be_taken_back(town: Town, alice: TelegramUser) -> None:
    await who5(town, alice, "At no time")
    assert "0 of 100: 50 or less, where a closer look is suggested." in alice.last.words
    await does(town, alice, "[Take it back]")
    assert await kept(town) == []
    assert "Not answered yet." in alice.last.words


async def test_when_due_it_is_offered_once_below_the_evenings_card(
    town: Town, alice: TelegramUser
) -> None:
    await who5(town, alice, "Most of the time")
    await town.at_local("2026-12-07", "21:00")
    await does(town, alice, "[7]", "7:30", "[4]")
    assert "is due" not in alice.last.words
    await town.at_local("2026-12-08", "21:00")
    await does(town, alice, "[7]", "7:30", "[4]")
    assert "If you like: WHO-5 is due" in alice.last.words
    assert alice.last.silent
    await does(town, alice, "[Not now]")
    heard = len(alice.heard)
    await town.at_local("2026-12-09", "21:00")
    await does(town, alice, "[7]", "7:30", "[4]")
    assert not any("is due" in words for words in heard_since(alice, heard))


async def test_two_due_ones_never_come_on_one_day(town: Town, alice: TelegramUser) -> None:
    await who5(town, alice, "Most of the time")
    await does(town, alice, "/scales PHQ-2", "[Start]", NONE, NONE)
    for day, title in (("2026-12-08", "WHO-5"), ("2026-12-09", "PHQ-2")):
        heard = len(alice.heard)
        await town.at_local(day, "21:00")
        await does(town, alice, "[7]", "7:30", "[4]")
        assert sum("is due" in words for words in heard_since(alice, heard)) == 1
        assert title in alice.last.words


async def test_the_rhythm_can_be_switched_for_each(town: Town, alice: TelegramUser) -> None:
    await who5(town, alice, "Most of the time")
    await does(town, alice, "[Do not offer it]")
    assert "It is not offered by itself." in alice.last.words
    await town.at_local("2026-12-08", "21:00")
    await does(town, alice, "[7]", "7:30", "[4]")
    assert "is due" not in alice.last.words
    await does(town, alice, "/scales WHO-5", "[Every 2 weeks]")
    assert "after 2 weeks" in alice.last.words
    await does(town, alice, "[‹ Back]")
    assert "WHO-5 — last Tue 24 Nov, due now" in alice.last.words


async def test_to_others_it_says_that_it_is_in_english(town: Town) -> None:
    bob = town.person(BOB, "Bob")
    await settled_in(town, bob)
    await does(town, bob, "/scales")
    assert "in English" not in bob.last.words
    await town.app.store.write(lambda tx: people.change(tx, BOB, language="de"))
    await does(town, bob, "/scales")
    assert "in English" in bob.last.words
    await does(town, bob, "[How I am in general]", "[WHO-5]", "[Start]")
    assert "All of the time" in bob.buttons()


async def test_taken_away_while_being_answered_it_starts_anew(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/scales PHQ-2", "[Start]", "[Nearly every day]", "/cancel")
    await does(town, alice, "/scales", "[Go on with PHQ-2]", "[Not at all]")
    (entry,) = await kept(town)
    assert entry.content["items"] == [3, 0]
    assert "3 of 6: 3 or more, where a closer look is suggested." in alice.last.words


async def test_undo_takes_the_questionnaire_back_if_it_came_last(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "Slept badly again tonight")
    await town.later(minutes=1)
    await who5(town, alice, "At no time")
    await does(town, alice, "/undo")
    assert "Taken back: WHO-5." in alice.last.words
    assert await kept(town) == []
    await does(town, alice, "/undo")
    assert "Slept badly" in alice.last.words


async def test_what_was_skipped_is_not_counted_as_answered(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/scales PHQ-9", "[Start]", "1", "[Skip]", "2", "/scales phq-9")
    assert "Begun: 2 of 9 answered." in alice.last.words


async def test_no_list_has_more_than_eight_buttons(town: Town, alice: TelegramUser) -> None:
    for one in instruments():
        await does(town, alice, f"/scales {one.title}", "[Start]", *["[Skip]"] * 2, "1", "/cancel")
    await does(town, alice, "/scales")
    groups = alice.buttons()
    assert len(groups) <= 8
    for group in groups:
        if not group.startswith("Go on"):
            await does(town, alice, "/scales", f"[{group}]")
            assert len(alice.buttons()) <= 8


async def test_the_ones_in_use_are_found_again_at_once(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "/scales")
    assert "WHO-5" not in alice.buttons()
    await who5(town, alice, "Most of the time")
    await does(town, alice, "/scales")
    assert "• WHO-5 — last Tue 24 Nov, next Tue 8 Dec" in alice.last.words
    await does(town, alice, "[WHO-5]", "[Start]")
    assert "You answered WHO-5" in alice.last.words


async def test_that_one_asks_about_death_is_said_before_it_is_chosen(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/scales", "[Low mood]")
    assert "• PHQ-9 — nine questions about low mood; one asks about thoughts of death" in (
        alice.last.words
    )


async def test_pcl5_needs_an_experience_in_mind_and_no_word_about_it(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/scales", "[After a very bad experience]")
    assert "you can skip any of them, or stop at any time." in alice.last.words
    await does(town, alice, "[Start]")
    assert "You don't need to write down what it was." in alice.last.words
    assert "Below is a list of problems" in alice.last.words
    await does(town, alice, "[Moderately]")
    assert "Below is a list" not in alice.last.words
    await does(town, alice, *["[Moderately]"] * 19)
    assert "40 of 80: 31 or more, where a closer look is suggested." in alice.last.words
    assert "Avoiding it: 4." in alice.last.words


async def test_who_never_drinks_is_asked_one_question(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "/scales audit-c", "[Start]", "[Never]")
    assert "0 of 12." in alice.last.words
    await town.later(days=30)
    await does(town, alice, "/scales audit-c", "[Start]", "4", "[3 or 4]", "[Never]")
    assert "5 of 12. A closer look is suggested from 3 for women, 4 for men." in alice.last.words


async def test_k6_counts_from_the_other_end(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "/scales k6", "[Start]", *["[Most of the time]"] * 6)
    assert "18 of 24: a score in the range called “serious mental distress”." in alice.last.words

"""What her weeks say: how much is known first, little at a time, and a step from it."""

from functools import partial

import numpy as np
import pytest

from bot.core import contents
from bot.features.trackers.factors import WordContent
from bot.playground.people import TelegramUser
from bot.playground.world import Tap
from storage import check_ins, trackers
from storage.store import Tx
from tests.features.insights.lives import TODAY, Behind, cycle, has_behind
from tests.support import ready_made
from tests.support.direct import Easel
from tests.support.town import Town, does


def with_walks(n: int = 120, lift: int = 3) -> Behind:
    """Days with a walk are better; everything else is chance."""
    chance = np.random.default_rng(7)
    walks = [bool(walked) for walked in chance.random(n) < 0.4]
    calm = chance.integers(3, 6, n)
    moods = [int(mood) + lift * walk for mood, walk in zip(calm, walks, strict=True)]
    return Behind(moods, {"a walk": walks})


def labels(alice: TelegramUser) -> list[str]:
    markup = alice.last.message.get("reply_markup") or {"inline_keyboard": []}
    return [button["text"] for row in markup["inline_keyboard"] for button in row]


async def test_the_first_line_says_how_much_is_known(town: Town, alice: TelegramUser) -> None:
    await has_behind(town, alice, Behind(cycle((5, 6, None, 4), 120)))
    await does(town, alice, "/insights")
    first, *_ = alice.last.words.splitlines()
    assert first == "You told me about 42 of the last 56 days."
    bold, quote = alice.last.message["entities"]
    assert (bold["type"], bold["offset"], bold["length"]) == ("bold", 0, len(first))
    assert quote["type"] == "expandable_blockquote"


async def test_days_are_counted_one_way_a_moment_and_today_among_them(
    town: Town, alice: TelegramUser
) -> None:
    """The same days are never counted twice with two results."""
    await has_behind(town, alice, Behind([*cycle((5, 6, None, 4), 60), None]))
    await does(town, alice, "7", "/insights")
    words = alice.last.words
    assert words.splitlines()[0] == "You told me about 46 of the last 61 days."
    assert "I looked at all" not in words
    assert "evening" not in words


async def test_beside_the_last_weeks_it_says_since_when_it_looked(
    town: Town, alice: TelegramUser
) -> None:
    await has_behind(town, alice, Behind(cycle((5, 6, None, 4), 120)))
    await does(town, alice, "/insights")
    assert (
        "I looked at all 120 days since Tue 28 Jul. You told me about 90 of them."
        in alice.last.words
    )


async def test_after_the_first_evening_it_counts_nothing(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "/checkin", "2", "4h", "2", "/insights")
    assert alice.last.words.splitlines()[0] == "You told me about your first day."


async def test_what_goes_with_her_mood_is_said_in_her_own_words_and_points(
    town: Town, alice: TelegramUser
) -> None:
    await has_behind(town, alice, with_walks())
    await does(town, alice, "/insights")
    words = alice.last.words
    assert "1. On days with “a walk”, your mood was around 7.1 (" in words
    assert "There can be other reasons for that." in words
    assert "A pattern isn't a cause." in words
    assert "1: the difference is likely between " in words
    assert len(labels(alice)) <= 8


async def test_a_finding_becomes_one_small_step(town: Town, alice: TelegramUser) -> None:
    await has_behind(town, alice, with_walks())
    await does(town, alice, "/insights", "[Make a small step of it]")
    await does(town, alice, "A walk after lunch", "[Skip]", "[3 × a week]", "[No end date]")
    assert "Your goal is saved:" in alice.last.words
    assert "A walk after lunch" in alice.last.words


async def test_where_nothing_was_found_there_is_nothing_to_make_a_step_of(
    town: Town, alice: TelegramUser
) -> None:
    await has_behind(
        town, alice, Behind([int(n) for n in np.random.default_rng(3).integers(3, 9, 60)])
    )
    await does(town, alice, "/insights")
    assert "I don't see a clear direction in your mood" in alice.last.words
    assert labels(alice) == []
    await has_behind(town, alice, with_walks())
    await does(town, alice, "/insights")
    assert labels(alice)[0] == "Make a small step of it"


async def test_what_does_not_fit_her_is_not_brought_up_again_unless_she_takes_it_back(
    town: Town, alice: TelegramUser
) -> None:
    await has_behind(town, alice, with_walks())
    await does(town, alice, "/insights", "[1 doesn't fit me]")
    assert "You know yourself best." in alice.last.words
    await does(town, alice, "[Back]")
    assert "a walk" not in alice.last.words
    await does(town, alice, "/undo", "/insights")
    assert "On days with “a walk”" in alice.last.words


async def test_a_slip_on_that_button_is_undone_where_it_happened(
    town: Town, alice: TelegramUser
) -> None:
    await has_behind(town, alice, with_walks())
    await does(town, alice, "/insights", "[1 doesn't fit me]", "[Undo]")
    assert "On days with “a walk”" in alice.last.words


async def test_the_button_of_a_word_that_is_gone_since_does_no_harm(
    town: Town, alice: TelegramUser
) -> None:
    await has_behind(town, alice, with_walks())
    await does(town, alice, "/insights")
    await town.app.store.write(partial(_forget_words, alice.id))
    tap = alice.presses("1 doesn't fit me")
    await town.settle()
    assert isinstance(tap, Tap)
    assert tap.text == "That's already gone."
    await does(town, alice, "/insights")
    assert "a walk" not in alice.last.words


def _forget_words(user: int, tx: Tx) -> None:
    for entry in contents.of_kind(tx, user, WordContent):
        contents.remove(tx, user, entry.id)


async def test_to_someone_who_has_only_begun_it_says_what_is_still_needed(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/insights")
    assert alice.last.words.startswith("There's no day with a mood yet.")
    assert "I'd need about 28 more days with a mood." in alice.last.words
    life = Behind(cycle((5, 6, 7), 30), nights=[None] * 23 + [("23:00", "07:00")] * 7)
    await has_behind(town, alice, life)
    await does(town, alice, "/insights")
    words = alice.last.words
    assert "I'd need about 4 more weeks with a mood on three days or more." in words
    assert "I'd need about 3 more nights with the time you went to bed" in words
    assert "I'd need about 21 more days with sleep filled in." in words
    assert "does not fit me" not in " ".join(labels(alice))


async def test_what_is_about_harm_stays_out_unless_she_wants_it_in_pictures(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, *ready_made.switched_on("Urges to self-harm"))
    walks = with_walks()
    urges = [1 if mood >= 5 else 4 for mood in walks.moods if mood is not None]
    (asked,) = await town.app.store.read(partial(_trackers, alice.id))
    await has_behind(town, alice, Behind(walks.moods, more={asked: urges}))
    await does(town, alice, "/insights")
    assert "self-harm" not in alice.last.words
    await town.app.store.write(lambda tx: trackers.change(tx, alice.id, asked, in_pictures=True))
    await does(town, alice, "/insights")
    assert "On days with “Urges to self-harm” at 4 or more" in alice.last.words


def _trackers(user: int, tx: Tx) -> list[str]:
    return [one.id for one in trackers.list_(tx, user)]


async def test_how_regular_she_sleeps_is_said_with_its_nights_and_free_days_on_wish(
    town: Town, alice: TelegramUser
) -> None:
    nights = [
        ("01:00", "09:00") if (TODAY.toordinal() - back) % 7 in (0, 6) else ("23:00", "07:00")
        for back in range(55, -1, -1)
    ]
    await has_behind(town, alice, Behind([None] * 56, nights=nights))
    await does(town, alice, "/insights")
    words = alice.last.words
    said = "Half the time, your sleep ended within 34 min of 07:34 (28 nights in four weeks)."
    assert said in words
    assert "In the four weeks before, it was within 34 min (28 nights)." in words
    assert "Sleep Regularity Index 90 of 100, from 27 days; 90 in the four weeks before." in words
    assert "days off" not in words
    await does(town, alice, "[My days off]", "[Sat]", "[Sun]", "[Save]")
    assert alice.last.words == "Your days off: Sat, Sun."
    await does(town, alice, "/insights")
    said = "Between your days off and your other days, your sleep shifts by 2 h (8 and 20 nights)."
    assert said in alice.last.words


async def test_a_rise_asks_her_where_the_turn_was_and_what_she_writes_is_kept(
    town: Town, alice: TelegramUser
) -> None:
    await has_behind(town, alice, Behind([3 + at // 21 for at in range(112)]))
    await does(town, alice, "/insights")
    words = alice.last.words
    assert "your mood has gone up by about 0.33 points a week" in words
    assert "If something changed for you, when was that, and what was it?" in words
    await does(town, alice, "When I slept at my sister's in September")
    assert "in your journal" in alice.last.words


async def test_setbacks_are_told_with_how_they_passed(town: Town, alice: TelegramUser) -> None:
    usual = [6, 7, 6, 8, 7]
    moods = [*usual * 4, 3, 2, 3, 3, *usual * 4, 2, 2, 3, *usual * 3]
    await has_behind(town, alice, Behind(moods))
    await does(town, alice, "/insights")
    assert "below your usual range for a while 2 times. It" in alice.last.words
    assert "lately after 4, 3 days. You've come back before." in alice.last.words


async def test_a_word_she_marks_comes_back_and_one_of_danger_is_left_alone(
    town: Town, alice: TelegramUser
) -> None:
    notes = dict.fromkeys((1, 9, 17, 30), "Tired. #Deadline #suicide")
    await has_behind(town, alice, Behind(cycle((5, 6), 56), notes=notes))
    await does(town, alice, "/insights")
    words = alice.last.words
    while "More ▶" in labels(alice):
        await does(town, alice, "[More ▶]")
        words += alice.last.words
    assert "#deadline keeps coming up: you wrote it on 4 days, in 4 of the last 8 weeks." in words
    assert "suicide" not in words


async def test_more_than_three_findings_are_on_further_pages(
    town: Town, alice: TelegramUser
) -> None:
    await has_behind(town, alice, Behind(cycle((3, 4, 6, 5, 7, 6, 5), 140)))
    await does(town, alice, "/insights")
    first = alice.last
    assert "\n3. " in first.words
    assert "\n4. " not in first.words
    await does(town, alice, "[More ▶]")
    assert alice.last.message["message_id"] == first.message["message_id"]
    assert "\n4. " in alice.last.words
    await does(town, alice, "[◀ Back]")
    assert alice.last.words == first.words


async def test_a_week_that_was_alike_is_one_tap_away(town: Town, alice: TelegramUser) -> None:
    await has_behind(town, alice, Behind(cycle((3, 4, 6, 5, 7, 6, 5), 140)))
    await does(town, alice, "/insights", "[More ▶]")
    assert "The last seven days were a lot like the week from Wed 21 Oct" in alice.last.words
    await does(town, alice, "[That week]")
    assert "21 Oct – 27 Oct" in alice.last.words


async def test_days_that_were_alike_are_named_and_the_last_one_is_one_tap_away(
    town: Town, alice: TelegramUser
) -> None:
    days = [(7, True, True), (3, False, True), (5, True, False)] * 10
    moods, walks, work = zip(*days, (7, True, True), strict=True)
    await has_behind(town, alice, Behind(moods, {"a walk": walks, "work": work}))
    await does(town, alice, "/insights")
    words = alice.last.words
    assert "Tue 24 Nov was a lot like 10 other days. On those, your mood was within a" in words
    assert {"“a walk”", "“work”"} == set(
        words.split("the same things: ")[1].split(". ")[0].split(", ")
    )
    assert "The last one was Sat 21 Nov." in words
    await does(town, alice, "[That day]")
    assert alice.last.words.startswith("Sat 21 Nov\n")
    assert "7" in alice.last.words


async def test_what_same_as_usual_filled_in_is_no_evening_told(
    town: Town, alice: TelegramUser
) -> None:
    await has_behind(town, alice, Behind(cycle((5, 6), 20)))
    await town.app.store.write(lambda tx: check_ins.touch(tx, alice.id, TODAY, as_usual=True))
    await does(town, alice, "/insights")
    assert alice.last.words.startswith("You told me about 19 of the last 20 days.")


async def test_when_the_other_process_fails_one_kind_sentence_says_so(
    town: Town, alice: TelegramUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    await has_behind(town, alice, with_walks())
    whole = Easel.examined

    async def fails(*_args: object) -> None:
        return None

    monkeypatch.setattr(Easel, "examined", fails)
    await town.sleep()
    await town.wake()
    await does(town, alice, "/insights")
    assert alice.last.words.startswith("I couldn't look through your weeks this time.")
    monkeypatch.setattr(Easel, "examined", whole)
    await town.sleep()
    await town.wake()
    await does(town, alice, "[Try again]")
    assert "On days with “a walk”" in alice.last.words

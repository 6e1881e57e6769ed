from datetime import date

from bot.features.goals import active as active_goals
from bot.playground.people import TelegramUser
from storage import entries, goals, notes
from storage.entries import Entry
from tests.features.portability.test_import import export, send
from tests.support.town import ALICE, Town, does, settled_in


async def kept(town: Town, kind: str) -> list[Entry]:
    return await town.app.store.read(lambda tx: entries.of_kind(tx, ALICE, kind))


async def walker(town: Town) -> TelegramUser:
    """Alice, who wants to walk after lunch three times a week."""
    alice = town.person()
    await settled_in(town, alice, goal="Walk after lunch")
    return alice


async def walks(town: Town, alice: TelegramUser, *days: str) -> None:
    """Check in on some days, each a letter and a day: d24 is done on the 24th."""
    marks = {"d": "[✅ Done]", "p": "[◐ Partly]", "n": "[Not today]"}
    for day in days:
        await town.at_local(f"2026-{day[1:]}", "19:00")
        await does(town, alice, "/checkin", "6", "7", "4", marks[day[0]])


async def test_a_goal_shows_its_weeks_in_counts_and_signs(town: Town) -> None:
    alice = await walker(town)
    await walks(town, alice, "d11-30", "p12-01", "n12-03", "d12-04", "d12-05", "d12-08")
    await does(town, alice, "/goals", "[1. Walk after lunch]")
    lines = alice.last.words.splitlines()
    assert "Last 7 days: ●●●○ 3 of 3" in lines
    assert "From Wed 25 Nov: ●◐ 1 of 2, 1 partly" in lines
    assert "From Wed 18 Nov: nothing noted" in lines
    assert "A step in 2 of 2 weeks with answers." in lines


async def test_goals_and_week_count_the_same_seven_days(town: Town) -> None:
    alice = await walker(town)
    await walks(town, alice, "d11-28", "d11-30", "p12-01", "n12-02")
    await town.at_local("2026-12-05", "12:00")
    await does(town, alice, "/goals")
    assert "3 times a week: 2 done, 1 partly in the last 7 days" in alice.last.words
    await does(town, alice, "[1. Walk after lunch]")
    assert "Last 7 days: ●●◐○ 2 of 3, 1 partly" in alice.last.words
    await does(town, alice, "/week")
    assert "Walk after lunch: 2 of 3, 1 partly. Answered on 4 days." in alice.last.words


async def test_silence_never_counts_against_a_goal(town: Town) -> None:
    alice = town.person()
    await settled_in(town, alice)
    await does(town, alice, "/goals", "[Add a goal]", "Walk outside")
    await does(town, alice, "[A small step for the coming weeks]", "[Every day]", "[No end date]")
    await walks(town, alice, "d12-01", "n12-02", "n12-04", "n12-05", "n12-06")
    await does(town, alice, "/week")
    assert "Walk outside: 1 of 5. Answered on 5 days." in alice.last.words
    await does(town, alice, "/goals", "[1. Walk outside]")
    assert "Last 7 days: ●○○○○ 1 of 5" in alice.last.words
    assert "A step in 1 of 1 week with answers." in alice.last.words


async def test_a_week_in_which_a_goal_ended_is_judged_by_the_days_it_was_there(town: Town) -> None:
    alice = town.person()
    await settled_in(town, alice)
    await does(town, alice, "/goals", "[Add a goal]", "Stretch")
    await does(town, alice, "[A small step for the coming weeks]", "[Every day]", "2 Dec")
    await walks(town, alice, "d11-30", "d12-01", "d12-02")
    for day in ("2026-12-03", "2026-12-06"):
        await town.at_local(day, "19:00")
        await does(town, alice, "/checkin", "6", "7", "4")
    await does(town, alice, "/week")
    assert "Stretch: 3 of 3." in alice.last.words
    await does(town, alice, "/goals", "[1. Stretch]")
    assert "Last 7 days: ●●● 3 of 3" in alice.last.words


async def test_a_goal_let_go_of_is_judged_by_the_days_it_was_there(town: Town) -> None:
    alice = await walker(town)
    await walks(town, alice, "d11-30", "d12-02")
    await does(town, alice, "/goals", "[1. Walk after lunch]", "[Let it go]")
    await town.at_local("2026-12-06", "19:00")
    await does(town, alice, "/checkin", "6", "7", "4", "/week")
    assert "Walk after lunch: 2 times." in alice.last.words


async def test_past_weeks_are_judged_by_the_target_they_had(town: Town) -> None:
    alice = await walker(town)
    await walks(town, alice, "d11-30", "d12-01", "d12-03", "d12-08")
    await does(town, alice, "/goals", "[1. Walk after lunch]", "[Change]", "[How often]")
    await does(town, alice, "[5 × a week]", "/goals", "[1. Walk after lunch]")
    words = alice.last.words
    assert "Last 7 days: ●● 2 of 2" in words
    assert "From Wed 25 Nov: ●● 2 of 2" in words
    assert "Until Mon 7 Dec: 3 times a week" in words


async def test_a_target_changed_twice_on_a_day_is_remembered_once(town: Town) -> None:
    alice = await walker(town)
    await walks(town, alice, "d12-01")
    for often in ("[5 × a week]", "[2 × a week]"):
        await does(town, alice, "/goals", "[1. Walk after lunch]", "[Change]", "[How often]")
        await does(town, alice, often)
    assert [entry.content["times"] for entry in await kept(town, "goal target")] == [3]


async def test_a_long_term_goal_shows_the_steps_that_serve_it(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/goals", "[Add a goal]", "Feel at home in my days")
    await does(town, alice, "[Something bigger, further away]", "[No end date]")
    await does(town, alice, "/goals", "[Add a goal]", "Walk after lunch")
    await does(town, alice, "[A small step for the coming weeks]", "[3 × a week]")
    await does(town, alice, "[No end date]", "[Feel at home in my days]")
    await does(town, alice, "/checkin", "6", "7", "4", "[✅ Done]")
    await does(town, alice, "/goals", "[1. Feel at home in my days]")
    lately = "3 times a week: 1 done so far, once in eight weeks"
    assert f"Walk after lunch — {lately}" in alice.last.words
    await does(town, alice, "/goals", "[2. Walk after lunch]")
    assert "Helps with: Feel at home in my days" in alice.last.words


async def test_a_reward_comes_back_in_their_words_when_the_goal_is_reached(town: Town) -> None:
    alice = await walker(town)
    await does(town, alice, "/goals", "[1. Walk after lunch]", "[Reward, milestone, scale]")
    await does(town, alice, "[A reward I promise myself]", "an afternoon at the beach")
    await does(town, alice, "/goals", "[1. Walk after lunch]", "[Reached]")
    assert "You promised yourself this: “an afternoon at the beach”." in alice.last.words
    await does(town, alice, "[I treated myself]")
    assert "a promise kept" in alice.last.words
    assert (await kept(town, "reward"))[0].content["taken"] == "2026-11-24"


async def test_reaching_by_a_slip_leaves_no_milestone(town: Town) -> None:
    alice = await walker(town)
    await does(town, alice, "/goals", "[1. Walk after lunch]", "[Reached]", "[Pick it up again]")
    assert await kept(town, "goal reached") == []


async def test_a_count_is_marked_only_where_someone_set_it(town: Town) -> None:
    alice = await walker(town)
    await does(town, alice, "/goals", "[1. Walk after lunch]", "[Reward, milestone, scale]")
    await does(town, alice, "[Set a milestone]", "2")
    await walks(town, alice, "d11-30")
    assert not any("A milestone you set" in m.words for m in alice.heard)
    await walks(town, alice, "d12-01", "d12-02")
    said = [m for m in alice.heard if "A milestone you set" in m.words]
    assert len(said) == 1
    assert "Walk after lunch: 2 times" in said[0].words
    assert said[0].silent


async def test_a_count_that_is_waited_for_is_seen_changed_and_put_away(town: Town) -> None:
    alice = await walker(town)
    await walks(town, alice, "d11-30")
    more = ("/goals", "[1. Walk after lunch]", "[Reward, milestone, scale]")
    await does(town, alice, *more, "[Set a milestone]", "3", "[‹ Back]")
    assert "Your milestone: after 3 times, 1 so far" in alice.last.words
    await does(town, alice, *more, "[Another number]", "5", *more)
    assert "after 5 times, 1 so far" in alice.last.words
    assert "after 3 times" not in alice.last.words
    await does(town, alice, "[Another number]", "[Skip]")
    assert "It stays as it is." in alice.last.words
    await does(town, alice, *more, "[No milestone]", "[‹ Back]")
    assert "milestone" not in alice.last.words
    assert await kept(town, "count mark") == []


async def test_a_goal_can_be_put_on_a_scale_and_rated(town: Town) -> None:
    alice = await walker(town)
    await does(town, alice, "/goals", "[1. Walk after lunch]")
    assert "T-score" not in alice.last.words
    await does(town, alice, "[Reward, milestone, scale]", "[A scale from −2 to +2 (GAS)]")
    for level in ("3 walks a week", "5 walks", "every day", "1 walk", "no walk"):
        await does(town, alice, level)
    await does(town, alice, "[Skip]", "[Rate it now]", "[−1: 1 walk]")
    assert "On your scale: −1, “1 walk”" in alice.last.words
    await town.at_local("2026-11-25", "12:00")
    await does(
        town,
        alice,
        "/goals",
        "[1. Walk after lunch]",
        "[Reward, milestone, scale]",
        "[Rate it now]",
    )
    await does(town, alice, "[+1: 5 walks]", "/goals", "[1. Walk after lunch]")
    assert "On your scale: +1, “5 walks”" in alice.last.words
    assert "T-score" not in alice.last.words
    await does(town, alice, "[Reward, milestone, scale]")
    assert (
        "For your therapist: T-score over your goals with a scale (1): 60 now, 40 at first."
        in alice.last.words
    )
    assert "they only compare these goals with themselves" in alice.last.words


async def test_a_rating_belongs_to_the_scale_it_was_given_on(town: Town) -> None:
    alice = await walker(town)
    await does(town, alice, "/goals", "[1. Walk after lunch]", "[Reward, milestone, scale]")
    await does(town, alice, "[A scale from −2 to +2 (GAS)]")
    for level in ("3 walks a week", "5 walks", "every day", "1 walk", "not outside at all"):
        await does(town, alice, level)
    await does(town, alice, "[Skip]", "[Rate it now]", "[−2: not outside at all]")
    await town.later(minutes=5)
    await does(
        town, alice, "/goals", "[1. Walk after lunch]", "[Reward, milestone, scale]", "[New scale]"
    )
    for level in ("20 minutes", "30 minutes", "an hour", "10 minutes", "walk 0 min"):
        await does(town, alice, level)
    await does(town, alice, "[Skip]", "/goals", "[1. Walk after lunch]")
    assert "On your scale: not rated yet." in alice.last.words
    await does(town, alice, "[Reward, milestone, scale]")
    assert "T-score" not in alice.last.words
    await does(town, alice, "[Rate it now]", "[0: 20 minutes]", "[‹ Back]")
    assert "On your scale: 0, “20 minutes”" in alice.last.words
    levels = [entry.content["level"] for entry in await kept(town, "goal level")]
    assert levels == [-2, 0]


async def test_on_sunday_each_goal_is_kept_changed_or_let_go_with_one_tap(town: Town) -> None:
    alice = await walker(town)
    await does(town, alice, "/goals", "[Add a goal]", "Swim")
    await does(town, alice, "[A small step for the coming weeks]", "[Just once]", "[No end date]")
    await town.at_local("2026-11-28", "12:00")
    await does(town, alice, "/checkin", "6", "7", "4", "[Save]")
    await town.at_local("2026-11-29", "21:00")
    await town.at_local("2026-11-29", "21:20")
    assert "A look back at your week" in alice.last.words
    assert "Walk after lunch — new" in alice.last.words
    assert alice.last.silent
    await does(town, alice, "[Change]", "[Let go]")
    summary = alice.heard[-2].words
    assert "To change: Walk after lunch" in summary
    assert "Let go: Swim" in summary

    def states(tx) -> list[str]:
        return [goal.status for goal in goals.list_(tx, ALICE)]

    assert await town.app.store.read(states) == ["active", "let_go"]
    assert (await kept(town, "look-back"))[0].content["goals"] == {"1": "change", "2": "letgo"}
    assert "Walk after lunch" in alice.last.words
    assert "How often would feel doable?" in alice.last.words
    await does(town, alice, "twice a week")
    assert "2 times a week" in alice.last.words
    assert await town.app.store.read(lambda tx: notes.recent(tx, ALICE, 5)) == []


async def test_on_sunday_skip_does_what_its_button_does(town: Town) -> None:
    alice = await walker(town)
    await does(town, alice, "/goals", "[Add a goal]", "Swim")
    await does(town, alice, "[A small step for the coming weeks]", "[Just once]", "[No end date]")
    await town.at_local("2026-11-28", "12:00")
    await does(town, alice, "/checkin", "6", "7", "4", "[Save]")
    await town.at_local("2026-11-29", "21:20")
    await does(town, alice, "/checkin", "6", "7", "4", "[Save]")
    await town.later(hours=1)
    await does(town, alice, "skip")
    assert "Swim" in alice.last.words
    await does(town, alice, "Skip")
    assert alice.last.words.startswith("Thank you for looking back.")
    await does(town, alice, "skip")
    assert alice.last.words == "There's no open question right now."
    assert await town.app.store.read(lambda tx: notes.recent(tx, ALICE, 5)) == []


async def test_a_thought_typed_instead_of_a_new_target_is_kept_and_the_question_stays(
    town: Town,
) -> None:
    alice = await walker(town)
    await town.at_local("2026-11-28", "12:00")
    await does(town, alice, "/checkin", "6", "7", "4", "[✅ Done]")
    await town.at_local("2026-11-29", "21:20")
    await does(town, alice, "[Change]", "only when it does not rain")
    found = await town.app.store.read(lambda tx: notes.recent(tx, ALICE, 5))
    assert [note.text for note in found] == ["only when it does not rain"]
    await does(town, alice, "twice a week")
    goal = await town.app.store.read(lambda tx: goals.get(tx, ALICE, 1))
    assert goal is not None
    assert goal.times_per_week == 2


async def test_of_several_goals_to_change_each_is_asked_for_in_turn(town: Town) -> None:
    alice = await walker(town)
    await does(town, alice, "/goals", "[Add a goal]", "Swim")
    await does(town, alice, "[A small step for the coming weeks]", "[2 × a week]")
    await does(town, alice, "[No end date]")
    await walks_both(town, alice)
    await town.at_local("2026-11-29", "21:20")
    await does(town, alice, "[Change]", "[Change]", "once a week")
    assert "Swim" in alice.last.words
    assert "How often would feel doable?" in alice.last.words
    await does(town, alice, "[5 × a week]")
    found = await town.app.store.read(lambda tx: goals.list_(tx, ALICE))
    assert [goal.times_per_week for goal in found] == [1, 5]


async def test_what_a_goal_was_called_and_until_when_it_was_meant_is_kept(town: Town) -> None:
    alice = await walker(town)
    await walks(town, alice, "d12-01")
    change = ("/goals", "[1. Walk after lunch]", "[Change]")
    await does(town, alice, *change, "[Until when]", "24 Dec")
    await town.at_local("2026-12-03", "12:00")
    await does(town, alice, *change, "[The wording]", "Walk around the lake")
    await does(town, alice, "/goals", "[1. Walk around the lake]", "[Change]", "[Until when]")
    await does(town, alice, "31 Dec", "/goals", "[1. Walk around the lake]")
    lines = [line for line in alice.last.words.splitlines() if line.startswith("Until")]
    assert "Until Mon 30 Nov it had no end date" in lines
    assert "Until Wed 2 Dec it was called “Walk after lunch”" in lines
    assert "Until Wed 2 Dec its end date was Thu 24 Dec" in lines
    before = await export(town, alice)
    await does(town, alice, "/delete", "[Erase everything]")
    await town.later(days=1)
    await settled_in(town, alice)
    await send(town, alice, before)
    await does(town, alice, "[Import it]", "/goals", "[1. Walk around the lake]")
    assert [line for line in alice.last.words.splitlines() if line.startswith("Until")] == lines


async def test_days_past_an_end_that_was_moved_later_were_not_asked(town: Town) -> None:
    alice = await walker(town)
    change = ("/goals", "[1. Walk after lunch]", "[Change]", "[Until when]")
    await does(town, alice, *change, "1 Dec")
    await town.at_local("2026-12-05", "12:00")
    await does(town, alice, *change, "24 Dec")

    def asked(tx, day: int) -> list[int]:
        return [goal.number for goal in active_goals.of_day(tx, ALICE, date(2026, 12, day))]

    found = [await town.app.store.read(lambda tx, day=day: asked(tx, day)) for day in (1, 3, 5)]
    assert found == [[1], [], [1]]


async def test_letting_go_can_be_taken_back_while_looking_back(town: Town) -> None:
    alice = await walker(town)
    await does(town, alice, "/goals", "[Add a goal]", "Swim")
    await does(town, alice, "[A small step for the coming weeks]", "[2 × a week]")
    await does(town, alice, "[No end date]")
    await walks_both(town, alice)
    await town.at_local("2026-11-29", "21:20")
    await does(town, alice, "[Let go]", "[‹ Back]", "[Keep]")
    goal = await town.app.store.read(lambda tx: goals.get(tx, ALICE, 1))
    assert goal is not None
    assert goal.status == "active"


async def walks_both(town: Town, alice: TelegramUser) -> None:
    await town.at_local("2026-11-28", "12:00")
    await does(town, alice, "/checkin", "6", "7", "4", "[Save]")


async def test_the_look_back_comes_right_after_the_evening_is_told(town: Town) -> None:
    alice = await walker(town)
    await town.at_local("2026-11-29", "21:00")
    await does(town, alice, "[6]", "7", "4", "[✅ Done]")
    await town.later(seconds=5)
    assert "A look back at your week" in alice.last.words
    heard = len(alice.heard)
    await town.at_local("2026-11-29", "21:25")
    assert len(alice.heard) == heard


async def test_words_typed_meanwhile_answer_the_check_in_and_not_the_look_back(
    town: Town,
) -> None:
    alice = await walker(town)
    await walks(town, alice, "d11-28")
    await town.at_local("2026-11-29", "21:00")
    await town.at_local("2026-11-29", "21:20")
    await does(town, alice, "5")
    assert any("last night's sleep" in message.words for message in alice.heard[-3:])


async def test_no_look_back_for_whom_it_is_switched_off_or_who_was_silent(town: Town) -> None:
    alice = await walker(town)
    await town.at_local("2026-11-29", "21:20")
    assert not any("A look back" in message.words for message in alice.heard)
    await walks(town, alice, "d12-04")
    await does(
        town,
        alice,
        "/reminders",
        "[What I bring up on my own]",
        "[✓ A look back on Sunday evening]",
    )
    await town.at_local("2026-12-06", "21:00")
    await town.at_local("2026-12-06", "21:20")
    assert not any("A look back" in message.words for message in alice.heard)


async def test_a_past_day_asks_for_the_goals_of_its_own_weekdays(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/goals", "[Add a goal]", "Swim")
    await does(town, alice, "[A small step for the coming weeks]", "wed", "[No end date]")
    await town.at_local("2026-12-03", "12:00")
    await does(town, alice, "/goals", "[1. Swim]", "[Change]", "[How often]", "fri")

    def asked(tx) -> list[int]:
        from bot.features.goals import active as active_goals

        return [goal.number for goal in active_goals.of_day(tx, ALICE, date(2026, 12, 2))]

    assert await town.app.store.read(asked) == [1]

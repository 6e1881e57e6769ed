from bot.playground.people import TelegramUser
from storage import goals, wins
from tests.support.town import ALICE, Town, does, settled_in


async def test_a_wish_becomes_something_that_can_be_counted(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/goals")
    assert "No goals yet" in alice.last.words
    await does(
        town,
        alice,
        "[Add a goal]",
        "Out of bed by 9",
        "[A small step for the coming weeks]",
        "mon wed fri",
        "in two weeks",
    )
    assert "Out of bed by 9" in alice.last.words
    assert "on Mon, Wed, Fri" in alice.last.words
    assert "until Tue 8 Dec" in alice.last.words


async def test_a_small_step_can_serve_something_bigger(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "/goals", "[Add a goal]", "Feel at home in my days")
    await does(town, alice, "[Something bigger, further away]", "[No end date]")
    await does(town, alice, "/goals", "[Add a goal]", "Walk after lunch")
    await does(town, alice, "[A small step for the coming weeks]", "[3 × a week]")
    await does(town, alice, "[No end date]", "[Feel at home in my days]")
    await does(town, alice, "/goals")
    lines = alice.last.words.splitlines()
    assert lines[-2].endswith("Feel at home in my days — long-term")
    assert lines[-1].startswith("    ")
    assert "Walk after lunch — 3 times a week" in lines[-1]


async def test_only_goals_that_apply_today_are_asked_about(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/goals", "[Add a goal]", "Swim")
    await does(town, alice, "[A small step for the coming weeks]", "fri", "[No end date]")
    await does(town, alice, "/checkin", "7", "8", "[4]")
    assert any("Noted for" in message.words for message in alice.heard)
    assert not any("Swim: how did it go?" in message.words for message in alice.heard)
    await town.at_local("2026-11-27", "18:00")
    await does(town, alice, "/checkin", "7", "8", "[4]")
    assert any("Swim: how did it go?" in message.words for message in alice.heard)


async def test_a_goal_reached_becomes_a_milestone(town: Town) -> None:
    alice = town.person()
    await settled_in(town, alice, goal="Walk after lunch")
    await does(town, alice, "/goals", "[1. Walk after lunch]", "[Reached]")
    assert "Reached: Walk after lunch" in alice.last.words

    def read(tx):
        from datetime import date

        return (
            goals.get(tx, ALICE, 1).status,
            [w.milestone for w in wins.between(tx, ALICE, date.min, date.max)],
        )

    assert await town.app.store.read(read) == ("reached", [True])
    await does(town, alice, "/checkin", "7", "8", "[4]")
    assert not any("how did it go?" in message.words for message in alice.heard)


async def test_undo_takes_back_that_a_goal_was_reached(town: Town) -> None:
    alice = town.person()
    await settled_in(town, alice, goal="Walk after lunch")
    await does(town, alice, "/goals", "[1. Walk after lunch]", "[Reached]", "/goals")
    assert alice.last.words.startswith("No goals right now")
    await does(town, alice, "/undo")
    assert alice.last.words == "Undone: “Walk after lunch”.\nIt's one of your goals again."
    await does(town, alice, "/goals")
    assert "1. Walk after lunch — 3 times a week" in alice.last.words


async def test_undo_takes_back_a_goal_just_added_and_nothing_older(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "A note of mine.", "/goals", "[Add a goal]", "Raed")
    await does(town, alice, "[A small step for the coming weeks]", "[Every day]")
    await does(town, alice, "[No end date]", "/goals", "[Add a goal]", "Never mind", "/cancel")
    await does(town, alice, "/undo")
    assert alice.last.words == "Undone: “Raed”."
    await does(town, alice, "/goals")
    assert "No goals yet" in alice.last.words
    await does(town, alice, "/undo")
    assert "“A note of mine.”\nWould you like to undo it?" in alice.last.words
    await does(town, alice, "[Undo it]")
    assert alice.last.words == "Undone: “A note of mine.”."


async def test_undo_leaves_a_goal_that_something_already_belongs_to(town: Town) -> None:
    """Its number would be given to the next one, and that one would inherit the reward."""
    alice = town.person()
    await settled_in(town, alice, goal="Walk after lunch")
    await does(town, alice, "/goals", "[1. Walk after lunch]", "[Reward, milestone, scale]")
    await does(town, alice, "[A reward I promise myself]", "an afternoon at the beach", "/undo")
    assert alice.last.words.startswith("“Walk after lunch” is part of your diary by now.")
    await does(town, alice, "/goals")
    assert "1. Walk after lunch" in alice.last.words


async def test_a_goal_can_rest_and_be_taken_up_again(town: Town) -> None:
    alice = town.person()
    await settled_in(town, alice, goal="Walk after lunch")
    await does(town, alice, "/goals", "[1. Walk after lunch]", "[Pause it]")
    await does(town, alice, "/goals")
    assert "(paused)" in alice.last.words
    await does(town, alice, "[1. Walk after lunch]", "[Pick it up again]", "/goals")
    assert "3 times a week" in alice.last.words


async def test_a_goal_let_go_leaves_what_was_noted_about_it(town: Town) -> None:
    alice = town.person()
    await settled_in(town, alice, goal="Walk after lunch")
    await does(town, alice, "/checkin", "7", "8", "4", "[✅ Done]")
    await does(town, alice, "/goals", "[1. Walk after lunch]", "[Let it go]", "/day today")
    assert "✅ Walk after lunch" in alice.last.words


async def test_one_part_of_a_goal_can_change(town: Town) -> None:
    alice = town.person()
    await settled_in(town, alice, goal="Walk after lunch")
    await does(town, alice, "/goals", "[1. Walk after lunch]", "[Change]", "[How often]")
    await does(town, alice, "[5 × a week]")
    assert "5 times a week" in alice.last.words
    await does(town, alice, "[Change]", "[The wording]", "Walk in the park")
    assert "Walk in the park" in alice.last.words
    assert "5 times a week" in alice.last.words


async def test_what_was_meant_once_is_not_asked_again(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "/goals", "[Add a goal]", "Answer the letter")
    await does(town, alice, "[A small step for the coming weeks]", "[Just once]")
    await does(town, alice, "[No end date]", "/checkin", "7", "8", "4", "[✅ Done]")
    await town.at_local("2026-11-25", "20:00")
    await does(town, alice, "/checkin", "7", "8", "[4]")
    assert sum("Answer the letter: how did it go?" in m.words for m in alice.heard) == 0
    assert any("Noted for Wed 25 Nov" in message.words for message in alice.heard)


async def test_a_goal_whose_time_is_over_says_so_and_makes_room(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/goals", "[Add a goal]", "Walk after lunch")
    await does(town, alice, "[A small step for the coming weeks]", "[3 × a week]", "[2 weeks]")
    await town.at_local("2026-12-10", "12:00")
    await does(town, alice, "/goals")
    assert "it ran until Tue 8 Dec. How did it go?" in alice.last.words


async def test_goals_reached_can_be_looked_back_on(town: Town) -> None:
    alice = town.person()
    await settled_in(town, alice, goal="Walk after lunch")
    await does(town, alice, "/goals", "[1. Walk after lunch]", "[Reached]", "/goals")
    await does(town, alice, "[Earlier goals]")
    assert "★ Walk after lunch — Tue 24 Nov" in alice.last.words

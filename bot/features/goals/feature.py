"""`/goals`: what a person works towards, week by week."""

from functools import partial

from bot.core.callback_data import number
from bot.core.feature import Action, Command, CommandGroup, Feature, Nudge, OptOut, as_command
from bot.core.turn import Turn
from bot.features.goals import (
    active,
    attainment,
    changes,
    dialogs,
    milestones,
    rewards,
    screens,
    weekly_review,
    wishes,
)
from conversations.text import t


def all_goals(turn: Turn) -> None:
    """Show the list in place of what was pressed."""
    screens.show(turn, edit=True)


FEATURE = Feature(
    name="goals",
    commands=(
        Command(
            "goals",
            t("your goals and this week's count"),
            screens.show,
            daily=True,
            group=CommandGroup.WHAT_I_ASK,
        ),
    ),
    buttons={
        "goals": Action(all_goals),
        "goals.at": Action(screens.show_from, (number,)),
        "goals.earlier": Action(screens.show_earlier),
        "goals.past": Action(screens.show_earlier, (number,)),
        "goal": Action(screens.show_one, (number,)),
        "goal.add": Action(dialogs.begin),
        "goal.change": Action(changes.offer, (number,)),
        "goal.field": Action(changes.change, (int, str)),
        "goal.more": Action(screens.show_more, (number,)),
        "goal.count": Action(milestones.ask_count, (number,)),
        "goal.uncount": Action(milestones.put_away, (number,)),
        "goal.reward": Action(rewards.ask, (int,)),
        "reward": Action(rewards.take, (str,)),
        "gas.make": Action(attainment.make, (int,)),
        "gas.rate": Action(attainment.rate, (int,)),
        "gas.end": Action(attainment.end, (int,), is_final=True),
        **{
            name: Action(
                partial(screens.set_state, name=name), (number,), is_final=name == screens.LET_GO
            )
            for name in screens.STATES
        },
    },
    dialogs=(
        dialogs.GOAL,
        changes.GOAL_FIELD,
        attainment.MAKE,
        attainment.RATE,
        rewards.PROMISE,
        milestones.COUNT_MARK,
        weekly_review.LOOK_BACK,
    ),
    nudges=(
        Nudge(
            name=weekly_review.NUDGE_NAME,
            due=weekly_review.due,
            compose=weekly_review.compose,
            comes_with_the_evening=True,
            asks_its_own=True,
        ),
    ),
    opt_outs=(OptOut(weekly_review.NUDGE_NAME, t("A look back on Sunday evening"), rests=True),),
    entries=(
        active.TargetContent,
        active.WasContent,
        attainment.GoalScaleContent,
        attainment.LevelContent,
        milestones.ReachedContent,
        milestones.CountContent,
        rewards.RewardContent,
        weekly_review.LookBackContent,
    ),
    undo=(dialogs.last_goal,),
    wishes={
        "goals": as_command(screens.show),
        "new_goal": wishes.add,
        "change_goal": wishes.change,
    },
)

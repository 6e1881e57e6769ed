"""How a goal is said, and what can be done about it."""

from bot.core import callback_data
from bot.features.goals import active as active_goals
from bot.i18n import day_names
from bot.outgoing import Button, Rows
from conversations.text import Text, own, t, tn
from storage.goals import Goal


def sentence(goal: Goal) -> tuple[Text, ...]:
    """Say a goal: what, how often, until when."""
    how = often(goal)
    said = [t("{title}", title=own(goal.title))]
    if how is not None:
        said.append(how)
    if goal.until is not None:
        said.append(t("until {day}", day=goal.until))
    if goal.horizon == "long":
        said.append(t("long-term"))
    return tuple(said)


def often(goal: Goal) -> Text | None:
    """Say how often a goal is meant."""
    if goal.days:
        return t("on {days}", days=day_names(goal.days))
    if goal.once:
        return t("once")
    if goal.times_per_week == 7:
        return t("every day")
    if goal.times_per_week:
        return tn("once a week", "{n} times a week", goal.times_per_week)
    return None


def count(goal: Goal, done: int) -> Text | None:
    """Say how often it was done this week, of how often it was meant."""
    if goal.horizon == "long":
        return t("long-term")
    target = active_goals.target(goal)
    if target is None:
        return t("{n} this week", n=done)
    if done > target:
        return t("{done} this week, {target} were meant", done=done, target=target)
    return t("{done} of {target} this week", done=done, target=target)


def rows(goal: Goal) -> Rows:
    """Offer what fits the goal's state."""
    number = str(goal.number)
    state: tuple[Button, ...]
    if goal.status == "active":
        state = (
            Button(t("Reached"), callback_data.action("goal.reached", number)),
            Button(t("Let it rest"), callback_data.action("goal.pause", number)),
            Button(t("Let it go"), callback_data.action("goal.let", number)),
        )
    else:
        state = (Button(t("Take it up again"), callback_data.action("goal.resume", number)),)
    change = (
        Button(t("Change"), callback_data.action("goal.change", number)),
        Button(t("More"), callback_data.action("goal.more", number)),
        Button(t("All goals"), callback_data.action("goals")),
    )
    return (state, change)

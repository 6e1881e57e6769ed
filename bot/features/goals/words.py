"""How a goal is said, and what can be done about it."""

from bot.core import callback_data
from bot.features.goals.count import GoalCount
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


def count(counted: GoalCount) -> Text:
    """Say how often a goal was done, of how often it was meant on the days that were answered."""
    if not counted.answered:
        return t("nothing noted")
    if counted.has_just_begun:
        return t("new this week")
    said = _done(counted)
    return t("{done}, {n} partly", done=said, n=counted.partly) if counted.partly else said


def short_count(counted: GoalCount, meant: int | None) -> Text:
    """Say it in few words, for a picture that shows by signs what was partly or beyond."""
    if not counted.answered:
        return t("nothing noted")
    if counted.has_just_begun:
        return t("new this week")
    if meant is None:
        return tn("{n} time", "{n} times", counted.done)
    return t("{done} of {target}", done=min(counted.done, meant), target=meant)


def beyond(counted: GoalCount, meant: int | None) -> Text | None:
    """Say in few words what was done beyond the target, for a picture that has no pip for it."""
    if meant is None or counted.done + counted.partly <= meant:
        return None
    done = max(0, counted.done - meant)
    partly = counted.partly - max(0, meant - counted.done)
    if not done:
        return t("{n} more, partly", n=partly)
    said = t("{n} more", n=done)
    return t("{done}, {n} partly", done=said, n=partly) if partly else said


def _done(counted: GoalCount) -> Text:
    done, target = counted.done, counted.target
    if target is None:
        return tn("{n} time", "{n} times", done)
    if done > target:
        return t("{done} of {target}, and {n} more", done=target, target=target, n=done - target)
    return t("{done} of {target}", done=done, target=target)


def lately(goal: Goal, counted: GoalCount) -> Text:
    """Say how often a goal is meant, and how often it was done in the last seven days.

    Two facts side by side and no sum of them: a week that has only begun is not behind.
    """
    if goal.horizon == "long":
        return t("long-term")
    meant = often(goal)
    if not counted.answered or counted.has_just_begun:
        return meant or t("whenever it fits")
    done = _done_lately(counted)
    return t("{often}: {done}", often=meant, done=done) if meant else done


def _done_lately(counted: GoalCount) -> Text:
    done, partly = counted.done, counted.partly
    if counted.is_young:
        if not done:
            return t("{n} partly so far", n=partly)
        if not partly:
            return t("{n} done so far", n=done)
        return t("{n} done, {partly} partly so far", n=done, partly=partly)
    if not partly:
        return t("{n} done in the last 7 days", n=done)
    return t("{n} done, {partly} partly in the last 7 days", n=done, partly=partly)


def rows(goal: Goal) -> Rows:
    """Offer what fits the goal's state."""
    number = str(goal.number)
    state: tuple[Button, ...]
    if goal.status == "active":
        state = (
            Button(t("Reached"), callback_data.action("goal.reached", number)),
            Button(t("Pause it"), callback_data.action("goal.pause", number)),
            Button(t("Let it go"), callback_data.action("goal.let", number)),
        )
    else:
        state = (Button(t("Pick it up again"), callback_data.action("goal.resume", number)),)
    change = Button(t("Change"), callback_data.action("goal.change", number))
    more = Button(t("Reward, milestone, scale"), callback_data.action("goal.more", number))
    back = Button(t("All goals"), callback_data.action("goals"))
    return (state[:1], (*state[1:], change), (more,), (back,))

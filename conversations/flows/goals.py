"""From a wish to a goal that is specific and can be counted, in a few taps."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from conversations.flow import Answers, Ask, Flow, Option
from conversations.flows.check_in import GoalItem
from conversations.formats import Choice, FreeText, Rhythm, Until, Weekdays, until_date
from conversations.formats.rhythm import DAYS, ONCE, times_a_week
from conversations.formats.weekdays import weekdays_of
from conversations.guards import Guard, Is, Not
from conversations.text import own, t

MOST_TITLE = 80
SHORT, LONG = "short", "long"
A_STEP = Not(Is("horizon", LONG))  # a long-term goal is not counted by the week

Field = Literal["title", "often", "until", "towards"]


@dataclass(frozen=True, slots=True)
class GoalWish:
    """What the answers ask for. Neither times nor days nor once: whenever it fits."""

    title: str
    horizon: Literal["short", "long"]
    times_per_week: int | None
    days: tuple[int, ...]
    once: bool
    until: date | None
    towards: str | None


def goal(*, today: date, long_term: Sequence[GoalItem] = ()) -> Flow:
    """Return the questions for a new goal; `long_term` are those it may serve."""
    steps = [title_step(), horizon_step(), *often_steps(when=A_STEP), until_step(today)]
    if long_term:
        steps.append(towards_step(long_term, when=A_STEP))
    return Flow("goal", tuple(steps))


def change_goal(field: Field, *, today: date, long_term: Sequence[GoalItem] = ()) -> Flow:
    """Return the one question that changes one thing about a goal."""
    match field:
        case "title":
            steps = [title_step()]
        case "often":
            steps = often_steps()
        case "until":
            steps = [until_step(today)]
        case "towards":
            steps = [towards_step(long_term)]
    return Flow("changegoal", tuple(steps))


def wish(flow: Flow, answers: Answers) -> GoalWish:
    """Read a goal off the answers, leaving out those that no longer apply."""
    told = {step.id: answers.get(step.id) for step in flow.applicable(answers)}
    often, title, towards = told.get("often"), told.get("title"), told.get("towards")
    return GoalWish(
        title=title if isinstance(title, str) else "",
        horizon="long" if told.get("horizon") == LONG else "short",
        times_per_week=times_a_week(often),
        days=weekdays_of(often) or weekdays_of(told.get("days")),
        once=often == ONCE,
        until=until_date(told.get("until")),
        towards=towards if isinstance(towards, str) else None,
    )


def title_step() -> Ask:
    """Ask what to do, in words that leave no doubt whether it was done."""
    return Ask(
        id="title",
        prompt=t("What would you like to do? Something small and clear is best."),
        hint=t("For example, “Walk for 15 minutes after lunch”."),
        label=t("Goal"),
        format=FreeText(MOST_TITLE, example=t("Walk after lunch"), one_line=True),
        optional=False,
    )


def horizon_step() -> Ask:
    """Ask whether this is a step or a direction."""
    choices = (
        Option(SHORT, t("A small step for the coming weeks")),
        Option(LONG, t("Something bigger, further away")),
    )
    return Ask(
        id="horizon",
        prompt=t("Is it a small step, or something bigger?"),
        # For translators: of goal: small or big.
        label=t("Kind"),
        format=Choice(choices, undecided=Option(SHORT, t("Let's start with a small step, then."))),
    )


def often_steps(when: Guard | None = None) -> list[Ask]:
    """Ask how often, and on which days where that was the answer."""
    return [
        Ask(
            id="often",
            prompt=t("How often would feel doable?"),
            label=t("How often"),
            format=Rhythm(),
            when=when,
        ),
        Ask(
            id="days",
            prompt=t("Which days?"),
            label=t("Days"),
            format=Weekdays(),
            when=Is("often", DAYS),
        ),
    ]


def until_step(today: date) -> Ask:
    """Ask until when."""
    return Ask(
        id="until",
        prompt=t("Until when?"),
        hint=t("You can also type a day, such as “24 Dec”."),
        label=t("Until"),
        format=Until(today),
    )


def towards_step(long_term: Sequence[GoalItem], when: Guard | None = None) -> Ask:
    """Ask which long-term goal this one serves."""
    choices = tuple(Option(goal.id, own(goal.title)) for goal in long_term)
    return Ask(
        id="towards",
        prompt=t("Does it help with one of these?"),
        label=t("Helps with"),
        format=Choice(choices),
        when=when,
    )

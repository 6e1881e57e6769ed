"""The short script that turns a wish into something specific and measurable."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from bot.core import callback_data as buttons
from bot.core import dialog as talking
from bot.core.dialog import Kind
from bot.core.feature import Undoable
from bot.core.question import Frame
from bot.core.turn import Turn
from bot.features.goals import active as goals_of
from bot.features.goals import words as goal_words
from bot.outgoing import BLANK, Button
from conversations.events import Prompt
from conversations.flow import Flow
from conversations.flows.check_in import GoalItem
from conversations.flows.goal import change_goal, wish
from conversations.flows.goal import goal as goal_flow
from conversations.session import Session
from conversations.text import own, t
from storage import goals, talks
from storage.goals import Goal
from storage.talks import Talk

MOST_ACTIVE = 12
# More than are begun and put away in a row.
RECENT = 8


def begin(turn: Turn, *, title: str | None = None, first: bool = False) -> None:
    """Ask what, how often and until when; a wish already said is not asked for again.

    The `first` goal ends the first minute, so what is next is offered with it.
    """
    active = [
        goal
        for goal in goals.list_(turn.tx, turn.user_id)
        if goal.status == "active" and not goals_of.has_ended(goal, turn.today)
    ]
    if len(active) >= MOST_ACTIVE:
        turn.say(
            t(
                "You have {n} goals already. Let one rest first, so that none gets lost.",
                n=len(active),
            )
        )
        return
    talking.begin(turn, GOAL, about={"title": title, "first": first} if title else None)


def flow(turn: Turn, _talk: Talk) -> Flow:
    """Compose the questions; long-term goals are offered as what a short-term one serves."""
    return goal_flow(today=turn.today, long_term=long_term(turn))


def long_term(turn: Turn, *, but: int | None = None) -> list[GoalItem]:
    """List the long-term goals that another goal may serve."""
    return [
        GoalItem(str(goal.number), goal.title)
        for goal in goals.list_(turn.tx, turn.user_id)
        if goal.horizon == "long" and goal.status == "active" and goal.number != but
    ]


def session(turn: Turn, talk: Talk) -> Session:
    """Begin with the wish that was said already."""
    held = talking.session_of(turn, talk)
    title = talk.state["about"].get("title")
    if title and "title" not in held.answers:
        return replace(held, answers={"title": title, **held.answers})
    return held


def finish(turn: Turn, talk: Talk, session: Session) -> None:
    """Keep the goal and say it back in one sentence."""
    wished = wish(flow(turn, talk), session.answers)
    goal = Goal(
        number=0,
        title=wished.title,
        horizon=wished.horizon,
        times_per_week=wished.times_per_week,
        days=wished.days,
        once=wished.once,
        until=wished.until,
        towards=int(wished.towards) if wished.towards else None,
        status="active",
        created=turn.today,
        changed=turn.today,
    )
    number = goals.add(turn.tx, turn.user_id, goal)
    # For /undo: which goal came of this, and when.
    about = {**talk.state["about"], "number": number}
    talks.save(turn.tx, replace(talk, state={**talk.state, "about": about}))
    _say_back(turn, talk, number)


def _say_back(turn: Turn, talk: Talk, number: int) -> None:
    goal = goals.get(turn.tx, turn.user_id, number)
    if goal is not None:
        now = ((Button(t("Check in now"), buttons.action("checkin")),),)
        turn.edit(
            t("Your goal is noted:"),
            BLANK,
            *goal_words.sentence(goal),
            rows=(*(now if talk.state["about"].get("first") else ()), *goal_words.rows(goal)),
            talk=talk.id,
            message_id=turn.message_id,
        )


def offer_changes(turn: Turn, number: int) -> None:
    """Ask which part of a goal should change."""
    goal = goals.get(turn.tx, turn.user_id, number)
    if goal is None:
        turn.ack(t("That goal is no longer there."))
        return
    fields = ["title", "until"] if goal.horizon == "long" else ["title", "often", "until"]
    if goal.horizon != "long" and long_term(turn, but=number):
        fields.append("towards")
    rows = tuple(
        (Button(FIELDS[field], buttons.action("goal.field", str(number), field)),)
        for field in fields
    )
    back = (Button(t("‹ Back"), buttons.action("goal", str(number))),)
    turn.edit(
        *goal_words.sentence(goal),
        BLANK,
        t("What would you like to change?"),
        rows=(*rows, back),
        message_id=turn.message_id,
    )


def change(turn: Turn, number: int, field: str) -> None:
    """Ask the one question that changes one part of a goal."""
    if field in FIELDS and goals.get(turn.tx, turn.user_id, number) is not None:
        turn.ack()
        talking.begin(turn, GOAL_FIELD, about={"number": number, "field": field})


def ask_targets(turn: Turn, numbers: Sequence[int]) -> None:
    """Ask for the targets of some goals, one after the other, each below what was said."""
    there = [n for n in numbers if goals.get(turn.tx, turn.user_id, n) is not None]
    if there:
        about = {"number": there[0], "field": "often", "then": there[1:]}
        talking.begin(turn, GOAL_FIELD, about=about)


def field_frame(turn: Turn, talk: Talk, _prompt: Prompt) -> Frame:
    """Say above the question which goal it is about, as it is now."""
    goal = goals.get(turn.tx, turn.user_id, talk.state["about"]["number"])
    return Frame(above=goal_words.sentence(goal) if goal else ())


def of_weekly_review(talk: Talk) -> bool:
    """The weekly review went on to ask it, for one goal after the other."""
    return "then" in talk.state.get("about", {})


def field_flow(turn: Turn, talk: Talk) -> Flow:
    """Compose that one question."""
    about = talk.state["about"]
    others = long_term(turn, but=about["number"])
    return change_goal(about["field"], today=turn.today, long_term=others)


def finish_field(turn: Turn, talk: Talk, session: Session) -> None:
    """Change the goal; a skipped question changes nothing."""
    about = talk.state["about"]
    wished = wish(field_flow(turn, talk), session.answers)
    choices: dict[str, dict[str, Any]] = {
        "title": {"title": wished.title},
        "often": {
            "times_per_week": wished.times_per_week,
            "days": wished.days,
            "once": wished.once,
        },
        "until": {"until": wished.until},
        "towards": {"towards": int(wished.towards) if wished.towards else None},
    }
    goal = goals.get(turn.tx, turn.user_id, about["number"])
    if goal is not None and session.answers.get(about["field"]) is not None:
        if about["field"] == "often":
            goals_of.remember_target(turn.tx, turn.user_id, goal, turn.today)
        goals_of.remember(turn.tx, turn.user_id, goal, about["field"], turn.today)
        goals.change(
            turn.tx, turn.user_id, about["number"], on=turn.today, **choices[about["field"]]
        )
    _say_back(turn, talk, about["number"])
    ask_targets(turn, about.get("then") or ())


def last_goal(turn: Turn) -> Undoable | None:
    """Find the goal added last; when that was is known to its script alone."""
    for talk in talks.of_flow(turn.tx, turn.user_id, GOAL.name, most=RECENT):
        number = talk.state["about"].get("number")
        goal = goals.get(turn.tx, turn.user_id, number) if number else None
        if goal is not None:
            return Undoable(talk.touched_at, partial(_take_back, turn, goal))
    return None


def _take_back(turn: Turn, goal: Goal) -> None:
    if goals_of.is_spoken_of(turn.tx, turn.user_id, goal):
        told = t("“{words}” has been part of your diary since. In /goals you can let it go.")
        turn.say(told.given(words=own(goal.title)))
        return
    goals.remove(turn.tx, turn.user_id, goal.number)
    turn.say(t("Taken back: “{words}”.", words=own(goal.title)))


FIELDS = {
    "title": t("The words"),
    "often": t("How often"),
    "until": t("Until when"),
    "towards": t("What it helps with"),
}
GOAL = Kind("goal", flow=flow, finish=finish, session=session)
GOAL_FIELD = Kind(
    "goalfield",
    flow=field_flow,
    finish=finish_field,
    frame=field_frame,
    came_unasked=of_weekly_review,
)

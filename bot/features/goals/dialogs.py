"""The short script that turns a wish into something specific and measurable."""

from datetime import datetime
from functools import partial

from bot.core import callback_data, dialogs
from bot.core.dialog import Dialog, session_of
from bot.core.feature import Undoable
from bot.core.turn import Turn
from bot.features.goals import active as active_goals
from bot.features.goals import words as goal_words
from bot.features.goals.about import WishAbout
from bot.outgoing import BLANK, Button
from conversations.flow import Flow
from conversations.flows.check_in import GoalItem
from conversations.flows.goals import goal as goal_flow
from conversations.flows.goals import wish
from conversations.session import Session
from conversations.text import own, t
from storage import conversations, goals
from storage.conversations import Conversation
from storage.goals import Goal

MOST_ACTIVE = 12
# More than are begun and put away in a row.
RECENT = 8


def begin(turn: Turn, *, title: str | None = None, first: bool = False) -> None:
    """Ask what, how often and until when; a wish already said is not asked for again.

    The `first` goal ends the first minute, so what is next is offered with it.
    """
    every = goals.list_(turn.tx, turn.user_id)
    if len(every) >= goals.MOST_GOALS:
        turn.say(
            t(
                "You've had {n} goals so far, and that's all I have room for. You can pick "
                "an earlier one up again in /goals.",
                n=len(every),
            )
        )
        return
    active = [
        goal
        for goal in every
        if goal.status == "active" and not active_goals.has_ended(goal, turn.today)
    ]
    if len(active) >= MOST_ACTIVE:
        turn.say(
            t(
                "You already have {n} goals. Pause one first, so that none gets lost.",
                n=len(active),
            )
        )
        return
    dialogs.begin(turn, GOAL, about=WishAbout(title=title, first=first) if title else None)


def flow(turn: Turn, _conversation: Conversation) -> Flow:
    """Compose the questions; long-term goals are offered as what a short-term one serves."""
    return goal_flow(today=turn.today, long_term=long_term(turn))


def long_term(turn: Turn, *, but: int | None = None) -> list[GoalItem]:
    """List the long-term goals that another goal may serve."""
    return [
        GoalItem(str(goal.number), goal.title)
        for goal in goals.list_(turn.tx, turn.user_id)
        if goal.horizon == "long" and goal.status == "active" and goal.number != but
    ]


def session(turn: Turn, conversation: Conversation) -> Session:
    """Begin with the wish that was said already."""
    held = session_of(turn, conversation)
    title = WishAbout.of(conversation).title
    if title and "title" not in held.answers:
        return held._replace(answers={"title": title, **held.answers})
    return held


def finish(turn: Turn, conversation: Conversation, session: Session) -> None:
    """Keep the goal and say it back in one sentence."""
    wished = wish(flow(turn, conversation), session.answers)
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
    about = WishAbout.of(conversation)
    conversations.save(turn.tx, about.model_copy(update={"number": number}).into(conversation))
    say_back(turn, conversation, number, first=about.first)


def say_back(turn: Turn, conversation: Conversation, number: int, *, first: bool = False) -> None:
    """Say a goal as it is now, in the place of the question."""
    goal = goals.get(turn.tx, turn.user_id, number)
    if goal is not None:
        now = ((Button(t("Check in now"), callback_data.action("checkin")),),)
        turn.edit(
            t("Your goal is saved:"),
            BLANK,
            *goal_words.sentence(goal),
            rows=(*(now if first else ()), *goal_words.rows(goal)),
            conversation=conversation.id,
            message_id=turn.message_id,
        )


def last_goal(turn: Turn) -> Undoable | None:
    """Find the goal added last; when that was is known to its script alone."""
    for conversation in conversations.of_flow(turn.tx, turn.user_id, GOAL.name, most=RECENT):
        number = WishAbout.of(conversation).number if WishAbout.is_known(conversation) else None
        goal = goals.get(turn.tx, turn.user_id, number) if number else None
        if goal is not None:
            return _undoable(turn, conversation.touched_at, goal)
    return None


def _undoable(turn: Turn, at: datetime, goal: Goal) -> Undoable:
    words = own(goal.title)
    return Undoable(
        at, lambda: t("your goal “{words}”", words=words), partial(_take_back, turn, goal)
    )


def _take_back(turn: Turn, goal: Goal) -> None:
    if active_goals.is_spoken_of(turn.tx, turn.user_id, goal):
        told = t("“{words}” is part of your diary by now. You can let it go in /goals.")
        turn.say(told.given(words=own(goal.title)))
        return
    goals.remove(turn.tx, turn.user_id, goal.number)
    turn.say(t("Undone: “{words}”.", words=own(goal.title)))


GOAL = Dialog("goal", flow=flow, finish=finish, session=session, about=WishAbout)

"""Milestones: goals reached, and counts that a person chose to mark. None is given unasked.

Some like a gentle count and others do not (JMIR Form Res 2023, e48152), so each is a choice.
"""

from datetime import date
from typing import Annotated

from pydantic import Field

from bot.core import callback_data, contents, dialogs
from bot.core.contents import Content, TypedEntry
from bot.core.dialog import Dialog
from bot.core.fields import GoalNumber, Name
from bot.core.turn import Turn
from bot.features.goals import active as active_goals
from bot.features.goals.about import GoalAbout
from bot.outgoing import Button, Rows
from conversations.flow import Flow
from conversations.flows import self_notes
from conversations.session import Session
from conversations.text import Text, own, t, tn
from storage import goals, wins
from storage.conversations import Conversation
from storage.goals import Goal
from storage.wins import Win


class ReachedContent(Content):
    """A goal that was reached, and the milestone which that is."""

    KIND = "goal reached"
    goal: GoalNumber
    win: Name


class CountContent(Content):
    """After how many times a goal is worth a mark; the win, once it is there."""

    KIND = "count mark"
    goal: GoalNumber
    count: Annotated[int, Field(ge=0, le=100_000)]
    win: Name | None = None


def goal_reached(turn: Turn, goal: Goal) -> None:
    """Keep a reached goal as a milestone."""
    won = wins.add(
        turn.tx, turn.user_id, Win(turn.tx.new_id(), turn.today, goal.title, milestone=True)
    )
    reached = ReachedContent(goal=goal.number, win=won.id)
    contents.add(turn.tx, turn.user_id, turn.today, reached)


def not_reached(turn: Turn, goal: Goal) -> None:
    """Take back what was reached today by a slip; an earlier one was reached and stays."""
    for entry in contents.between(turn.tx, turn.user_id, ReachedContent, turn.today, turn.today):
        if entry.content.goal == goal.number:
            wins.remove(turn.tx, turn.user_id, entry.content.win)
            contents.remove(turn.tx, turn.user_id, entry.id)


def taken_back(turn: Turn, win_id: str) -> bool:
    """Take up again the goal that had become this milestone; tell whether there was one."""
    for entry in contents.of_kind(turn.tx, turn.user_id, ReachedContent):
        if entry.content.win == win_id:
            number = entry.content.goal
            contents.remove(turn.tx, turn.user_id, entry.id)
            return bool(
                goals.change(turn.tx, turn.user_id, number, on=turn.today, status="active")
            )
    return False


def _waiting(turn: Turn) -> list[TypedEntry[CountContent]]:
    every = contents.of_kind(turn.tx, turn.user_id, CountContent)
    return [entry for entry in every if entry.content.win is None]


def lines(turn: Turn, goal: Goal) -> tuple[Text, ...]:
    """Say which count someone waits for, and how far it is."""
    waiting = [entry for entry in _waiting(turn) if entry.content.goal == goal.number]
    if not waiting:
        return ()
    said = active_goals.marks(turn.tx, turn.user_id, date.min, turn.horizon).values()
    done = active_goals.done_in(said, goal.number)
    return tuple(
        tn(
            "Your milestone: after the first time, {done} so far",
            "Your milestone: after {n} times, {done} so far",
            entry.content.count,
            done=done,
        )
        for entry in waiting
    )


def rows(turn: Turn, goal: Goal) -> Rows:
    """Offer to set a count, another in its place, or none."""
    number = str(goal.number)
    if not any(entry.content.goal == goal.number for entry in _waiting(turn)):
        return ((Button(t("Set a milestone"), callback_data.action("goal.count", number)),),)
    return (
        (
            Button(t("Another number"), callback_data.action("goal.count", number)),
            Button(t("No milestone"), callback_data.action("goal.uncount", number)),
        ),
    )


def put_away(turn: Turn, number: int) -> None:
    """Wait for no count of a goal any more; what was marked stays."""
    _forget(turn, number)
    turn.edit(
        t("All right, without a milestone."),
        rows=((Button(t("‹ Back"), callback_data.action("goal", str(number))),),),
        message_id=turn.message_id,
    )


def _forget(turn: Turn, number: int) -> None:
    for entry in _waiting(turn):
        if entry.content.goal == number:
            contents.remove(turn.tx, turn.user_id, entry.id)


def ask_count(turn: Turn, number: int) -> None:
    """Ask after how many times a goal is worth a mark."""
    if goals.get(turn.tx, turn.user_id, number) is not None:
        turn.ack()
        dialogs.begin(turn, COUNT_MARK, about=GoalAbout(goal=number))


def prefetch(turn: Turn) -> None:
    """Ask for what look() will look at."""
    contents.prefetch(turn.tx, turn.user_id, CountContent)


def look(turn: Turn) -> None:
    """After a check-in, see whether a count that someone waits for is there."""
    waiting = _waiting(turn)
    if not waiting:
        return
    said = active_goals.marks(turn.tx, turn.user_id, date.min, turn.horizon).values()
    for entry in waiting:
        goal = goals.get(turn.tx, turn.user_id, entry.content.goal)
        if goal is None:
            continue
        if active_goals.done_in(said, goal.number) >= entry.content.count:
            _mark(turn, goal, entry)


def _mark(turn: Turn, goal: Goal, entry: TypedEntry[CountContent]) -> None:
    count = entry.content.count
    words = turn.words(tn("{title}: once", "{title}: {n} times", count, title=own(goal.title)))
    won = wins.add(turn.tx, turn.user_id, Win(turn.tx.new_id(), turn.today, words, milestone=True))
    contents.change(turn.tx, turn.user_id, entry, win=won.id)
    turn.say(t("A milestone you set: {words}.", words=own(words)), silent=True)


def _flow(turn: Turn, conversation: Conversation) -> Flow:
    goal = goals.get(turn.tx, turn.user_id, GoalAbout.of(conversation).goal)
    return self_notes.count_mark(goal.title if goal else "…")


def _finish(turn: Turn, conversation: Conversation, session: Session) -> None:
    count = session.answers.get("count")
    number = GoalAbout.of(conversation).goal
    back = ((Button(t("‹ Back"), callback_data.action("goal", str(number))),),)
    if not isinstance(count, int):
        as_before = any(entry.content.goal == number for entry in _waiting(turn))
        said = t("It stays as it is.") if as_before else t("All right, without a milestone.")
        turn.edit(said, rows=back, conversation=conversation.id, message_id=turn.message_id)
        return
    # One count of a goal is waited for at a time: a new one takes the place of the last.
    _forget(turn, number)
    content = CountContent(goal=number, count=count)
    contents.add(turn.tx, turn.user_id, turn.today, content)
    turn.edit(
        tn("I'll mark it after the first time.", "I'll mark it after {n} times.", count),
        rows=back,
        conversation=conversation.id,
        message_id=turn.message_id,
    )


COUNT_MARK = Dialog("countmark", flow=_flow, finish=_finish, about=GoalAbout)

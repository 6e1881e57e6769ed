"""Milestones: goals reached, and counts that a person chose to mark. None is given unasked.

Some like a gentle count and others do not (JMIR Form Res 2023, e48152), so each is a choice.

Entries: "goal reached" (goal, win), "count mark" (goal, count, win).
"""

from datetime import date

from bot.services import goals_of, talking
from bot.services.talking import Kind
from bot.services.turn import Turn
from conversations.flow import Flow
from conversations.flows import keepsake
from conversations.session import Session
from conversations.text import own, t, tn
from storage import entries, goals, wins
from storage.goals import Goal
from storage.talks import Talk
from storage.wins import Win

REACHED, COUNT = "goal reached", "count mark"


def goal_reached(turn: Turn, goal: Goal) -> None:
    """Keep a reached goal as a milestone."""
    won = wins.add(
        turn.tx, turn.user_id, Win(turn.tx.new_id(), turn.today, goal.title, milestone=True)
    )
    entries.add(turn.tx, turn.user_id, REACHED, turn.today, {"goal": goal.number, "win": won.id})


def not_reached(turn: Turn, goal: Goal) -> None:
    """Take back what was reached today by a slip; an earlier one was reached and stays."""
    for entry in entries.between(turn.tx, turn.user_id, REACHED, turn.today, turn.today):
        if entry.content["goal"] == goal.number:
            wins.remove(turn.tx, turn.user_id, entry.content["win"])
            entries.remove(turn.tx, turn.user_id, entry.id)


def ask_count(turn: Turn, number: int) -> None:
    """Ask after how many times a goal is worth a mark."""
    if goals.get(turn.tx, turn.user_id, number) is not None:
        turn.ack()
        talking.begin(turn, COUNT_MARK, about={"goal": number})


def look(turn: Turn) -> None:
    """After a check-in, see whether a count that someone waits for is there."""
    waiting = [
        entry
        for entry in entries.of_kind(turn.tx, turn.user_id, COUNT)
        if entry.content["win"] is None
    ]
    if not waiting:
        return
    said = goals_of.marks(turn.tx, turn.user_id, date.min, turn.today).values()
    for entry in waiting:
        goal = goals.get(turn.tx, turn.user_id, entry.content["goal"])
        count = entry.content["count"]
        if goal is not None and goals_of.done_in(said, goal.number) >= count:
            _mark(turn, goal, count, entry.id)


def _mark(turn: Turn, goal: Goal, count: int, entry_id: str) -> None:
    words = turn.words(tn("{title}: {n} time", "{title}: {n} times", count, title=own(goal.title)))
    won = wins.add(turn.tx, turn.user_id, Win(turn.tx.new_id(), turn.today, words, milestone=True))
    entries.change(turn.tx, turn.user_id, entry_id, win=won.id)
    turn.say(t("A milestone that you set: {words}.", words=own(words)), silent=True)


def _flow(turn: Turn, talk: Talk) -> Flow:
    goal = goals.get(turn.tx, turn.user_id, talk.state["about"]["goal"])
    return keepsake.count_mark(goal.title if goal else "…")


def _finish(turn: Turn, talk: Talk, session: Session) -> None:
    count = session.answers.get("count")
    if not isinstance(count, int):
        turn.edit(t("No milestone, then."), talk=talk.id, message_id=turn.message_id)
        return
    content = {"goal": talk.state["about"]["goal"], "count": count, "win": None}
    entries.add(turn.tx, turn.user_id, COUNT, turn.today, content)
    turn.edit(
        tn("I will mark it after {n} time.", "I will mark it after {n} times.", count),
        talk=talk.id,
        message_id=turn.message_id,
    )


COUNT_MARK = Kind("countmark", flow=_flow, finish=_finish)

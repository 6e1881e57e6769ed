"""The reward that a person promised themselves for a goal."""

from bot.core import callback_data, contents, dialogs
from bot.core.contents import Content, TypedEntry
from bot.core.dialog import Dialog
from bot.core.fields import Day, GoalNumber, Said
from bot.core.turn import Turn
from bot.features.goals.about import GoalAbout
from bot.outgoing import BLANK, Button, Rows
from conversations.flow import Flow
from conversations.flows import self_notes
from conversations.session import Session
from conversations.text import Text, own, t
from storage import goals
from storage.conversations import Conversation
from storage.goals import Goal


class RewardContent(Content):
    """What somebody promised themselves for a goal, and when they took it."""

    KIND = "reward"
    goal: GoalNumber
    text: Said
    taken: Day | None = None


def of(turn: Turn, goal: Goal) -> TypedEntry[RewardContent] | None:
    """Find the reward promised for a goal, the latest if there were several."""
    found = contents.of_kind(turn.tx, turn.user_id, RewardContent)
    return next((e for e in reversed(found) if e.content.goal == goal.number), None)


def lines(turn: Turn, goal: Goal) -> tuple[Text, ...]:
    """Say what was promised."""
    promised = of(turn, goal)
    return (t("Your reward: {text}", text=own(promised.content.text)),) if promised else ()


def offer(turn: Turn, goal: Goal) -> tuple[tuple[Text, ...], Rows]:
    """When a goal is reached, remind of what was promised, in the person's own words."""
    promised = of(turn, goal)
    if goal.status != "reached" or promised is None or promised.content.taken:
        return (), ()
    said = (
        BLANK,
        t("You promised yourself this: “{text}”.", text=own(promised.content.text)),
        t("Now is a good time for it."),
    )
    return said, ((Button(t("I treated myself"), callback_data.action("reward", promised.id)),),)


def take(turn: Turn, entry_id: str) -> None:
    """Note that the promise was kept."""
    known = contents.get(turn.tx, turn.user_id, RewardContent, entry_id)
    if known is None:
        turn.ack(t("That reward isn't there anymore."))
        return
    contents.change(turn.tx, turn.user_id, known, taken=turn.today)
    turn.edit(
        t("“{text}”: a promise kept.", text=own(known.content.text)),
        rows=((Button(t("All goals"), callback_data.action("goals")),),),
        message_id=turn.message_id,
    )


def ask(turn: Turn, number: int) -> None:
    """Ask what the person promises themselves for a goal."""
    if goals.get(turn.tx, turn.user_id, number) is not None:
        turn.ack()
        dialogs.begin(turn, PROMISE, about=GoalAbout(goal=number))


def _flow(turn: Turn, conversation: Conversation) -> Flow:
    goal = goals.get(turn.tx, turn.user_id, GoalAbout.of(conversation).goal)
    return self_notes.reward(goal.title if goal else "…")


def _finish(turn: Turn, conversation: Conversation, session: Session) -> None:
    text = session.answers.get("text")
    number = GoalAbout.of(conversation).goal
    if text is not None:
        content = RewardContent(goal=number, text=str(text))
        contents.add(turn.tx, turn.user_id, turn.today, content)
    turn.edit(
        t("A promise to yourself: “{text}”.", text=own(str(text)))
        if text is not None
        else t("That's fine. You can add one whenever you like."),
        rows=((Button(t("‹ Back"), callback_data.action("goal", str(number))),),),
        conversation=conversation.id,
        message_id=turn.message_id,
    )


PROMISE = Dialog("reward", flow=_flow, finish=_finish, about=GoalAbout)

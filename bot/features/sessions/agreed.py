"""What was agreed on in a session becomes a goal, or something to do once, with one tap."""

from bot.core import callback_data, contents
from bot.core.turn import Turn
from bot.features.goals import active as active_goals
from bot.features.goals import words as goal_words
from bot.features.goals.dialogs import MOST_ACTIVE
from bot.features.sessions.preparation import SessionContent
from bot.outgoing import BLANK, Button
from conversations.flows.goals import MOST_TITLE
from conversations.formats.free_text import shortened
from conversations.text import t
from storage import goals
from storage.goals import Goal


def make(turn: Turn, entry_id: str, *, once: bool) -> None:
    """Make it a goal; how often and until when can be said later."""
    entry = contents.get(turn.tx, turn.user_id, SessionContent, entry_id)
    if entry is None or not entry.content.agreed:
        turn.ack(t("That isn't there anymore."))
        return
    title = shortened(entry.content.agreed, MOST_TITLE)
    every = goals.list_(turn.tx, turn.user_id)
    held = [goal for goal in every if goal.status == "active"]
    known = next((goal for goal in held if goal.title == title), None)
    if known is not None:
        turn.ack(t("It's already one of your goals."))
        return
    lasting = [goal for goal in held if not active_goals.has_ended(goal, turn.today)]
    if len(lasting) >= MOST_ACTIVE or len(every) >= goals.MOST_GOALS:
        turn.ack(
            t("You already have a lot of goals. You can pause one first, in /goals."), alert=True
        )
        return
    _keep(turn, title, once=once)


def _keep(turn: Turn, title: str, *, once: bool) -> None:
    goal = Goal(
        number=0,
        title=title,
        horizon="short",
        times_per_week=None,
        days=(),
        until=None,
        towards=None,
        status="active",
        created=turn.today,
        changed=turn.today,
        once=once,
    )
    number = goals.add(turn.tx, turn.user_id, goal)
    turn.edit(
        t("It's saved. I'll ask about it until it's done:")
        if once
        else t("It's one of your goals now:"),
        BLANK,
        *goal_words.sentence(goal),
        rows=(
            (
                Button(t("Change"), callback_data.action("goal.change", str(number))),
                Button(t("Let it go"), callback_data.action("goal.let", str(number))),
            ),
        ),
        message_id=turn.message_id,
    )

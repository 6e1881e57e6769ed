"""Changing a part of a goal: which one, and the one question that changes it."""

from collections.abc import Sequence

from bot.core import callback_data, dialogs
from bot.core.dialog import Dialog
from bot.core.question import Frame
from bot.core.turn import Turn
from bot.features.goals import active as active_goals
from bot.features.goals import words as goal_words
from bot.features.goals.about import FieldAbout
from bot.features.goals.dialogs import long_term, say_back
from bot.outgoing import BLANK, Button
from conversations.events import Prompt
from conversations.flow import Flow
from conversations.flows.goals import change_goal, wish
from conversations.session import Session
from conversations.text import t
from storage import goals
from storage.conversations import Conversation

FIELDS = {
    "title": t("The wording"),
    "often": t("How often"),
    "until": t("Until when"),
    "towards": t("What it helps with"),
}


def offer(turn: Turn, number: int) -> None:
    """Ask which part of a goal should change."""
    goal = goals.get(turn.tx, turn.user_id, number)
    if goal is None:
        turn.ack(t("That goal isn't there anymore."))
        return
    fields = ["title", "until"] if goal.horizon == "long" else ["title", "often", "until"]
    if goal.horizon != "long" and long_term(turn, but=number):
        fields.append("towards")
    rows = tuple(
        (Button(FIELDS[field], callback_data.action("goal.field", str(number), field)),)
        for field in fields
    )
    back = (Button(t("‹ Back"), callback_data.action("goal", str(number))),)
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
        about = FieldAbout.model_validate({"number": number, "field": field})
        dialogs.begin(turn, GOAL_FIELD, about=about)


def ask_targets(turn: Turn, numbers: Sequence[int]) -> None:
    """Ask for the targets of some goals, one after the other, each below what was said."""
    there = [n for n in numbers if goals.get(turn.tx, turn.user_id, n) is not None]
    if there:
        about = FieldAbout(number=there[0], field="often", then=tuple(there[1:]))
        dialogs.begin(turn, GOAL_FIELD, about=about)


def field_frame(turn: Turn, conversation: Conversation, _prompt: Prompt) -> Frame:
    """Say above the question which goal it is about, as it is now."""
    goal = goals.get(turn.tx, turn.user_id, FieldAbout.of(conversation).number)
    return Frame(above=goal_words.sentence(goal) if goal else ())


def of_weekly_review(conversation: Conversation) -> bool:
    """The weekly review went on to ask it, for one goal after the other."""
    return FieldAbout.of(conversation).then is not None


def field_flow(turn: Turn, conversation: Conversation) -> Flow:
    """Compose that one question."""
    about = FieldAbout.of(conversation)
    others = long_term(turn, but=about.number)
    return change_goal(about.field, today=turn.today, long_term=others)


def finish_field(turn: Turn, conversation: Conversation, session: Session) -> None:
    """Change the goal; a skipped question changes nothing."""
    about = FieldAbout.of(conversation)
    wished = wish(field_flow(turn, conversation), session.answers)
    choices: dict[str, dict[str, object]] = {
        "title": {"title": wished.title},
        "often": {
            "times_per_week": wished.times_per_week,
            "days": wished.days,
            "once": wished.once,
        },
        "until": {"until": wished.until},
        "towards": {"towards": int(wished.towards) if wished.towards else None},
    }
    goal = goals.get(turn.tx, turn.user_id, about.number)
    if goal is not None and session.answers.get(about.field) is not None:
        if about.field == "often":
            active_goals.remember_target(turn.tx, turn.user_id, goal, turn.today)
        active_goals.remember(turn.tx, turn.user_id, goal, about.field, turn.today)
        goals.change(turn.tx, turn.user_id, about.number, on=turn.today, **choices[about.field])
    say_back(turn, conversation, about.number)
    ask_targets(turn, about.then or ())


GOAL_FIELD = Dialog(
    "goalfield",
    flow=field_flow,
    finish=finish_field,
    frame=field_frame,
    about=FieldAbout,
    came_unasked=of_weekly_review,
)

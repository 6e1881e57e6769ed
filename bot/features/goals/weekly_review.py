"""The look-back on Sunday evening: keep, change or let go of each goal, one tap each.

Nothing is asked of someone who told nothing in the week, or who has no goal. Monitoring that lasts
for months is easy, positive and follows the person's own goals (design rules of PMC11979477).
"""

from datetime import date, datetime, timedelta

from pydantic import Field, JsonValue

from bot.core import callback_data, contents, opt_outs, slots, unprompted
from bot.core.contents import Content
from bot.core.dialog import Dialog
from bot.core.fields import Name
from bot.core.paging import EACH
from bot.core.question import Frame
from bot.core.turn import Turn
from bot.features.goals import attainment, progress
from bot.features.goals import words as goal_words
from bot.features.goals.about import ReviewAbout
from bot.features.goals.changes import ask_targets
from bot.outgoing import BLANK, Button, Rows
from conversations.events import Prompt
from conversations.flow import Flow, Value
from conversations.flows import weekly_review as flows
from conversations.flows.weekly_review import CHANGE, KEEP, LET_GO, Looked
from conversations.session import Session
from conversations.text import Text, listed, own, t
from storage import answers, goals
from storage.conversations import Conversation
from storage.goals import Goal

NUDGE_NAME = "lookback"
WEEK = timedelta(days=6)


class LookBackContent(Content):
    """What shall become of each goal, by its number: to keep it, to change it, to let it go."""

    KIND = "look-back"
    week: JsonValue
    goals: dict[Name, JsonValue] = Field(default_factory=dict)


def due(turn: Turn) -> datetime | None:
    """Sunday evening, while it is wanted."""
    return slots.weekly(turn, NUDGE_NAME, slots.SUNDAY)


def compose(turn: Turn, day: date, late: timedelta) -> None:
    """Ask about the goals of the week that ends with this day."""
    numbers = [
        goal.number
        for goal in goals.list_(turn.tx, turn.user_id)
        if goal.horizon == "short" and goal.status == "active"
    ]
    told = answers.between(turn.tx, turn.user_id, day - WEEK, day)
    if numbers and told and opt_outs.wanted(turn, NUDGE_NAME):
        about = ReviewAbout(goals=tuple(numbers), week=day - WEEK)
        unprompted.ask(turn, LOOK_BACK, day=day, about=about, late=late)


def flow(turn: Turn, conversation: Conversation) -> Flow:
    """Compose a question for each goal that was there when the look-back began."""
    known = {goal.number: goal for goal in goals.list_(turn.tx, turn.user_id)}
    scales = attainment.scales(turn)
    return flows.look_back(
        [
            Looked(
                number,
                known[number].title,
                _week(turn, known[number], conversation),
                attainment.levels(scales.get(number)),
            )
            for number in ReviewAbout.of(conversation).goals
            if number in known
        ]
    )


def _week(turn: Turn, goal: Goal, conversation: Conversation) -> Text:
    first = ReviewAbout.of(conversation).week
    counted = progress.week_from(turn, goal, first)
    if not counted.answered or counted.has_just_begun:
        return t("new")
    return t("this week {count}", count=goal_words.count(counted))


def keep(turn: Turn, conversation: Conversation, step: str, value: Value | None) -> None:
    """Put each choice into effect at once; choosing anew takes the first choice back."""
    number = int(step[1:])
    if step.startswith("r"):
        if isinstance(value, str):
            attainment.keep_level(turn, number, int(value))
        return
    _note(turn, conversation, number, value if isinstance(value, str) else None)
    goal = goals.get(turn.tx, turn.user_id, number)
    if goal is None:
        return
    if value == LET_GO and goal.status == "active":
        goals.change(turn.tx, turn.user_id, number, on=turn.today, status="let_go")
    elif value != LET_GO and goal.status == "let_go":
        goals.change(turn.tx, turn.user_id, number, on=turn.today, status="active")


def _note(turn: Turn, conversation: Conversation, number: int, value: JsonValue) -> None:
    day = conversation.day or turn.today
    found = contents.between(turn.tx, turn.user_id, LookBackContent, day, day)
    if found:
        told = {**found[0].content.goals, str(number): value}
        contents.change(turn.tx, turn.user_id, found[0], goals=told)
    else:
        content = LookBackContent(
            week=ReviewAbout.of(conversation).week.isoformat(), goals={str(number): value}
        )
        contents.add(turn.tx, turn.user_id, day, content)


def frame(_turn: Turn, _conversation: Conversation, prompt: Prompt) -> Frame:
    """Say what this is on the first question, and how to be rid of it."""
    if prompt.done:
        return Frame()
    return Frame(
        above=(
            t("A look back at your week, if you like. What would you like to do with each goal?"),
        ),
        rows=((Button(t("Don't ask me this"), callback_data.action("quiet.off", NUDGE_NAME)),),),
    )


def finish(turn: Turn, conversation: Conversation, session: Session) -> None:
    """Sum up what was chosen, and ask at once for the targets that shall change."""
    known = {f"g{goal.number}": goal for goal in goals.list_(turn.tx, turn.user_id)}
    chosen = [(known[step], value) for step, value in session.answers.items() if step in known]
    turn.edit(
        t("Thank you for looking back."),
        BLANK,
        *_named(t("Kept: {titles}"), [goal for goal, value in chosen if value == KEEP]),
        *_named(t("To change: {titles}"), [goal for goal, value in chosen if value == CHANGE]),
        *_named(t("Let go: {titles}"), [goal for goal, value in chosen if value == LET_GO]),
        rows=(*_changes(chosen), (Button(t("All goals"), callback_data.action("goals")),)),
        conversation=conversation.id,
        message_id=turn.message_id,
    )
    ask_targets(turn, [goal.number for goal, value in chosen if value == CHANGE])


def _named(words: Text, chosen: list[Goal]) -> tuple[Text, ...]:
    if not chosen:
        return ()
    return (words.given(titles=listed(own(goal.title) for goal in chosen)),)


def _changes(chosen: list[tuple[Goal, Value | None]]) -> Rows:
    return tuple(
        (
            Button(
                t("Change “{title}”", title=own(goal.title)),
                callback_data.action("goal.change", str(goal.number)),
            ),
        )
        for goal in [goal for goal, value in chosen if value == CHANGE][:EACH]
    )


LOOK_BACK = Dialog(
    "lookback",
    flow=flow,
    finish=finish,
    keep=keep,
    frame=frame,
    about=ReviewAbout,
    is_skipped_when_quiet=True,
)

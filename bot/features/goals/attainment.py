"""Goal Attainment Scaling, for those whose therapist uses it: levels, ratings, and the T-score.

Kiresuk & Sherman 1968; the formula as corrected in the erratum to Turner-Stokes 2009.
"""

from collections.abc import Mapping
from typing import Annotated, TypeAlias

from pydantic import Field

from bot.core import callback_data, contents, dialogs
from bot.core.contents import Content, TypedEntry
from bot.core.dialog import Dialog
from bot.core.fields import Day, GoalNumber, Words
from bot.core.turn import Turn
from bot.features.goals.about import GoalAbout
from bot.outgoing import Button, Rows
from charts.attainment import t_score
from conversations.flow import Flow
from conversations.flows import attainment
from conversations.flows.attainment import signed
from conversations.session import Session
from conversations.text import Text, own, t
from storage import goals
from storage.conversations import Conversation
from storage.goals import Goal

Level: TypeAlias = Annotated[str, Field(pattern=r"^(-[12]|[012])$")]


class GoalScaleContent(Content):
    """What each level of a goal means, how much it weighs, and when the scale ended."""

    KIND = "goal scale"
    BY_THE_WAY = True
    goal: GoalNumber
    levels: dict[Level, Words]
    weight: Annotated[int | float, Field(ge=0.001, le=1_000)] = 1
    ended: Day | None = None


class LevelContent(Content):
    """Where a goal stood on its scale."""

    KIND = "goal level"
    goal: GoalNumber
    level: Annotated[int, Field(ge=-2, le=2)]


Scale: TypeAlias = TypedEntry[GoalScaleContent]


def scales(turn: Turn) -> dict[int, Scale]:
    """Read the scale of each goal that has one, the latest of each."""
    found = {e.content.goal: e for e in contents.of_kind(turn.tx, turn.user_id, GoalScaleContent)}
    return {number: entry for number, entry in found.items() if not entry.content.ended}


def levels(entry: Scale | None) -> Mapping[int, str]:
    """Read the words of a scale; nothing for a goal without one."""
    return {int(level): words for level, words in entry.content.levels.items()} if entry else {}


def lines(turn: Turn, goal: Goal) -> tuple[Text, ...]:
    """Say where a goal stands on its scale."""
    known = scales(turn)
    if goal.number not in known:
        return ()
    rated = _rated(turn, known)
    if goal.number not in rated:
        return (t("On your scale: not rated yet."),)
    level = rated[goal.number][-1]
    words = levels(known[goal.number]).get(level, signed(level))
    return (t("On your scale: {level}, “{words}”", level=signed(level), words=own(words)),)


def _rated(turn: Turn, known: Mapping[int, Scale]) -> dict[int, list[int]]:
    """Read the ratings of each goal on the scale it has now: on another one they mean nothing."""
    found: dict[int, list[int]] = {}
    for entry in contents.of_kind(turn.tx, turn.user_id, LevelContent):
        if _is_on(known.get(entry.content.goal), entry):
            found.setdefault(entry.content.goal, []).append(entry.content.level)
    return found


def _is_on(scale: Scale | None, rating: TypedEntry[LevelContent]) -> bool:
    return scale is not None and rating.at >= scale.at


def score(turn: Turn) -> tuple[Text, ...]:
    """Say what all scaled goals come to, for those who reckon with it: the therapist."""
    known = scales(turn)
    rated = _rated(turn, known)
    numbers = [number for number in known if number in rated]
    if not numbers:
        return ()
    weights = [float(known[number].content.weight) for number in numbers]
    first = round(t_score([rated[number][0] for number in numbers], weights), 1)
    now = round(t_score([rated[number][-1] for number in numbers], weights), 1)
    return (
        t("For your therapist: T-score over your goals with a scale ({n}): {now} now, "
          "{first} at first.",
          n=len(numbers), now=now, first=first),
        t("50 is as expected. The ratings are your own, and they only compare these goals "
          "with themselves."),
    )  # fmt: skip


def rows(turn: Turn, goal: Goal) -> Rows:
    """Offer to make a scale, to rate on it, or to leave it."""
    number = str(goal.number)
    if goal.number not in scales(turn):
        return (
            (Button(t("A scale from −2 to +2 (GAS)"), callback_data.action("gas.make", number)),),
        )
    return (
        (
            Button(t("Rate it now"), callback_data.action("gas.rate", number)),
            Button(t("New scale"), callback_data.action("gas.make", number)),
            Button(t("End the scale"), callback_data.action("gas.end", number)),
        ),
    )


def make(turn: Turn, number: int) -> None:
    """Ask for the five levels of a goal."""
    if goals.get(turn.tx, turn.user_id, number) is not None:
        turn.ack()
        dialogs.begin(turn, MAKE, about=GoalAbout(goal=number))


def rate(turn: Turn, number: int) -> None:
    """Ask where a goal stands."""
    if number in scales(turn):
        turn.ack()
        dialogs.begin(turn, RATE, about=GoalAbout(goal=number))


def end(turn: Turn, number: int) -> None:
    """Stop scaling a goal; what was rated stays told."""
    known = scales(turn).get(number)
    if known is not None:
        contents.change(turn.tx, turn.user_id, known, ended=turn.today)
    turn.edit(
        t("This goal has no scale now. Your ratings stay in your export."),
        rows=((Button(t("‹ Back"), callback_data.action("goal", str(number))),),),
        message_id=turn.message_id,
    )


def keep_level(turn: Turn, number: int, level: int) -> None:
    """Keep a rating; a second one on the same day and the same scale corrects the first."""
    scale = scales(turn).get(number)
    for entry in contents.between(turn.tx, turn.user_id, LevelContent, turn.today, turn.today):
        if entry.content.goal == number and _is_on(scale, entry):
            contents.change(turn.tx, turn.user_id, entry, level=level)
            return
    contents.add(turn.tx, turn.user_id, turn.today, LevelContent(goal=number, level=level))


def _title(turn: Turn, conversation: Conversation) -> str:
    goal = goals.get(turn.tx, turn.user_id, GoalAbout.of(conversation).goal)
    return goal.title if goal else "…"


def _make_flow(turn: Turn, conversation: Conversation) -> Flow:
    return attainment.scale(_title(turn, conversation))


def _made(turn: Turn, conversation: Conversation, session: Session) -> None:
    number = GoalAbout.of(conversation).goal
    said = attainment.scaled(session.answers)
    known = scales(turn).get(number)
    if known is not None:
        contents.change(turn.tx, turn.user_id, known, ended=turn.today)
    words = {str(level): text for level, text in said.levels.items()}
    content = GoalScaleContent(goal=number, levels=words, weight=said.weight)
    contents.add(turn.tx, turn.user_id, turn.today, content)
    turn.edit(
        t("Kept. Where are you now, before you start?"),
        rows=(
            (
                Button(t("Rate it now"), callback_data.action("gas.rate", str(number))),
                Button(t("Later"), callback_data.action("goal", str(number))),
            ),
        ),
        conversation=conversation.id,
        message_id=turn.message_id,
    )


def _rate_flow(turn: Turn, conversation: Conversation) -> Flow:
    known = scales(turn).get(GoalAbout.of(conversation).goal)
    words = levels(known) or {level: signed(level) for level in attainment.LEVELS}
    return attainment.rate(_title(turn, conversation), words)


def _rated_now(turn: Turn, conversation: Conversation, session: Session) -> None:
    number = GoalAbout.of(conversation).goal
    level = session.answers.get("level")
    if isinstance(level, str):
        keep_level(turn, number, int(level))
    goal = goals.get(turn.tx, turn.user_id, number)
    turn.edit(
        *(lines(turn, goal) if goal else ()),
        rows=((Button(t("‹ Back"), callback_data.action("goal", str(number))),),),
        conversation=conversation.id,
        message_id=turn.message_id,
    )


MAKE = Dialog("gasmake", flow=_make_flow, finish=_made, about=GoalAbout)
RATE = Dialog("gasrate", flow=_rate_flow, finish=_rated_now, about=GoalAbout)

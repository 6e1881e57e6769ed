"""`/day` alone: the last seven days, each with what is filled in, to choose one of them.

Of the days before somebody began only those stand there of which something is told.

The buttons go on working, so that several days can be filled in one after the other; a day that
is typed is the answer to the question above them.
"""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, timedelta

from pydantic import JsonValue

from bot.core import callback_data, dialogs
from bot.core.dialog import Dialog
from bot.core.question import Frame
from bot.core.turn import Turn
from bot.features.check_in import dialog
from bot.features.trackers import active as active_trackers
from bot.outgoing import Button
from conversations.events import Prompt
from conversations.flow import Flow
from conversations.flows.days import which_day
from conversations.formats import length_words
from conversations.night import total_sleep
from conversations.session import Session
from conversations.text import Text, t
from storage import answers
from storage.conversations import Conversation

DAYS = 7


def ask(turn: Turn) -> None:
    """Ask which day, with the last seven below."""
    turn.ack()
    turn.message_id = None
    dialogs.begin(turn, WHICH_DAY)


def _flow(turn: Turn, _conversation: Conversation) -> Flow:
    return which_day(turn.today, offers=bool(_offered(turn)))


def _offered(turn: Turn) -> dict[date, Mapping[str, JsonValue]]:
    """Find the days to choose from, with what is told of each, the latest first."""
    days = [turn.today - timedelta(days=n) for n in range(1, DAYS + 1)]
    told: dict[date, dict[str, JsonValue]] = defaultdict(dict)
    for answer in answers.between(turn.tx, turn.user_id, days[-1], days[0]):
        told[answer.day][answer.step] = answer.value
    began = turn.day_of(turn.known.created_at)
    return {day: told[day] for day in days if day >= began or told[day]}


def _frame(turn: Turn, _conversation: Conversation, _prompt: Prompt) -> Frame:
    of_a_morning = active_trackers.morning_steps(turn.tx, turn.known)
    return Frame(
        rows=tuple(
            (
                Button(
                    _label(day, told, is_told=not told.keys() <= of_a_morning),
                    callback_data.action("day", day.isoformat()),
                ),
            )
            for day, told in _offered(turn).items()
        )
    )


def _label(day: date, told: Mapping[str, JsonValue], *, is_told: bool) -> Text:
    """Say of a day how its mood and its night were, or else whether anything was told of it."""
    mood, hours = told.get("mood"), total_sleep(told)
    slept = length_words(round(hours * 60)) if hours is not None else None
    if mood is not None and slept is not None:
        return t("{day} · mood {mood}, slept {length}", day=day, mood=str(mood), length=slept)
    if mood is not None:
        return t("{day} · mood {mood}", day=day, mood=str(mood))
    if slept is not None:
        return t("{day} · slept {length}", day=day, length=slept)
    return t("{day} · filled in", day=day) if is_told else t("{day} · not filled in", day=day)


def _finish(turn: Turn, conversation: Conversation, session: Session) -> None:
    turn.shrink(conversation.message_id)
    turn.message_id = None
    dialog.open_day(turn, date.fromisoformat(str(session.answers["day"])))


WHICH_DAY = Dialog("whichday", flow=_flow, finish=_finish, frame=_frame)

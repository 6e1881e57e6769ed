"""The morning message: the goals of the day, and below them what is asked in the morning."""

from datetime import date, timedelta

from bot.core import callback_data, dialogs, schedule, variety
from bot.core.conversation_state import About, focus_of, holding_focus
from bot.core.dialog import Dialog
from bot.core.question import Frame
from bot.core.turn import NUDGE, Turn
from bot.features import sleep
from bot.features.check_in import dialog, night_doubts
from bot.features.goals import active as active_goals
from bot.features.goals import progress
from bot.features.goals import words as goal_words
from bot.features.history import summary
from bot.features.trackers import active as active_trackers
from bot.features.trackers import steps as tracker_steps
from bot.outgoing import BLANK, Button, Rows
from conversations.events import Prompt
from conversations.flow import Flow
from conversations.flows.check_in import morning
from conversations.session import Session
from conversations.text import Text, own, t, tc
from storage import answers, conversations
from storage.conversations import Conversation

GREETINGS = (
    t("Good morning. Today, if you like:"),
    t("Good morning. Your goals for today:"),
    t("Good morning. As much or as little as you like:"),
    t("Good morning. If you feel up to it:"),
    t("Good morning. What you had in mind for today:"),
    t("Good morning. Only if it suits you today:"),
)
NOTED = (
    t("Noted. Take the day as it comes."),
    t("Noted. Go easy on yourself today."),
    t("Thank you. That's all for this morning."),
    t("Noted. I hope today is kind to you."),
    t("Thank you for telling me. Take care today."),
    t("Noted. One thing at a time today."),
)


class MorningAbout(About):
    """Whether it came late."""

    late: bool = False


def compose(turn: Turn, day: date, late: timedelta) -> None:
    """Write it; nothing to show and nothing to ask makes no message."""
    is_late = schedule.is_noticeably_late(turn, "morning", late)
    expires_at = schedule.stale_at(turn, late)
    conversation = _open(turn, day, is_late=is_late)
    if conversation is not None and dialogs.ask(
        turn, MORNING, conversation, priority=NUDGE, expires_at=expires_at
    ):
        return
    goals = _goals(turn, day, is_late=is_late)
    if goals:
        turn.say(*goals, rows=_goal_rows(day), priority=NUDGE, expires_at=expires_at)


def _open(turn: Turn, day: date, *, is_late: bool) -> Conversation | None:
    if not _flow(turn, day).steps:
        return None
    known = conversations.of_day(turn.tx, turn.user_id, "morning", day)
    return known or dialogs.create(turn, "morning", day=day, about=MorningAbout(late=is_late))


def _flow(turn: Turn, day: date, *, summed_up: bool = False) -> Flow:
    mine = [
        tracker_steps.asked_with_earlier(turn, asked.question)
        for asked in active_trackers.every(turn.tx, turn.user_id)
        if asked.question.part == "morning" and asked.applies(day)
    ]
    night = None if summed_up else sleep.parts(turn, day)
    return morning(
        day=day,
        zone=sleep.zone_of(turn, day),
        ask_sleep=turn.known.sleep_in_morning,
        night=night,
        more=mine,
        usual=sleep.usual(turn, day, in_detail=night is not None),
    )


def flow(turn: Turn, conversation: Conversation) -> Flow:
    """Compose the questions of that morning."""
    return _flow(turn, conversation.day or turn.today)


def session(turn: Turn, conversation: Conversation) -> Session:
    """Read the answers of the day from where they are stored."""
    stored = answers.of_day(turn.tx, turn.user_id, conversation.day or turn.today)
    told = {step: answer.value for step, answer in stored.items()}
    return Session(told, focus_of(conversation))


def frame(turn: Turn, conversation: Conversation, _prompt: Prompt) -> Frame:
    """Put the goals of the day above the question."""
    day = conversation.day or turn.today
    rows = night_doubts.rows(turn, conversation, day)
    if day != turn.today:  # its message was left, and is answered on a later day
        return Frame(above=dialog.heading(turn, day), rows=rows)
    goals = _goals(turn, day, is_late=MorningAbout.of(conversation).late)
    return Frame(above=goals or (t("Good morning."),), rows=rows)


def finish(turn: Turn, conversation: Conversation, _session: Session) -> None:
    """Leave the goals and what was told."""
    day = conversation.day or turn.today
    goals = _goals(turn, day, is_late=MorningAbout.of(conversation).late)
    stored = answers.of_day(turn.tx, turn.user_id, day)
    values = {step: stored[step].value for step in stored}
    told = summary.described(_flow(turn, day, summed_up=summary.is_worked_out(values)), values)
    turn.edit(
        *((*goals, BLANK) if goals else (t("Good morning."), BLANK)),
        *told,
        BLANK,
        variety.of_day(NOTED, day),
        rows=(*night_doubts.rows(turn, conversation, day), *(_goal_rows(day) if goals else ())),
        conversation=conversation.id,
        message_id=turn.message_id,
    )


def _goals(turn: Turn, day: date, *, is_late: bool) -> tuple[Text, ...]:
    todays = active_goals.of_day(turn.tx, turn.user_id, day)
    if not todays:
        return ()
    counted = progress.last_seven_days(turn, todays)
    lines = [
        t(
            "• {title} — {count}",
            title=own(goal.title),
            count=goal_words.lately(goal, counted[goal.number]),
        )
        for goal in todays
    ]
    greeting = (
        t("A little late today. If it suits you:") if is_late else variety.of_day(GREETINGS, day)
    )
    return (greeting, BLANK, *lines)


def _goal_rows(day: date) -> Rows:
    return (
        (
            Button(t("On it"), callback_data.action("onit", day.isoformat())),
            Button(
                tc("I will not do it today", "Not today"),
                callback_data.action("rest", day.isoformat()),
            ),
            Button(t("Change"), callback_data.action("goals")),
        ),
    )


def on_it(turn: Turn, _day: date) -> None:
    """Take a yes to the goals of the day."""
    _answered(turn, t("Noted."))


def not_today(turn: Turn, _day: date) -> None:
    """Take a no to the goals of the day."""
    _answered(turn, t("All right, not today."))


def _answered(turn: Turn, words: Text) -> None:
    turn.ack(words)
    payload: dict[str, object] = {"chat_id": turn.chat_id, "message_id": turn.message_id}
    turn.send("editMessageReplyMarkup", payload)


MORNING = Dialog(
    "morning",
    flow=flow,
    finish=finish,
    keep=dialog.keep,
    session=session,
    state=holding_focus,
    about=MorningAbout,
    frame=frame,
    before=night_doubts.heard,
    tells_a_day=True,
)

"""The evening check-in: one message, a few taps, every answer stored as it is given."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

from bot.core import callback_data, dialogs, schedule
from bot.core.conversation_state import ConversationState, focus_of, holding_focus
from bot.core.dialog import Dialog
from bot.core.question import Frame
from bot.core.turn import Turn
from bot.features import mood, sleep, support
from bot.features.check_in import after, ahead, card, dependents, left, night_doubts, offers, urges
from bot.features.days import yesterday_is_open
from bot.features.goals import active as active_goals
from bot.features.history import record, summary
from bot.features.moments import MomentContent
from bot.features.trackers import factors
from bot.features.trackers import steps as tracker_steps
from bot.features.trackers.steps import Danger
from bot.outgoing import Button, Rows
from charts.usual import Usual, usual_answers
from conversations.events import Opened, Prompt
from conversations.flow import Flow, Value
from conversations.flows.check_in import GoalItem, check_in
from conversations.night import DETAIL
from conversations.session import Session
from conversations.text import Text, t
from storage import answers, check_ins, conversations, day_reading
from storage.conversations import Conversation

USUAL_WINDOW = timedelta(days=28)
# A past day that is being filled in, and its questions with it, waits a little longer.
PAST_DAY_WAITS = timedelta(hours=2)
USUAL_STEPS = frozenset({"mood", "sleep", "quality"})


class CheckInState(ConversationState):
    """Whether the evening came by itself, and at which questions help was offered."""

    nudged: bool = False
    offered: tuple[str, ...] = ()


def open_day(turn: Turn, day: date) -> None:
    """Ask about a day in a new message; a day already told shows its card instead."""
    conversation = conversations.of_day(turn.tx, turn.user_id, "checkin", day)
    if day == turn.today:
        # Left open overnight, it must not go on asking about "today".
        schedule.once(turn, "close", turn.end_of(day))
    if conversation is None:
        dialogs.begin(turn, CHECK_IN, day=day)
        return
    held = session(turn, conversation)
    if flow(turn, conversation).current(held.answers, held.focus) is None:
        card.show(turn, day, fresh=True)
    else:
        dialogs.feed(turn, CHECK_IN, conversation, Opened(), fresh=True)


def flow(turn: Turn, conversation: Conversation) -> Flow:
    """Compose the questions of that day for that person."""
    day = conversation.day or turn.today
    day_reading.read(
        turn.tx, turn.user_id, day, of_day=MomentContent.KIND, later=active_goals.ENDED
    )
    told = answers.of_day(turn.tx, turn.user_id, day)
    items = [
        GoalItem(str(goal.number), goal.title)
        for goal in active_goals.of_day(turn.tx, turn.user_id, day)
    ]
    night, is_next = sleep.parts_of(turn, told), night_doubts.night_is_next(conversation, told)
    # After midnight "today" could be either day, so the one that is meant is named.
    today = turn.now.astimezone(turn.zone).date()
    return check_in(
        day=day,
        today=today,
        zone=sleep.zone_of(turn, day),
        goals=items,
        night=night,
        more=tracker_steps.asked(turn, day, told),
        usual=sleep.usual(turn, day, in_detail=night is not None, is_open=is_next),
        yesterday=day != today and day == turn.yesterday,
    )


def session(turn: Turn, conversation: Conversation) -> Session:
    """Read the answers of the day from where they are stored: there is no second copy."""
    stored = answers.of_day(turn.tx, turn.user_id, conversation.day or turn.today)
    told = {step: answer.value for step, answer in stored.items()}
    return Session(told, focus_of(conversation))


def keep(turn: Turn, conversation: Conversation, step: str, value: Value | None) -> None:
    """Store one answer now."""
    day = conversation.day or turn.today
    answers.keep(turn.tx, turn.user_id, day, step, value, turn.now)
    usually = step in USUAL_STEPS and _is_as_usual(turn, day)
    # Told by hand now, so the day is not "as usual" any more.
    check_ins.touch(turn.tx, turn.user_id, day, **({"as_usual": False} if usually else {}))
    if step in DETAIL:
        night_doubts.settle(turn, conversation, day, step)
        sleep.refresh(turn, day)
    dependents.drop(turn, conversation, day, step)
    if step in factors.LISTS:
        factors.learn(turn, step, value)
    danger = tracker_steps.danger(turn, step, value)
    if danger is Danger.STRONG:
        _once(turn, conversation, f"{step} strong", partial(urges.answer, day=day))
    elif danger is Danger.SOME or (step == "mood" and value == 1):
        _once(turn, conversation, step, support.offer)


def _once(turn: Turn, conversation: Conversation, what: str, say: Callable[[Turn], None]) -> None:
    """Say it once for each question of a day, however often its answer is corrected."""
    offered = CheckInState.of(conversation).offered
    if what not in offered:
        conversations.save(turn.tx, CheckInState(offered=(*offered, what)).into(conversation))
        say(turn)


def _is_as_usual(turn: Turn, day: date) -> bool:
    known = check_ins.get(turn.tx, turn.user_id, day)
    return known is not None and known.as_usual


def finish(turn: Turn, conversation: Conversation, _session: Session) -> None:
    """Turn the question into the card of the day."""
    day = conversation.day or turn.today
    check_ins.touch(turn.tx, turn.user_id, day, completed_at=turn.now)
    ahead.prefetch(turn, day)
    card.show(turn, day, conversation=conversation)
    after.after_check_in(turn, day)
    offers.after_check_in(turn, day)


def frame(turn: Turn, conversation: Conversation, prompt: Prompt) -> Frame:
    """Put the day's answers above, and the shortcuts of the first question below."""
    day = conversation.day or turn.today
    if prompt.done or prompt.current is not None:
        above = (*heading(turn, day), *summary.told(turn, day, prompt.flow))
        return Frame(above=above, rows=night_doubts.rows(turn, conversation, day))
    nudged = CheckInState.of(conversation).nudged and day == turn.today
    later = (later_button(conversation),) if nudged else ()
    row = (*_shortcuts(turn, conversation, day), *later)
    return Frame(above=mood.of_day(turn, day), rows=_two_in_a_row(row))


def heading(turn: Turn, day: date) -> tuple[Text, ...]:
    """Name a day above each of its questions, unless it is today by every clock."""
    if day == turn.now.astimezone(turn.zone).date():
        return ()
    about = t("About yesterday, {day}") if day == turn.yesterday else t("About {day}")
    return (about.given(day=day),)


def _shortcuts(turn: Turn, conversation: Conversation, day: date) -> tuple[Button, ...]:
    row = []
    if turn.known.same_as_usual and usual(turn, day) is not None:
        row.append(Button(t("Same as usual"), callback_data.action("usual", conversation.id)))
    if day == turn.today and yesterday_is_open(turn):
        row.append(Button(t("Yesterday"), callback_data.action("yesterday")))
    return tuple(row)


def _two_in_a_row(row: tuple[Button, ...]) -> Rows:
    return tuple(row[start : start + 2] for start in range(0, len(row), 2))


def later_button(conversation: Conversation) -> Button:
    """Offer to be asked later; that leads to "not today", too."""
    return Button(t("Later"), callback_data.action("later", conversation.id))


def usual(turn: Turn, day: date) -> Usual | None:
    """Take the median of the person's own recent days; None while there are too few."""
    return usual_answers(record.days_before(turn, day, USUAL_WINDOW))


def mark_for_therapy(turn: Turn, day: date, marked: bool) -> None:  # noqa: FBT001 - from a button
    """Set or clear the mark that this day should be talked about in therapy."""
    check_ins.touch(turn.tx, turn.user_id, day, for_therapy=marked)
    turn.ack(t("Marked for therapy.") if marked else t("Not marked anymore."))
    card.show(turn, day)


def still_waits(turn: Turn, _dialog: Dialog, conversation: Conversation) -> bool:
    """Today waits for words all day; a past day that is being filled in for a little while."""
    return conversation.day == turn.today or conversation.touched_at > turn.now - PAST_DAY_WAITS


def came_unasked(_conversation: Conversation) -> bool:
    """The evening comes by itself, so words that are no answer may be a thought."""
    return True


CHECK_IN = Dialog(
    "checkin",
    flow=flow,
    finish=finish,
    keep=keep,
    session=session,
    state=holding_focus,
    frame=frame,
    before=night_doubts.heard,
    still_waits=still_waits,
    tells_a_day=True,
    came_unasked=came_unasked,
    on_put_away=left.put_away,
    on_old_button=left.on_old_button,
)

"""What comes by itself for a day: the question, a follow-up, a snooze, a word at the day's end.

The evening nudge is the first question itself.
"""

from datetime import date, datetime, timedelta

from bot.core import callback_data, dialogs, schedule, variety
from bot.core.feature import AS_ASKED_FOR, Nudge
from bot.core.turn import NUDGE, Turn
from bot.features import days
from bot.features.check_in import morning, silence
from bot.features.check_in.dialog import CHECK_IN, CheckInState
from bot.features.goals import weekly_review
from bot.outgoing import GOES_ON, Button, Rows
from conversations.events import Opened
from conversations.text import Text, t
from storage import conversations, outbox
from storage.conversations import Conversation

# No hurry in any of them, and nothing about what was not done.
STILL_HERE = (
    t("Still here, whenever you like."),
    t("No rush. Whenever it suits you."),
    t("If now is a better time:"),
    t("Only if you feel like it:"),
    t("Still here, if you'd like to tell me."),
    t("There's no hurry. A tap or two is plenty."),
)
# Left where the question stood: whoever was silent for days sees several of them in a row.
STAYS_EMPTY = (
    t("No answer for {day}, and that's fine. You can still fill it in."),
    t("{day} can stay empty. If you'd like to fill it in, you still can."),
    t("You can still fill in {day}, if you feel like it."),
    t("{day} is over. It can be filled in anytime, or stay empty."),
    t("It's fine to leave {day} empty. You can fill it in later, too."),
    t("No need to catch up on {day}. You can fill it in if you want to."),
)


def evening(turn: Turn, day: date, late: timedelta) -> None:
    """Ask about the day, and plan what follows when nobody answers."""
    if silence.is_the_last(turn, day):
        silence.say_that_it_waits(turn, day)
        return
    conversation = _of_day(turn, day) or dialogs.create(turn, CHECK_IN.name, day=day)
    shown = CheckInState(nudged=True).into(conversation)
    conversation = shown._replace(touched_at=turn.now, closed=False)
    conversations.save(turn.tx, conversation)
    _ask(turn, conversation, late, above=_evening_words(turn, late), rows=silence.rows(turn))
    silence.asked(turn, day)
    ends = turn.end_of(day)
    follow = turn.now + timedelta(minutes=turn.known.follow_up_minutes)
    if turn.known.follow_up and follow < ends:
        schedule.once(turn, "followup", follow)
    schedule.once(turn, "close", ends)
    _plan_what_is_new(turn)


def _plan_what_is_new(turn: Turn) -> None:
    """Plan for someone to whom nothing is planned: they came before, or switched it on again."""
    if not schedule.is_planned(turn, weekly_review.NUDGE_NAME) and weekly_review.due(turn):
        schedule.replan(turn)


def _evening_words(turn: Turn, late: timedelta) -> tuple[Text, ...]:
    if schedule.is_noticeably_late(turn, "evening", late):
        return (t("This is a little later than you asked for."),)
    return silence.words(turn)


def _of_day(turn: Turn, day: date) -> Conversation | None:
    return conversations.of_day(turn.tx, turn.user_id, CHECK_IN.name, day)


def _ask(
    turn: Turn,
    conversation: Conversation,
    late: timedelta,
    *,
    above: tuple[Text, ...],
    rows: Rows = (),
    silent: bool = False,
) -> None:
    dialogs.ask(
        turn,
        CHECK_IN,
        conversation,
        above=above,
        rows=rows,
        priority=NUDGE,
        silent=silent,
        unless=days.unless_told(conversation.day or turn.today),
        expires_at=_stale_at(turn, late),
    )


def _stale_at(turn: Turn, late: timedelta) -> datetime:
    """Tell until when the question may still be sent: it asks about today."""
    return min(schedule.stale_at(turn, late), turn.end_of(turn.today))


def follow_up(turn: Turn, day: date, late: timedelta) -> None:
    """Ask once more, without a sound: one audible nudge a day is enough."""
    conversation = _of_day(turn, day)
    if conversation is None or late > schedule.NOTICEABLY_LATE:
        return
    if outbox.is_on_its_way(turn.tx, turn.user_id, turn.chat_id, conversation.id):
        return  # Telegram is away; back again it would bring the question twice
    _fold_away(turn, conversation, GOES_ON, until=_stale_at(turn, late))
    _ask(turn, conversation, late, above=(variety.of_day(STILL_HERE, day),), silent=True)


def snoozed(turn: Turn, day: date, late: timedelta) -> None:
    """Ask again at the time that was asked for."""
    conversation = _of_day(turn, day)
    if conversation is not None:
        if conversation.closed:  # put away, or never asked: now words are an answer again
            conversations.save(turn.tx, conversation._replace(closed=False))
        _fold_away(turn, conversation, GOES_ON, until=_stale_at(turn, late))
        _ask(turn, conversation, late, above=(t("Here's the question again, as you asked."),))


def _fold_away(
    turn: Turn,
    conversation: Conversation,
    words: Text,
    rows: Rows = (),
    *,
    until: datetime | None = None,
) -> None:
    """Leave words in place of a question; not after `until`, when nothing else replaces it."""
    if conversation.message_id is not None:
        turn.edit(
            words, rows=rows, message_id=conversation.message_id, silent=True, expires_at=until
        )


def close(turn: Turn, day: date, _late: timedelta) -> None:
    """Leave a word at an unanswered question that its day can still be filled in.

    One of which something was told goes on asking, and names the day that it asks about.
    """
    conversation = _of_day(turn, day)
    if conversation is None:
        return
    if days.is_told(turn, day):
        script = dialogs.load(turn, CHECK_IN, conversation)
        is_shown = conversation.message_id is not None and not conversation.closed
        if script.current is not None and is_shown:
            dialogs.feed(turn, CHECK_IN, conversation, Opened(), script=script)
        return
    _fold_away(
        turn,
        conversation,
        variety.of_day(STAYS_EMPTY, day).given(day=day),
        ((Button(t("Fill in {day}", day=day), callback_data.action("day", day.isoformat())),),),
    )


NUDGES = (
    Nudge(name="evening", compose=evening, asks_the_day=True, in_silence=None),
    Nudge(name="morning", compose=morning.compose, in_silence=1),
    Nudge(name="followup", compose=follow_up, asks_the_day=True, in_silence=1),
    Nudge(
        name="snooze", compose=snoozed, asks_the_day=True, many_a_day=True, in_silence=AS_ASKED_FOR
    ),
    Nudge(name="close", compose=close, ends_the_day=True, is_always_sent=True),
)

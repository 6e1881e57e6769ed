"""What is wished of the evening's question in words: later, at another time, for good at nine."""

from dataclasses import replace
from datetime import datetime, time, timedelta

from bot.core import around, callback_data, dialogs, open_dialog, schedule, slots
from bot.core.turn import Turn
from bot.features import notes
from bot.features.check_in import snooze
from bot.features.check_in.dialog import CHECK_IN
from bot.features.check_in.settings import NAMES, from_now_on, undo_time, yes_at
from bot.features.days import CHECK_IN_NOW, check_in_rows, is_told
from bot.outgoing import Button, Rows
from conversations.formats import WishedTime
from conversations.parsing.clock import is_rough, read_plain_time
from conversations.text import Text, t
from conversations.wishes.gaps import WishWords
from storage import conversations, nudges, reminders
from storage.reminders import Reminder

EVENING = "evening"
MORNING, NOON = time(4), time(12)
AN_HOUR = timedelta(hours=1)
NO_HURRY = t("No hurry. The question stays here. Answer whenever it suits you.")
# A day of which something was told is not asked about again, and nobody shall wait for it.
WAITS_HERE = t(
    "No hurry. The question stays here. You've told me some of today already, so I won't ask "
    "again myself."
)


def later(turn: Turn, _said: WishWords) -> None:
    """Put the evening's question off for an hour; any other one waits where it is."""
    conversation, told = snooze.asked_today(turn), is_told(turn, turn.today)
    if conversation is not None and not told:
        snooze.put_off(turn, conversation, turn.now + AN_HOUR)
    elif open_dialog.open_dialog(turn) is not None:
        turn.say(NO_HURRY)
    else:
        turn.say(t("All right, whenever you like."), rows=check_in_rows(turn))


def ask_at(turn: Turn, said: WishWords) -> None:
    """Ask about today at the time that was named: again, or for once in place of the usual one."""
    at = _instant(turn, said)
    conversation = conversations.of_day(turn.tx, turn.user_id, CHECK_IN.name, turn.today)
    usual = _still_to_come(turn)
    if _rests(turn):
        end = Button(t("End the break"), callback_data.action("resume"))
        turn.say(t("You're on a break right now, so I'm not asking anything."), rows=((end,),))
    elif is_told(turn, turn.today) and snooze.asked_today(turn) is not None:
        turn.say(WAITS_HERE)
    elif is_told(turn, turn.today):
        edit = callback_data.action("edit", turn.today.isoformat())
        turn.say(
            t("Today is already filled in, so I won't ask again."),
            rows=((Button(t("Edit {day}", day=turn.today), edit),),),
        )
    elif at is None or at <= turn.now:
        _is_past(turn, said.at or time())
    elif usual is not None and at < turn.end_of(turn.today):
        _move_once(turn, usual, at)
    else:
        if conversation is None:
            conversation = dialogs.create(turn, CHECK_IN.name, day=turn.today)
            # Until then nothing that is written is an answer to it.
            conversations.close(turn.tx, turn.user_id, conversation.id)
        snooze.put_off(turn, conversation, at)


def _instant(turn: Turn, said: WishWords) -> datetime | None:
    if said.minutes is not None:
        return turn.now + timedelta(minutes=said.minutes)
    return slots.instant(turn, turn.today, said.at) if said.at is not None else None


def _is_past(turn: Turn, at: time) -> None:
    conversation = snooze.asked_today(turn)
    if conversation is not None:
        snooze.is_past(turn, conversation, at)
    else:
        turn.say(t("It's already past {time} today.", time=at), rows=((CHECK_IN_NOW,),))


def _rests(turn: Turn) -> bool:
    until = turn.known.paused_until
    return until is not None and until > turn.today


def _still_to_come(turn: Turn) -> Reminder | None:
    """The evening's reminder, if it has yet to come today."""
    known = reminders.get(turn.tx, turn.user_id, EVENING)
    if known is None or known.at is None or known.next_due_at is None:
        return None
    if nudges.state(turn.tx, turn.user_id, EVENING, turn.today) is not None:
        return None
    return known if turn.day_of(known.next_due_at) == turn.today else None


def _move_once(turn: Turn, usual: Reminder, at: datetime) -> None:
    reminders.put(turn.tx, replace(usual, next_due_at=at))
    local = at.astimezone(turn.zone).time().replace(second=0, microsecond=0)
    wished = around.wished(turn, usual)
    if wished is not None and wished.around:
        back = t("Around {time} as usual", time=wished.at)
    else:
        back = t("At {time} as usual", time=usual.at or local)
    turn.say(
        t("All right, I'll ask at {time} today.", time=local),
        rows=((Button(back, callback_data.action("evening.usual")),),),
    )


def as_usual(turn: Turn) -> None:
    """Ask at the usual time after all."""
    usual = _still_to_come(turn)
    if usual is None or usual.at is None:
        turn.ack(t("That reminder has passed."))
        return
    reminders.put(turn.tx, replace(usual, next_due_at=schedule.due(turn, usual)))
    wished = around.wished(turn, usual)
    if wished is not None and wished.around:
        said = t("All right, around {time} as usual.", time=usual.at)
    else:
        said = t("All right, at {time} as usual.", time=usual.at)
    turn.edit(said, message_id=turn.message_id)


def ask_daily_at(turn: Turn, said: WishWords) -> None:
    """Ask at that time from now on: in the evening, unless it is an hour of the morning."""
    at = said.around or said.at
    if at is None:
        return
    wished = WishedTime(at, around=said.around is not None)
    if _is_morning(at):
        turn.say(_what_to_do(wished), rows=_for_which(wished))
        return
    undo = undo_time(EVENING, turn)
    schedule.wish(turn, EVENING, wished, enabled=True)
    turn.say(from_now_on(turn, EVENING, wished), rows=((undo,),))


def _is_morning(at: time) -> bool:
    return MORNING <= at < NOON


def _what_to_do(wished: WishedTime) -> Text:
    if wished.around:
        return t("What would you like me to do around {time}?", time=wished.at)
    return t("What would you like me to do at {time}?", time=wished.at)


def _for_which(wished: WishedTime) -> Rows:
    return tuple((_offer(kind, wished, NAMES[kind]),) for kind in schedule.DAILY)


def _offer(kind: str, at: WishedTime, label: Text) -> Button:
    return Button(label, callback_data.action("time.set", kind, str(at)))


def heard_time(turn: Turn, text: str) -> bool:
    """Keep a time of day that was all that was said, and offer to ask at it from now on.

    It may be a wish or a line of a diary, so nothing changes before a press. While a question is
    open, or where that is the time already, there is nothing to offer.
    """
    at = read_plain_time(text, turn.tongue.words)
    if at is None or open_dialog.open_dialog(turn) is not None:
        return False
    wished = WishedTime(at, around=is_rough(text, turn.tongue.words))
    known = reminders.get(turn.tx, turn.user_id, EVENING)
    if known is not None and known.enabled and around.wished(turn, known) == wished:
        return False
    if (note := notes.write(turn, text)) is not None:
        asks, offers = (
            (_what_to_do(wished), _for_which(wished))
            if _is_morning(at)
            else (_shall_i(wished), ((_offer(EVENING, wished, yes_at(wished)),),))
        )
        turn.say(notes.kept(turn, note), asks, rows=(*offers, *notes.note_rows(note)))
    return True


def _shall_i(wished: WishedTime) -> Text:
    if wished.around:
        return t("Would you like the evening check-in around {time} from now on?", time=wished.at)
    return t("Would you like the evening check-in at {time} from now on?", time=wished.at)


def set_time(turn: Turn, kind: str, at: WishedTime) -> None:
    """Ask at the time that was offered, with a way back."""
    undo = undo_time(kind, turn)
    schedule.wish(turn, kind, at, enabled=True)
    turn.edit(from_now_on(turn, kind, at), rows=((undo,),), message_id=turn.message_id)


def take_time(turn: Turn, kind: str, at: WishedTime) -> None:
    """Ask at the time of before."""
    schedule.wish(turn, kind, at, enabled=True)
    turn.edit(from_now_on(turn, kind, at), message_id=turn.message_id)

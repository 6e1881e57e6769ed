"""The nudges: what is due is claimed once, composed, and put into the outbox in one transaction.

The evening nudge is the first question itself. A claim is a row under (person, slot, local day),
so that no restart, clock change or second process makes two of one.
"""

import logging
from dataclasses import replace
from datetime import date, datetime, timedelta

from bot import local_time as timetable
from bot.core import callback_data as buttons
from bot.core import dialog as talking
from bot.core import planning
from bot.core import schedule as reminding
from bot.core.dialog import Frame
from bot.core.feature import Compose
from bot.core.turn import NUDGE, Tools, Turn
from bot.dispatch import missed
from bot.features import self_notes as keepsakes
from bot.features import wins
from bot.features.check_in import dialog as check_in
from bot.features.check_in import morning
from bot.features.goals import weekly_review as lookback
from bot.features.history import days
from bot.features.sessions import preparation as preparing
from bot.logs import where
from bot.outgoing import Button, Rows
from conversations.engine import advance
from conversations.events import Opened, Prompt
from conversations.text import Text, t
from storage import nudges, outbox, people, reminders, talks
from storage.errors import Unavailable
from storage.faults import meaning
from storage.people import Person
from storage.reminders import Reminder
from storage.store import Tx
from storage.talks import Talk

log = logging.getLogger(__name__)

BATCH = 25  # one transaction: whoever talks just now waits for a few of them at most
SILENT_DAYS = 5
# These ask about the day, and say nothing once it is told.
ASKS_THE_DAY = frozenset({"evening", "followup", "snooze"})


def sweep(tx: Tx, tools: Tools) -> tuple[int, list[Turn]]:
    """Handle up to a batch of due reminders; return how many were handled and what was said.

    One that cannot be handled is put off for a day: it must not silence everybody else.
    """
    handled, turns = 0, []
    for reminder in sorted(reminders.due(tx, tx.now, BATCH), key=lambda one: one.user_id):
        handled += 1
        try:
            with tx.apart():
                person = people.get(tx, reminder.user_id)
                if person is not None and not tx.try_lock_chat(person.chat_id):
                    handled -= 1
                    continue
                turn = _handle(tx, tools, person, reminder)
        except Exception as fault:
            if isinstance(fault, Unavailable) or meaning(fault) is not None:
                raise
            log.error("a reminder failed", extra={"kind": reminder.kind, "fault": where(fault)})
            reminders.set_due(tx, reminder.user_id, reminder.kind, tx.now + timedelta(days=1))
        else:
            turns += [turn] if turn is not None else []
    if left_out := sum(turn.left_out for turn in turns):
        log.info("nudges left out on purpose", extra={"count": left_out})
    return handled, turns


def _handle(tx: Tx, tools: Tools, person: Person | None, reminder: Reminder) -> Turn | None:
    if person is None or reminder.next_due_at is None:
        reminders.set_due(tx, reminder.user_id, reminder.kind, None)
        return None
    turn = Turn(
        tx=tx,
        tools=tools,
        chat_id=person.chat_id,
        user_id=person.id,
        language=person.language,
        person=person,
    )
    day = day_of(turn, reminder)
    slot = slot_name(reminder)
    claimed = nudges.claim(tx, person.id, slot, day)
    if reminder.kind in reminding.DAILY:
        missed.note(turn, reminder)
    # Before composing: a nudge that comes once may set its own next time.
    reminders.set_due(tx, person.id, reminder.kind, _due_next(turn, reminder, claimed=claimed))
    if claimed:
        reason = not_wanted(turn, reminder, day)
        if reason is None:
            KINDS[reminder.kind](turn, day, turn.now - reminder.next_due_at)
        else:
            nudges.dropped(tx, person.id, slot, day, reason)
            turn.left_out += 1
    return turn


def _due_next(turn: Turn, reminder: Reminder, *, claimed: bool) -> datetime | None:
    """Find when it is due again; a slot that is taken and still due would be due for ever."""
    at = reminding.due(turn, reminder)
    if claimed or at is None or reminder.next_due_at is None or at > reminder.next_due_at:
        return at
    log.error("a reminder is planned for a slot that is taken", extra={"kind": reminder.kind})
    return turn.now + timedelta(days=1)


def slot_name(reminder: Reminder) -> str:
    """Name the slot a nudge fills; snoozes of a day differ by their minute."""
    if reminder.kind == "snooze" and reminder.next_due_at is not None:
        return f"snooze {reminder.next_due_at:%H:%M}"
    return reminder.kind


def day_of(turn: Turn, reminder: Reminder) -> date:
    """Tell which day a reminder is about."""
    at = reminder.next_due_at or turn.now
    if reminder.at is None:
        return planning.day_of(turn, at)
    return timetable.slot_day(at, reminder.at, turn.zone, turn.known.day_ends_at)


def not_wanted(turn: Turn, reminder: Reminder, day: date) -> str | None:
    """Say why a nudge should not go out now; None when it should."""
    person = turn.known
    if not turn.tools.lets_in(person.id):
        return "not allowed"
    if not person.reachable:
        return "unreachable"
    if person.paused_until is not None and turn.today < person.paused_until:
        return "paused"
    if reminder.kind == "close":
        return None
    if reminder.next_due_at and turn.now - reminder.next_due_at > reminding.LATEST:
        return "too late"
    if turn.today != day:
        return "the day is over"
    if reminder.kind in ASKS_THE_DAY and days.is_told(turn, day):
        return "answered"
    return None


def _evening(turn: Turn, day: date, late: timedelta) -> None:
    talk = talks.of_day(turn.tx, turn.user_id, "checkin", day) or talking.create(
        turn, "checkin", day=day
    )
    talk = replace(talk, state={**talk.state, "nudged": True}, touched_at=turn.now, closed=False)
    talks.save(turn.tx, talk)
    _ask(turn, talk, late, above=_evening_words(turn, day, late))
    ends = days.end_of(turn, day)
    follow = turn.now + timedelta(minutes=turn.known.follow_up_minutes)
    if turn.known.follow_up and follow < ends:
        reminding.once(turn, "followup", follow)
    reminding.once(turn, "close", ends)
    reminding.plan_what_is_new(turn)


def _evening_words(turn: Turn, day: date, late: timedelta) -> tuple[Text, ...]:
    if late > reminding.NOTICEABLY_LATE:
        return (t("This comes a little later than you asked."),)
    if _silent_days(turn, day) >= SILENT_DAYS and turn.known.quiet_offered_on is None:
        turn.change(quiet_offered_on=turn.today)
        return (
            t("It has been quiet for some days, and that is fine."),
            t("/pause gives you a rest, and /reminders makes these fewer."),
        )
    return ()


def _silent_days(turn: Turn, day: date) -> int:
    """Count the days in a row, before this one, that were asked about and not told."""
    silent = 0
    for back in range(1, SILENT_DAYS + 1):
        earlier = day - timedelta(days=back)
        asked = nudges.state(turn.tx, turn.user_id, "evening", earlier)
        if asked is None or asked.state == nudges.DROPPED or days.is_told(turn, earlier):
            break
        silent += 1
    return silent


def _ask(
    turn: Turn, talk: Talk, late: timedelta, *, above: tuple[Text, ...], silent: bool = False
) -> None:
    _, effects = advance(check_in.flow(turn, talk), check_in.session(turn, talk), Opened())
    prompt = next((effect for effect in effects if isinstance(effect, Prompt)), None)
    if prompt is None:
        return
    frame = check_in.frame(turn, talk, prompt)
    frame = Frame(above=(*above, *frame.above), rows=frame.rows)
    turn.say(
        *talking.question(prompt, frame),
        rows=talking.all_rows(talk, prompt, frame),
        talk=talk.id,
        priority=NUDGE,
        silent=silent,
        unless=wanted_unless(talk.day or turn.today),
        expires_at=_stale_at(turn, late),
    )


def _stale_at(turn: Turn, late: timedelta) -> datetime:
    """Tell until when the question may still be sent: it asks about today."""
    return min(reminding.stale_at(turn, late), days.end_of(turn, turn.today))


def wanted_unless(day: date) -> str:
    """Name what makes a queued nudge pointless: the day was told meanwhile."""
    return f"told {day.isoformat()}"


def _follow_up(turn: Turn, day: date, late: timedelta) -> None:
    """Ask once more, without a sound: one audible nudge a day is enough."""
    talk = talks.of_day(turn.tx, turn.user_id, "checkin", day)
    if talk is None or late > reminding.NOTICEABLY_LATE:
        return
    if outbox.is_on_its_way(turn.tx, turn.chat_id, talk.id):
        return  # Telegram is away; back again it would bring the question twice
    _fold_away(turn, talk, t("This goes on further down."), until=_stale_at(turn, late))
    _ask(turn, talk, late, above=(t("Still here, whenever you like."),), silent=True)


def _snoozed(turn: Turn, day: date, late: timedelta) -> None:
    talk = talks.of_day(turn.tx, turn.user_id, "checkin", day)
    if talk is not None:
        _fold_away(turn, talk, t("This goes on further down."), until=_stale_at(turn, late))
        _ask(turn, talk, late, above=(t("Here I am again, as you asked."),))


def _fold_away(
    turn: Turn, talk: Talk, words: Text, rows: Rows = (), *, until: datetime | None = None
) -> None:
    """Leave words in place of a question; not after `until`, when nothing else replaces it."""
    if talk.message_id is not None:
        turn.edit(words, rows=rows, message_id=talk.message_id, silent=True, expires_at=until)


def _close(turn: Turn, day: date, _late: timedelta) -> None:
    """Leave a word at an unanswered question that its day can still be filled in."""
    talk = talks.of_day(turn.tx, turn.user_id, "checkin", day)
    if talk is None or days.is_told(turn, day):
        return
    _fold_away(
        turn,
        talk,
        t("No answer for {day}, that is fine. It can still be filled in.", day=day),
        ((Button(t("Fill in {day}", day=day), buttons.action("day", day.isoformat())),),),
    )


KINDS: dict[str, Compose] = {
    "evening": _evening,
    "morning": morning.compose,
    "followup": _follow_up,
    "snooze": _snoozed,
    "close": _close,
    "lookback": lookback.compose,
    "selfnote": keepsakes.bring,
    "session.after": preparing.after,
    "session.eve": preparing.eve,
    "winask": wins.ask,
}


def still_wanted(tx: Tx, user_id: int | None, unless: str | None) -> bool:
    """Tell whether a queued nudge is still needed: the person is there, and nothing was told.

    Whoever asked for a rest meanwhile has it at once.
    """
    person = people.get(tx, user_id) if user_id is not None else None
    if person is None or not person.reachable or _rests(tx, person):
        return False
    if unless is None:
        return True
    return not days.told(tx, person, date.fromisoformat(unless.removeprefix("told ")))


def _rests(tx: Tx, person: Person) -> bool:
    if person.paused_until is None:
        return False
    today = timetable.local_day(tx.now, timetable.zone(person.timezone), person.day_ends_at)
    return today < person.paused_until

"""Another day or time of all coming sessions, said in words: one press, and one that undoes it."""

from dataclasses import replace
from datetime import time

from bot.core import callback_data, contents, dialogs, open_dialog, schedule
from bot.core.dialog import holding
from bot.core.turn import Turn
from bot.features import notes
from bot.features.sessions import calendar, changes, screens
from bot.features.sessions.calendar import ENDED, ON, AppointmentContent, PlannedSession
from bot.outgoing import Button, Rows
from conversations.events import Opened
from conversations.flows import sessions as flows
from conversations.formats.appointment import appointment_value
from conversations.formats.weekdays import short_name
from conversations.parsing.appointments import Appointment, read_new_appointment
from conversations.session import Session
from conversations.text import Text, t
from storage import conversations

ALL_OR_ONE = t("Are your sessions on {weekday} at {time} from now on, or only the next one?")


def heard(turn: Turn, text: str) -> bool:
    """Keep a weekday and a time that were all that was said, and offer to move the sessions there.

    "On thursdays at 5 now" speaks of something that comes back. Whether that is therapy is asked;
    without a session that comes back, or where that is its time, it is a note like any other.
    """
    when = read_new_appointment(text, turn.today, turn.tongue.words)
    known = calendar.regular(turn) if when is not None else None
    if when is None or when.at is None or known is None or known.content.state != ON:
        return False
    moving = calendar.coming(turn)
    is_so = (known.day.isoweekday(), known.content.time) == (when.weekday, when.at)
    if moving is None or is_so or (note := notes.write(turn, text)) is None:
        return False
    asked, rows = question(turn, moving, replace(when, every=known.content.every))
    turn.say(notes.kept(turn, note), asked, rows=(*rows, *notes.note_rows(note)))
    open_dialog.ask_again(turn)
    return True


def question(turn: Turn, moving: PlannedSession, when: Appointment) -> tuple[Text, Rows]:
    """Ask whether all sessions move to a weekday and time, or the next one alone."""
    weekday, at = when.weekday or moving.day.isoweekday(), when.at or moving.at
    day = flows.day_around(when, today=turn.today, day=moving.day)
    one = replace(moving, day=day or moving.day, at=at)
    only = (
        changes.to(one)
        if calendar.is_to_come(turn, one) and changes.is_near(one)
        else callback_data.action("session.move", moving.appointment, moving.planned.isoformat())
    )
    return ALL_OR_ONE.given(weekday=short_name(weekday), time=at), (
        (Button(t("From now on"), press(weekday, at, when.every)),),
        (Button(t("Only the next one"), only),),
    )


def press(weekday: int, at: time, every: int | None) -> str:
    """Write the press that plans sessions there; without a rhythm, that is asked."""
    rhythm = str(every) if every is not None else ""
    return callback_data.action("session.from", str(weekday), f"{at:%H:%M}", rhythm)


def read_weekday(raw: str) -> int:
    """Read a weekday from 1 to 7; raise ValueError for anything else."""
    if raw not in tuple("1234567"):
        raise ValueError(raw)
    return int(raw)


def read_rhythm(raw: str) -> int | None:
    """Read every how many weeks it is, None for not said; raise ValueError for what is asked."""
    if raw and (not raw.isdecimal() or int(raw) not in flows.EVERY):
        raise ValueError(raw)
    return int(raw) if raw else None


def put(turn: Turn, weekday: int, at: time, every: int | None) -> None:
    """Plan the sessions at the time that was pressed; what is still open is asked below."""
    value = appointment_value(Appointment(weekday=weekday, at=at, every=every))
    conversation = holding(dialogs.create(turn, screens.PLAN.name), Session({"when": value}))
    conversations.save(turn.tx, conversation)
    if dialogs.load(turn, screens.PLAN, conversation).current is not None:
        turn.shrink(turn.message_id)
        turn.message_id = None
    dialogs.feed(turn, screens.PLAN, conversation, Opened(), fresh=turn.message_id is None)


def back(turn: Turn, entry_id: str) -> None:
    """Take back the time that was planned last, and go on with the one it took the place of."""
    new = contents.get(turn.tx, turn.user_id, AppointmentContent, entry_id)
    if new is None or new.content.state == ENDED:
        turn.ack(changes.GONE)
        return
    every = contents.of_kind(turn.tx, turn.user_id, AppointmentContent)
    ended = [e for e in every if e.content.every and e.content.ended == turn.today]
    contents.remove(turn.tx, turn.user_id, entry_id)
    for entry in ended[-1:]:
        contents.change(turn.tx, turn.user_id, entry, state=ON, ended=None)
    schedule.replan(turn)
    screens.back(turn)

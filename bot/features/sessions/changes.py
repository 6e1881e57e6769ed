"""One session among the others: it is skipped, or moved to another day or time."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from bot.core import callback_data, contents, dialogs, schedule
from bot.core.conversation_state import About
from bot.core.dialog import Dialog
from bot.core.turn import Turn
from bot.features.sessions import calendar, screens
from bot.features.sessions import words as session_words
from bot.features.sessions.calendar import Appointment, AppointmentContent, PlannedSession
from bot.outgoing import Button
from conversations import session as scripts
from conversations.flow import Flow
from conversations.flows import sessions as flows
from conversations.formats.appointment import appointment_of
from conversations.text import t
from storage.conversations import Conversation

MINUTE = timedelta(minutes=1)
GONE = t("That session isn't there anymore.")


class MoveAbout(About):
    """Which session of which appointment."""

    id: str
    planned: str


def _own(turn: Turn, entry_id: str) -> Appointment | None:
    entry = contents.get(turn.tx, turn.user_id, AppointmentContent, entry_id)
    if entry is None:
        turn.ack(GONE)
    return entry


def _change(turn: Turn, entry: Appointment, **content: object) -> None:
    contents.change(turn.tx, turn.user_id, entry, **content)
    schedule.replan(turn)


def skip(turn: Turn, entry_id: str, planned: str) -> None:
    """Leave one session out."""
    entry = _own(turn, entry_id)
    if entry is None:
        return
    day = date.fromisoformat(planned)
    _change(turn, entry, skipped=sorted({*entry.content.skipped, day}))
    following = calendar.coming(turn)
    undo = callback_data.action("session.unskip", entry_id, planned)
    turn.edit(
        t("Skipped: {day}.", day=day),
        *((t("Next: {session}", session=session_words.session(following)),) if following else ()),
        rows=(
            (
                Button(t("Undo"), undo),
                Button(t("My sessions"), callback_data.action("session")),
            ),
        ),
        message_id=turn.message_id,
    )


def unskip(turn: Turn, entry_id: str, planned: str) -> None:
    """Let a skipped session take place after all."""
    entry = _own(turn, entry_id)
    if entry is not None:
        left = [day for day in entry.content.skipped if day.isoformat() != planned]
        _change(turn, entry, skipped=left)
        screens.back(turn)


def move(turn: Turn, entry_id: str, planned: str) -> None:
    """Ask where one session is moved to."""
    about = MoveAbout(id=entry_id, planned=planned)
    if _moving(turn, about) is None:
        turn.ack(GONE)
        return
    turn.ack()
    dialogs.begin(turn, MOVE, about=about)


def _moving(turn: Turn, about: MoveAbout) -> PlannedSession | None:
    found = (
        session
        for session in calendar.sessions(turn, turn.today - timedelta(days=1))
        if session.appointment == about.id and session.planned.isoformat() == about.planned
    )
    return next(found, None)


def _move_flow(turn: Turn, conversation: Conversation) -> Flow:
    moving = _moving(turn, MoveAbout.of(conversation))
    day = moving.day if moving else turn.today
    at = moving.at if moving else turn.now.time()
    return flows.moved(today=turn.today, day=day, at=at)


def _moved(turn: Turn, conversation: Conversation, session: scripts.Session) -> None:
    about = MoveAbout.of(conversation)
    moving = _moving(turn, about)
    entry = contents.get(turn.tx, turn.user_id, AppointmentContent, about.id)
    said = appointment_of(session.answers.get("when"))
    day = flows.moved_to(session.answers, today=turn.today, day=moving.day) if moving else None
    if moving is None or entry is None or day is None:
        turn.edit(
            t("Nothing was changed."), conversation=conversation.id, message_id=turn.message_id
        )
        return
    _settle(
        turn, entry, moving, replace(moving, day=day, at=said.at or moving.at), conversation.id
    )


def _settle(
    turn: Turn,
    entry: Appointment,
    before: PlannedSession,
    after: PlannedSession,
    conversation: str | None = None,
) -> None:
    _change(turn, entry, moved={**entry.content.moved, after.planned: (after.day, after.at)})
    when = session_words.session(after)
    undo = (Button(t("Undo"), to(before)),) if is_near(before) else ()
    turn.edit(
        t("Moved: {session}. The ones after it stay the same.", session=when)
        if entry.content.every
        else t("Moved: {session}.", session=when),
        rows=((*undo, Button(t("My sessions"), callback_data.action("session"))),),
        conversation=conversation,
        message_id=turn.message_id,
    )


def is_near(one: PlannedSession) -> bool:
    """Tell whether it is close enough to its planned day to be found again, and to be pressed."""
    return abs(one.day - one.planned) < calendar.STRAY


def to(one: PlannedSession) -> str:
    """Write the press that moves a session there, by minutes: a button has no room for dates."""
    minutes = (datetime.combine(one.day, one.at) - datetime.combine(one.planned, time())) // MINUTE
    day = one.planned.isoformat()
    return callback_data.action("session.to", one.appointment, day, str(minutes))


def move_to(turn: Turn, entry_id: str, planned: str, after: timedelta) -> None:
    """Move one session to where a press says, with a way back."""
    moving = _moving(turn, MoveAbout(id=entry_id, planned=planned))
    entry = _own(turn, entry_id) if moving else None
    if moving is None or entry is None:
        turn.ack(GONE)
        return
    at = datetime.combine(moving.planned, time()) + after
    _settle(turn, entry, moving, replace(moving, day=at.date(), at=at.time()))


def leave(turn: Turn) -> None:
    """Leave a session as it is."""
    turn.edit(t("Nothing was changed."), message_id=turn.message_id)


def from_planned_day(raw: str) -> timedelta:
    """Read how long after its planned day began a session is; raise ValueError for too far."""
    after = timedelta(minutes=callback_data.number(raw))
    if abs(after) > calendar.STRAY:
        raise ValueError(raw)
    return after


def iso_day(raw: str) -> str:
    """Read the planned day of a session, which may lie ahead; it stays as it was written."""
    return date.fromisoformat(raw).isoformat()


MOVE = Dialog("sessionmove", flow=_move_flow, finish=_moved, about=MoveAbout)

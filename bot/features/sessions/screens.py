"""`/session`: when therapy is, and what can be done with the next one.

Self-monitoring that is part of the therapy can go on for months (PMC11979477).
"""

from bot.core import callback_data, contents, dialogs, schedule, unfinished
from bot.core.dialog import Dialog
from bot.core.paging import ListPage, list_page
from bot.core.turn import Turn
from bot.features import notes
from bot.features.sessions import agenda, calendar, preparation
from bot.features.sessions import words as session_words
from bot.features.sessions.calendar import (
    ENDED,
    ON,
    RESTING,
    Appointment,
    AppointmentContent,
    State,
)
from bot.outgoing import BLANK, Button, Rows
from conversations import session as scripts
from conversations.events import Opened, Typed
from conversations.flow import Flow
from conversations.flows import sessions as flows
from conversations.parsing.appointments import read_appointment, read_appointment_with_words
from conversations.text import Text, quoted, t, tn
from storage.conversations import Conversation

FEW_LINES = 9


def show(turn: Turn, argument: str = "") -> None:
    """Show when the sessions are; with words, or before there is one, set one up."""
    if argument.strip() or not _coming(turn):
        plan(turn, argument)
    else:
        planned = _planned_from(turn, 0)
        turn.say(*_overview(turn, planned), rows=_rows(turn, planned))


def back(turn: Turn, begin: int = 0) -> None:
    """Show it in the pressed message; of many appointments, the page with this one."""
    planned = _planned_from(turn, begin)
    if planned.shown:
        turn.edit(*_overview(turn, planned), rows=_rows(turn, planned), message_id=turn.message_id)
    else:
        another(turn)


def _planned_from(turn: Turn, begin: int) -> ListPage[Appointment]:
    return list_page(
        _coming(turn),
        begin,
        lambda place: callback_data.action("session.at", str(place)),
        each=agenda.SHOWN,
    )


def _coming(turn: Turn) -> list[Appointment]:
    return [
        entry
        for entry in calendar.held(turn)
        if entry.content.every or calendar.only_session(entry)[0] >= turn.today
    ]


def _overview(turn: Turn, planned: ListPage[Appointment]) -> tuple[Text, ...]:
    following = calendar.coming(turn)
    return (
        t("Next session: {session}", session=session_words.session(following))
        if following
        else t("Your sessions"),
        *(session_words.appointment(entry) for entry in planned.shown),
        *_ready(turn),
    )


def _ready(turn: Turn) -> tuple[Text, ...]:
    """Say what is ready for it; where that is much, how much, and the rest folded."""
    ready = preparation.ready(turn)
    if not ready:
        return (BLANK, t("Nothing is on the list for it yet."))
    if len(ready) <= FEW_LINES:
        return ready
    many = len(agenda.questions(turn)) + len(agenda.marked(turn))
    said = tn("{n} thing to bring up is ready:", "{n} things to bring up are ready:", many)
    return (BLANK, said, quoted(*ready[1:]))


def _rows(turn: Turn, planned: ListPage[Appointment]) -> Rows:
    tick = Button(t("Cross something off"), callback_data.action("therapy.list"))
    return (
        *planned.rows,
        (Button(t("Add a question"), callback_data.action("therapy.add"), primary=True),),
        *(((tick,),) if agenda.is_there_any(turn) else ()),
        (Button(t("Note what you take away"), callback_data.action("session.took")),),
        (Button(t("A page for your session"), callback_data.action("report.new")),),
        (Button(t("My week as a picture"), callback_data.action("session.week")),),
        (Button(t("Change the time"), callback_data.action("session.time")),),
    )


def show_times(turn: Turn) -> None:
    """Offer what can change about the time: once, or from now on."""
    following = calendar.coming(turn)
    held = calendar.held(turn)
    rows: list[tuple[Button, ...]] = []
    if following is not None:
        which = (following.appointment, following.planned.isoformat())
        rows.append(
            (
                Button(t("Skip the next"), callback_data.action("session.skip", *which)),
                Button(t("Move the next"), callback_data.action("session.move", *which)),
            )
        )
    resting = any(entry.content.state == RESTING for entry in held)
    rest = t("Start the sessions again") if resting else t("Pause the sessions")
    turn.edit(
        t("When your sessions are"),
        *map(session_words.appointment, held[: agenda.SHOWN]),
        rows=(
            *rows,
            (Button(t("Another day or time"), callback_data.action("session.new")),),
            (Button(rest, callback_data.action("session.on" if resting else "session.rest")),),
            (Button(t("End the sessions"), callback_data.action("session.end")),),
            (Button(t("‹ Back"), callback_data.action("session")),),
        ),
        message_id=turn.message_id,
    )


def another(turn: Turn) -> None:
    """Ask for another appointment, after a press."""
    turn.ack()
    turn.message_id = None
    plan(turn)


def plan(turn: Turn, said: str = "") -> None:
    """Ask when therapy is; what was said with the command is not asked for again."""
    unfinished.leave_open(turn)
    conversation = dialogs.create(turn, PLAN.name)
    words = turn.tongue.words
    alone = read_appointment_with_words(said, turn.today, words)
    if alone is not None and read_appointment(said, turn.today, words) is None:
        notes.keep(turn, said)  # "with dana" is no part of the appointment
        said = alone
    turn.message_id = None
    event = Typed(said, turn.tongue) if said.strip() else Opened()
    dialogs.feed(turn, PLAN, conversation, event, fresh=True)


def _flow(turn: Turn, _conversation: Conversation) -> Flow:
    return flows.session(today=turn.today)


def _planned(turn: Turn, conversation: Conversation, session: scripts.Session) -> None:
    wish = flows.session_wish(_flow(turn, conversation), session.answers, turn.today)
    if wish is None:
        return
    known = calendar.regular(turn)
    if wish.every and known is not None:
        _set(turn, known, state=ENDED, ended=turn.today)
    content = AppointmentContent(time=wish.at, every=wish.every, state=ON)
    entry = contents.add(turn.tx, turn.user_id, wish.first, content)
    schedule.replan(turn)
    text = (
        t("Noted: {session}.", session=session_words.appointment(entry)),
        t(
            "The evening before a session, I'll send you what may help you get ready. "
            "Afterward, I'll ask one question."
        ),
    )
    undo = Button(t("Undo"), callback_data.action("session.back", entry.id))
    mine = Button(t("My sessions"), callback_data.action("session"))
    rows = ((undo, mine) if wish.every and known is not None else (mine,),)
    if conversation.message_id is None and turn.message_id is None:
        turn.say(*text, rows=rows, conversation=conversation.id)
    else:
        turn.edit(*text, rows=rows, conversation=conversation.id, message_id=turn.message_id)


def _set(turn: Turn, entry: Appointment, **content: object) -> None:
    contents.change(turn.tx, turn.user_id, entry, **content)


def set_state(turn: Turn, state: State) -> None:
    """Let the sessions rest, go on, or end."""
    for entry in calendar.held(turn):
        _set(turn, entry, state=state, ended=turn.today if state == ENDED else None)
    schedule.replan(turn)
    if state != ENDED:
        back(turn)
        return
    turn.edit(
        t("Ended. I won't bring up sessions anymore. What you kept from them stays."),
        rows=((Button(t("Undo"), callback_data.action("session.again")),),),
        message_id=turn.message_id,
    )


def again(turn: Turn) -> None:
    """Take back what was ended today."""
    for entry in contents.of_kind(turn.tx, turn.user_id, AppointmentContent):
        if entry.content.ended == turn.today:
            _set(turn, entry, state=ON, ended=None)
    schedule.replan(turn)
    back(turn)


PLAN = Dialog("session", flow=_flow, finish=_planned, frame=preparation.before_planning)

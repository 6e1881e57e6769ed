"""After a session: what to take along, and what was agreed on until the next one."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from bot import local_time
from bot.core import callback_data, contents, dialogs, slots, unprompted
from bot.core.contents import TypedEntry
from bot.core.conversation_state import About
from bot.core.dialog import Dialog
from bot.core.fields import Clock
from bot.core.question import Frame
from bot.core.turn import Turn
from bot.features.sessions import agenda, calendar
from bot.features.sessions.preparation import SessionContent, quoted
from bot.outgoing import Button, Rows
from conversations.events import Prompt
from conversations.flow import Value
from conversations.flows import session_agenda as flows
from conversations.session import Session
from conversations.text import t
from storage import conversations, notes
from storage.conversations import Conversation
from storage.notes import Note

AFTER = "session.after"
FIELDS = {"text": "take_along", "agreed": "agreed"}
"""Where the answer to each question is kept."""


class SessionAbout(About):
    """The time of the session that was, and whether the person came with it."""

    time: Clock
    by_hand: bool = False


def after_due(turn: Turn) -> datetime | None:
    """An hour after the next session began, on the same day."""
    return slots.first_free(turn, AFTER, _ends(turn))


def _ends(turn: Turn) -> Iterable[tuple[date, datetime | None]]:
    for session in calendar.sessions(turn, turn.yesterday):
        starts = session.starts(turn.zone)
        if starts is not None:
            at = starts + calendar.LASTS
            yield slots.day_of(turn, at), at


def after(turn: Turn, day: date, late: timedelta) -> None:
    """An hour after it began, ask what to take along, and what was agreed on."""
    for session in calendar.sessions(turn, day):
        starts = session.starts(turn.zone)
        if starts is None or starts + calendar.LASTS > turn.now:
            continue
        if local_time.local_day(starts, turn.zone, turn.known.day_ends_at) == day:
            about = SessionAbout(time=session.at)
            unprompted.ask(turn, TAKE_ALONG, day=session.day, about=about, late=late, typed=True)
            return


def ask_what_was_taken(turn: Turn) -> None:
    """Ask it at any time: of the session that was last, whenever that was."""
    turn.ack()
    turn.message_id = None
    last = calendar.latest(turn)
    at = (
        last.at if last else turn.now.astimezone(turn.zone).time().replace(second=0, microsecond=0)
    )
    about = SessionAbout(time=at, by_hand=True)
    dialogs.begin(turn, TAKE_ALONG, day=last.day if last else turn.today, about=about)


def _frame(turn: Turn, conversation: Conversation, _prompt: Prompt) -> Frame:
    if SessionAbout.of(conversation).by_hand or _kept(turn, conversation) is not None:
        return Frame()
    off = Button(t("It didn't happen"), callback_data.action("session.off", conversation.id))
    return Frame(rows=((off,),))


def _kept(turn: Turn, conversation: Conversation) -> TypedEntry[SessionContent] | None:
    """Find what was told so far: it is kept under the name of the conversation."""
    return contents.get(turn.tx, turn.user_id, SessionContent, conversation.id)


def _keep(turn: Turn, conversation: Conversation, step: str, value: Value | None) -> None:
    """Keep each answer as it comes: the other may never be given."""
    words = str(value) if value is not None else None
    known, about, field = _kept(turn, conversation), SessionAbout.of(conversation), FIELDS[step]
    if known is not None:
        contents.change(turn.tx, turn.user_id, known, **{field: words})
    elif words is not None or not about.by_hand:
        content = SessionContent.model_validate({"time": about.time, field: words})
        entry = TypedEntry(conversation.id, conversation.day or turn.today, turn.now, content)
        contents.put(turn.tx, turn.user_id, entry)


def did_not_happen(turn: Turn, conversation_id: str) -> None:
    """Ask nothing about a session that was not."""
    conversation = conversations.get(turn.tx, turn.user_id, conversation_id)
    if conversation is not None and not conversation.closed:
        conversations.close(turn.tx, turn.user_id, conversation_id)
    turn.edit(t("All right, nothing noted for that one."), message_id=turn.message_id)


def _finish(turn: Turn, conversation: Conversation, _session: Session) -> None:
    entry = _kept(turn, conversation)
    if entry is None:
        turn.edit(
            t("Nothing was changed."), conversation=conversation.id, message_id=turn.message_id
        )
        return
    taken, agreed = entry.content.take_along, entry.content.agreed
    more = []
    if taken is not None:
        more.append(Button(t("Save as a note"), callback_data.action("session.note", entry.id)))
    if agenda.is_there_any(turn):
        more.append(Button(t("Cross something off"), callback_data.action("therapy.list")))
    turn.edit(
        t("Kept. I'll show you this before the next session: “{words}”", words=quoted(taken))
        if taken is not None
        else t("All right. The session is noted."),
        *((t("Agreed: “{words}”", words=quoted(agreed)),) if agreed is not None else ()),
        rows=(*_to_do(entry), *((one,) for one in more)),
        conversation=conversation.id,
        message_id=turn.message_id,
    )


def _to_do(entry: TypedEntry[SessionContent]) -> Rows:
    """Offer to make of what was agreed on something that is asked about."""
    if entry.content.agreed is None:
        return ()
    return (
        (
            Button(t("Make it a goal"), callback_data.action("session.goal", entry.id)),
            Button(t("I'll do it once"), callback_data.action("session.once", entry.id)),
        ),
    )


def as_note(turn: Turn, entry_id: str) -> None:
    """Words that were not meant for this question become a journal note."""
    entry = contents.get(turn.tx, turn.user_id, SessionContent, entry_id)
    if entry is None or not entry.content.take_along:
        turn.ack(t("That's already a note."))
        return
    words = entry.content.take_along
    notes.add(turn.tx, turn.user_id, Note(turn.tx.new_id(), turn.now, turn.today, words))
    contents.change(turn.tx, turn.user_id, entry, take_along=None)
    turn.edit(t("Kept in your journal."), rows=_to_do(entry), message_id=turn.message_id)


TAKE_ALONG = Dialog(
    "takealong",
    flow=lambda _turn, _conversation: flows.take_along(),
    finish=_finish,
    keep=_keep,
    about=SessionAbout,
    frame=_frame,
    # What a session leaves behind is often found only on the way home, or in the evening.
    waits=timedelta(hours=8),
)

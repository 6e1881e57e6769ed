"""Before and after a session: what may help to prepare, and the one question afterwards.

What is tracked helps most when both look at it together in the session (Gondek et al. 2016, and
the review 10.1080/10503307.2023.2181114).
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from bot import local_time
from bot.core import callback_data, contents, dialogs, schedule, slots, unprompted
from bot.core.contents import Content
from bot.core.dialogs import Dialog
from bot.core.feature import Written
from bot.core.fields import Clock, Words
from bot.core.question import Frame
from bot.core.talk_state import About
from bot.core.turn import NUDGE, Turn
from bot.features.questionnaires import harm
from bot.features.sessions import agenda, calendar
from bot.features.week import view as week_view
from bot.outgoing import BLANK, Button, Rows, shorten
from conversations.events import Prompt
from conversations.flows import sessions as flows
from conversations.session import Session
from conversations.text import Text, own, t
from storage import conversations, notes, wins
from storage.conversations import Conversation
from storage.notes import Note

EVE, AFTER = "session.eve", "session.after"
WEEK = timedelta(days=6)
MOST_QUOTED = 400  # UTF-16 units of what was written; /journal has it whole


class SessionContent(Content):
    """A session that was, and what was taken along from it."""

    KIND = "session"
    time: Clock | None = None
    take_along: Words | None = None


class SessionAbout(About):
    """The time of the session that was, and whether the person came with it."""

    time: Clock
    by_hand: bool = False


def eve_due(turn: Turn) -> datetime | None:
    """The evening before the next session that was not prepared yet."""
    eves = (s.day - timedelta(days=1) for s in calendar.sessions(turn, turn.today))
    return slots.first_free(turn, EVE, ((day, slots.evening(turn, day)) for day in eves))


def after_due(turn: Turn) -> datetime | None:
    """An hour after the next session began, on the same day."""
    return slots.first_free(turn, AFTER, _ends(turn))


def _ends(turn: Turn) -> Iterable[tuple[date, datetime | None]]:
    for session in calendar.sessions(turn, turn.yesterday):
        starts = session.starts(turn.zone)
        if starts is not None:
            at = starts + calendar.LASTS
            yield slots.day_of(turn, at), at


def written(turn: Turn, first: date, last: date) -> Iterable[Written]:
    """Give what was taken along from the sessions of some days."""
    for entry in contents.between(turn.tx, turn.user_id, SessionContent, first, last):
        if words := entry.content.take_along:
            yield Written(entry.day, entry.at, words, kind=t("from your session"))


def eve(turn: Turn, day: date, late: timedelta) -> None:
    """The evening before, offer what may help to prepare."""
    tomorrow = day + timedelta(days=1)
    found = [s for s in calendar.sessions(turn, tomorrow) if s.day == tomorrow]
    if not found:
        return
    skip = callback_data.action("session.skip", found[0].appointment, found[0].planned.isoformat())
    turn.say(
        t("Your session is tomorrow at {time}.", time=found[0].at),
        *preparation(turn),
        rows=(*rows(turn), (Button(t("It's canceled"), skip),)),
        priority=NUDGE,
        silent=True,
        expires_at=schedule.stale_at(turn, late),
    )


def show(turn: Turn) -> None:
    """Show the preparation at any time."""
    turn.ack()
    turn.say(t("For your session"), *preparation(turn), rows=rows(turn))


def preparation(turn: Turn) -> tuple[Text, ...]:
    """What is ready, or what may be asked where nothing is."""
    return ready(turn) or (BLANK, t("Is there anything you'd like to bring up?"))


def ready(turn: Turn) -> tuple[Text, ...]:
    """Open questions, what is marked, what was taken along, and a win of the week."""
    won = wins.between(turn.tx, turn.user_id, turn.today - WEEK, turn.horizon)
    best = next((w for w in reversed(won) if w.milestone), won[-1] if won else None)
    blocks = (
        harm.for_session(turn),
        *agenda.blocks(turn),
        taken_along(turn),
        (t("A win this week: “{words}”", words=_quoted(best.text)),) if best else (),
    )
    return tuple(line for block in blocks if block for line in (BLANK, *block))


def rows(turn: Turn) -> Rows:
    """Offer the picture, to add a question, and to tick off what is settled."""
    tick = Button(t("Cross something off"), callback_data.action("therapy.list"))
    return (
        (Button(t("My week as a picture"), callback_data.action("session.week")),),
        (
            Button(t("Add a question"), callback_data.action("therapy.add")),
            *((tick,) if agenda.is_there_any(turn) else ()),
        ),
    )


def before_planning(turn: Turn, _talk: Conversation, prompt: Prompt) -> Frame:
    """Who has said no time yet can keep questions for the session all the same."""
    if prompt.done:
        return Frame()
    said = tuple(line for block in agenda.blocks(turn) for line in block)
    return Frame(above=said, rows=rows(turn)[1:])


def picture(turn: Turn) -> None:
    """Send the week's picture in a message of its own."""
    turn.ack()
    week_view.show(turn, "week")


def taken_along(turn: Turn) -> tuple[Text, ...]:
    """Say what was taken along from the last session."""
    for entry in reversed(contents.of_kind(turn.tx, turn.user_id, SessionContent)):
        if words := entry.content.take_along:
            return (
                t("From your session on {day}: “{words}”", day=entry.day, words=_quoted(words)),
            )
    return ()


def _quoted(words: str) -> Text:
    return own(shorten(words, MOST_QUOTED))


def after(turn: Turn, day: date, late: timedelta) -> None:
    """An hour after it began, ask what to take along."""
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


def _frame(_turn: Turn, talk: Conversation, _prompt: Prompt) -> Frame:
    if SessionAbout.of(talk).by_hand:
        return Frame()
    off = Button(t("It didn't happen"), callback_data.action("session.off", talk.id))
    return Frame(rows=((off,),))


def did_not_happen(turn: Turn, talk_id: str) -> None:
    """Ask nothing about a session that was not."""
    talk = conversations.get(turn.tx, turn.user_id, talk_id)
    if talk is not None and not talk.closed:
        conversations.close(turn.tx, turn.user_id, talk_id)
    turn.edit(t("All right, nothing noted for that one."), message_id=turn.message_id)


def _finish(turn: Turn, talk: Conversation, session: Session) -> None:
    said = session.answers.get("text")
    take_along = str(said) if said is not None else None
    about = SessionAbout.of(talk)
    if said is None and about.by_hand:
        turn.edit(t("Nothing was changed."), talk=talk.id, message_id=turn.message_id)
        return
    content = SessionContent(time=about.time, take_along=take_along)
    entry = contents.add(turn.tx, turn.user_id, talk.day or turn.today, content)
    row = []
    if said is not None:
        row.append(Button(t("Save as a note"), callback_data.action("session.note", entry.id)))
    if agenda.is_there_any(turn):
        row.append(Button(t("Cross something off"), callback_data.action("therapy.list")))
    turn.edit(
        t("Kept: “{words}”. I'll show it to you before the next one.", words=_quoted(str(said)))
        if said is not None
        else t("All right. The session is noted."),
        rows=(tuple(row),) if row else (),
        talk=talk.id,
        message_id=turn.message_id,
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
    turn.edit(t("Kept in your journal."), message_id=turn.message_id)


TAKE_ALONG = Dialog(
    "takealong",
    flow=lambda _turn, _talk: flows.take_along(),
    finish=_finish,
    about=SessionAbout,
    frame=_frame,
    # What a session leaves behind is often found only on the way home, or in the evening.
    waits=timedelta(hours=8),
)

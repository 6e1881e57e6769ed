"""Before a session: what may help to prepare, and what a session left behind.

What is tracked helps most when both look at it together in the session (Gondek et al. 2016, and
the review 10.1080/10503307.2023.2181114).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.core import callback_data, contents, schedule, slots
from bot.core.contents import Content, TypedEntry
from bot.core.feature import Written
from bot.core.fields import Clock, Words
from bot.core.question import Frame
from bot.core.turn import NUDGE, Turn
from bot.features.questionnaires import harm
from bot.features.sessions import agenda, calendar
from bot.features.week import view as week_view
from bot.outgoing import BLANK, Button, Rows, lines, shorten
from conversations.events import Prompt
from conversations.text import Text, own, t
from storage import wins
from storage.conversations import Conversation

EVE = "session.eve"
WEEK = timedelta(days=6)
MOST_QUOTED = 400  # UTF-16 units of what was written; /journal has it whole


class SessionContent(Content):
    """A session that was, and what was taken along from it."""

    KIND = "session"
    time: Clock | None = None
    take_along: Words | None = None
    agreed: Words | None = None
    """What was agreed on until the next one."""


@dataclass(frozen=True, slots=True)
class LeftBehind:
    """Words that stayed of a session, and its day."""

    day: date
    words: str


def eve_due(turn: Turn) -> datetime | None:
    """The evening before the next session that was not prepared yet."""
    eves = (s.day - timedelta(days=1) for s in calendar.sessions(turn, turn.today))
    return slots.first_free(turn, EVE, ((day, slots.evening(turn, day)) for day in eves))


def written(turn: Turn, first: date, last: date) -> Iterable[Written]:
    """Give what was taken along from the sessions of some days, and what was agreed on."""
    for entry in contents.between(turn.tx, turn.user_id, SessionContent, first, last):
        if words := entry.content.take_along:
            yield Written(entry.day, entry.at, words, kind=t("from your session"))
        if words := entry.content.agreed:
            yield Written(entry.day, entry.at, words, kind=t("agreed on"))


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
        (t("A win this week: “{words}”", words=quoted(best.text)),) if best else (),
    )
    return tuple(line for block in blocks if block for line in (BLANK, *block))


def rows(turn: Turn) -> Rows:
    """Offer a page and the picture, to add a question, and to tick off what is settled."""
    tick = Button(t("Cross something off"), callback_data.action("therapy.list"))
    return (
        (Button(t("A page for your session"), callback_data.action("report.new"), primary=True),),
        (Button(t("My week as a picture"), callback_data.action("session.week")),),
        (
            Button(t("Add a question"), callback_data.action("therapy.add")),
            *((tick,) if agenda.is_there_any(turn) else ()),
        ),
    )


def before_planning(turn: Turn, _conversation: Conversation, prompt: Prompt) -> Frame:
    """Who has said no time yet can keep questions for the session all the same."""
    if prompt.done:
        return Frame()
    said = tuple(line for block in agenda.blocks(turn) for line in block)
    return Frame(above=said, rows=rows(turn)[2:])


def picture(turn: Turn) -> None:
    """Send the week's picture in a message of its own."""
    turn.ack()
    week_view.show(turn, "week")


def taken_along(turn: Turn) -> tuple[Text, ...]:
    """Say what was last taken along from a session, and what was agreed on."""
    met = contents.of_kind(turn.tx, turn.user_id, SessionContent)
    taken, agreed = left_behind(met)
    return lines(
        t("From your session on {day}: “{words}”", day=taken.day, words=quoted(taken.words))
        if taken
        else None,
        t("You agreed on {day}: “{words}”", day=agreed.day, words=quoted(agreed.words))
        if agreed
        else None,
    )


def left_behind(
    met: Sequence[TypedEntry[SessionContent]],
) -> tuple[LeftBehind | None, LeftBehind | None]:
    """Find what was taken along and what was agreed on last, of sessions from the oldest on."""
    taken = [LeftBehind(e.day, e.content.take_along) for e in met if e.content.take_along]
    agreed = [LeftBehind(e.day, e.content.agreed) for e in met if e.content.agreed]
    return taken[-1] if taken else None, agreed[-1] if agreed else None


def quoted(words: str) -> Text:
    """Quote what was written, as far as a message has room."""
    return own(shorten(words, MOST_QUOTED))

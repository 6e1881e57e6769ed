"""Notes to oneself: words that come back on a hard day, or on a day that was chosen.

Tracking that lasts is positive and follows the person's own goals (PMC11979477).
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Literal

from bot.core import callback_data, contents, dialogs, opt_outs, schedule, slots
from bot.core.callback_data import number
from bot.core.contents import Content, TypedEntry
from bot.core.dialog import Dialog
from bot.core.feature import AS_ASKED_FOR, Action, Feature, Nudge, OptOut, Written
from bot.core.fields import Days, Said
from bot.core.paging import list_page
from bot.core.turn import NUDGE, Turn
from bot.outgoing import BLANK, Button, Rows, shorten
from conversations.flows import self_notes
from conversations.formats import until_date
from conversations.formats.free_text import shortened
from conversations.session import Session
from conversations.text import Text, own, t
from storage import answers, nudges
from storage.conversations import Conversation

NUDGE_NAME = "selfnote"
HARD = 2
"""The mood up to which a day is a hard one, of 10."""
SHOWN = 10
ROOM = 3_000  # UTF-16 units for the words of a page; /journal has each whole


class SelfNoteContent(Content):
    """Words to oneself; the entry stands on the day they come back, where it has one."""

    KIND = "note to self"
    text: Said
    when: Literal["day", "hard"]
    returned: Days = ()


def write(turn: Turn) -> None:
    """Ask for a note to oneself."""
    turn.ack()
    turn.message_id = None
    dialogs.begin(turn, SELF)


def show_from(turn: Turn, begin: int) -> None:
    """Show another page of the list, in place of the one before."""
    text, rows = _list(turn, begin)
    turn.edit(*text, rows=rows, message_id=turn.message_id)


def show_notes(turn: Turn) -> None:
    """List the notes to oneself, with when each comes back, the latest page first."""
    text, rows = _list(turn, 0)
    turn.ack()
    turn.say(*text, rows=rows)


def _list(turn: Turn, begin: int) -> tuple[tuple[Text, ...], Rows]:
    every = contents.of_kind(turn.tx, turn.user_id, SelfNoteContent)
    page = list_page(
        every[::-1], begin, lambda place: callback_data.action("self.at", str(place)), each=SHOWN
    )
    notes = page.shown[::-1]
    room = ROOM // max(1, len(notes))
    new = (Button(t("Write one"), callback_data.action("self.write")),)
    listed = [
        t(
            "{n}. {when}: “{text}”",
            n=n,
            when=_when(turn, entry),
            text=own(shorten(entry.content.text, room)),
        )
        for n, entry in enumerate(notes, 1)
    ]
    text = listed or [t("No notes to yourself yet. You can write one for a hard day.")]
    away = tuple(
        Button(t("Remove {n}", n=n), callback_data.action("self.remove", entry.id))
        for n, entry in enumerate(notes, 1)
    )
    rows = tuple(away[start : start + 3] for start in range(0, len(away), 3))
    return (t("Notes to yourself"), BLANK, *text), (new, *rows, *page.rows)


def _when(turn: Turn, entry: TypedEntry[SelfNoteContent]) -> Text:
    if entry.content.when == "hard":
        return t("for a hard day")
    return (
        t("{day}", day=entry.day)
        if entry.day >= turn.today
        else t("came back {day}", day=entry.day)
    )


def remove(turn: Turn, entry_id: str) -> None:
    """Take a note to oneself back."""
    known = contents.get(turn.tx, turn.user_id, SelfNoteContent, entry_id)
    if known is None:
        turn.ack(t("That note is already gone."))
        return
    contents.remove(turn.tx, turn.user_id, entry_id)
    schedule.replan(turn)
    turn.edit(
        t("Undone: “{words}”.", words=own(shortened(known.content.text, 200))),
        rows=((Button(t("Notes to myself"), callback_data.action("self")),),),
        message_id=turn.message_id,
    )


def bring(turn: Turn, day: date, late: timedelta) -> None:  # noqa: ARG001 - the shape of a nudge
    """Give back the notes that were kept for this day."""
    for entry in contents.between(turn.tx, turn.user_id, SelfNoteContent, day, day):
        if entry.content.when == "day":
            _give_back(turn, entry, day, t("You wrote this to yourself, for today:"))


def after_hard_day(turn: Turn, day: date) -> None:
    """On a hard day give back one note that was kept for such days; the longest unseen first."""
    mood = answers.of_day(turn.tx, turn.user_id, day).get("mood")
    if mood is None or not isinstance(mood.value, int) or mood.value > HARD:
        return
    kept = [
        entry
        for entry in contents.of_kind(turn.tx, turn.user_id, SelfNoteContent)
        if entry.content.when == "hard"
    ]
    if not kept or not opt_outs.wanted(turn, "hardday"):
        return
    if nudges.claim(turn.tx, turn.user_id, "hardday", day):
        entry = min(kept, key=lambda e: (e.content.returned or (date.min,))[-1])
        _give_back(turn, entry, day, t("You once wrote this for a day like today:"))


def _give_back(turn: Turn, entry: TypedEntry[SelfNoteContent], day: date, words: Text) -> None:
    contents.change(turn.tx, turn.user_id, entry, returned=(*entry.content.returned, day))
    turn.say(
        words,
        t("“{text}”", text=own(entry.content.text)),
        rows=((Button(t("Notes to myself"), callback_data.action("self")),),),
        silent=True,
        priority=NUDGE,
    )


def _finish_note(turn: Turn, conversation: Conversation, session: Session) -> None:
    when = session.answers.get("when")
    day = until_date(when)
    text = str(session.answers["text"])
    content = SelfNoteContent(text=text, when="day" if day else "hard")
    contents.add(turn.tx, turn.user_id, day or turn.today, content)
    schedule.replan(turn)
    turn.edit(
        t("Kept. I'll show it to you on {day}.", day=day)
        if day
        else t("Kept. I'll show it to you after a hard day."),
        rows=((Button(t("Notes to myself"), callback_data.action("self")),),),
        conversation=conversation.id,
        message_id=turn.message_id,
    )


def due(turn: Turn) -> datetime | None:
    """Find the morning of the next day that a note to self was kept for."""
    kept = (
        entry.day
        for entry in contents.between(turn.tx, turn.user_id, SelfNoteContent, turn.today, date.max)
        if entry.content.when != "hard"
    )
    return slots.first_free(turn, NUDGE_NAME, ((day, slots.morning(turn, day)) for day in kept))


def written(turn: Turn, first: date, last: date) -> Iterator[Written]:
    """Give the notes to oneself that were written in these days."""
    for entry in contents.of_kind(turn.tx, turn.user_id, SelfNoteContent):
        # Its own day is when it comes back; it was written on this one.
        day = turn.day_of(entry.at)
        if first <= day <= last:
            yield Written(day, entry.at, entry.content.text, kind=t("to myself"))


SELF = Dialog(
    "selfnote", flow=lambda turn, _: self_notes.note_to_self(today=turn.today), finish=_finish_note
)
FEATURE = Feature(
    name="self_notes",
    buttons={
        "self": Action(show_notes),
        "self.at": Action(show_from, (number,)),
        "self.write": Action(write),
        "self.remove": Action(remove, (str,), is_final=True),
    },
    dialogs=(SELF,),
    entries=(SelfNoteContent,),
    nudges=(Nudge(name=NUDGE_NAME, due=due, compose=bring, in_silence=AS_ASKED_FOR),),
    opt_outs=(OptOut("hardday", t("Notes to yourself on hard days")),),
    written=(written,),
)

"""What is there for the next session, in one list: open questions, and what is marked For therapy.

Each can be ticked off by itself: a question counts as answered, a note or a day loses its mark.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from bot.core import callback_data
from bot.core.paging import list_page
from bot.core.turn import Turn
from bot.features import media_words
from bot.features.sessions import questions as session_questions
from bot.outgoing import BLANK, Button, Rows
from conversations.formats.free_text import shortened
from conversations.text import Text, own, t
from storage import answers, check_ins, notes

REACH = timedelta(days=180)
SHOWN = 12
QUOTED = 90  # so that two lists of so many fit into a message, and more beside them
PER_ROW = 4
QUESTION, NOTE, DAY = "q", "n", "d"


@dataclass(frozen=True, slots=True)
class Marked:
    """One thing for the session; a day without words has only what was answered."""

    day: date
    words: Text
    ref: str
    """Which kind of thing it is, and its id or day."""


def marked(turn: Turn, most: int = QUOTED) -> list[Marked]:
    """List what is marked, oldest first, quoting so much of it."""
    marked = notes.marked(turn.tx, turn.user_id)
    found = [
        Marked(note.day, media_words.in_brief(note, _short(note.text, most)), NOTE + note.id)
        for note in marked
    ]
    known = check_ins.between(turn.tx, turn.user_id, turn.today - REACH, turn.horizon)
    found += [
        Marked(day.day, _day(turn, day.day, most), DAY + day.day.isoformat())
        for day in known
        if day.for_therapy
    ]
    return sorted(found, key=lambda entry: entry.day)


def questions(turn: Turn, most: int = QUOTED) -> list[Marked]:
    """List the open questions, oldest first, quoting so much of each."""
    return [
        Marked(entry.day, _short(entry.content.text, most), QUESTION + entry.id)
        for entry in session_questions.still_open(turn)
    ]


def is_there_any(turn: Turn) -> bool:
    """Tell whether anything is on the list."""
    return bool(questions(turn) or marked(turn))


def _short(words: str, most: int) -> Text:
    return own(shortened(words, most))


def _day(turn: Turn, day: date, most: int) -> Text:
    told = answers.of_day(turn.tx, turn.user_id, day)
    mood, note = (told[step].value if step in told else None for step in ("mood", "note"))
    said = t("the day, mood {mood} of 10", mood=mood) if isinstance(mood, int) else t("the day")
    if not note:
        return said
    return t("{day}: {note}", day=said, note=_short(str(note), most))


def blocks(turn: Turn) -> tuple[tuple[Text, ...], ...]:
    """Say the open questions and what is marked, each under its name, the latest of many."""
    asked, found = questions(turn), marked(turn)
    return (
        (t("Your open questions:"), *_lines(asked)) if asked else (),
        (t("For therapy:"), *_lines(found)) if found else (),
    )


def _lines(found: list[Marked]) -> tuple[Text, ...]:
    more = len(found) - SHOWN
    return (
        *((t("… and {n} earlier", n=more),) if more > 0 else ()),
        *(t("• {day}: {words}", day=e.day, words=e.words) for e in found[-SHOWN:]),
    )


def show(turn: Turn) -> None:
    """Show the list in a message of its own."""
    turn.ack()
    turn.message_id = None
    _put(turn)


def show_from(turn: Turn, begin: int) -> None:
    """Show another page of the list."""
    _put(turn, begin=begin)


def _put(turn: Turn, *more: Button, begin: int = 0) -> None:
    asked = questions(turn)
    page = list_page(
        [*asked, *marked(turn)],
        begin,
        lambda place: callback_data.action("therapy.at", str(place)),
        each=SHOWN,
    )
    found = [*page.shown]
    said = [
        t("{n}. {day}: {words}", n=n, day=one.day, words=one.words)
        for n, one in enumerate(found, 1)
    ]
    own_ones = min(max(0, len(asked) - page.begin), len(found))
    text = (
        *((t("Your open questions:"), *said[:own_ones]) if own_ones else ()),
        *((BLANK,) if 0 < own_ones < len(said) else ()),
        *((t("For therapy:"), *said[own_ones:]) if said[own_ones:] else ()),
    ) or (t("Nothing is on the list yet. You can mark any note or day with its button."),)
    rows = (*_ticks(found), *page.rows, *((more,) if more else ()), *_around(turn))
    if turn.message_id is None:
        turn.say(t("For your session"), BLANK, *text, rows=rows)
    else:
        turn.edit(t("For your session"), BLANK, *text, rows=rows, message_id=turn.message_id)


def _ticks(found: list[Marked]) -> Rows:
    row = [
        Button(
            t("✓ {n}", n=n),
            callback_data.action("therapy.tick", one.ref, callback_data.switch(on=True)),
        )
        for n, one in enumerate(found, 1)
    ]
    return tuple(tuple(row[start : start + PER_ROW]) for start in range(0, len(row), PER_ROW))


def _around(turn: Turn) -> Rows:
    rows = [(Button(t("Add a question"), callback_data.action("therapy.add")),)]
    if is_there_any(turn):
        rows.append((Button(t("Clear the list"), callback_data.action("therapy.clear")),))
    return tuple(rows)


def tick(turn: Turn, ref: str, off: bool) -> None:  # noqa: FBT001 - from a button
    """Tick one thing off, or put it back on the list."""
    if not _set(turn, ref, off=off):
        turn.ack(t("That one is already gone."))
        return
    turn.ack(t("Checked off. It stays in your diary.") if off else t("Back on the list."))
    back = callback_data.action("therapy.tick", ref, callback_data.switch(on=False))
    _put(turn, *((Button(t("Put the last one back"), back),) if off else ()))


def _set(turn: Turn, ref: str, *, off: bool) -> bool:
    kind, which = ref[:1], ref[1:]
    if kind == QUESTION:
        return session_questions.set_answered(turn, which, answered=off)
    if kind == NOTE and notes.get(turn.tx, turn.user_id, which) is not None:
        notes.change(turn.tx, turn.user_id, which, for_therapy=not off)
        return True
    if kind == DAY:
        day = date.fromisoformat(which)
        if check_ins.get(turn.tx, turn.user_id, day) is not None:
            check_ins.touch(turn.tx, turn.user_id, day, for_therapy=not off)
            return True
    return False


def clear(turn: Turn) -> None:
    """Tick all of it off, as after a session; what was written stays."""
    for entry in session_questions.still_open(turn):
        session_questions.set_answered(turn, entry.id, answered=True)
    for note in notes.marked(turn.tx, turn.user_id):
        notes.change(turn.tx, turn.user_id, note.id, for_therapy=False)
    for known in check_ins.between(turn.tx, turn.user_id, turn.today - REACH, turn.horizon):
        if known.for_therapy:
            check_ins.touch(turn.tx, turn.user_id, known.day, for_therapy=False)
    turn.edit(
        t("The list is clear. What you wrote stays in your journal."),
        message_id=turn.message_id,
    )


def read_ref(raw: str) -> str:
    """Read a reference: a kind, and an id or a day."""
    if raw[:1] == DAY:
        return DAY + date.fromisoformat(raw[1:]).isoformat()
    if raw[:1] not in (QUESTION, NOTE):
        raise ValueError(raw)
    return raw

"""The journal: any words outside a question, kept with Undo and For therapy."""

from bot import buttons
from bot.outgoing import BLANK, Button, Rows
from bot.services.turn import Turn
from conversations.reading.clean import clean
from conversations.text import Text, own, t
from storage import journal, wins
from storage.journal import Note
from storage.wins import Win

LONGEST = 4000
PAGE = 5


def keep(turn: Turn, text: str) -> None:
    """Keep words as a note of today."""
    words = clean(text)[:LONGEST].strip()
    if not words:
        turn.say(t("That message had no words I can keep."))
        return
    note = Note(turn.tx.new_id(), turn.now, turn.today, words, message_id=turn.message_id)
    journal.add(turn.tx, turn.user_id, note)
    turn.say(t("Kept in your journal."), rows=note_rows(note))


def note_rows(note: Note) -> Rows:
    """Offer to take a note back, or to mark it for therapy."""
    mark = t("✓ For therapy") if note.for_therapy else t("For therapy")
    return (
        (
            Button(t("Undo"), buttons.action("note.undo", note.id)),
            Button(mark, buttons.action("note.mark", note.id)),
        ),
    )


def take_back(turn: Turn, note_id: str) -> None:
    """Remove a note."""
    if journal.get(turn.tx, turn.user_id, note_id) is None:
        turn.ack(t("That note is already gone."))
        return
    journal.remove(turn.tx, turn.user_id, note_id)
    turn.edit(t("Taken back. Nothing of it is kept."), message_id=turn.message_id)


def mark(turn: Turn, note_id: str) -> None:
    """Set or clear the mark for therapy."""
    note = journal.get(turn.tx, turn.user_id, note_id)
    if note is None:
        turn.ack(t("That note is already gone."))
        return
    journal.change(turn.tx, turn.user_id, note_id, for_therapy=not note.for_therapy)
    after = journal.get(turn.tx, turn.user_id, note_id) or note
    turn.ack(t("Marked for therapy.") if after.for_therapy else t("No longer marked."))
    turn.edit(t("Kept in your journal."), rows=note_rows(after), message_id=turn.message_id)


def edited(turn: Turn, message_id: int, text: str) -> None:
    """Follow an edit of the message that a note came from; other edits change nothing."""
    note = journal.by_message(turn.tx, turn.user_id, message_id)
    words = clean(text)[:LONGEST].strip()
    if note is not None and words and words != note.text:
        journal.change(turn.tx, turn.user_id, note.id, text=words)
        turn.say(t("I changed the note too."), rows=note_rows(note))


def look_back(turn: Turn, argument: str) -> None:
    """Show the latest notes; with words, those that hold them."""
    sought = clean(argument).strip().casefold()
    latest = journal.recent(turn.tx, turn.user_id, limit=500)
    found = [note for note in latest if sought in note.text.casefold()]
    if not found:
        turn.say(
            t("No note holds “{words}”.", words=own(argument))
            if sought
            else t("Your journal is empty. Write anything here, at any time; I keep it as a note.")
        )
        return
    turn.say(*_entries(found[:PAGE]), rows=_older(found, sought))


def older(turn: Turn, note_id: str) -> None:
    """Show the notes before that one."""
    latest = journal.recent(turn.tx, turn.user_id, limit=500)
    ids = [note.id for note in latest]
    rest = latest[ids.index(note_id) + 1 :] if note_id in ids else latest
    if not rest:
        turn.ack(t("That is the beginning of your journal."))
        return
    turn.edit(*_entries(rest[:PAGE]), rows=_older(rest, ""), message_id=turn.message_id)


def _entries(notes: list[Note]) -> list[Text]:
    lines: list[Text] = []
    for note in reversed(notes):
        star = " · " if note.for_therapy else ""
        lines += [
            t(
                "{day}{star}{mark}",
                day=note.day,
                star=star,
                mark=t("for therapy") if note.for_therapy else BLANK,
            ),
            own(note.text if len(note.text) <= 600 else note.text[:599] + "…"),
            BLANK,
        ]
    return lines[:-1]


def _older(notes: list[Note], sought: str) -> Rows:
    if len(notes) <= PAGE or sought:
        return ()
    return ((Button(t("Older"), buttons.action("journal", notes[PAGE - 1].id)),),)


def win(turn: Turn, text: str) -> None:
    """Keep a small win in the person's own words."""
    words = clean(text)[:300].strip()
    if not words:
        turn.say(t("Write it after the command, such as: /win called my sister"))
        return
    kept = wins.add(turn.tx, turn.user_id, Win(turn.tx.new_id(), turn.today, words))
    turn.say(
        t("Noted as a win: “{words}”.", words=own(words)),
        rows=((Button(t("Undo"), buttons.action("win.undo", kept.id)),),),
    )


def take_back_win(turn: Turn, win_id: str) -> None:
    """Remove a win."""
    wins.remove(turn.tx, turn.user_id, win_id)
    turn.edit(t("Taken back. Nothing of it is kept."), message_id=turn.message_id)

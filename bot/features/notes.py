"""The journal: any words outside a question, kept with Undo and For therapy.

Open journaling is what people who track themselves like (JMIR Form Res 2023, e48152).
"""

from collections.abc import Iterator
from datetime import date

from bot.core import callback_data, dialogs, open_dialog, variety
from bot.core.feature import Action, Feature, Undoable, Written
from bot.core.turn import Turn
from bot.features import media_words
from bot.features.portability import import_undo
from bot.outgoing import Button, Rows, lines
from conversations import prompts
from conversations.events import Opened
from conversations.formats.free_text import shortened
from conversations.parsing.clean import clean
from conversations.text import Text, own, t
from storage import conversations, notes
from storage.notes import Note

LOOKED_AT = 5  # conversations back
# A receipt and no more: what somebody wrote is not judged, not even as good to have.
KEPT = (
    t("Kept in your journal."),
    t("That's in your journal now."),
    t("Saved in your journal."),
    t("It's in your journal."),
    t("I've put that in your journal."),
    t("It's a note in your journal now."),
)


def keep(turn: Turn, text: str, *, above: Text | None = None) -> None:
    """Keep words as a note of today, and say so, below a line that answers them.

    Below numbers to call it makes no sound: they are what the telephone should show.
    """
    note = write(turn, text)
    if note is not None:
        said = lines(above, kept(turn, note))
        turn.say(*said, rows=note_rows(note), silent=turn.help_shown)


def kept(turn: Turn, note: Note) -> Text:
    """Say that a note is kept, and of a recording where it is."""
    if note.media:
        has_words = bool(note.text) and not _is_question(turn, note.text)
        return media_words.kept(note.media, with_words=has_words)
    return variety.of_moment(KEPT, note.at)


def write(turn: Turn, text: str) -> Note | None:
    """Keep words as a note of today; None, and said so, where there are none."""
    words = clean(text).strip()
    if not words:
        turn.say(t("There were no words in that message that I could keep."))
        return None
    note = Note(turn.tx.new_id(), turn.now, turn.today, words, message_id=turn.message_id)
    notes.add(turn.tx, turn.user_id, note)
    return note


def note_rows(note: Note) -> Rows:
    """Offer to take a note back, or to mark it for therapy."""
    mark = t("✓ For therapy") if note.for_therapy else t("For therapy")
    return (
        (
            Button(t("Undo"), callback_data.action("note.undo", note.id)),
            Button(
                mark,
                callback_data.action(
                    "note.mark", note.id, callback_data.switch(on=not note.for_therapy)
                ),
            ),
        ),
    )


def take_back(turn: Turn, note_id: str) -> None:
    """Remove a note."""
    if not notes.remove(turn.tx, turn.user_id, note_id):
        turn.ack(t("That note is already gone."))
        return
    import_undo.forget(turn, "notes", id=note_id)
    gone = t("Undone. None of it was kept.")
    if not _question_again(turn, gone):
        turn.edit(gone, message_id=turn.message_id)


def _question_again(turn: Turn, said: Text) -> bool:
    """Leave a question as it is that the note was kept beside; tell whether there was one."""
    if turn.message_id is None:
        return False
    recent = conversations.recent(turn.tx, turn.user_id, LOOKED_AT)
    conversation = next((one for one in recent if one.message_id == turn.message_id), None)
    if conversation is None or conversation.closed:
        return False
    dialog = open_dialog.dialog_of(turn, conversation)
    if dialog is None:
        return False
    turn.ack(said)
    dialogs.feed(turn, dialog, conversation, Opened())
    return True


def mark(turn: Turn, note_id: str, marked: bool) -> None:  # noqa: FBT001 - from a button
    """Set or clear the mark for therapy."""
    note = notes.get(turn.tx, turn.user_id, note_id)
    if note is None:
        turn.ack(t("That note is already gone."))
        return
    notes.change(turn.tx, turn.user_id, note_id, for_therapy=marked)
    after = notes.get(turn.tx, turn.user_id, note_id) or note
    said = t("Marked for therapy.") if after.for_therapy else t("Not marked anymore.")
    if not _question_again(turn, said):
        turn.ack(said)
        turn.edit(kept(turn, after), rows=note_rows(after), message_id=turn.message_id)


def edited(turn: Turn, message_id: int, text: str) -> bool:
    """Follow an edit of the message that a note came from; tell whether it was one."""
    note = notes.by_message(turn.tx, turn.user_id, message_id)
    if note is None:
        return False
    words = with_question(turn, note, clean(text).strip())
    if words != note.text:
        notes.change(turn.tx, turn.user_id, note.id, text=words)
        turn.say(t("I changed the note too."), rows=note_rows(note), silent=turn.help_shown)
    return True


def with_question(turn: Turn, note: Note, words: str) -> str:
    """Leave the question above an answer that is edited."""
    first = note.text.partition("\n")[0]
    return f"{first}\n{words}".rstrip() if _is_question(turn, first) else words


def _is_question(turn: Turn, words: str) -> bool:
    """Whether these are not the person's words, but those of a question to write about."""
    return any(turn.words(prompt.question) == words for prompt in prompts.prompts())


def last_note(turn: Turn) -> Undoable | None:
    """Find the note written last."""
    last = next(iter(notes.recent(turn.tx, turn.user_id, limit=1)), None)
    if last is None:
        return None

    def take_it_back() -> None:
        notes.remove(turn.tx, turn.user_id, last.id)
        if last.media:
            turn.say(t("Undone: {what}", what=quoted))
        else:
            turn.say(t("Undone: “{words}”.", words=words))

    words = own(shortened(last.text, 200))
    quoted = media_words.in_brief(last, words) if last.media else t("“{words}”", words=words)
    return Undoable(last.at, lambda: quoted, take_it_back)


def written(turn: Turn, first: date, last: date) -> Iterator[Written]:
    """Give the notes of some days."""
    for note in notes.between(turn.tx, turn.user_id, first, last):
        yield Written(
            note.day, note.at, note.text, note.for_therapy, media=note.media, note=note.id
        )


FEATURE = Feature(
    name="notes",
    buttons={
        "note.undo": Action(take_back, (str,), is_final=True),
        "note.mark": Action(mark, (str, callback_data.switched)),
    },
    undo=(last_note,),
    written=(written,),
    edited=(edited,),
)

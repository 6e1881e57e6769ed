"""A recording or a picture becomes a note: what Telegram holds it by, and the words under it."""

from datetime import date

from bot.core import dialogs, open_dialog
from bot.core.question import Frame
from bot.core.turn import Turn
from bot.features import notes
from bot.incoming import Medium, MediumSent
from conversations.events import Opened
from conversations.parsing.clean import clean
from conversations.text import t
from storage import notes as stored
from storage.notes import Note, NoteMedium

# Those of an album come one right after the other: it is among the latest notes, if it is there.
LOOKED_AT = 8


def received(turn: Turn, sent: MediumSent) -> None:
    """Keep what was sent, and say so once: one of an album joins those that came before.

    A question that is open takes it where it can, and stands below it otherwise.
    """
    if sent.medium.album and _joins(turn, sent):
        return
    found = open_dialog.open_dialog(turn)
    if found is not None and (take := found[0].takes_medium) is not None:
        take(turn, found[1], sent)
        return
    note = keep(turn, sent, turn.today)
    said, rows = notes.kept(turn, note), notes.note_rows(note)
    if found is None:
        turn.say(said, rows=rows, silent=turn.help_shown)
    else:
        turn.message_id = None
        dialogs.feed(turn, *found, Opened(), around=Frame((said,), rows))


def keep(turn: Turn, sent: MediumSent, day: date, *, above: str = "") -> Note:
    """Keep what was sent as a note of a day; `above` stands over the words, as a question does."""
    words = "\n".join(filter(None, (above, clean(sent.caption).strip())))
    media = (_medium(turn, sent),)
    note = Note(turn.tx.new_id(), turn.now, day, words, message_id=sent.message_id, media=media)
    return stored.add(turn.tx, turn.user_id, note)


def beside(turn: Turn, medium: Medium) -> None:
    """Keep what a command stood under; an edit of the words there is an edit of the command."""
    sent = MediumSent(medium, None)
    if medium.album and _joins(turn, sent):
        return
    note = keep(turn, sent, turn.today)
    turn.say(notes.kept(turn, note), rows=notes.note_rows(note))


def _medium(turn: Turn, sent: MediumSent) -> NoteMedium:
    medium = sent.medium
    file = stored.reference(turn.tx, turn.user_id, medium.file_id)
    return NoteMedium(medium.kind, file, medium.seconds, sent.message_id, medium.album)


def _joins(turn: Turn, sent: MediumSent) -> bool:
    """Put one of an album to the note of the others; tell whether there is one."""
    for note in stored.recent(turn.tx, turn.user_id, LOOKED_AT):
        if any(one.album == sent.medium.album for one in note.media):
            media = (*note.media, _medium(turn, sent))
            words = "\n".join(filter(None, (note.text, clean(sent.caption).strip())))
            stored.change(turn.tx, turn.user_id, note.id, media=media, text=words)
            return True
    return False


def edited(turn: Turn, message_id: int, text: str, medium: Medium) -> bool:
    """Follow an edit of the words under it, or of what it is; tell whether it was kept."""
    note = _of_message(turn, message_id)
    if note is None:
        return False
    words = clean(text).strip()
    if len(note.media) > 1 and not words:
        words = note.text  # those may stand under another one of the album
    words = notes.with_question(turn, note, words)
    now = _medium(turn, MediumSent(medium, message_id))
    media = tuple(now if one.message_id == message_id else one for one in note.media)
    if (words, media) != (note.text, note.media):
        stored.change(turn.tx, turn.user_id, note.id, text=words, media=media)
        turn.say(t("I changed the note too."), rows=notes.note_rows(note), silent=turn.help_shown)
    return True


def _of_message(turn: Turn, message_id: int) -> Note | None:
    """Find the note that a message became, or became a part of."""
    note = stored.by_message(turn.tx, turn.user_id, message_id)
    latest = stored.recent(turn.tx, turn.user_id, LOOKED_AT) if note is None else [note]
    return next(
        (one for one in latest if any(part.message_id == message_id for part in one.media)), None
    )

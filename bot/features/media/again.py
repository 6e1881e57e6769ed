"""Sending again what Telegram holds: by its id, with the day and the words under it."""

from bot.core.turn import Turn
from bot.features import media_words
from bot.outgoing import shorten
from conversations.text import Text, own, t
from storage import notes
from storage.notes import Note, NoteMedium

# A photo without words and a photo that came as a file are sent in ways of their own.
_METHODS = {
    "voice": ("sendVoice", "voice"),
    "audio": ("sendAudio", "audio"),
    "video": ("sendVideo", "video"),
    "video_note": ("sendVideoNote", "video_note"),
    "photo": ("sendPhoto", "photo"),
    "image": ("sendDocument", "document"),
}
CAPTION = 1000  # UTF-16 units; Telegram takes 1024 under what it holds
NOT_HEARD = t(
    "I'm sorry. Telegram didn't give me that recording, so I can't play it. Its day and "
    "your words are still in your journal."
)
NOT_SEEN = t(
    "I'm sorry. Telegram didn't give me that picture, so I can't show it. Its day and your "
    "words are still in your journal."
)


def bring(turn: Turn, note_id: str) -> None:
    """Send what a note holds once more, each part in a message of its own."""
    note = notes.get(turn.tx, turn.user_id, note_id)
    if note is None or not note.media:
        turn.ack(t("That note is already gone."))
        return
    turn.ack()
    for place, medium in enumerate(note.media):
        _send(turn, note, medium, with_words=place == 0)


def _send(turn: Turn, note: Note, medium: NoteMedium, *, with_words: bool) -> None:
    file = notes.file_of(turn.tx, turn.user_id, medium.file)
    instead = NOT_HEARD if medium.kind in media_words.HEARD else NOT_SEEN
    if file is None or medium.kind not in _METHODS:
        turn.say(instead)
        return
    method, field = _METHODS[medium.kind]
    payload: dict[str, object] = {"chat_id": turn.chat_id, field: file}
    if with_words and medium.kind != "video_note":  # of all these it alone takes no words
        payload["caption"] = shorten(turn.words(*_caption(note)), CAPTION)
    turn.send(method, {**payload, "instead": turn.words(instead)})


def _caption(note: Note) -> tuple[Text, ...]:
    day = t("{day}", day=note.day)
    return (day, own(note.text)) if note.text else (day,)

"""What recordings and pictures are called, in a list and where one is kept."""

from collections.abc import Sequence

from conversations.text import Text, listed, t, tn
from storage.notes import Note, NoteMedium

HOUR, MINUTE = 3600, 60
HEARD = frozenset({"voice", "audio", "video", "video_note"})
"""The kinds that go on for a while."""


def is_heard(media: Sequence[NoteMedium]) -> bool:
    """Whether it is played rather than shown."""
    return all(one.kind in HEARD for one in media)


def named(media: Sequence[NoteMedium]) -> Text:
    """Name what a note holds: a voice note and how long it is, or how many photos."""
    by_kind: dict[str, list[NoteMedium]] = {}
    for one in media:
        by_kind.setdefault(one.kind, []).append(one)
    return _one(media[0]) if len(media) == 1 else listed(map(_many, by_kind.values()))


def _many(some: Sequence[NoteMedium]) -> Text:
    n = len(some)
    match some[0].kind:
        case "voice":
            return tn("{n} voice note", "{n} voice notes", n)
        case "audio":
            return tn("{n} audio recording", "{n} audio recordings", n)
        case "video":
            return tn("{n} video", "{n} videos", n)
        case "video_note":
            return tn("{n} video message", "{n} video messages", n)
        case "photo":
            return tn("{n} photo", "{n} photos", n)
        case _:
            return tn("{n} picture", "{n} pictures", n)


def _one(medium: NoteMedium) -> Text:
    said, timed = {
        "voice": (t("voice note"), t("voice note, {length}")),
        "audio": (t("audio recording"), t("audio recording, {length}")),
        "video": (t("video"), t("video, {length}")),
        "video_note": (t("video message"), t("video message, {length}")),
        "photo": (t("photo"), t("photo")),
    }.get(medium.kind, (t("picture"), t("picture")))
    return said if medium.seconds is None else timed.given(length=length(medium.seconds))


def length(seconds: int) -> str:
    """Write how long something is as every player does: 0:42, 1:02:03."""
    hours, rest = divmod(seconds, HOUR)
    minutes, left = divmod(rest, MINUTE)
    return f"{hours}:{minutes:02}:{left:02}" if hours else f"{minutes}:{left:02}"


def in_brief(note: Note, words: Text) -> Text:
    """Say some words of a note, after what was sent with them."""
    if not note.media:
        return words
    what = named(note.media)
    return t("{what}: {words}", what=what, words=words) if note.text else what


def kept(media: Sequence[NoteMedium], *, with_words: bool) -> Text:
    """Say that it is kept, and honestly what is not."""
    if any(one.album for one in media):
        # More of them may be on their way, so nobody counts.
        return (
            t("Kept in your journal, with your words. The pictures themselves stay with Telegram.")
            if with_words
            else t("Kept in your journal. The pictures themselves stay with Telegram.")
        )
    what = _kept_as(media[0])
    if media[0].kind in HEARD:
        return (
            t("Kept as {what}, with your words. The recording itself stays with Telegram.")
            if with_words
            else t("Kept as {what}. The recording itself stays with Telegram.")
        ).given(what=what)
    return (
        t("Kept as {what}, with your words. The picture itself stays with Telegram.")
        if with_words
        else t("Kept as {what}. The picture itself stays with Telegram.")
    ).given(what=what)


def _kept_as(medium: NoteMedium) -> Text:
    said, timed = {
        "voice": (t("a voice note"), t("a voice note, {length}")),
        "audio": (t("an audio recording"), t("an audio recording, {length}")),
        "video": (t("a video"), t("a video, {length}")),
        "video_note": (t("a video message"), t("a video message, {length}")),
        "photo": (t("a photo"), t("a photo")),
    }.get(medium.kind, (t("a picture"), t("a picture")))
    return said if medium.seconds is None else timed.given(length=length(medium.seconds))

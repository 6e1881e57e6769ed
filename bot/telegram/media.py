"""Recordings and pictures in a message: what Telegram calls them, and what they are sent by."""

from collections.abc import Mapping

from bot.incoming import Medium

_SINGLE = ("voice", "audio", "video_note", "video")
LONGEST = 1_000_000  # seconds; more is no length of anything
IMAGE = "image"  # a picture that was sent as a file, and can only be sent as one


def medium_of(body: Mapping[str, object]) -> Medium | None:
    """Find what somebody recorded or took a picture of; None where a message holds neither.

    A film without sound is an animation: it comes from a search, as stickers do.
    """
    for kind in _SINGLE:
        if isinstance(found := body.get(kind), Mapping):
            return _medium(kind, found, body)
    sizes = body.get("photo")
    if isinstance(sizes, list) and sizes and isinstance(sizes[-1], Mapping):
        return _medium("photo", sizes[-1], body)  # the last one is the largest
    file = body.get("document")
    if isinstance(file, Mapping) and body.get("animation") is None:
        is_image = str(file.get("mime_type") or "").startswith("image/")
        return _medium(IMAGE, file, body) if is_image else None
    return None


def _medium(kind: str, found: Mapping[str, object], body: Mapping[str, object]) -> Medium | None:
    file_id, seconds = found.get("file_id"), found.get("duration")
    if not isinstance(file_id, str) or not file_id:
        return None
    album = body.get("media_group_id")
    return Medium(kind, file_id, _length(seconds), album if isinstance(album, str) else "")


def _length(seconds: object) -> int | None:
    if not isinstance(seconds, int) or isinstance(seconds, bool):
        return None
    return seconds if 0 <= seconds < LONGEST else None

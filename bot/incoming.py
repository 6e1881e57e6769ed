"""What reached us, in our own words: an update after Telegram's shape has been taken off."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

# Read from the text, not from the entities: some clients send commands without marking them.
# A sign after the name ends it: people write "/support." as they end a sentence. The name may be
# of any script, though none of ours is: "/помощь" is meant as an order all the same.
COMMAND = re.compile(
    r"/(?P<name>[^\W\d_](?:[A-Za-z0-9_]|[^\x00-\xbf\s\u2000-\u206f\u3000-\u303f\uff00-\uff1f]){0,31})"
    r"(?![A-Za-z0-9_])(?:@\w+)?[.,;:!?\u2026\u3002\uff01\uff1f]*(?P<rest>\s.*|$)",
    re.DOTALL,
)


def after_command(text: str) -> str:
    """Give the words after a command; all of them where there is none."""
    found = COMMAND.match(text)
    return found["rest"].strip() if found else text


class Commanded(NamedTuple):
    """A command such as `/day 2026-11-20`: the name without slash, in lower case."""

    name: str
    argument: str
    message_id: int
    under_something: bool = False
    """It stood under a file or the like, of which only the words are read."""
    medium: "Medium | None" = None
    """The photo or recording that it stood under."""


class Said(NamedTuple):
    """Typed words."""

    text: str
    message_id: int
    forwarded: bool = False
    reply_to: int | None = None
    """The message that they were written under as a reply."""


class Pressed(NamedTuple):
    """A button; `message_id` is None when Telegram no longer tells where it sat."""

    data: str
    message_id: int | None
    query_id: str


@dataclass(frozen=True, slots=True)
class Located:
    """A shared place, to be turned into a time zone and forgotten."""

    latitude: float
    longitude: float
    message_id: int


@dataclass(frozen=True, slots=True)
class Medium:
    """A recording or a picture that Telegram holds: what is sent again by its id."""

    kind: str
    """The field of a message that it comes in; of a picture that came as a file, "image"."""
    file_id: str
    seconds: int | None = None
    album: str = ""
    """What those have in common that were sent together."""


@dataclass(frozen=True, slots=True)
class MediumSent:
    """A recording or a picture, with the words under it, if any."""

    medium: Medium
    message_id: int | None
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Edited:
    """An earlier message with new words, or new words under what came with it."""

    message_id: int
    text: str
    medium: Medium | None = None
    """What it came with, which may be another one by now."""


class NoFile(Exception):
    """Telegram will not hand this file out, however often it is asked."""


@dataclass(frozen=True, slots=True)
class Document:
    """A file someone sent, with the words under it, if any."""

    file_id: str
    name: str
    size: int
    message_id: int
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Unsupported:
    """A message of what is not kept: sticker, poll, contact… with the words in it, if any."""

    kind: str
    message_id: int
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Blocked:
    """The person blocked the bot."""


@dataclass(frozen=True, slots=True)
class Unblocked:
    """The bot was let in: by the person again, or into a group."""


@dataclass(frozen=True, slots=True)
class Ignored:
    """Nothing that asks for an answer: service messages, unknown kinds of update."""

    kind: str


Content = (
    Commanded
    | Said
    | Pressed
    | Located
    | Edited
    | Document
    | MediumSent
    | Unsupported
    | Blocked
    | Unblocked
    | Ignored
)


class Incoming(NamedTuple):
    """One update: who, where, when, and what."""

    update_id: int
    user_id: int
    chat_id: int
    private: bool
    language: str
    first_name: str
    at: datetime
    what: Content
    helped: bool = False
    """Whether the way to help was shown for it before its turn came."""

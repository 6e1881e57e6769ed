"""What somebody wrote, read for danger before anything else is done with it.

It decides nothing about where the words go: they go their normal way, and the way to help is
added.
"""

from dataclasses import dataclass

from bot.incoming import (
    COMMAND,
    Commanded,
    Document,
    Edited,
    Incoming,
    MediumSent,
    Said,
    Unsupported,
)
from conversations.safety.screen import Tier, asks_for_help, names_it, screen

SUPPORT = "support"


@dataclass(frozen=True, slots=True)
class Reading:
    """How plainly the words speak of danger, and whether they ask for help and nothing else."""

    tier: Tier
    asks: bool
    is_wish: bool = False
    """Plain danger that is no name for something to watch or to leave."""


NOTHING = Reading(Tier.NONE, asks=False)


def read(incoming: Incoming) -> Reading:
    """Read every word that came, whatever kind of message it came with."""
    words = words_of(incoming) if incoming.private else ""
    if not any(map(str.isalpha, words)):  # a press, or a number
        return NOTHING
    tier = screen(words)
    return Reading(tier, _asks(incoming, words), tier is Tier.PLAIN and not names_it(words))


def words_of(incoming: Incoming) -> str:
    """Give the words that somebody wrote."""
    match incoming.what:
        case Commanded(name, words):
            return f"{name}. {words}"
        case Said(words) | Edited(_, words):
            return words
        case Unsupported(_, _, words) | MediumSent(_, _, words) | Document(_, _, _, _, words):
            return words
        case _:
            return ""


def in_support(words: str) -> str | None:
    """Return what stands after `/support`; None where that was not written."""
    command = COMMAND.match(words.strip())
    if command is None or command["name"].lower() != SUPPORT:
        return None
    return command["rest"].strip()


def _asks(incoming: Incoming, words: str) -> bool:
    """Tell whether it is "help me" and the like; forwarded, it is somebody else who asks."""
    match incoming.what:
        case Said(forwarded=True) | Commanded():
            return False
        case _:
            return asks_for_help(words) or in_support(words) is not None

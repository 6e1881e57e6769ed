"""What an import under way keeps of itself: entries that are in no export and do not stay."""

from typing import Annotated

from pydantic import Field, JsonValue

from bot.core.contents import Content
from bot.features.portability.belongings import FILE, PART, UNDO

Packed = dict[str, Annotated[tuple[str, JsonValue], Field(strict=False)]]


class FileContent(Content):
    """A file that waits for an answer, by the id that Telegram has for it."""

    KIND = FILE
    file_id: str


class UndoContent(Content):
    """How far an import is, what it came to, and with which settings it began."""

    KIND = UNDO
    UNSAID = frozenset({"settings"})
    state: str
    file_id: str
    fresh: bool
    parts: int = 0
    days: int = 0
    more: int = 0
    replaced: int = 0
    settings: dict[str, JsonValue] | None = None


class PartContent(Content):
    """How to take a slice back: the keys of what was added, and what was replaced as it was."""

    KIND = PART
    new: dict[str, list[JsonValue]]
    before: dict[str, list[Packed]]

"""What an import under way keeps of itself: entries that are in no export and do not stay."""

from typing import Annotated

from pydantic import Field, JsonValue

from bot.core.contents import Content

OF_AN_IMPORT = "import."  # the kinds of all that only an import under way needs begin so

Packed = dict[str, Annotated[tuple[str, JsonValue], Field(strict=False)]]


class FileContent(Content):
    """A file that waits for an answer, by the id that Telegram has for it."""

    KIND = f"{OF_AN_IMPORT}file"
    OF_THIS_CHAT = True
    file_id: str


class UndoContent(Content):
    """How far an import is, what it came to, and with which settings it began."""

    KIND = f"{OF_AN_IMPORT}undo"
    OF_THIS_CHAT = True
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

    KIND = f"{UndoContent.KIND}.part"
    OF_THIS_CHAT = True
    new: dict[str, list[JsonValue]]
    before: dict[str, list[Packed]]

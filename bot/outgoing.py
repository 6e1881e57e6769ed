"""What we say, as plain data between deciding and sending."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from conversations.text import Text, own

BLANK = own("")
# Two code points that stand for no character and never will: around what is bold, until it is
# known where that stands. Words of people bring none of them.
_BEGIN, _END = "\ufdd0", "\ufdd1"
_MARKS = re.compile("([\ufdd0\ufdd1])")
BOLD = "bold"


@dataclass(frozen=True, slots=True)
class Span:
    """A part of a text that is bold, counted in UTF-16 units as Telegram counts."""

    offset: int
    length: int


@dataclass(frozen=True, slots=True)
class Formatted:
    """A text and where it is bold. Never a mark-up language: that would read people's words."""

    text: str
    bold: tuple[Span, ...] = ()

    def cut(self, limit: int) -> "Formatted":
        """Shorten to `limit` UTF-16 units, the stricter of the readings of Telegram's limits."""
        if 2 * len(self.text) <= limit:
            return self
        text = shorten(self.text, limit)
        end = units(text)
        return Formatted(
            text, tuple(span for span in self.bold if span.offset + span.length <= end)
        )

    def parameters(self) -> dict[str, object]:
        """Write the parameters of a message that says it."""
        if not self.bold:
            return {"text": self.text}
        entities = [
            {"type": BOLD, "offset": span.offset, "length": span.length} for span in self.bold
        ]
        return {"text": self.text, "entities": entities}


@dataclass(frozen=True, slots=True)
class Button:
    """A button under a message: its words and what it does.

    It brings back a reference, copies words to the clipboard, or opens an address.
    """

    label: Text
    data: str = ""
    copies: str = field(default="", kw_only=True)
    opens: str = field(default="", kw_only=True)


Rows = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class Ack:
    """The answer to a press; lost with the process, for it is worth nothing a minute later."""

    query_id: str
    text: str = ""
    alert: bool = False


@dataclass(frozen=True, slots=True)
class File:
    """Bytes to upload under a name."""

    name: str
    content: bytes


def lines(*parts: Text | None) -> tuple[Text, ...]:
    """Keep the sentences that are there."""
    return tuple(filter(None, parts))


def keyboard(rows: Rows, say: Callable[[Text], str]) -> dict[str, object]:
    """Write an inline keyboard, its labels as `say` says them."""
    return {"inline_keyboard": [[_button(button, say) for button in row] for row in rows]}


def _button(button: Button, say: Callable[[Text], str]) -> dict[str, object]:
    label = say(button.label) or "·"
    if len(label) > 30:  # no shorter one can be too long
        label = shorten(label, 60)
    if button.copies:
        return {"text": label, "copy_text": {"text": button.copies}}
    if button.opens:
        return {"text": label, "url": button.opens}
    return {"text": label, "callback_data": button.data}


def marked(words: str) -> str:
    """Put the marks of bold around words."""
    return f"{_BEGIN}{words}{_END}"


def without_marks(words: str) -> str:
    """Take the marks of bold away."""
    return words if words.isascii() else _MARKS.sub("", words)


def parted(words: str) -> Formatted:
    """Take the marks of bold away, and tell where they stood."""
    if words.isascii() or _BEGIN not in words:
        return Formatted(words)
    parts: list[str] = []
    spans: list[Span] = []
    at = begin = 0
    for part in _MARKS.split(words):
        if part == _BEGIN:
            begin = at
        elif part == _END:
            spans.append(Span(begin, at - begin))
        else:
            parts.append(part)
            at += units(part)
    return Formatted("".join(parts), tuple(span for span in spans if span.length))


def units(text: str) -> int:
    """Count a text as Telegram does, in UTF-16 units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def shorten(words: str, limit: int) -> str:
    """Cut to `limit` UTF-16 units."""
    if 2 * len(words) <= limit or units(words) <= limit:
        return words
    cut = words.encode("utf-16-le", "surrogatepass")[: (limit - 1) * 2].decode(
        "utf-16-le", "ignore"
    )
    return cut.rstrip() + "…"

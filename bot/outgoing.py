"""What we say, as plain data between deciding and sending."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from conversations.text import Text, own, t

BLANK = own("")
GOES_ON = t("Continued below.")


class Kind(StrEnum):
    """How a part of a text stands out, by Telegram's name for it."""

    BOLD = "bold"
    QUOTE = "expandable_blockquote"


# Code points that stand for no character and never will: around what stands out, until it is
# known where that is. Words of people bring none of them.
_BEGINS = {"\ufdd0": Kind.BOLD, "\ufdd2": Kind.QUOTE}
_ENDS = {Kind.BOLD: "\ufdd1", Kind.QUOTE: "\ufdd3"}
_AROUND = {kind: (begin, _ENDS[kind]) for begin, kind in _BEGINS.items()}
_MARKS = re.compile("([\ufdd0-\ufdd3])")


class Span(NamedTuple):
    """A part of a text that stands out, counted in UTF-16 units as Telegram counts."""

    offset: int
    length: int
    kind: Kind = Kind.BOLD

    def within(self, end: int) -> "Span":
        """Return as much of it as stands before `end`."""
        return self._replace(length=max(0, min(self.length, end - self.offset)))


class Formatted(NamedTuple):
    """A text and what of it stands out. Never a mark-up language: it would read people's words."""

    text: str
    spans: tuple[Span, ...] = ()

    def cut(self, limit: int) -> "Formatted":
        """Shorten to `limit` UTF-16 units, the stricter of the readings of Telegram's limits."""
        if 2 * len(self.text) <= limit:
            return self
        text = shorten(self.text, limit)
        end = units(text)
        return Formatted(text, tuple(s.within(end) for s in self.spans if s.offset < end))

    def with_line(self, line: str, limit: int) -> "Formatted":
        """Add a line at the end, for which the rest makes room."""
        head = self.cut(limit - units(line) - 1)
        return head._replace(text=f"{head.text}\n{line}")

    def headed(self) -> "Formatted":
        """Put the first of several lines in bold, where nothing else is: what this is about."""
        first, newline, _ = self.text.partition("\n")
        if not newline or Kind.BOLD in [span.kind for span in self.spans]:
            return self
        return self._replace(spans=(Span(0, units(first)), *self.spans))

    def parameters(self) -> dict[str, object]:
        """Write the parameters of a message that says it."""
        return self._under("text", "entities")

    def caption(self) -> dict[str, object]:
        """Write the parameters of a picture or file under which it stands."""
        return self._under("caption", "caption_entities")

    def _under(self, text: str, entities: str) -> dict[str, object]:
        written = [
            {"type": str(span.kind), "offset": span.offset, "length": span.length}
            for span in self.spans
        ]
        return {text: self.text, entities: written} if written else {text: self.text}


class Button(NamedTuple):
    """A button under a message: its words and what it does.

    It brings back a reference, copies words to the clipboard, or opens an address. The one that
    is `primary` is the way on and stands in colour; a message has one of them at most.
    """

    label: Text
    data: str = ""
    copies: str = ""
    opens: str = ""
    primary: bool = False


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
    # Most labels are a number of a scale, which is said the same everywhere.
    return {
        "inline_keyboard": [
            [
                {"text": button.label.message, "callback_data": button.data}
                if button.label.own and button.label.message.isdigit() and not any(button[2:])
                else _button(button, say)
                for button in row
            ]
            for row in rows
        ]
    }


def _button(button: Button, say: Callable[[Text], str]) -> dict[str, object]:
    words = button.label
    label = words.message if words.own and words.message.isascii() else say(words)
    label = label or "·"
    if len(label) > 30:  # no shorter one can be too long
        label = shorten(label, 60)
    style = {"style": "primary"} if button.primary else {}
    if button.copies:
        return {"text": label, "copy_text": {"text": button.copies}, **style}
    if button.opens:
        return {"text": label, "url": button.opens, **style}
    return {"text": label, "callback_data": button.data, **style}


def marked(words: str, kind: Kind = Kind.BOLD) -> str:
    """Put marks around words that are to stand out."""
    begin, end = _AROUND[kind]
    return f"{begin}{words}{end}"


def without_marks(words: str) -> str:
    """Take the marks away."""
    return words if words.isascii() else _MARKS.sub("", words)


def parted(words: str) -> Formatted:
    """Take the marks away, and tell where they stood."""
    if words.isascii() or not _MARKS.search(words):
        return Formatted(words)
    parts: list[str] = []
    spans: list[Span] = []
    open_: list[tuple[int, Kind]] = []
    at = 0
    for part in _MARKS.split(words):
        if kind := _BEGINS.get(part):
            open_.append((at, kind))
        elif _MARKS.match(part):
            begin, kind = open_.pop()
            if at > begin:
                spans.append(Span(begin, at - begin, kind))
        else:
            parts.append(part)
            at += units(part)
    if len(spans) > 1:  # the outer ones first
        spans.sort(key=lambda span: (span.offset, -span.length))
    return Formatted("".join(parts), tuple(spans))


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

"""Formatted text: the entities that Telegram finds by itself, and its HTML."""

import re
from html.parser import HTMLParser

from bot.playground.wire import Json, bad_request

_FOUND = re.compile(
    r"(?P<bot_command>(?<![\w/])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/]))"
    r"|(?P<url>https?://[^\s<>\"]*[^\s<>\".,;:!?)])"
)
_TAGS = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline",
    "ins": "underline", "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough",
    "code": "code", "pre": "pre", "a": "text_link", "tg-spoiler": "spoiler",
    "blockquote": "blockquote",
}  # fmt: skip
# What a bot may mark; the rest Telegram finds by itself, or it needs more than a place.
_QUOTES = frozenset({"blockquote", "expandable_blockquote"})
_MARKED = frozenset(_TAGS.values()) | _QUOTES


def units(text: str) -> int:
    """Return the length of a text as Telegram counts it, in UTF-16 code units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def found_in(text: str) -> list[Json]:
    """Return the commands and addresses that Telegram marks in any text."""
    if "/" not in text:
        return []
    return [
        {
            "type": match.lastgroup,
            "offset": units(text[: match.start()]),
            "length": units(match.group()),
        }
        for match in _FOUND.finditer(text)
    ]


def formatted(text: str, parse_mode: str, given: list[Json] | None) -> tuple[str, list[Json]]:
    """Return the text as shown and its entities, trimmed at both ends as Telegram trims."""
    mode = parse_mode.lower()
    if mode in {"markdown", "markdownv2"}:
        raise bad_request("can't parse entities: this server reads HTML only")
    if mode not in {"", "none", "html"}:
        raise bad_request("unsupported parse_mode")
    marks = _checked(text, given or [])
    if mode == "html":
        text, marks = _from_html(text)
    lead = units(text) - units(text.lstrip())
    text = text.strip()
    kept = [_moved(mark, -lead, units(text)) for mark in marks]
    own = [mark for mark in kept if mark["length"] > 0]
    return text, sorted([*own, *_free(found_in(text), own)], key=lambda mark: mark["offset"])


def _checked(text: str, marks: list[Json]) -> list[Json]:
    """Refuse marks of no known kind, within a character, or of a quote within a quote."""
    coded = text.encode("utf-16-le", "surrogatepass")
    quotes: list[tuple[int, int]] = []
    for mark in marks:
        start, length = int(mark["offset"]), int(mark["length"])
        if mark.get("type") not in _MARKED:
            raise bad_request("can't parse MessageEntity: unsupported type specified")
        if start < 0 or length < 0:
            raise bad_request(f"receive an entity with incorrect offset {start}")
        for at, does in ((start, "begins"), (start + length, "ends")):
            if 0xDC <= int.from_bytes(coded[2 * at + 1 : 2 * at + 2], "little") <= 0xDF:
                raise bad_request(f"entity {does} in a middle of a UTF-16 symbol at offset {at}")
        if mark["type"] in _QUOTES:
            if any(start < stop and begin < start + length for begin, stop in quotes):
                raise bad_request("can't parse MessageEntity: block quotations can't be nested")
            quotes.append((start, start + length))
    return list(marks)


def _moved(mark: Json, by: int, end: int) -> Json:
    start = max(0, int(mark["offset"]) + by)
    stop = min(end, int(mark["offset"]) + int(mark["length"]) + by)
    return {**mark, "offset": start, "length": stop - start}


def _free(found: list[Json], taken: list[Json]) -> list[Json]:
    """Nothing is found inside code or inside a link that the sender made."""
    closed = [mark for mark in taken if mark["type"] in {"code", "pre", "text_link"}]
    return [
        mark
        for mark in found
        if not any(
            near["offset"] < mark["offset"] + mark["length"]
            and mark["offset"] < near["offset"] + near["length"]
            for near in closed
        )
    ]


def _from_html(source: str) -> tuple[str, list[Json]]:
    reader = _Html()
    reader.feed(source)
    reader.close()
    if reader.open:
        tag = reader.open[-1][0]
        raise bad_request(
            f"can't parse entities: can't find end tag corresponding to start tag \"{tag}\""
        )
    return "".join(reader.parts), reader.marks


class _Html(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.marks: list[Json] = []
        self.open: list[tuple[str, int, Json]] = []
        self._at = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _TAGS:
            raise bad_request(f'can\'t parse entities: unsupported start tag "{tag}"')
        more: Json = {"url": dict(attrs).get("href") or ""} if tag == "a" else {}
        self.open.append((tag, self._at, more))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open[-1][0] != tag:
            raise bad_request(f'can\'t parse entities: unexpected end tag "{tag}"')
        _, start, more = self.open.pop()
        mark: Json = {"type": _TAGS[tag], "offset": start, "length": self._at - start, **more}
        if mark["length"]:
            self.marks.append(mark)

    def handle_data(self, data: str) -> None:
        self.parts.append(data)
        self._at += units(data)

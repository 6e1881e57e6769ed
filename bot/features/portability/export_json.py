"""The complete export as JSON, readable by people too: a thing under the other, line by line."""

import json

from bot.features.portability.export_names import Written

# Characters. What is longer is written without line breaks, each of which would bring spaces.
LONG = 32 * 1024


def as_json(document: Written) -> bytes:
    """The document as a file."""
    parts = ",\n ".join(f"{_words(name)}: {_part(told)}" for name, told in document.items())
    return f"{{\n {parts}\n}}\n".encode()


def written(told: object) -> str:
    """One thing as it stands in the file, without its place in the line."""
    close = _words(told, separators=(",", ":"))
    return close if len(close) > LONG else _words(told, indent=1)


def _part(told: object) -> str:
    if not isinstance(told, list) or not told:
        return _indented(written(told), 1)
    things = ",\n  ".join(_indented(written(one), 2) for one in told)
    return f"[\n  {things}\n ]"


def _indented(words: str, deep: int) -> str:
    # A line break inside of words is written as a sign of its own, so this finds no words.
    return words.replace("\n", "\n" + " " * deep)


def _words(
    told: object, *, indent: int | None = None, separators: tuple[str, str] | None = None
) -> str:
    return json.dumps(
        told, ensure_ascii=False, allow_nan=False, indent=indent, separators=separators
    )

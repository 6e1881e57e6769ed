"""What there is to translate, found for Babel in the code and in data files (see babel.cfg).

Beside each sentence stands what a translator must know: where it is shown, how much room there
is, and whether a second reader is needed.
"""

import ast
import re
import tomllib
from collections.abc import Collection, Iterator, Mapping
from typing import BinaryIO, TypeAlias

Found: TypeAlias = tuple[int, str, tuple[str, ...] | str, list[str]]
"""The line, the function of gettext that would look it up, its arguments, the comments."""

VITAL = "Safety or consent: a second native speaker reads this too."
# What says a sentence: the function of gettext that is meant, and how many words it takes.
SAID = {"t": ("gettext", 1), "tc": ("pgettext", 2), "tn": ("ngettext", 2)}
_SAYS = re.compile(rf"\b(?:{'|'.join(SAID)})\s*\(")
_ON_BUTTONS = ("Button", "button", "Option", "_set", "_do")
# What the call around a sentence makes of it. The numbers are what the bot leaves of it, at most.
ROOM = {
    **dict.fromkeys(_ON_BUTTONS, "On a button: at most 60 characters."),
    "ack": "A short notice at the top of the chat: at most 200 characters.",
    "Command": "In the menu of commands: at most 256 characters.",
}
NOTE = "For translators: "


class NotLiteral(ValueError):
    """A sentence that no catalogue can collect, since the code puts it together."""


def sentences(
    file: BinaryIO, _keywords: object, _tags: object, options: Mapping[str, str]
) -> Iterator[Found]:
    """Find every t("…"), tc("…", "…") and tn("…", "…", n) in Python; raises NotLiteral."""
    source = file.read().decode()
    if not _SAYS.search(source):
        return  # looking through the tree of a file takes long, and most say nothing
    lines = source.splitlines()
    vital = [VITAL] if options.get("vital") else []
    for call, around in _calls(ast.parse(source), ()):
        function, count = SAID[_name(call)]
        words = tuple(_literal(arg) for arg in call.args[:count])
        comments = [*vital, *_note(lines, call.lineno), *(ROOM[one] for one in around)]
        yield call.lineno, function, words, comments


def tables(
    file: BinaryIO, _keywords: object, _tags: object, options: Mapping[str, str]
) -> Iterator[Found]:
    """Find the words in the named fields of a file of TOML: `*.label` is a field of each table."""
    fields, left_out = options["fields"].split(), options.get("but", "").split()
    vital = [VITAL] if options.get("vital") else []
    for path, words in _strings(tomllib.loads(file.read().decode()), ()):
        if any(_is(path, field.split(".")) for field in fields) and words not in left_out:
            yield 1, "gettext", words, vital


def _calls(node: ast.AST, around: tuple[str, ...]) -> Iterator[tuple[ast.Call, tuple[str, ...]]]:
    """Yield the calls that say a sentence, each with the call around it that shows it."""
    if isinstance(node, ast.Call):
        if _name(node) in SAID:
            yield node, around
            around = ()  # what fills a gap has no place of its own
        elif _name(node) in ROOM:
            around = (_name(node),)
    for child in ast.iter_child_nodes(node):
        yield from _calls(child, around)


def _name(call: ast.Call) -> str:
    return str(getattr(call.func, "id", getattr(call.func, "attr", "")))


def _literal(node: ast.expr) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    raise NotLiteral(f"line {node.lineno}: write the sentence itself, not {ast.unparse(node)}")


def _note(lines: list[str], line: int) -> list[str]:
    """Read what the code says to translators in the line above."""
    above = lines[line - 2].strip() if line > 1 else ""
    return [above.removeprefix(f"# {NOTE}")] if above.startswith(f"# {NOTE}") else []


def _strings(value: object, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    match value:
        case str():
            yield path, value
        case list():
            for one in value:
                yield from _strings(one, path)
        case dict():
            for name, one in value.items():
                yield from _strings(one, (*path, name))
        case _:
            pass


def _is(path: Collection[str], field: Collection[str]) -> bool:
    return len(path) == len(field) and all(
        wanted in ("*", name) for name, wanted in zip(path, field, strict=True)
    )

"""What is wrong with a catalogue: gaps that differ, plural forms that are missing, no room."""

import re
from collections.abc import Collection, Iterator
from string import Formatter

from babel.messages.catalog import Catalog, Message
from babel.messages.plurals import get_plural

# A message of Telegram holds 4096 characters, a caption 1024; sentences stand there with others.
MOST = 1000
_ROOM = re.compile(r"at most ([0-9]+) characters")


def faults(catalogue: Catalog, template: Catalog) -> Iterator[str]:
    """Yield what would break or be cut off, a line each; what is not translated is no fault."""
    count = get_plural(catalogue.locale).num_plurals
    if catalogue.num_plurals != count:
        yield f"Plural-Forms has {catalogue.num_plurals} forms, Babel knows {count}"
    for source in template:
        known = catalogue.get(source.id, source.context) if source.id else None
        if known is not None and is_translated(known):
            yield from (
                f"“{forms_of(source.id)[0]}”: {fault}" for fault in _of(source, known, count)
            )


def is_translated(message: Message) -> bool:
    """Whether a message is said at all, and not only guessed by a tool."""
    return not message.fuzzy and any(forms_of(message.string))


def untranslated(catalogue: Catalog, template: Catalog, marked: str) -> Iterator[str]:
    """Yield the sentences that bear a mark in the template and are not translated in full."""
    for source in template:
        if source.id and marked in " ".join(source.auto_comments):
            known = catalogue.get(source.id, source.context)
            if known is None or known.fuzzy or not all(forms_of(known.string)):
                yield forms_of(source.id)[0]


def _of(source: Message, known: Message, count: int) -> Iterator[str]:
    said = forms_of(known.string)
    wanted = count if len(forms_of(source.id)) > 1 else 1
    if len(said) != wanted or not all(said):
        yield f"needs {wanted} forms"
        return
    room = min(
        (int(n) for note in source.auto_comments for n in _ROOM.findall(note)), default=MOST
    )
    allowed = [_gaps(form) for form in forms_of(source.id)]
    for form in said:
        try:
            gaps = _gaps(form)
        except ValueError:
            yield f"“{form}” has a brace that is no gap"
            continue
        # "One day" may leave the number out; nothing else may be missing.
        if not allowed[0] & allowed[-1] - {"n"} <= gaps <= allowed[0] | allowed[-1]:
            yield f"“{form}” has other gaps: {sorted(gaps)}"
        if len(bare := _without_gaps(form)) > room:
            yield f"“{form}” is {len(bare)} characters long, and {room} fit"


def forms_of(words: str | Collection[str] | None) -> tuple[str, ...]:
    """Return the forms of a message, one or several."""
    return (words,) if isinstance(words, str) else tuple(words or ("",))


def _gaps(words: str) -> set[str]:
    fields = [
        (name, spec, how) for _, name, spec, how in Formatter().parse(words) if name is not None
    ]
    if any(spec or how or not name.isidentifier() for name, spec, how in fields):
        raise ValueError
    return {name for name, _, _ in fields}


def _without_gaps(words: str) -> str:
    return "".join(text for text, _, _, _ in Formatter().parse(words))

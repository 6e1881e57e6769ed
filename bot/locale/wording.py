"""Everything the bot says, on one page for those who read rather than program: docs/wording.md."""

import re
from pathlib import Path

from babel.messages.catalog import Catalog, Message

from bot.locale.check import forms_of
from bot.locale.extract import ROOM, VITAL
from bot.locale.rooms import by_room
from bot.locale.template import ROOT, collect

PAGE = ROOT / "docs" / "wording.md"
_BEGINNING = """\
# Everything it says

All sentences of the bot in English, in the order in which a person meets them. It is written by \
`python -m bot.locale` and always as new as the program. [voice.md](voice.md) says how it is meant.

⟨angle brackets⟩ are filled in: a day, a number, a person's own words. *Button* is what can be \
pressed, *notice* a line that shows for a moment, *menu* a line beside a command, and **!** marks \
words about safety or consent, which need a second reader. Where one and many differ, both stand \
there.

Not here: published questionnaires, whose words are their authors'; help lines \
([help-lines.md](help-lines.md)); and what people write.
"""
_MARKUP = re.compile(r"([\\`*_|~<>\[\]])")
_GAP = re.compile(r"\{((?:\w|\\_)+)\}")
_KINDS = {ROOM["Button"]: "*button*", ROOM["ack"]: "*notice*", ROOM["Command"]: "*menu*"}


def wording(template: Catalog) -> str:
    """Write the page."""
    rooms = (
        f"\n## {heading}\n\n" + "".join(f"{_line(one)}\n" for one in messages)
        for heading, messages in by_room(template)
    )
    return _BEGINNING + "".join(rooms)


def write_wording() -> Path:
    """Write the page where the guides are."""
    PAGE.write_text(wording(collect()), "utf-8")
    return PAGE


def _line(message: Message) -> str:
    notes = message.auto_comments
    kinds = [*dict.fromkeys(_KINDS[note] for note in notes if note in _KINDS)]
    if message.context:
        kinds.append(f"({_plain(message.context)})")
    beginning = "- **!** " if VITAL in notes else "- "
    said = " / ".join(dict.fromkeys(map(_plain, forms_of(message.id))))
    return " ".join([beginning + said, *kinds])


def _plain(words: str) -> str:
    """Show a sentence as it is read, and what is filled in between its own brackets."""
    return _GAP.sub(r"⟨\1⟩", _MARKUP.sub(r"\\\1", words).replace("\n", " / ")).replace(
        "⟨n⟩", "⟨number⟩"
    )

"""Every English sentence that people see, as it would be read aloud."""

import re
from collections import defaultdict
from functools import cache

from bot.locale.check import forms_of
from bot.locale.rooms import by_room
from tests.support.pseudo import to_translate

_GAP = re.compile(r"\{\w+\}")


@cache
def rooms() -> dict[str, list[str]]:
    """All sentences by the room they are read in; of two plural forms both."""
    said: dict[str, list[str]] = defaultdict(list)
    for heading, messages in by_room(to_translate()):
        for message in messages:
            said[heading].extend(dict.fromkeys(forms_of(message.id)))
    return dict(said)


def everything() -> list[str]:
    """All sentences of all rooms."""
    return [sentence for said in rooms().values() for sentence in said]


def aloud(sentence: str) -> str:
    """Fill the gaps with a short word, and end the sentence if its own words do not."""
    read = _GAP.sub("it", sentence.replace("\n", " ")).strip()
    return read if read.endswith((".", "?", ":", "…")) else f"{read}."

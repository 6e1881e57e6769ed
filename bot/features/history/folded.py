"""The words under a picture: a headline and two lines, and the rest behind a tap.

What a caption cannot hold is told in messages of its own: whoever cannot see a picture misses
nothing of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bot import i18n
from bot.core.attachments import CAPTION_LIMIT as LIMIT
from bot.outgoing import Formatted, units
from conversations.text import Text, own, quoted, strong, t

MESSAGE = 3500  # of the 4096 of a message, which holds what a caption cannot
NO_PICTURE = (
    strong(t("I couldn't draw the picture this time.")),
    t("This is what it would show:"),
)


@dataclass(frozen=True, slots=True)
class Caption:
    """What stands under a picture, and whether that is less than there is to say."""

    said: Formatted
    is_cut: bool
    alone: Formatted
    """The same as a message, which holds more, where there is no picture."""


def caption(first: Sequence[Text], rest: Sequence[Text], language: str) -> Caption:
    """Say the first lines, and in a quote to open as many of the rest as a caption holds."""
    said = [i18n.render(text, language) for text in rest]
    whole, kept = _within(LIMIT, first, said, language)
    alone, _ = _within(MESSAGE, [*NO_PICTURE, *first], said, language)
    return Caption(whole, kept < len(said), alone)


def _within(
    limit: int, first: Sequence[Text], rest: Sequence[str], language: str
) -> tuple[Formatted, int]:
    """The first lines and as many of the rest as there is room for, and how many those are."""
    room = limit - units(i18n.join(first, language))
    kept: list[Text] = []
    for line in rest:
        room -= units(line) + 1
        if room < 0:
            break
        kept.append(own(line))
    more = [quoted(*kept)] if kept else []
    return i18n.formatted([*first, *more], language).cut(limit), len(kept)


def messages(first: Sequence[Text], rest: Sequence[Text], language: str) -> list[list[Text]]:
    """All that there is to say, in as many messages as it takes."""
    made: list[list[Text]] = [list(first)]
    room = MESSAGE
    for text in rest:
        line = i18n.render(text, language)
        room -= units(line) + 1
        if room < 0:
            made.append([])
            room = MESSAGE - units(line)
        made[-1].append(own(line))
    return made

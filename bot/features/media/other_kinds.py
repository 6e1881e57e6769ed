"""What people send beside words, recordings and pictures: never kept, and never met coldly."""

from bot.core.turn import Turn
from conversations.text import Text, t

CONTACT = t(
    "I leave other people's numbers alone. Whoever helps you can have a line in your plan: /plan."
)
PLACE = t(
    "I do not keep places. If something happened there, write a line about it and I keep that."
)
OTHER = (
    t("I cannot read that one, sorry. A word or two, or a voice note, I can keep."),
    t("That kind of message I cannot read. If you like, put it in a word or two."),
    t("I would like to understand that, but I only read words. A voice note is fine, too."),
)


def answer(turn: Turn, kind: str) -> None:
    """Say one sentence; the same one does not come each time."""
    turn.say(_sentence(kind, turn.message_id or 0))


def _sentence(kind: str, number: int) -> Text:
    match kind:
        case "contact":
            return CONTACT
        case "venue":
            return PLACE
        case _:
            return OTHER[number % len(OTHER)]

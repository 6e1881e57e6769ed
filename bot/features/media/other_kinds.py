"""What people send beside words, recordings and pictures: never kept, and never met coldly."""

from bot.core.turn import Turn
from conversations.text import Text, t

CONTACT = t("I don't keep contacts that you share here. You can add whoever helps you in /plan.")
PLACE = t(
    "I don't keep places. If something happened there, write a line about it and I'll keep that."
)
OTHER = (
    t("Sorry, I can't read that one. I can keep a word or two, or a voice note."),
    t("I can't read that kind of message. You can put it in a word or two, if you like."),
    t("I can't keep that one. Words are fine, and so is a voice note."),
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

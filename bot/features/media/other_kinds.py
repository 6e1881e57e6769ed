"""What people send beside words, recordings and pictures: never kept, and never met coldly."""

from bot.core import open_dialog
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
    t("I can't keep that kind of message. You can tell me in a few words instead."),
    t("I can't read that one, sorry. A word or two is enough."),
    t("I can't see what that one says. You can write it, or say it in a voice note."),
)


def answer(turn: Turn, kind: str) -> None:
    """Say one sentence, not the same each time, and let an open question stand below it."""
    said = _sentence(kind, turn.message_id or 0)
    if turn.person is None or not open_dialog.ask_again(turn, (said,)):
        turn.say(said)


def _sentence(kind: str, number: int) -> Text:
    match kind:
        case "contact":
            return CONTACT
        case "venue":
            return PLACE
        case _:
            return OTHER[number % len(OTHER)]

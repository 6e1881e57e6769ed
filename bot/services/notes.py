"""A note of a day: asked for under the card of the day, stored with its answers."""

from datetime import date

from bot.services import card, talking
from bot.services.talking import Kind
from bot.services.turn import Turn
from conversations.flow import Flow, Value
from conversations.flows import words
from conversations.session import Session
from conversations.text import t
from storage import answers, check_ins
from storage.talks import Talk


def ask(turn: Turn, day: date) -> None:
    """Ask for a few words about a day, in a message of their own."""
    turn.ack()
    turn.message_id = None
    talking.begin(turn, NOTE, day=day)


def flow(_turn: Turn, _talk: Talk) -> Flow:
    """Compose the one question."""
    return words.note()


def keep(turn: Turn, talk: Talk, _step: str, value: Value | None) -> None:
    """Store the note with the answers of its day."""
    if talk.day is not None and value is not None:
        before = answers.of_day(turn.tx, turn.user_id, talk.day).get("note")
        kept = f"{before.value}\n{value}" if before is not None and before.value else value
        answers.keep(turn.tx, turn.user_id, talk.day, "note", kept, turn.now)
        check_ins.touch(turn.tx, turn.user_id, talk.day)


def finish(turn: Turn, talk: Talk, session: Session) -> None:
    """Say that it is kept, and bring the card of the day up to date."""
    kept = any(value is not None for value in session.answers.values())
    turn.edit(t("Kept with that day.") if kept else t("No note, then."), talk=talk.id)
    if kept and talk.day is not None:
        turn.message_id = None
        card.show(turn, talk.day, fresh=True)


NOTE = Kind("note", flow=flow, finish=finish, keep=keep)

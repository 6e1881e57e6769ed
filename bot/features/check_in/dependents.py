"""Answers to questions that no longer apply: they go with what they hung on, and it is said."""

from datetime import date

from bot.core import open_dialog
from bot.core.turn import Turn
from conversations.flow import Ask
from conversations.night import DETAIL
from conversations.text import Text, listed, t
from storage import answers
from storage.conversations import Conversation

# Of all that is asked about a day, only questions about the night depend on others.
DECIDING = frozenset({"sleep", *DETAIL})
DEPENDENT = frozenset({"quality", *DETAIL})


def drop(turn: Turn, conversation: Conversation, day: date, step: str) -> None:
    """After one answer changed: take away those whose question no longer follows from it."""
    stored = answers.of_day(turn.tx, turn.user_id, day) if step in DECIDING else {}
    if not stored.keys() & DEPENDENT - {step}:
        return
    dialog = open_dialog.dialog_of(turn, conversation)
    if dialog is None:
        return
    told = {one: answer.value for one, answer in stored.items()}
    flow = dialog.flow(turn, conversation)
    applies = {ask.id for ask in flow.applicable(told)}
    # The hours of a night told in detail follow from its parts: nobody was asked for them.
    gone = [
        ask for ask in flow.steps if ask.id in told and ask.id not in applies and ask.id != "sleep"
    ]
    take_away(turn, day, gone)


def take_away(turn: Turn, day: date, gone: list[Ask]) -> None:
    """Remove these answers and say so; one that was skipped goes without a word."""
    stored = answers.of_day(turn.tx, turn.user_id, day)
    said: list[Text] = []
    for ask in gone:
        if ask.id in stored and stored[ask.id].value is not None:
            said.append(ask.told(stored[ask.id].value))
        answers.remove(turn.tx, turn.user_id, day, ask.id)
    if said:
        turn.say(
            t("This doesn't fit your other answers anymore, so I removed it: {answers}").given(
                answers=listed(said)
            )
        )

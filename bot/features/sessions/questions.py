"""Questions for the next session: open until they are ticked off, and kept after that.

Tracking is welcome where it is part of the therapy (10.1080/10503307.2023.2181114).
"""

from collections.abc import Iterator
from datetime import date

from bot.core import callback_data, contents, dialogs
from bot.core.contents import Content, TypedEntry
from bot.core.dialog import Dialog
from bot.core.feature import Undoable, Written
from bot.core.fields import Day, Said
from bot.core.turn import Turn
from bot.features.questionnaires import for_therapy
from bot.outgoing import Button
from conversations.flows import session_agenda as flows
from conversations.formats.free_text import shortened
from conversations.session import Session
from conversations.text import own, t
from storage.conversations import Conversation


class QuestionContent(Content):
    """A question for the session, and the day on which it was ticked off."""

    KIND = "question"
    text: Said
    answered: Day | None = None


def still_open(turn: Turn) -> list[TypedEntry[QuestionContent]]:
    """List the questions that are open, oldest first."""
    every = contents.of_kind(turn.tx, turn.user_id, QuestionContent)
    return [entry for entry in every if entry.content.answered is None]


def ask(turn: Turn) -> None:
    """Ask for something to bring up."""
    turn.ack()
    turn.message_id = None
    dialogs.begin(turn, FOR_THERAPY)


def set_answered(turn: Turn, entry_id: str, *, answered: bool) -> bool:
    """Tick a question off, or open it again; False where it is gone."""
    entry = contents.get(turn.tx, turn.user_id, QuestionContent, entry_id)
    if entry is None:
        return False
    contents.change(turn.tx, turn.user_id, entry, answered=turn.today if answered else None)
    return True


def add(turn: Turn, words: str) -> None:
    """Keep words as an open question."""
    contents.add(turn.tx, turn.user_id, turn.today, QuestionContent(text=words))


def add_from_scale(turn: Turn, entry_id: str) -> None:
    """Bring up in the next session what a questionnaire showed, once."""
    found = for_therapy.things(turn, entry_id)
    if not found:
        turn.ack(t("That one is no longer there."))
        return
    known = {entry.content.text for entry in still_open(turn)}
    for words in found:
        if words not in known:
            add(turn, words)
    turn.ack(t("It's on your list for therapy."))


def finish(turn: Turn, conversation: Conversation, session: Session) -> None:
    """Keep it as an open question."""
    said = session.answers.get("text")
    if said is not None:
        add(turn, str(said))
    turn.edit(
        t("Kept for your session: “{words}”.", words=own(shortened(str(said), 200)))
        if said is not None
        else t("Nothing was added."),
        rows=(
            (
                Button(t("Add another"), callback_data.action("therapy.add")),
                Button(t("The list"), callback_data.action("therapy.list")),
            ),
        ),
        conversation=conversation.id,
        message_id=turn.message_id,
    )


def last_question(turn: Turn) -> Undoable | None:
    """Find the question added last."""
    last = contents.latest(turn.tx, turn.user_id, QuestionContent)
    if last is None:
        return None

    def take_it_back() -> None:
        contents.remove(turn.tx, turn.user_id, last.id)
        turn.say(t("Undone: “{words}”.", words=own(shortened(last.content.text, 200))))

    return Undoable(
        last.at,
        lambda: t("“{words}”", words=own(shortened(last.content.text, 200))),
        take_it_back,
    )


def written(turn: Turn, first: date, last: date) -> Iterator[Written]:
    """Give the questions that came up in some days."""
    for entry in contents.between(turn.tx, turn.user_id, QuestionContent, first, last):
        yield Written(entry.day, entry.at, entry.content.text, kind=t("for the session"))


FOR_THERAPY = Dialog(
    "fortherapy", flow=lambda _turn, _conversation: flows.for_therapy(), finish=finish
)

"""Questions for the next session: open until they are ticked off, and kept after that.

Tracking is welcome where it is part of the therapy (10.1080/10503307.2023.2181114).

Entries: "question" (text; answered: the day on which it was ticked off), on the day it came up.
"""

from collections.abc import Iterator
from datetime import date

from bot.core import callback_data, dialogs
from bot.core.dialogs import Dialog
from bot.core.feature import Undoable, Written
from bot.core.turn import Turn
from bot.features.questionnaires import for_therapy
from bot.outgoing import Button
from conversations.flows import sessions as flows
from conversations.formats.free_text import shortened
from conversations.session import Session
from conversations.text import own, t
from storage import entries
from storage.conversations import Conversation
from storage.entries import Entry

KIND = "question"


def still_open(turn: Turn) -> list[Entry]:
    """List the questions that are open, oldest first."""
    every = entries.of_kind(turn.tx, turn.user_id, KIND)
    return [entry for entry in every if not entry.content.get("answered")]


def ask(turn: Turn) -> None:
    """Ask for something to bring up."""
    turn.ack()
    turn.message_id = None
    dialogs.begin(turn, FOR_THERAPY)


def set_answered(turn: Turn, entry_id: str, *, answered: bool) -> bool:
    """Tick a question off, or open it again; False where it is gone."""
    entry = entries.get(turn.tx, turn.user_id, entry_id)
    if entry is None or entry.kind != KIND:
        return False
    day = turn.today.isoformat() if answered else None
    entries.change(turn.tx, turn.user_id, entry_id, answered=day)
    return True


def add(turn: Turn, words: str) -> None:
    """Keep words as an open question."""
    content = {"text": words, "answered": None}
    entries.add(turn.tx, turn.user_id, KIND, turn.today, content)


def add_from_scale(turn: Turn, entry_id: str) -> None:
    """Bring up in the next session what a questionnaire showed, once."""
    found = for_therapy.things(turn, entry_id)
    if not found:
        turn.ack(t("That one is no longer there."))
        return
    known = {entry.content["text"] for entry in still_open(turn)}
    for words in found:
        if words not in known:
            add(turn, words)
    turn.ack(t("It is on your list for therapy."))


def finish(turn: Turn, talk: Conversation, session: Session) -> None:
    """Keep it as an open question."""
    said = session.answers.get("text")
    if said is not None:
        add(turn, str(said))
    turn.edit(
        t("Kept for your session: “{words}”.", words=own(shortened(str(said), 200)))
        if said is not None
        else t("Nothing added."),
        rows=(
            (
                Button(t("Add another"), callback_data.action("therapy.add")),
                Button(t("The list"), callback_data.action("therapy.list")),
            ),
        ),
        talk=talk.id,
        message_id=turn.message_id,
    )


def last_question(turn: Turn) -> Undoable | None:
    """Find the question added last."""
    last = entries.latest(turn.tx, turn.user_id, KIND)
    if last is None:
        return None

    def take_it_back() -> None:
        entries.remove(turn.tx, turn.user_id, last.id)
        turn.say(t("Taken back: “{words}”.", words=own(shortened(str(last.content["text"]), 200))))

    return Undoable(
        last.at,
        lambda: t("“{words}”", words=own(shortened(str(last.content["text"]), 200))),
        take_it_back,
    )


def written(turn: Turn, first: date, last: date) -> Iterator[Written]:
    """Give the questions that came up in some days."""
    for entry in entries.between(turn.tx, turn.user_id, KIND, first, last):
        words = str(entry.content["text"])
        yield Written(entry.day, entry.at, words, kind=t("for the session"))


FOR_THERAPY = Dialog("fortherapy", flow=lambda _turn, _talk: flows.for_therapy(), finish=finish)

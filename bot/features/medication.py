"""Changes of medication, in the person's words: a mark on the timeline, beside how the days were.

What is taken each day is a tracker; this is what changed, to be seen beside how the days were.
"""

from collections.abc import Iterator
from datetime import date

from bot.core import callback_data, contents, dialogs
from bot.core.contents import Content
from bot.core.dialog import Dialog
from bot.core.feature import Action, Feature, Undoable, Written
from bot.core.fields import Said
from bot.core.turn import Turn
from bot.outgoing import Button
from conversations.flows import medication as flows
from conversations.formats.free_text import shortened
from conversations.session import Session
from conversations.text import own, t
from storage import entries
from storage.conversations import Conversation

QUOTED = 200


class MedicationContent(Content):
    """What changed, on the day it was noted for."""

    KIND = "medication"
    text: Said


def ask(turn: Turn) -> None:
    """Ask what changed."""
    turn.ack()
    turn.message_id = None
    dialogs.begin(turn, CHANGED)


def finish(turn: Turn, conversation: Conversation, session: Session) -> None:
    """Keep it as of today."""
    said = session.answers.get("text")
    if said is None:
        turn.edit(
            t("Nothing was saved."), conversation=conversation.id, message_id=turn.message_id
        )
        return
    contents.add(turn.tx, turn.user_id, turn.today, MedicationContent(text=str(said)))
    turn.edit(
        t("Noted for today: “{words}”.", words=own(shortened(str(said), QUOTED))),
        t("It's marked on your timeline."),
        rows=((Button(t("Timeline"), callback_data.action("timeline.new")),),),
        conversation=conversation.id,
        message_id=turn.message_id,
    )


def last_change(turn: Turn) -> Undoable | None:
    """Find the change noted last."""
    last = contents.latest(turn.tx, turn.user_id, MedicationContent)
    if last is None:
        return None

    def take_it_back() -> None:
        entries.remove(turn.tx, turn.user_id, last.id)
        words = own(shortened(last.content.text, QUOTED))
        turn.say(t("Undone: “{words}”.", words=words))

    return Undoable(
        last.at,
        lambda: t("“{words}”", words=own(shortened(last.content.text, QUOTED))),
        take_it_back,
    )


def written(turn: Turn, first: date, last: date) -> Iterator[Written]:
    """Give the changes of some days."""
    for entry in contents.between(turn.tx, turn.user_id, MedicationContent, first, last):
        yield Written(entry.day, entry.at, entry.content.text, kind=t("medication"))


CHANGED = Dialog("medication", flow=lambda _turn, _conversation: flows.changed(), finish=finish)

FEATURE = Feature(
    name="medication",
    buttons={"med.new": Action(ask)},
    dialogs=(CHANGED,),
    entries=(MedicationContent,),
    undo=(last_change,),
    written=(written,),
)

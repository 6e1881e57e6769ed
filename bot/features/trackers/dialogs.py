"""The short scripts about own questions: a new one, another name, other days."""

from pydantic import JsonValue

from bot.core import callback_data, dialogs
from bot.core.conversation_state import About
from bot.core.dialog import Dialog
from bot.core.turn import Turn
from bot.features.trackers import active as active_trackers
from bot.features.trackers import words as tracker_words
from bot.features.trackers.factors import WhichAbout
from bot.features.trackers.screens import warning
from bot.outgoing import BLANK, Button
from conversations.flow import Flow
from conversations.flows import trackers as flows
from conversations.session import Session
from conversations.text import t
from storage import trackers
from storage.conversations import Conversation

MOST_TRACKERS = 40
ALL = Button(t("All my questions"), callback_data.action("trk"))


class InsteadAbout(About):
    """The question that a new one follows, if there is one."""

    instead: str = ""


def begin(turn: Turn) -> None:
    """Make a new question."""
    turn.ack()
    if len(active_trackers.listed(turn.tx, turn.user_id)) >= MOST_TRACKERS:
        turn.say(t("You already have {n} questions. Delete one first.", n=MOST_TRACKERS))
        return
    if active_trackers.is_full(turn.tx, turn.user_id):
        turn.say(tracker_words.FULL)
        return
    turn.message_id = None
    dialogs.begin(turn, QUESTION)


def begin_anew(turn: Turn, id: str) -> None:
    """Ask about the same thing in another way: a new question, for the old answers stay theirs."""
    if active_trackers.get(turn.tx, turn.user_id, id) is not None:
        turn.ack()
        if active_trackers.is_full(turn.tx, turn.user_id):
            turn.say(tracker_words.FULL)
            return
        turn.message_id = None
        dialogs.begin(turn, QUESTION, about=InsteadAbout(instead=id))


def flow(_turn: Turn, _conversation: Conversation) -> Flow:
    """Compose the questions."""
    return flows.own_question()


def finish(turn: Turn, conversation: Conversation, session: Session) -> None:
    """Keep the question, in the place of the one that it follows if there is one."""
    id = "q" + turn.tx.new_id()[:8]
    question = flows.wished(id, session.answers)
    trackers.add(turn.tx, turn.user_id, id, turn.today, question.content())
    before = active_trackers.get(turn.tx, turn.user_id, InsteadAbout.of(conversation).instead)
    if before is not None:
        place = before.tracker.place
        trackers.change(turn.tx, turn.user_id, before.tracker.id, active=False, retired=True)
        trackers.change(turn.tx, turn.user_id, id, place=place)
    turn.edit(
        t("I'll ask “{name}”: {kind}, {when}.", name=question.name,
          kind=tracker_words.kind(question), when=tracker_words.when(question)),
        *((BLANK, t("Your earlier answers stay with the old question."),) if before else ()),
        *warning(turn),
        rows=((ALL,),),
        conversation=conversation.id,
        message_id=turn.message_id,
    )  # fmt: skip


def rename(turn: Turn, id: str) -> None:
    """Ask for another name."""
    _change(turn, NAME, id)


def change_days(turn: Turn, id: str) -> None:
    """Ask for other days."""
    _change(turn, DAYS, id)


def _change(turn: Turn, dialog: Dialog, id: str) -> None:
    if active_trackers.get(turn.tx, turn.user_id, id) is not None:
        turn.ack()
        turn.message_id = None
        dialogs.begin(turn, dialog, about=WhichAbout(id=id))


def finish_name(turn: Turn, conversation: Conversation, session: Session) -> None:
    """Give it the name; it stays the same question, and so do its answers."""
    _put(turn, conversation, label=str(session.answers["label"]), own_label=True)


def finish_days(turn: Turn, conversation: Conversation, session: Session) -> None:
    """Ask it on those days."""
    if session.answers.get("often") is None:
        turn.edit(
            t("Nothing was changed."), conversation=conversation.id, message_id=turn.message_id
        )
        return
    _put(turn, conversation, days=[*flows.chosen_days(session.answers)])


def _put(turn: Turn, conversation: Conversation, **content: JsonValue) -> None:
    id = WhichAbout.of(conversation).id
    trackers.change(turn.tx, turn.user_id, id, place=None, active=None, **content)
    asked = active_trackers.get(turn.tx, turn.user_id, id)
    text = tracker_words.line(asked) if asked else t("That question isn't there anymore.")
    turn.edit(text, rows=((ALL,),), conversation=conversation.id, message_id=turn.message_id)


QUESTION = Dialog("question", flow=flow, finish=finish, about=InsteadAbout)
NAME = Dialog(
    "questionname",
    flow=lambda _turn, _conversation: flows.rename(),
    finish=finish_name,
    about=WhichAbout,
)
DAYS = Dialog(
    "questiondays",
    flow=lambda _turn, _conversation: flows.days(),
    finish=finish_days,
    about=WhichAbout,
)

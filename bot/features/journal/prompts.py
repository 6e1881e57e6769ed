"""Questions to write about: offered with a button, never pushed, never the same twice running.

Open journaling is liked by people who track themselves (JMIR Form Res 2023, e48152).
"""

from bot.core import callback_data, dialogs, opt_outs
from bot.core.conversation_state import About
from bot.core.dialog import Dialog
from bot.core.question import Frame
from bot.core.turn import Turn
from bot.features import notes
from bot.features.media import keeping
from bot.incoming import MediumSent
from bot.outgoing import Button
from conversations import prompts
from conversations.events import Prompt
from conversations.flow import Flow
from conversations.flows.journal import prompted
from conversations.session import Session
from conversations.text import t
from storage import conversations, preferences
from storage import notes as stored_notes
from storage.conversations import Conversation
from storage.notes import Note

LAST = "prompt_last"


class PromptAbout(About):
    """Which question to write about it is."""

    prompt: str


def button(turn: Turn) -> tuple[Button, ...]:
    """The small button that offers one; nothing for who switched them off."""
    if not opt_outs.wanted(turn, "prompts"):
        return ()
    return (Button(t("A question to write about"), callback_data.action("prompt")),)


def ask(turn: Turn) -> None:
    """Ask the next question, in a message of its own."""
    turn.ack()
    turn.message_id = None
    dialogs.begin(turn, PROMPTED, about=PromptAbout(prompt=_next(turn)))


def another(turn: Turn, conversation_id: str) -> None:
    """Put that question away and ask the one after it."""
    conversation = conversations.get(turn.tx, turn.user_id, conversation_id)
    if conversation is not None:
        conversations.close(turn.tx, turn.user_id, conversation_id)
    turn.edit(t("Closed."), message_id=turn.message_id)
    ask(turn)


def _next(turn: Turn) -> str:
    prompt = prompts.after(preferences.get(turn.tx, turn.user_id, LAST))
    preferences.set_(turn.tx, turn.user_id, LAST, prompt.id)
    return prompt.id


def _flow(_turn: Turn, conversation: Conversation) -> Flow:
    known = prompts.by_id(PromptAbout.of(conversation).prompt) or prompts.prompts()[0]
    return prompted(known.question)


def _frame(_turn: Turn, conversation: Conversation, _prompt: Prompt) -> Frame:
    return Frame(
        rows=(
            (
                Button(
                    t("Another question"), callback_data.action("prompt.another", conversation.id)
                ),
                Button(t("Not for me"), callback_data.action("quiet.off", "prompts")),
            ),
        )
    )


def _finish(turn: Turn, conversation: Conversation, session: Session) -> None:
    said = session.answers.get("text")
    if said is None:
        turn.edit(
            t("All right, nothing was saved."),
            conversation=conversation.id,
            message_id=turn.message_id,
        )
        return
    question = _flow(turn, conversation).steps[0].prompt
    # Looking back, an answer says little without its question.
    words = f"{turn.words(question)}\n{said}"
    note = Note(turn.tx.new_id(), turn.now, turn.today, words, message_id=turn.answer_message_id)
    stored_notes.add(turn.tx, turn.user_id, note)
    turn.edit(
        t("Kept in your journal."),
        rows=notes.note_rows(note),
        conversation=conversation.id,
        message_id=turn.message_id,
    )


def _take_medium(turn: Turn, conversation: Conversation, sent: MediumSent) -> None:
    """Keep a recording or a picture under its question, which stays to be read."""
    question = _flow(turn, conversation).steps[0].prompt
    note = keeping.keep(turn, sent, turn.today, above=turn.words(question))
    conversations.close(turn.tx, turn.user_id, conversation.id)
    turn.shrink(conversation.message_id)
    turn.say(notes.kept(turn, note), rows=notes.note_rows(note))


PROMPTED = Dialog(
    "prompted",
    flow=_flow,
    finish=_finish,
    frame=_frame,
    about=PromptAbout,
    takes_medium=_take_medium,
)

"""A note of a day: asked for under the card of the day, stored with its answers."""

from datetime import date

from bot.core import dialogs
from bot.core.conversation_state import ConversationState
from bot.core.dialog import Dialog
from bot.core.turn import Turn
from bot.features import notes
from bot.features.check_in import card
from bot.features.media import keeping
from bot.incoming import MediumSent
from conversations.flow import Flow, Value
from conversations.flows import check_in as questions
from conversations.parsing.clean import clean
from conversations.session import Session
from conversations.text import t
from storage import answers, check_ins, conversations
from storage.conversations import Conversation

# How many such notes back an edit is looked for: Telegram lets people edit for two days.
LOOKED_AT = 20
# Beside the session: the message that a note was typed in, and what it says now.


class NoteState(ConversationState):
    """The message that a note was typed in, and what it said: an edit of it is followed."""

    message: int | None = None
    says: str | None = None


def ask(turn: Turn, day: date) -> None:
    """Ask for a few words about a day, in a message of their own."""
    turn.ack()
    turn.message_id = None
    dialogs.begin(turn, NOTE, day=day)


def flow(turn: Turn, conversation: Conversation) -> Flow:
    """Compose the one question."""
    return questions.note(conversation.day if conversation.day != turn.today else None)


def keep(turn: Turn, conversation: Conversation, _step: str, value: Value | None) -> None:
    """Store the note with the answers of its day."""
    if conversation.day is not None and value is not None:
        before = answers.of_day(turn.tx, turn.user_id, conversation.day).get("note")
        kept = f"{before.value}\n{value}" if before is not None and before.value else value
        answers.keep(turn.tx, turn.user_id, conversation.day, "note", kept, turn.now)
        check_ins.touch(turn.tx, turn.user_id, conversation.day)


def finish(turn: Turn, conversation: Conversation, session: Session) -> None:
    """Say that it is kept, and bring the card of the day up to date."""
    said = next((value for value in session.answers.values() if value is not None), None)
    kept = said is not None
    if kept and turn.answer_message_id is not None:
        _remember(turn, conversation, turn.answer_message_id, str(said))
    if kept and conversation.day is not None:
        turn.message_id = None
        card.show(turn, conversation.day)
    else:
        turn.edit(
            t("That's fine. You can add one anytime."),
            conversation=conversation.id,
            message_id=turn.message_id,
        )


def take_medium(turn: Turn, conversation: Conversation, sent: MediumSent) -> None:
    """Keep a recording or a picture as a note of the day."""
    day = conversation.day or turn.today
    note = keeping.keep(turn, sent, day)
    conversations.close(turn.tx, turn.user_id, conversation.id)
    turn.shrink(conversation.message_id)
    turn.say(t("Noted for {day}", day=day), notes.kept(turn, note), rows=notes.note_rows(note))


def _remember(turn: Turn, conversation: Conversation, message_id: int, said: str) -> None:
    conversations.save(turn.tx, NoteState(message=message_id, says=said).into(conversation))


def edited(turn: Turn, message_id: int, text: str) -> bool:
    """Follow an edit of the message that such a note was typed in; tell whether it was one."""
    words = clean(text).strip()
    for conversation in conversations.of_flow(turn.tx, turn.user_id, NOTE.name, LOOKED_AT):
        if conversation.day is not None and NoteState.of(conversation).message == message_id:
            return _say_anew(turn, conversation, conversation.day, words)
    return False


def _say_anew(turn: Turn, conversation: Conversation, day: date, words: str) -> bool:
    """Change these words within the note of the day, which may hold others as well."""
    before, note = (
        NoteState.of(conversation).says,
        answers.of_day(turn.tx, turn.user_id, day).get("note"),
    )
    kept = note.value if note is not None else None
    if not isinstance(kept, str) or before is None or before not in kept:
        return False
    if words != before:
        now = kept.replace(before, words, 1)
        answers.keep(turn.tx, turn.user_id, day, "note", now, turn.now)
        conversations.save(turn.tx, NoteState(says=words).into(conversation))
        turn.say(t("I changed the note too."), silent=True)
    return True


NOTE = Dialog("note", flow=flow, finish=finish, keep=keep, takes_medium=take_medium)

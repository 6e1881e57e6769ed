"""What a moment says; and it follows an edit of the message that told it.

Entries: "moment"; "from message", which message told which moment, of this chat alone and only
for as long as Telegram lets people edit.
"""

from datetime import timedelta
from typing import Annotated

from pydantic import Field

from bot.core import callback_data, contents, typed_answers, variety
from bot.core.contents import Content, TypedEntry
from bot.core.fields import Words
from bot.core.turn import Turn
from bot.features import corrections, support
from bot.features.trackers import factors
from bot.incoming import after_command
from bot.outgoing import BLANK, Button, Rows
from conversations.feelings.lines import LINES
from conversations.flows.check_in import MOOD
from conversations.flows.mood import read_moment
from conversations.parsing.corrections import Correction
from conversations.text import Text, t

EDITABLE = timedelta(days=2)


class MomentContent(Content):
    """How it was just then, and the words said with it."""

    KIND = "moment"
    MOST = None
    mood: Annotated[int, Field(ge=1, le=10)]
    words: Words = ""


class MessageContent(Content):
    """Which message told a moment, with a short sum of its words."""

    KIND = "from message"
    OF_THIS_CHAT = True
    message: int
    words: str
    moment: str


def remember(turn: Turn, message_id: int, text: str, moment: str) -> None:
    """Remember which moment a message told."""
    said = typed_answers.in_short(text)
    content = MessageContent(message=message_id, words=said, moment=moment)
    contents.add(turn.tx, turn.user_id, turn.today, content, kept_until=turn.now + EDITABLE)


def _told_by(turn: Turn, message_id: int) -> TypedEntry[MessageContent] | None:
    first = turn.today - EDITABLE - timedelta(days=1)
    every = contents.between(turn.tx, turn.user_id, MessageContent, first, turn.today)
    return next((one for one in reversed(every) if one.content.message == message_id), None)


def met(turn: Turn, entry: TypedEntry[MomentContent]) -> tuple[Text, ...]:
    """Meet a low number as the words for it are met, with what helped on hard days before.

    Below numbers to call there is no such line: that card has its own.
    """
    mood = entry.content.mood
    if mood > factors.LOW:
        return ()
    feeling = "heavy" if mood == 1 else "low"
    warm = () if turn.help_shown else (variety.one_of(turn, f"felt_{feeling}", LINES[feeling]),)
    helped = factors.helped_before(turn, entry.day)
    return (*warm, BLANK, *helped) if helped else warm


def edited(turn: Turn, message_id: int, text: str) -> bool:
    """Follow an edit of the message that a moment came from; tell whether it was one."""
    origin = _told_by(turn, message_id)
    if origin is None:
        return False
    known = contents.get(turn.tx, turn.user_id, MomentContent, origin.content.moment)
    if known is None:
        return False
    before = known.content
    told = read_moment(after_command(text), turn.tongue)
    if told is None and origin.content.words != typed_answers.in_short(text):
        said = t(
            "It's still {mood} of 10. To change it, start with a number from 1 to 10, then "
            "add words if you like."
        )
        turn.say(said.given(mood=before.mood), rows=undo_rows(known.id))
    elif told is not None and (told.mood, told.words) != (before.mood, before.words or ""):
        contents.change(turn.tx, turn.user_id, known, mood=told.mood, words=told.words)
        said = t("I changed that too. It's {mood} of 10 now.", mood=told.mood)
        turn.say(said, rows=undo_rows(known.id))
        if told.mood == 1 < before.mood:
            support.offer(turn)
    return True


def correct(turn: Turn, known: TypedEntry[MomentContent], said: Correction) -> bool:
    """Put the moment told last right, or ask whether that is meant; tell whether it could."""
    mood = corrections.read(turn, MOOD, said)
    if not isinstance(mood, int) or corrections.was_left(turn, known.at):
        return False
    if said.is_faint and corrections.answers_this(turn, said):
        action = _action("moment.fix", known.id, mood)
        instead = Button(t("Change it: {answer}", answer=MOOD.describe(mood)), action)
        corrections.ask_which(turn, instead)
    else:
        put(turn, known.id, mood)
    return True


def put(turn: Turn, entry_id: str, mood: int) -> None:
    """Let a moment be another number, and offer the way back."""
    known = contents.get(turn.tx, turn.user_id, MomentContent, entry_id)
    if known is None or not MOOD.low <= mood <= MOOD.high:
        turn.ack(t("That's already gone."))
        return
    before = known.content.mood
    contents.change(turn.tx, turn.user_id, known, mood=mood)
    undo = Button(t("Undo"), _action("moment.back", known.id, before))
    said = t("All right, I've changed that: {answer}.", answer=MOOD.describe(mood))
    if not corrections.settled(turn, said, undo):
        turn.edit(said, rows=((undo,),), message_id=turn.message_id)
    if mood == 1 < before:
        support.offer(turn)


def put_back(turn: Turn, entry_id: str, mood: int) -> None:
    """Let a moment be the number it was."""
    known = contents.get(turn.tx, turn.user_id, MomentContent, entry_id)
    if known is None or not MOOD.low <= mood <= MOOD.high:
        turn.ack(t("That's already gone."))
        return
    contents.change(turn.tx, turn.user_id, known, mood=mood)
    said = t("All right, I've put it back: {answer}.", answer=MOOD.describe(mood))
    turn.edit(said, rows=undo_rows(known.id), message_id=turn.message_id)


def _action(name: str, entry_id: str, mood: int) -> str:
    return callback_data.action(name, entry_id, str(mood))


def undo_rows(moment: str) -> Rows:
    """Offer to take a moment back."""
    return ((Button(t("Undo"), callback_data.action("moment.undo", moment)),),)

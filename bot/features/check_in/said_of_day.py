"""What somebody says of a day in one sentence: "yesterday was a 4", "slept 6 hours"."""

from datetime import date, datetime

from bot.core import callback_data, dialogs
from bot.core.turn import Turn
from bot.features import mood, notes
from bot.features.check_in import corrected, dependents, dialog
from bot.features.check_in.dialog import CHECK_IN
from bot.outgoing import Button, Rows
from conversations.events import Typed
from conversations.flow import Ask
from conversations.flows.check_in import MOOD
from conversations.parsing.corrections import Correction
from conversations.text import t
from conversations.wishes.gaps import WishWords
from storage import answers, conversations
from storage.conversations import Conversation

NOTHING, SKIPPED = "-", "s"  # what there was before


def mood_was(turn: Turn, said: WishWords) -> None:
    """Take a number as the mood of a day; of a day that was not asked about yet, as a moment."""
    day, number = said.day or turn.today, said.number
    conversation = _conversation(turn, day)
    if number is None:
        return
    if conversation is None and day == turn.today:
        mood.typed(turn, str(number))
        return
    _take_mood(turn, conversation or _begun(turn, day), number)


def read_mood(arg: str) -> int:
    """Read a mood; raise ValueError for anything else."""
    if arg not in map(str, range(MOOD.low, MOOD.high + 1)):
        raise ValueError(arg)
    return int(arg)


def take_mood(turn: Turn, day: date, number: int) -> None:
    """Take the mood of a day that is over, as it was offered on a button."""
    if day < turn.today:
        _take_mood(turn, _conversation(turn, day) or _begun(turn, day), number)


def _begun(turn: Turn, day: date) -> Conversation:
    conversation = dialogs.create(turn, CHECK_IN.name, day=day)
    # What is written next is not meant for the rest of that day.
    conversations.close(turn.tx, turn.user_id, conversation.id)
    return conversation


def _take_mood(turn: Turn, conversation: Conversation, number: int) -> None:
    _take(turn, conversation, CHECK_IN.flow(turn, conversation).steps[0], str(number))


def slept(turn: Turn, said: WishWords) -> None:
    """Take a length of sleep as the night before today, once today was asked about.

    Before, it stays a note: an answer would keep the evening's question away.
    """
    conversation = _conversation(turn, turn.today)
    steps = CHECK_IN.flow(turn, conversation).steps if conversation is not None else ()
    ask = next((step for step in steps if step.id == "sleep"), None)
    if conversation is None or ask is None:
        _keep_as_note(turn, said.raw)
    elif answers.get(turn.tx, turn.user_id, turn.today, "sleep") is None:
        _take(turn, conversation, ask, said.sleep or "")
    else:
        meant = Correction(said.sleep or "", is_faint=True, named="sleep")
        instead = corrected.offer(turn, meant)
        turn.say(t("That night is already filled in."), rows=(instead, (_edit(turn.today),)))


def _keep_as_note(turn: Turn, words: str) -> None:
    turn.message_id = turn.answer_message_id  # an edit of the message changes the note
    note = notes.write(turn, words)
    if note is not None:
        now = Button(t("Check in now"), callback_data.action("checkin"))
        turn.say(t("Kept in your journal."), rows=(*notes.note_rows(note), (now,)))


def _conversation(turn: Turn, day: date) -> Conversation | None:
    return conversations.of_day(turn.tx, turn.user_id, CHECK_IN.name, day)


def _take(turn: Turn, conversation: Conversation, ask: Ask, words: str) -> None:
    """Answer a question of a day: in its turn where it stands open, else beside the others."""
    day = conversation.day or turn.today
    is_open = dialogs.load(turn, CHECK_IN, conversation).current
    if (
        day == turn.today
        and not conversation.closed
        and is_open is not None
        and is_open.id == ask.id
    ):
        dialogs.feed(turn, CHECK_IN, conversation, Typed(words, turn.tongue))
        return
    value = ask.format.parse(words, turn.tongue)
    before = _before(turn, day, ask.id)
    dialog.keep(turn, conversation, ask.id, value)
    back = callback_data.action(
        "told.back", day.isoformat(), ask.id, callback_data.instant(turn.now), before
    )
    saved = t("Saved for {day}: {answer}.", day=day, answer=ask.told(value))
    rows: Rows = ((Button(t("Undo"), back), _edit(day)),)
    if turn.query_id is None:
        turn.say(saved, rows=rows)
    else:
        turn.edit(saved, rows=rows, message_id=turn.message_id)


def _before(turn: Turn, day: date, step: str) -> str:
    answer = answers.get(turn.tx, turn.user_id, day, step)
    if answer is None:
        return NOTHING
    return SKIPPED if answer.value is None else str(answer.value)


def read_before(arg: str) -> str:
    """Read what there was before: nothing, a skipped question, or a mood."""
    if arg not in {NOTHING, SKIPPED, *map(str, range(MOOD.low, MOOD.high + 1))}:
        raise ValueError(arg)
    return arg


def take_back(turn: Turn, day: date, step: str, at: datetime, before: str) -> None:
    """Put back what was there before, unless something else was said since."""
    conversation, now = _conversation(turn, day), answers.get(turn.tx, turn.user_id, day, step)
    if conversation is None or now is None or now.at != at:
        turn.ack(t("That has changed since then, so I left it as it is."))
        return
    if before == NOTHING:
        answers.remove(turn.tx, turn.user_id, day, step)
        dependents.drop(turn, conversation, day, step)
    else:
        dialog.keep(turn, conversation, step, None if before == SKIPPED else int(before))
    turn.edit(t("Undone."), rows=((_edit(day),),), message_id=turn.message_id)


def _edit(day: date) -> Button:
    return Button(t("Edit {day}", day=day), callback_data.action("edit", day.isoformat()))

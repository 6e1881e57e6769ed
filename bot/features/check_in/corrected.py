"""An answer of a day that is put right in words just after it was given, with a way back."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from bot.core import callback_data, dialogs
from bot.core.dialog import Dialog
from bot.core.question import Frame
from bot.core.turn import Turn
from bot.features import corrections
from bot.features.check_in import morning
from bot.features.check_in.dialog import CHECK_IN
from bot.features.trackers import active as active_trackers
from bot.features.undo import JUST_TOLD
from bot.outgoing import Button
from conversations.events import Opened, Tapped
from conversations.flow import Ask, Value
from conversations.night import DETAIL
from conversations.parsing.corrections import Correction
from conversations.parsing.numbers import read_whole
from conversations.text import Rejected, Text, t
from storage import answers, conversations
from storage.answers import Answer
from storage.conversations import Conversation

LATER_CHANGED = t("That has changed since then, so I left it as it is.")


class AskedIn(NamedTuple):
    """Where a question of a day was asked."""

    dialog: Dialog
    conversation: Conversation
    ask: Ask


def asked_in(turn: Turn, day: date, step: str) -> tuple[Dialog, Conversation] | None:
    """Find where a step of a day was asked: in the morning, or in the check-in."""
    early = step in active_trackers.morning_steps(turn.tx, turn.known)
    conversation = conversations.of_day(turn.tx, turn.user_id, "morning", day) if early else None
    if conversation is not None:
        return morning.MORNING, conversation
    conversation = conversations.of_day(turn.tx, turn.user_id, CHECK_IN.name, day)
    return (CHECK_IN, conversation) if conversation is not None else None


def _asked(turn: Turn, day: date, step: str) -> AskedIn | None:
    found = asked_in(turn, day, step)
    steps = found[0].flow(turn, found[1]).steps if found is not None else ()
    ask = next((one for one in steps if one.id == step), None)
    return AskedIn(*found, ask) if found is not None and ask is not None else None


def correct(turn: Turn, told: Sequence[Answer], said: Correction) -> bool:
    """Put the answer given last right, or ask whether that is meant; tell whether it could.

    A bare number can only be meant for the very last one; "5 hours" also for the night before it,
    and "the mood, 5" for the mood.
    """
    recent = [one for one in told if one.at >= turn.now - JUST_TOLD and one.value is not None]
    last = max(one.at for one in recent) if recent else turn.now
    if said.named is None and read_whole(said.answer, turn.tongue.words) is not None:
        recent = [one for one in recent if one.at == last]
        if len(recent) > 1:  # as many come with one press
            return False
    for answer in sorted(recent, key=lambda one: one.at, reverse=True):
        written = _meant(turn, answer, said)
        if written is not None:
            _take(turn, answer, written, said)
            return True
    return False


def correct_named(turn: Turn, said: Correction) -> bool:
    """Put today's answer to what is named right, whenever it was given; tell whether it could."""
    answer = answers.get(turn.tx, turn.user_id, turn.today, said.named or "")
    written = _meant(turn, answer, said) if answer is not None and answer.value else None
    if answer is None or written is None:
        return False
    put(turn, answer.day, answer.step, answer.at, written)
    return True


def offer(turn: Turn, said: Correction) -> tuple[Button, ...]:
    """Offer to put today's answer right, where words may mean that."""
    answer = answers.get(turn.tx, turn.user_id, turn.today, said.named or "")
    written = _meant(turn, answer, said) if answer is not None and answer.value else None
    if answer is None or written is None:
        return ()
    return _instead(turn, answer, written)


def _meant(turn: Turn, answer: Answer, said: Correction) -> str | None:
    """Read what is meant instead of an answer, as its button would say it."""
    asked = _asked(turn, answer.day, answer.step)
    if asked is None:
        return None
    if said.named is None and corrections.was_left(turn, answer.at, asked.conversation.id):
        return None
    if answer.step == "sleep" and _is_told_in_parts(turn, answer.day):
        return None
    value = corrections.read(turn, asked.ask.format, said)
    return _written(value) if value is not None else None


def _is_told_in_parts(turn: Turn, day: date) -> bool:
    stored = answers.of_day(turn.tx, turn.user_id, day)
    return any(stored[part].value is not None for part in DETAIL if part in stored)


def _written(value: Value) -> str:
    if not isinstance(value, dict):
        return str(value)
    if value.get("bed") and value.get("wake"):
        return f"{value['bed']}-{value['wake']}"
    return f"{value['hours']:g}"


def _take(turn: Turn, answer: Answer, written: str, said: Correction) -> None:
    if said.is_faint and corrections.answers_this(turn, said):
        for instead in _instead(turn, answer, written):
            corrections.ask_which(turn, instead)
        return
    put(turn, answer.day, answer.step, answer.at, written)


def _instead(turn: Turn, answer: Answer, written: str) -> tuple[Button, ...]:
    asked = _asked(turn, answer.day, answer.step)
    if asked is None:
        return ()
    value = asked.ask.format.accept(written, answer.value)
    action = _action("fix.it", answer, written)
    return (Button(t("Change it: {answer}", answer=asked.ask.told(value)), action),)


def _action(name: str, answer: Answer, written: str) -> str:
    at = callback_data.instant(answer.at)
    return callback_data.action(name, answer.day.isoformat(), answer.step, at, written)


def put(turn: Turn, day: date, step: str, at: datetime, written: str) -> None:
    """Change an answer, unless it was changed since, and offer the way back."""
    before = _unchanged(turn, day, step, at)
    if before is not None and before.value is not None:
        now = before._replace(at=turn.now)
        undo = Button(t("Undo"), _action("fix.back", now, _written(before.value)))
        _change(turn, before, written, t("All right, I've changed that: {answer}."), undo)


def put_back(turn: Turn, day: date, step: str, at: datetime, written: str) -> None:
    """Let it be what it was, unless it was changed since."""
    before = _unchanged(turn, day, step, at)
    if before is not None:
        _change(turn, before, written, t("All right, I've put it back: {answer}."))


def _unchanged(turn: Turn, day: date, step: str, at: datetime) -> Answer | None:
    known = answers.get(turn.tx, turn.user_id, day, step)
    if known is None or known.at != at:
        turn.ack(LATER_CHANGED)
        return None
    return known


def _change(turn: Turn, before: Answer, written: str, said: Text, *undo: Button) -> None:
    """Change it in its conversation, where a question may stand open, and say so above that."""
    asked = _asked(turn, before.day, before.step)
    if asked is None:
        turn.ack(LATER_CHANGED)
        return
    try:
        value = asked.ask.format.accept(written, before.value)
    except Rejected as no:
        turn.ack(no.why)
        return
    known, conversation, ask = asked
    receipt = said.given(answer=ask.told(value))
    is_open = dialogs.load(turn, known, conversation).current is not None
    if is_open and not conversation.closed:
        event = Tapped(ask.id, written) if value != before.value else Opened()
        around = Frame((receipt,), (undo,) if undo else ())
        dialogs.feed(turn, known, conversation, event, around=around)
        return
    known.keep(turn, conversation, ask.id, value)
    if corrections.settled(turn, receipt, *undo):
        return
    edit = callback_data.action("edit", before.day.isoformat())
    rows = ((*undo, Button(t("Edit {day}", day=before.day), edit)),)
    turn.edit(receipt, rows=rows, message_id=turn.message_id)

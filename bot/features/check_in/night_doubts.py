"""What a typed night can mean as well, and the tap that puts it right.

"8:30" at bedtime leaves open which half of the day it was: the whole night settles it later, and
where it does not, the person is asked. "7.30" is read as 7 h 30 and may be 7.3 hours, "4 or 5" as
4 h 30: the other readings stay a tap away.
"""

from collections.abc import Collection
from datetime import date
from typing import Annotated

from pydantic import BeforeValidator

from bot.core import callback_data, dialogs, open_dialog
from bot.core.conversation_state import ConversationState, focus_of
from bot.core.turn import Turn
from bot.features import sleep
from bot.outgoing import Button, Rows
from conversations.events import Event, Tapped, Typed
from conversations.formats import length_words
from conversations.formats.night_part import is_open
from conversations.night_halves import BEGINNINGS, hours_between, other_half
from conversations.parsing.rough_lengths import other_lengths
from conversations.text import own, t
from storage import answers
from storage.conversations import Conversation

DECIDES = frozenset({*BEGINNINGS, "woke_at"})


def _readings(known: object) -> object:
    """An earlier version remembered one reading alone."""
    return (known,) if isinstance(known, int | float) else known


class NightDoubts(ConversationState):
    """What was typed about the night and may be meant otherwise; nothing, for the most part."""

    half_open: bool = False
    """Bedtime may have been half a day away."""
    other_hours: Annotated[tuple[float, ...], BeforeValidator(_readings)] = ()
    """Lengths that are a tap away."""

    def into(self, conversation: Conversation) -> Conversation:
        """Write what is open, and nothing where nothing is."""
        rest = {
            key: n for key, n in conversation.state.items() if key not in type(self).model_fields
        }
        is_open = self.model_dump(mode="json", exclude_defaults=True)
        return conversation._replace(state={**rest, **is_open})


def heard(turn: Turn, conversation: Conversation, event: Event) -> tuple[Conversation, Event]:
    """Remember what an answer about the night leaves open, before it is understood."""
    match event:
        case Typed(raw):
            return _typed(turn, conversation, raw), event
        case Tapped("sleep"):
            return _with(conversation, other_hours=()), event
        case Tapped("into_bed"):
            return _with(conversation, half_open=False), event
        case _:
            pass
    return conversation, event


def night_is_next(conversation: Conversation, told: Collection[str]) -> bool:
    """Whether words can be meant for the night: its question is open, or was opened again."""
    return focus_of(conversation) == "sleep" or ("mood" in told and "sleep" not in told)


def _typed(turn: Turn, conversation: Conversation, raw: str) -> Conversation:
    lengths = other_lengths(raw, turn.tongue.words)
    others = tuple(float(round(hours, 2)) for hours in lengths)
    in_detail = sleep.parts(turn, conversation.day or turn.today) is not None
    unclear = in_detail and is_open(raw, turn.tongue)
    if not (others or unclear) and NightDoubts.of(conversation) == NightDoubts():
        # To know which question is open, the whole day would have to be composed.
        return conversation
    step = _current(turn, conversation)
    if step == "sleep":
        return _with(conversation, other_hours=others)
    if step in BEGINNINGS:
        # A light out that is clear settles the time of getting into bed too.
        return _with(conversation, half_open=unclear)
    return conversation


def _with(conversation: Conversation, **doubts: object) -> Conversation:
    known = NightDoubts.of(conversation)
    changed = known.model_copy(update=doubts)
    return conversation if changed == known else changed.into(conversation)


def _current(turn: Turn, conversation: Conversation) -> str | None:
    dialog = open_dialog.dialog_of(turn, conversation)
    ask = dialogs.load(turn, dialog, conversation).current if dialog is not None else None
    return ask.id if ask is not None else None


def settle(turn: Turn, conversation: Conversation, day: date, step: str) -> None:
    """Once the night is told: read it so that it is a usual one, or ask which was meant."""
    if step not in DECIDES:
        return
    parts = sleep.parts(turn, day) or {}
    other = other_half(parts)
    if other is None:
        return
    if NightDoubts.of(conversation).half_open:
        put(turn, day, other)
    else:
        _ask(turn, day, str(parts["bed_at"]), str(parts["woke_at"]), other["bed_at"])


def put(turn: Turn, day: date, beginnings: dict[str, str]) -> None:
    """Keep other times for the beginning of a night."""
    for step, at in beginnings.items():
        answers.keep(turn.tx, turn.user_id, day, step, at, turn.now)


def _ask(turn: Turn, day: date, bed: str, woke: str, other: str) -> None:
    turn.say(
        t(
            "From {bed} to {woke} is {hours}. Did you turn out the light at {other} instead?",
            bed=own(bed),
            woke=own(woke),
            hours=length_words(round(hours_between(bed, woke) * 60)),
            other=own(other),
        ),
        rows=(
            (
                Button(
                    t("Yes, {time}", time=own(other)),
                    callback_data.action("night.half", day.isoformat()),
                ),
                Button(
                    t("No, {time}", time=own(bed)),
                    callback_data.action("night.asis", day.isoformat()),
                ),
            ),
        ),
    )


def rows(turn: Turn, conversation: Conversation, day: date) -> Rows:
    """Offer the other readings of the hours that were typed."""
    others = NightDoubts.of(conversation).other_hours
    if not others:
        return ()
    stored = answers.of_day(turn.tx, turn.user_id, day).get("sleep")
    if stored is None or stored.value is None:
        return ()
    return (tuple(_it_was(conversation, hours) for hours in others),)


def _it_was(conversation: Conversation, hours: float) -> Button:
    label = t("It was {length}", length=length_words(round(hours * 60)))
    return Button(label, callback_data.action("sleep.other", conversation.id, f"{hours:g}"))


def swap(turn: Turn, conversation: Conversation, day: date, hours: float) -> Conversation | None:
    """Take another reading, and keep the first one a tap away; None where it is none of them."""
    others = NightDoubts.of(conversation).other_hours
    stored = answers.of_day(turn.tx, turn.user_id, day).get("sleep")
    if hours not in others or stored is None or not isinstance(stored.value, dict):
        return None
    first = stored.value.get("hours")
    answers.keep(turn.tx, turn.user_id, day, "sleep", {**stored.value, "hours": hours}, turn.now)
    before = [float(first)] if isinstance(first, int | float) else []
    return _with(conversation, other_hours=tuple(sorted({*others, *before} - {hours})))

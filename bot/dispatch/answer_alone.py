"""The answer in words that say more than it: "5, not bad", "done!! finally"."""

from bot.core.turn import Turn
from conversations.flow import AnswerFormat
from conversations.formats import Checklist, HowOften, Scale, Sleep
from conversations.formats.appointment import AppointmentFormat
from conversations.parsing.answer_with_words import (
    read_answer_with_words,
    read_length_with_words,
    read_status_with_words,
)
from conversations.parsing.appointments import (
    read_appointment_with_words,
    read_rhythm_with_words,
)


def answer_alone(turn: Turn, asked: AnswerFormat, text: str) -> str | None:
    """Return it as it was typed; None where there is none, or more than one."""
    words = turn.tongue.words
    match asked:
        case Checklist() if not asked.multi_select:
            return read_status_with_words(text, words)
        case Scale():
            return read_answer_with_words(text, words)
        case Sleep():
            return read_answer_with_words(text, words) or read_length_with_words(text, words)
        case AppointmentFormat():
            return read_appointment_with_words(text, turn.today, words)
        case HowOften():
            return read_rhythm_with_words(text, words)
        case _:
            return None

"""One of several ways to say the same, each in its turn: never the same twice running."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TypeVar

from bot.core.turn import Turn
from storage import preferences

T = TypeVar("T")


def one_of(turn: Turn, name: str, forms: Sequence[T]) -> T:
    """Choose the form after the one said last under that name; the day says where it begins."""
    key = f"said_{name}"
    last = preferences.get(turn.tx, turn.user_id, key) or ""
    known = last.isdecimal() and len(last) < 4
    at = (int(last) + 1 if known else turn.today.toordinal()) % len(forms)
    preferences.set_(turn.tx, turn.user_id, key, str(at))
    return forms[at]


def of_day(forms: Sequence[T], day: date) -> T:
    """Choose by the day: another form tomorrow, and the same one if today's is shown again."""
    return forms[day.toordinal() % len(forms)]


def of_moment(forms: Sequence[T], at: datetime) -> T:
    """Choose by the minute: what is shown again has its form, what is new mostly another."""
    return forms[(at.hour * 60 + at.minute) % len(forms)]

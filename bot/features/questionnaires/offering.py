"""How often each questionnaire is offered, and which one is due."""

from collections.abc import Mapping
from datetime import date, timedelta

from bot.core.turn import Turn
from bot.features.questionnaires.results import scored
from conversations.questionnaires.instrument import Instrument
from conversations.questionnaires.load import instruments
from storage import preferences

OFF = "off"
RHYTHMS = (7, 14, 28)
MOST_DIGITS = 3


def every(chosen: Mapping[str, str], instrument: Instrument) -> int | None:
    """Read how often it is offered, in days; None when it is not."""
    value = chosen.get(_name(instrument), str(instrument.rhythm.days))
    # A file that was imported may say anything; nobody is asked every three years.
    return int(value) if value.isdecimal() and len(value) <= MOST_DIGITS else None


def choose(turn: Turn, instrument: Instrument, days: int | None) -> None:
    """Offer it every so many days from the last time on, or never."""
    preferences.set_(turn.tx, turn.user_id, _name(instrument), str(days) if days else OFF)
    done = scored(turn, instrument)
    if days and done:
        offer_on(turn, instrument, done[-1].day + timedelta(days=days))


def preference_names() -> tuple[str, ...]:
    """The names of the choices how often each is offered."""
    return tuple(_name(one) for one in instruments())


def offer_on(turn: Turn, instrument: Instrument, day: date) -> None:
    """Set from which day on it is offered again."""
    preferences.set_(turn.tx, turn.user_id, f"{_name(instrument)}.next", day.isoformat())


def offer_later(turn: Turn, instrument: Instrument, *, of: Mapping[str, str]) -> None:
    """Let a whole rhythm pass before it is offered again."""
    days = every(of, instrument) or instrument.rhythm.days
    offer_on(turn, instrument, turn.today + timedelta(days=days))


def due_on(chosen: Mapping[str, str], instrument: Instrument) -> date | None:
    """Read from which day on it is offered; None while it was never answered, or is not."""
    next_ = chosen.get(f"{_name(instrument)}.next")
    return date.fromisoformat(next_) if next_ and every(chosen, instrument) else None


def longest_due(chosen: Mapping[str, str], today: date) -> Instrument | None:
    """Find the one that has been due for the longest."""
    due = [(day, one) for one in instruments() if (day := due_on(chosen, one)) and day <= today]
    return min(due, key=lambda found: (found[0], found[1].order))[1] if due else None


def _name(instrument: Instrument) -> str:
    return f"scale.{instrument.key}"

"""A questionnaire by its key, and answered from its first item on."""

from conversations.engine import advance
from conversations.events import Completed, Opened, Skipped, Tapped
from conversations.questionnaires.instrument import Instrument
from conversations.questionnaires.load import by_key, flow
from conversations.session import Session


def the(key: str) -> Instrument:
    found = by_key(key)
    assert found is not None
    return found


def answer_all(instrument: Instrument, *values: int | None) -> tuple[Session, bool]:
    session, effects = advance(flow(instrument), Session(), Opened())
    for item, value in zip(instrument.items, values, strict=True):
        event = Skipped(item.id) if value is None else Tapped(item.id, str(value))
        session, effects = advance(flow(instrument), session, event)
    return session, isinstance(effects[-1], Completed)

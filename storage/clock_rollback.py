"""What a clock that ran ahead leaves behind: instants that were noted before they came."""

from datetime import date, datetime

from sqlalchemy import bindparam, exists, or_, select, text

from storage.conversation_table import CONVERSATION
from storage.nudges import NUDGE
from storage.people import PERSON
from storage.reminders import REMINDER
from storage.statements import Prepared
from storage.transaction import Tx
from storage.types import UTCDateTime

_NOW = bindparam("now", type_=UTCDateTime())
_NUDGED = exists().where(
    NUDGE.c.user_id == PERSON.c.id, NUDGE.c.day >= bindparam("day"), NUDGE.c.at > _NOW
)
_TOUCHED = exists().where(
    # Spelled out, not bound: SQLite uses a partial index only if it can see the same words.
    CONVERSATION.c.user_id == PERSON.c.id,
    text("closed IS FALSE"),
    CONVERSATION.c.touched_at > _NOW,
)
_PLANNED = exists().where(
    REMINDER.c.user_id == PERSON.c.id,
    REMINDER.c.at.is_not(None),
    REMINDER.c.next_due_at > bindparam("latest"),
)
_WHO = Prepared(select(PERSON.c.id).where(or_(_NUDGED, _TOUCHED, _PLANNED)).order_by(PERSON.c.id))


def who(tx: Tx, now: datetime, since: date, latest: datetime) -> list[int]:
    """Everyone of whom something is noted after now, or whose daily wish is due after `latest`.

    Nudges are looked at for days since the given one only; that makes it a look-up each.
    """
    return [row[0] for row in _WHO.all(tx, now=now, day=since, latest=latest)]

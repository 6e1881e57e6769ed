"""A person's wishes for reminders, and when each is next due."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta

from bot import local_time
from bot.core import around
from bot.core.slots import LATEST
from bot.core.turn import Turn
from conversations.formats import WishedTime
from storage import nudges, reminders
from storage.reminders import Reminder

DAILY = ("evening", "morning")
EVERY_DAY = (1, 2, 3, 4, 5, 6, 7)
# Up to here a nudge is on time; later it says that it is late.
NOTICEABLY_LATE = timedelta(minutes=10)


def wishes(turn: Turn) -> dict[str, WishedTime]:
    """Read the wished local times by kind."""
    wished = {r.kind: around.wished(turn, r) for r in reminders.of(turn.tx, turn.user_id)}
    return {kind: one for kind, one in wished.items() if one is not None}


def wish(
    turn: Turn,
    kind: str,
    at: WishedTime | None = None,
    *,
    days: Collection[int] | None = None,
    enabled: bool | None = None,
) -> None:
    """Change what is wished; today's reminder is neither repeated nor swallowed.

    What is due at once for an hour that has passed is not late, for nobody waited for it. What was
    off and is switched on begins with the next hour to come.
    """
    known = reminders.get(turn.tx, turn.user_id, kind) or Reminder(
        user_id=turn.user_id, kind=kind, at=None, days=EVERY_DAY, next_due_at=None, enabled=True
    )
    if at is not None:
        around.put(turn, kind, on=at.around)
    changed = replace(
        known,
        at=known.at if at is None else at.at,
        days=known.days if days is None else tuple(sorted(days)),
        enabled=known.enabled if enabled is None else enabled,
    )
    first = due(turn, changed, reach=LATEST if known.enabled else timedelta())
    reminders.put(turn.tx, replace(changed, next_due_at=first and max(first, turn.now)))
    replan(turn)


def move(turn: Turn, zone: str) -> None:
    """Move the person to a time zone, and their reminders with them."""
    turn.change(timezone=local_time.zone(zone).key)
    reschedule(turn)


def settle(turn: Turn, zone: str) -> None:
    """Take the first zone that a person names for the one they had from the beginning."""
    turn.change(timezone=local_time.zone(zone).key, earlier_clocks=())
    reschedule(turn)


def reschedule(turn: Turn) -> None:
    """Work out anew when each reminder is due, after a change of zone or of the day's end."""
    of_its_end = {one.name for one in turn.deps.registry.nudges.values() if one.ends_the_day}
    for known in reminders.of(turn.tx, turn.user_id):
        if known.kind in DAILY:
            reminders.put(turn.tx, replace(known, next_due_at=due(turn, known)))
        elif known.kind in of_its_end and known.next_due_at is not None:
            reminders.put(turn.tx, replace(known, next_due_at=turn.end_of(turn.today)))
    replan(turn)


def replan(turn: Turn) -> None:
    """Work out anew when each quiet message is due, after a change of what it depends on."""
    for kind, plan in turn.deps.registry.plans.items():
        at = plan(turn)
        if at is not None:
            once(turn, kind, at)
        else:
            never(turn, kind)


def is_planned(turn: Turn, kind: str) -> bool:
    """Tell whether it is known when a reminder is due next."""
    known = reminders.get(turn.tx, turn.user_id, kind)
    return known is not None and known.next_due_at is not None


def bring_forward(turn: Turn) -> None:
    """Let this evening's quiet messages come now: the question before them is answered."""
    soon = turn.now + LATEST
    for nudge in turn.deps.registry.nudges.values():
        if not nudge.comes_with_the_evening:
            continue
        known = reminders.get(turn.tx, turn.user_id, nudge.name)
        if known is not None and known.next_due_at is not None and known.next_due_at <= soon:
            reminders.put(turn.tx, replace(known, next_due_at=min(known.next_due_at, turn.now)))


def due(turn: Turn, known: Reminder, *, reach: timedelta = LATEST) -> datetime | None:
    """Find when a reminder is due next, from what is wished and what was already sent.

    A wish moved to an hour that has passed today is due at once as long as it is not too late;
    one for a day already reminded waits for the next.
    """
    plan = turn.deps.registry.plans.get(known.kind)
    if plan is not None:
        return plan(turn)
    at = around.minute(turn, known)
    if not known.enabled or at is None or not known.days:
        return None
    # Nobody is reminded of an evening from before they came.
    after = max(turn.now - reach, turn.known.consented_at)
    for slot in local_time.slots(at, known.days, turn.zone, after, turn.known.day_ends_at):
        if slot.day < turn.today or nudges.state(turn.tx, turn.user_id, known.kind, slot.day):
            continue
        return slot.at
    return None


def is_noticeably_late(turn: Turn, kind: str, late: timedelta) -> bool:
    """Tell whether a daily message comes later than was asked for, and should say so."""
    return late > NOTICEABLY_LATE and late > NOTICEABLY_LATE + around.leeway(turn, kind)


def stale_at(turn: Turn, late: timedelta) -> datetime:
    """Tell until when a nudge that is `late` by now may still be sent, however long it waits."""
    return turn.now - late + LATEST


def once(turn: Turn, kind: str, at: datetime) -> None:
    """Set a reminder that comes one time: a snooze, a follow-up, the end of a day."""
    reminders.put(
        turn.tx,
        Reminder(user_id=turn.user_id, kind=kind, at=None, days=(), next_due_at=at, enabled=True),
    )


def never(turn: Turn, kind: str) -> None:
    """Take a one-time reminder back."""
    known = reminders.get(turn.tx, turn.user_id, kind)
    if known is not None and known.next_due_at is not None:
        reminders.put(turn.tx, replace(known, next_due_at=None))

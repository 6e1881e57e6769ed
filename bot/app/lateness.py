"""What is promised about lateness: how long the last of those waits who chose the same minutes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.telegram.rate_limits import Limits

SOON = 60.0  # seconds within which a nudge still comes in its minute
LATE = 600.0  # from here on something should be done about it


@dataclass(frozen=True, slots=True)
class Rush:
    """What is due, as one queue that leaves at the pace which the token allows."""

    fullest: int = 0
    """The most that are due in one minute."""
    seconds: float = 0.0
    """How long the one waits that waits longest."""


def rush(due: Mapping[datetime, int], limits: Limits) -> Rush:
    """Let what is due at each minute leave in order; what is left over stands before the next."""
    waiting, longest, before = 0.0, 0.0, None
    for minute, number in sorted(due.items()):
        if before is not None:
            left = (minute - before).total_seconds() * limits.nudges_per_second
            waiting = max(0.0, waiting - left)
        waiting, before = waiting + number, minute
        longest = max(longest, waiting)
    return Rush(max(due.values(), default=0), longest / limits.nudges_per_second)


def in_words(due: Mapping[datetime, int], limits: Limits) -> str:
    """Say it to the operator."""
    pace, found = limits.nudges_per_second, rush(due, limits)
    if not due:
        return "none is planned yet"
    said = f"{found.fullest} at most in one minute"
    if found.seconds <= SOON:
        return f"{said}, at {pace} a second each of them in its minute"
    said += f"; at {pace} a second the last of them comes {found.seconds / 60:.0f} minutes late"
    if found.seconds > LATE:
        said += (
            " (“around” a time in /reminders, other times, or SEND_PER_SECOND with paid "
            "broadcasts make it less)"
        )
    return said

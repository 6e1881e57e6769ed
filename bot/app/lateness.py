"""What is promised about lateness: how long the last of those waits who chose the same minute."""

from bot.telegram.rate_limits import Limits

SOON = 60.0  # seconds within which a nudge still comes in its minute
LATE = 600.0  # from here on something should be done about it


def seconds_for(due_at_once: int, limits: Limits) -> float:
    """How long so many nudges take at the pace that the token allows."""
    return due_at_once / limits.nudges_per_second


def in_words(due_at_once: int, limits: Limits) -> str:
    """Say it to the operator."""
    pace, takes = limits.nudges_per_second, seconds_for(due_at_once, limits)
    if not due_at_once:
        return "none is planned yet"
    said = f"{due_at_once} at most in one minute"
    if takes <= SOON:
        return f"{said}, at {pace} a second all of them in that minute"
    said += f"; at {pace} a second the last of them comes {takes / 60:.0f} minutes late"
    if takes > LATE:
        said += " (SEND_PER_SECOND with paid broadcasts, or other times, make it less)"
    return said

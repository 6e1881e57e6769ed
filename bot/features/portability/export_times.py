"""How instants, clock times and days stand in an exported file."""

from datetime import UTC, date, datetime, time


def instant(at: datetime) -> str:
    """An instant in UTC, to the second."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def clock(at: time | None) -> str | None:
    """A local time of day."""
    return at.strftime("%H:%M") if at else None


def iso(day: date | None) -> str | None:
    """A day."""
    return day.isoformat() if day else None

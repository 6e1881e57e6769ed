"""Where time comes from: the one place that reads a clock."""

import time
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Says what instant it is, as an aware UTC datetime."""

    def now(self) -> datetime:
        """Return the present instant in UTC."""
        ...


class SystemClock:
    """The clock of the machine."""

    def now(self) -> datetime:
        """Return the machine's present instant in UTC."""
        return datetime.fromtimestamp(time.time(), tz=UTC)


class TravelClock:
    """A clock that runs as another one does, only somewhere else in time."""

    def __init__(self, base: Clock, offset: timedelta = timedelta()) -> None:
        self._base = base
        self._offset = offset

    def now(self) -> datetime:
        """Return the base clock's instant, shifted."""
        return self._base.now() + self._offset

    def travel(self, to: datetime) -> None:
        """Make it `to` from now on; time goes on running from there."""
        self._offset = _aware(to) - self._base.now()


class FrozenClock:
    """A clock that stands still until it is moved."""

    def __init__(self, at: datetime) -> None:
        self._at = _aware(at)

    def now(self) -> datetime:
        """Return the instant it was set to."""
        return self._at

    def travel(self, to: datetime) -> None:
        """Stand still at `to` from now on."""
        self._at = _aware(to)

    def pass_(self, span: timedelta) -> None:
        """Let `span` go by."""
        self._at += span


def _aware(at: datetime) -> datetime:
    if at.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    return at.astimezone(UTC)

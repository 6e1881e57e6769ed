"""How long ago Telegram was heard, for those who restart connections and for the health page."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

DISPUTED = 90.0  # seconds for which another program that was noticed counts as there
REOPEN_AFTER = 90.0  # seconds without a good answer before the connections are made anew


def through_sleep() -> float:
    """Seconds of a clock that never jumps, and goes on while the machine sleeps where it can."""
    clock = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if clock is None else time.clock_gettime(clock)


@dataclass(slots=True)
class Connection:
    """When Telegram was last heard, in seconds of a clock that never jumps.

    `state` is one of starting, ok, unreachable, conflict, token, storage.
    """

    seconds: Callable[[], float] = time.monotonic
    asleep_too: Callable[[], float] = through_sleep
    good: float = 0.0
    update: float = 0.0
    conflicts: int = 0
    state: str = "starting"
    _reopened: float = field(default=0.0)
    _disputed: float | None = field(default=None)

    def __post_init__(self) -> None:
        self.good = self._reopened = self.seconds()
        self.update = self.asleep_too()

    @property
    def age(self) -> float:
        """Seconds since the last good answer."""
        return self.seconds() - self.good

    def heard(self, updates: int) -> None:
        """Note a good answer."""
        self.good = self.seconds()
        self.state = "ok"
        if updates:
            self.update = self.asleep_too()

    def conflict(self) -> None:
        """Note that another program received in our place."""
        self.conflicts += 1
        self.state = "conflict"
        self._disputed = self.seconds()

    @property
    def disputed(self) -> bool:
        """Whether that was lately: two copies take turns, so each hears well in between."""
        return self._disputed is not None and self.seconds() - self._disputed < DISPUTED

    @property
    def quiet(self) -> float:
        """Seconds since anybody said anything, also while the machine slept."""
        return self.asleep_too() - self.update

    def count_anew(self) -> None:
        """Let the quiet begin now."""
        self.update = self.asleep_too()

    @property
    def needs_reopening(self) -> bool:
        """Whether fresh connections are due; true once in every span of silence."""
        silent_since = max(self.good, self._reopened)
        if self.seconds() - silent_since < REOPEN_AFTER:
            return False
        self._reopened = self.seconds()
        return True

"""How long ago Telegram was heard, for those who restart connections and for the health page."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

REOPEN_AFTER = 90.0  # seconds without a good answer before the connections are made anew


@dataclass(slots=True)
class Hearing:
    """When Telegram was last heard, in seconds of a clock that never jumps.

    `state` is one of starting, ok, unreachable, conflict, token, storage.
    """

    seconds: Callable[[], float] = time.monotonic
    good: float = 0.0
    update: float = 0.0
    conflicts: int = 0
    state: str = "starting"
    _reopened: float = field(default=0.0)

    def __post_init__(self) -> None:
        self.good = self.update = self._reopened = self.seconds()

    @property
    def age(self) -> float:
        """Seconds since the last good answer."""
        return self.seconds() - self.good

    def heard(self, updates: int) -> None:
        """Note a good answer."""
        self.good = self.seconds()
        self.state = "ok"
        if updates:
            self.update = self.good

    @property
    def needs_reopening(self) -> bool:
        """Whether fresh connections are due; true once in every span of silence."""
        silent_since = max(self.good, self._reopened)
        if self.seconds() - silent_since < REOPEN_AFTER:
            return False
        self._reopened = self.seconds()
        return True

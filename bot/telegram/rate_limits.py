"""How fast we may speak: the token's limits, who goes first, and when everybody waits."""

import asyncio
import heapq
import random
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

FLOODED_CHATS, FLOOD_SPAN = 3, 10.0  # so many chats refused within so many seconds: all wait
FIRST_HOLD, LONGEST_HOLD = 1.0, 60.0
FREE, IN_FLIGHT = 30, 32
SECOND = 1.02  # a little more than one: the network may bring two calls closer together


@dataclass(frozen=True, slots=True)
class Limits:
    """What one token may do; Telegram allows about 30 messages a second and one a chat."""

    per_second: int = FREE
    nudges_per_second: int = 25
    chat_burst: int = 8
    chat_per_second: float = 1.0
    in_flight: int = IN_FLIGHT
    gather: float = 0.02
    """Seconds for which what was sent waits to be written down together with others."""
    paid: bool = False
    """Whether Telegram is told that what goes beyond its free pace may be charged for."""

    @classmethod
    def of(cls, per_second: int) -> "Limits":
        """Share out what the token may send: a sixth of it is kept free of nudges."""
        nudges, in_flight = max(1, per_second * 5 // 6), max(IN_FLIGHT, per_second)
        return cls(per_second, nudges, in_flight=in_flight, paid=per_second > FREE)


class Window:
    """At most so many in any one second."""

    def __init__(self, most: int) -> None:
        self._taken: deque[float] = deque(maxlen=most)

    def wait(self, now: float) -> float:
        """Return the seconds until one more may go."""
        if len(self._taken) < (self._taken.maxlen or 1):
            return 0.0
        return max(0.0, self._taken[0] + SECOND - now)

    def take(self, now: float) -> None:
        """Count one."""
        self._taken.append(now)


class Even:
    """So many a second, one after the other: no burst that leaves others without a turn."""

    def __init__(self, per_second: int) -> None:
        self._gap = SECOND / per_second
        self._next = 0.0

    def wait(self, now: float) -> float:
        """Return the seconds until one more may go."""
        return max(0.0, self._next - now)

    def take(self, now: float) -> None:
        """Count one; what a busy moment kept back may be made up for, a little."""
        self._next = max(self._next, now - 2 * self._gap) + self._gap


class Bucket:
    """A short burst, then one at a time: the limit of a single chat."""

    def __init__(self, burst: int, per_second: float) -> None:
        self._burst = burst
        self._per_second = per_second
        self._tokens = float(burst)
        self._at = 0.0

    def take(self, now: float) -> float:
        """Count one and return the seconds to wait before it may go."""
        filled = self._tokens + (now - self._at) * self._per_second if self._at else self._tokens
        self._tokens = min(filled, self._burst) - 1
        self._at = now
        return max(0.0, -self._tokens / self._per_second)

    def is_full(self, now: float) -> bool:
        """Whether nothing of the past is left to remember."""
        return self._tokens + (now - self._at) * self._per_second >= self._burst


class Pace:
    """Gives turns: by priority, within the limits, none while all must wait."""

    def __init__(
        self,
        limits: Limits,
        *,
        seconds: Callable[[], float] = time.monotonic,
        jitter: Callable[[], float] = random.random,
    ) -> None:
        self._seconds = seconds
        self._jitter = jitter
        self._all = Window(limits.per_second)
        self._nudges = Even(limits.nudges_per_second)
        self._calls = Even(limits.nudges_per_second)
        self._spacing = asyncio.Lock()
        self.is_paid = limits.paid
        self._free = limits.in_flight
        self._size = limits.in_flight
        self._waiting: list[tuple[int, int, asyncio.Future[None]]] = []
        self._number = 0
        self._timer: asyncio.TimerHandle | None = None
        self._held_until = 0.0
        self._failures = 0
        self._flooded: deque[tuple[float, int]] = deque()

    @property
    def held(self) -> float:
        """Seconds for which everybody waits."""
        return max(0.0, self._held_until - self._seconds())

    async def turn(self, priority: int) -> None:
        """Wait for a turn; give it back with done()."""
        turn = asyncio.get_running_loop().create_future()
        self._number += 1
        heapq.heappush(self._waiting, (priority, self._number, turn))
        self._give()
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self.done()
            raise

    async def spaced(self) -> None:
        """Wait until this nudge is not too close to the last one: a turn is not yet a call.

        One waits at a time, so that a busy moment does not let all who wait go at once.
        """
        async with self._spacing:
            await asyncio.sleep(self._calls.wait(self._seconds()))
            self._calls.take(self._seconds())

    def done(self) -> None:
        """Give a turn back."""
        self._free += 1
        self._give()

    def hold(self, seconds: float) -> None:
        """Let everybody wait."""
        self._held_until = max(self._held_until, self._seconds() + seconds)

    def flooded(self, chat_id: int, seconds: float) -> None:
        """Note that a chat was refused; when it hits several at once, the whole token is meant."""
        now = self._seconds()
        self._flooded.append((now, chat_id))
        while self._flooded[0][0] < now - FLOOD_SPAN:
            self._flooded.popleft()
        if len({chat for _, chat in self._flooded}) >= FLOODED_CHATS:
            self.hold(seconds)

    def unreachable(self) -> None:
        """Note that a call never got out: wait longer each time, then try with a single one."""
        if self.held:
            return
        wait = min(FIRST_HOLD * 2.0**self._failures, LONGEST_HOLD)
        self._failures = min(self._failures + 1, 10)
        self.hold(wait * (0.75 + self._jitter() / 2))

    def reached(self) -> None:
        """Note that Telegram answers."""
        self._failures = 0

    def _give(self) -> None:
        while self._waiting and self._free > 0:
            priority, _, turn = self._waiting[0]
            if not turn.done():
                if self._failures and self._free < self._size:
                    return
                now = self._seconds()
                if (wait := self._wait(priority, now)) > 0:
                    self._give_in(wait)
                    return
                self._all.take(now)
                if priority > 0:
                    self._nudges.take(now)
                self._free -= 1
                turn.set_result(None)
            heapq.heappop(self._waiting)

    def _wait(self, priority: int, now: float) -> float:
        wait = max(self._held_until - now, self._all.wait(now))
        return max(wait, self._nudges.wait(now)) if priority > 0 else wait

    def _give_in(self, seconds: float) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = asyncio.get_running_loop().call_later(seconds, self._give)

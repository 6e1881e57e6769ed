"""What can go wrong between a bot and Telegram, planned call by call."""

import time
from collections import Counter, deque
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, replace
from random import Random
from typing import Literal, Self

from bot.playground.wire import Json, Refused, too_many_requests

Kind = Literal[
    "answer", "html", "hollow", "delay", "reset", "reset_after", "hang", "hang_after", "cut"
]

_WORDS = {
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden: bot was blocked by the user",
    404: "Not Found",
    409: (
        "Conflict: terminated by other getUpdates request; "
        "make sure that only one bot instance is running"
    ),
    413: "Request Entity Too Large",
    500: "Internal Server Error",
    502: "Bad Gateway",
    503: "Service Unavailable",
    504: "Gateway Timeout",
}


@dataclass(frozen=True, slots=True)
class PlannedFault:
    """One kind of trouble.

    Instead of the effect: answer, html, hollow, reset, hang.
    After it: reset_after, hang_after, cut.
    `delay` only makes the call late, and can be added to any other kind.
    """

    kind: Kind
    status: int = 500
    description: str = ""
    retry_after: int | None = None
    delay: float = 0.0

    @classmethod
    def answer(cls, status: int, description: str = "", *, delay: float = 0.0) -> Self:
        """Answer with this error, in these words or in Telegram's; nothing takes effect."""
        return cls("answer", status, description, delay=delay)

    @classmethod
    def too_many(cls, retry_after: int) -> Self:
        """Answer 429 and ask to wait."""
        return cls("answer", 429, retry_after=retry_after)

    @classmethod
    def html(cls, status: int = 502) -> Self:
        """Answer as a proxy or a captive portal does: with a page."""
        return cls("html", status)

    @classmethod
    def hollow(cls) -> Self:
        """Answer as some proxies do: well-formed, a success, and nothing in it."""
        return cls("hollow", 200)

    @classmethod
    def late(cls, seconds: float) -> Self:
        """Process the call after a while; the effect comes even if the caller has given up."""
        return cls("delay", delay=seconds)

    @classmethod
    def reset(cls) -> Self:
        """Drop the connection before the effect."""
        return cls("reset")

    @classmethod
    def reset_after(cls, *, delay: float = 0.0) -> Self:
        """Take effect, then drop the connection instead of answering."""
        return cls("reset_after", delay=delay)

    @classmethod
    def hang(cls) -> Self:
        """Swallow the call: no effect, no answer, the connection stays open."""
        return cls("hang")

    @classmethod
    def hang_after(cls) -> Self:
        """Take effect and never answer."""
        return cls("hang_after")

    @classmethod
    def cut(cls) -> Self:
        """Take effect and break off in the middle of the answer."""
        return cls("cut")

    def refused(self) -> Refused:
        """Return the error this fault answers with."""
        if self.status == 429:
            return too_many_requests(self.retry_after or 1)
        return Refused(self.status, self.description or _WORDS.get(self.status, "Error"))


@dataclass(slots=True)
class Planned:
    """A fault that waits for its calls."""

    fault: PlannedFault
    method: str = "*"
    times: int | None = 1
    skip: int = 0
    chat_id: int | None = None
    chance: float = 1.0

    def fits(self, method: str, chat_id: int | None) -> bool:
        """Whether this is a call the fault is meant for."""
        return self.method in {"*", method} and self.chat_id in {None, chat_id}


@dataclass(frozen=True, slots=True)
class Hit:
    """A fault that happened."""

    fault: PlannedFault
    method: str
    chat_id: int | None


@dataclass(slots=True)
class Faults:
    """The plan: first come, first served; counted when they strike."""

    dice: Random = field(default_factory=lambda: Random(1))  # noqa: S311 - a seeded plan of faults
    planned: list[Planned] = field(default_factory=list)
    hits: list[Hit] = field(default_factory=list)

    def plan(
        self,
        fault: PlannedFault,
        method: str = "*",
        *,
        times: int | None = 1,
        skip: int = 0,
        chat_id: int | None = None,
        chance: float = 1.0,
    ) -> Planned:
        """Let `fault` strike the next `times` calls of `method` (None: until it is lifted)."""
        planned = Planned(fault, method, times, skip, chat_id, chance)
        self.planned.append(planned)
        return planned

    def lift(self, planned: Planned | None = None) -> None:
        """Take one fault out of the plan, or all."""
        if planned is None:
            self.planned.clear()
        elif planned in self.planned:
            self.planned.remove(planned)

    def strike(self, method: str, chat_id: int | None) -> PlannedFault | None:
        """Return the fault for this call, if one is due."""
        for planned in self.planned:
            if not planned.fits(method, chat_id):
                continue
            if planned.skip > 0:
                planned.skip -= 1
                continue
            if planned.chance < 1.0 and self.dice.random() >= planned.chance:
                continue
            if planned.times is not None:
                planned.times -= 1
                if planned.times <= 0:
                    self.planned.remove(planned)
            self.hits.append(Hit(planned.fault, method, chat_id))
            return planned.fault
        return None

    @property
    def counts(self) -> Counter[str]:
        """How many of each kind have struck."""
        return Counter(hit.fault.kind for hit in self.hits)

    def as_json(self) -> Json:
        """Return the plan and what has struck."""
        return {
            "planned": [asdict(planned) for planned in self.planned],
            "counts": dict(self.counts),
            "hits": [asdict(hit) for hit in self.hits[-1000:]],
        }

    def plan_json(self, given: Json) -> Planned:
        """Plan a fault described by the fields of PlannedFault and Planned in one object."""
        names = set(PlannedFault.__dataclass_fields__)
        fault = PlannedFault(**{key: value for key, value in given.items() if key in names})
        planned = replace(
            Planned(fault), **{key: value for key, value in given.items() if key not in names}
        )
        self.planned.append(planned)
        return planned


@dataclass(slots=True)
class SpeedLimit:
    """Telegram's patience: so many messages a second over all chats, then 429."""

    per_second: int
    burst: int | None = None
    seconds: Callable[[], float] = time.monotonic
    refused: int = 0
    _taken: deque[float] = field(default_factory=deque)

    def check(self, method: str) -> None:
        """Refuse a message that comes too soon after too many others."""
        if not method.startswith(("send", "edit")) or method == "sendChatAction":
            return
        now = self.seconds()
        while self._taken and self._taken[0] <= now - 1.0:
            self._taken.popleft()
        if len(self._taken) >= (self.burst or self.per_second):
            self.refused += 1
            raise too_many_requests(1)
        self._taken.append(now)

"""The updates that wait for the bot: ids, offsets, expiry, and who may fetch them."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.playground.wire import Json, Refused

MESSAGE_LIFE = 86_400.0
TAP_LIFE = 150.0
POLL_SECONDS = 50
_UNASKED = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
_TAKEN_OVER = (
    "Conflict: terminated by other getUpdates request; "
    "make sure that only one bot instance is running"
)
_HOOKED = (
    "Conflict: can't use getUpdates method while webhook is active; "
    "use deleteWebhook to delete the webhook first"
)


@dataclass(frozen=True, slots=True)
class Pending:
    """An update that was not confirmed yet, and the line it waits in."""

    update: Json
    line: int
    expires: float


class Updates:
    """Hands out each update until a higher offset, or a webhook's 2xx, confirms it."""

    def __init__(self, now: Callable[[], datetime], first_id: int = 100_000_001) -> None:
        self._now = now
        self.next_id = first_id
        self.pending: dict[int, Pending] = {}
        self.allowed: Sequence[str] = ()
        self.polls = 0
        self.conflicts = 0
        self.on_added: Callable[[Pending], None] | None = None
        self._poller: asyncio.Future[str] | None = None
        self._left = asyncio.Event()

    def add(self, kind: str, body: Json, *, line: int, life: float = MESSAGE_LIFE) -> int | None:
        """Queue an update and return its id; None when the bot asked not to get this kind."""
        if kind not in self.allowed if self.allowed else kind in _UNASKED:
            return None
        update_id = self.next_id
        self.next_id += 1
        self.push({"update_id": update_id, kind: body}, line=line, life=life)
        return update_id

    def push(self, update: Json, *, line: int, life: float = MESSAGE_LIFE) -> None:
        """Queue an update as it is: a repeated id or a broken body is the caller's wish."""
        one = Pending(update, line, self._now().timestamp() + life)
        self.pending[update["update_id"]] = one
        if self.on_added is not None:
            self.on_added(one)
        else:
            self._wake("")

    async def all_taken(self) -> None:
        """Return as soon as nothing waits any more."""
        while self.pending:
            self._left.clear()
            await self._left.wait()

    async def poll(
        self,
        *,
        offset: int = 0,
        limit: int = 100,
        seconds: int = 0,
        allowed: Sequence[str] | None = None,
    ) -> list[Json]:
        """Answer getUpdates: confirm below the offset on arrival, then wait for something new."""
        self.polls += 1
        if self.on_added is not None:
            raise Refused(409, _HOOKED)
        self._wake(_TAKEN_OVER)
        if allowed is not None:
            self.allowed = tuple(allowed)
        self._forget(offset)
        limit = limit if 1 <= limit <= 100 else 100
        ready = self._ready(limit)
        if ready or seconds <= 0:
            return ready
        await self._wait(min(seconds, POLL_SECONDS))
        return self._ready(limit)

    async def _wait(self, seconds: float) -> None:
        mine: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self._poller = mine
        try:
            async with asyncio.timeout(seconds):
                reason = await mine
        except TimeoutError:
            return
        finally:
            if self._poller is mine:
                self._poller = None
        if reason:
            self.conflicts += 1
            raise Refused(409, reason)

    def _wake(self, reason: str) -> None:
        poller, self._poller = self._poller, None
        if poller is not None and not poller.done():
            poller.set_result(reason)

    def stop_polling(self, reason: str) -> None:
        """End a waiting getUpdates: with this conflict, or with what is there."""
        self._wake(reason)

    def confirm(self, update_id: int) -> None:
        """Forget one update that a webhook took."""
        self.pending.pop(update_id, None)
        self._left.set()

    def drop_all(self) -> None:
        """Forget everything that waits."""
        self.pending.clear()
        self._left.set()

    def _forget(self, offset: int) -> None:
        self._left.set()
        if offset < 0:
            for update_id in list(self.pending)[:offset]:
                del self.pending[update_id]
            return
        while self.pending and (first := next(iter(self.pending))) < offset:
            del self.pending[first]

    def _ready(self, limit: int) -> list[Json]:
        now = self._now().timestamp()
        ready: list[Json] = []
        stale: list[int] = []
        for update_id, one in self.pending.items():
            if len(ready) == limit:
                break
            if one.expires <= now:
                stale.append(update_id)
            else:
                ready.append(one.update)
        for update_id in stale:
            del self.pending[update_id]
        self._left.set()
        return ready

    def instant(self) -> int:
        """Return the present as Telegram dates it."""
        return int(self._now().timestamp())

    def expire(self) -> None:
        """Forget what Telegram would not keep this long."""
        now = self._now().timestamp()
        self._left.set()
        for update_id in [key for key, one in self.pending.items() if one.expires <= now]:
            del self.pending[update_id]

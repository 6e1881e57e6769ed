"""Delivery to a webhook: in order within a line, lines side by side, again until it is taken."""

import asyncio
from collections import deque
from dataclasses import dataclass

from aiohttp import ClientError, ClientSession, ClientTimeout

from bot.playground.updates import Pending, Updates
from bot.playground.wire import Json, bad_request

_WAITS = (0.0, 2.0, 4.0, 8.0, 16.0, 32.0, 60.0)


@dataclass(frozen=True, slots=True)
class Hook:
    """Where updates go and how."""

    url: str
    secret: str = ""
    connections: int = 40


class WebhookCaller:
    """Posts each update until a 2xx; one in flight per line, as Telegram does."""

    def __init__(self, updates: Updates, *, patience: float = 1.0) -> None:
        self._updates = updates
        self._lines: dict[int, deque[Pending]] = {}
        self._workers: set[asyncio.Task[None]] = set()
        self._session: ClientSession | None = None
        self._slots = asyncio.Semaphore(1)
        self.patience = patience
        self.hook: Hook | None = None
        self.attempts = 0
        self.last_error = ""
        self.last_error_at = 0

    async def set(self, hook: Hook) -> None:
        """Deliver here from now on, beginning with what waits."""
        if not hook.url.startswith(
            ("http://127.0.0.1", "http://localhost", "http://[::1]", "https://")
        ):
            raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
        if not 1 <= hook.connections <= 100:
            raise bad_request("bad webhook: max_connections must be between 1 and 100")
        await self.clear()
        self._updates.stop_polling("Conflict: terminated by setWebhook request")
        self.hook = hook
        self._slots = asyncio.Semaphore(hook.connections)
        self._session = ClientSession(timeout=ClientTimeout(total=60))
        self._updates.on_added = self._enqueue
        for one in list(self._updates.pending.values()):
            self._enqueue(one)

    async def clear(self) -> None:
        """Stop delivering; what was not taken waits for the next way."""
        self._updates.on_added = None
        self.hook = None
        self._lines.clear()
        workers = list(self._workers)
        for worker in workers:
            worker.cancel()
        await asyncio.gather(*workers, return_exceptions=True)
        if self._session is not None:
            await self._session.close()
            self._session = None

    def info(self) -> Json:
        """Return getWebhookInfo's result."""
        hook = self.hook
        info: Json = {
            "url": hook.url if hook else "",
            "has_custom_certificate": False,
            "pending_update_count": len(self._updates.pending),
        }
        if hook:
            info["max_connections"] = hook.connections
            info["ip_address"] = "127.0.0.1"
        if hook and self.last_error:
            info |= {"last_error_date": self.last_error_at, "last_error_message": self.last_error}
        if self._updates.allowed:
            info["allowed_updates"] = list(self._updates.allowed)
        return info

    def _enqueue(self, one: Pending) -> None:
        line = self._lines.get(one.line)
        if line is not None:
            line.append(one)
            return
        self._lines[one.line] = line = deque([one])
        worker = asyncio.get_running_loop().create_task(self._drain(one.line, line))
        self._workers.add(worker)
        worker.add_done_callback(self._workers.discard)

    async def _drain(self, key: int, line: deque[Pending]) -> None:
        while line:
            await self._deliver(line[0])
            line.popleft()
        if self._lines.get(key) is line:
            del self._lines[key]

    async def _deliver(self, one: Pending) -> None:
        fails = 0
        while one.update["update_id"] in self._updates.pending:
            async with self._slots:
                taken, asked = await self._post(one.update)
            if taken:
                self._updates.confirm(one.update["update_id"])
                return
            wait = asked if asked is not None else _WAITS[min(fails, len(_WAITS) - 1)]
            fails += 1
            # Even an impatient server (patience 0) must not spin against a bot that is down.
            await asyncio.sleep(max(0.005, wait * self.patience))
            self._updates.expire()

    async def _post(self, update: Json) -> tuple[bool, float | None]:
        if self.hook is None or self._session is None:
            return False, None
        headers = {"X-Telegram-Bot-Api-Secret-Token": self.hook.secret} if self.hook.secret else {}
        self.attempts += 1
        try:
            async with self._session.post(self.hook.url, json=update, headers=headers) as answer:
                await answer.read()
                if 200 <= answer.status < 300:
                    return True, None
                self._failed(f"Wrong response from the webhook: {answer.status} {answer.reason}")
                asked = answer.headers.get("Retry-After", "")
                return False, float(min(int(asked), 3600)) if asked.isdigit() else None
        except (ClientError, TimeoutError, OSError):
            self._failed("WebhookCaller connection closed")
            return False, None

    def _failed(self, why: str) -> None:
        self.last_error = why
        self.last_error_at = self._updates.instant()

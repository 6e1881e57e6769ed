"""Fetches updates: stores each batch, and only then lets Telegram forget it.

The library's own receiver acknowledges what sits in memory and stops for good on one 401 or 404.
"""

import asyncio
import logging
import random
from collections.abc import Callable, Sequence
from contextlib import suppress

from telegram.error import Conflict, EndPointNotFound, InvalidToken, RetryAfter, TelegramError

from bot.logs import where
from bot.telegram.api import Api
from bot.telegram.connection import Connection
from bot.telegram.errors import classify
from bot.telegram.intake import as_row, keep
from bot.telegram.outage_notice import OutageNotice
from bot.telegram.parse import ALLOWED_UPDATES
from bot.telegram.transport import NotSent
from storage.errors import StorageError
from storage.inbox import Update
from storage.store import Store

log = logging.getLogger(__name__)

BATCH = 100
POLL = 25  # seconds a quiet getUpdates stays open
GRACE = 10.0  # seconds more before a silent connection counts as lost
STALLED_AFTER = 300.0  # seconds without a good answer before the process ends, to be restarted
TOKEN_PATIENCE = 600.0  # ... while Telegram says the token is wrong
QUIET_WEEK = 6 * 86_400.0  # after a week without updates ids may start anew, from a lower number
FIRST_WAIT, LONGEST_WAIT = 1.0, 60.0
# While the storage is away help lines come only when we ask what was said. (Asked for the same
# within half a second, Telegram would give one update instead of a hundred.)
LONGEST_AWAY = 3.0


class PollingStalled(Exception):
    """Telegram has not been heard for too long; the process must end (exit code 70)."""


class Poller:
    """Asks for updates until it is stopped, or raises PollingStalled."""

    def __init__(
        self,
        api: Api,
        store: Store,
        wake: Callable[[Update], None],
        outage_notice: OutageNotice,
        *,
        connection: Connection | None = None,
        jitter: Callable[[], float] = random.random,
    ) -> None:
        self._api = api
        self._store = store
        self._wake = wake
        self._outage_notice = outage_notice
        self._jitter = jitter
        self._offset: int | None = None
        self._asked = False
        self._webhook_removed = False
        self._failures = 0
        self.connection = connection or Connection()

    async def run(self) -> None:
        """Fetch, store, acknowledge, for ever; cancel it to stop."""
        while True:
            wait = await self.once()
            if wait:
                await asyncio.sleep(wait)

    async def once(self) -> float:
        """Fetch and store one batch; return the seconds to wait before the next."""
        try:
            updates = await self._fetch()
            await self._keep(updates)
        except TelegramError as fault:
            return await self._after_fault(fault)
        except StorageError:
            self.connection.heard(0)
            self.connection.state = "storage"
            log.warning("updates cannot be stored; they are not acknowledged")
            return min(self._back_off(), LONGEST_AWAY)
        except Exception as fault:  # noqa: BLE001 - whatever it is, it must not end the listening
            strange = TelegramError("Not understood")
            strange.__cause__ = fault
            return await self._after_fault(strange)
        self._failures = 0
        self.connection.heard(len(updates))
        return 0.0

    async def _fetch(self) -> Sequence[dict[str, object]]:
        if self.connection.quiet > QUIET_WEEK:
            self._offset = None
            self.connection.count_anew()
        # The first call answers at once, so that a wrong token or a second copy shows at start.
        timeout = POLL if self._asked else 0
        params = {
            "offset": self._offset,
            "limit": BATCH,
            "timeout": timeout,
            "allowed_updates": ALLOWED_UPDATES,
        }
        updates = await self._api.call("getUpdates", params, wait=timeout + GRACE)
        if not isinstance(updates, list):
            raise TelegramError("Invalid server response")
        self._asked = True
        return [update for update in updates if isinstance(update, dict)]

    async def _keep(self, updates: Sequence[dict[str, object]]) -> None:
        """Store a batch in one transaction and move the offset after its commit."""
        rows = [row for update in updates if (row := as_row(update))]
        if not rows:
            if updates:
                raise TelegramError("Updates without numbers")
            return
        kept = await keep(self._store, rows, self._outage_notice)
        self._offset = max(row.update_id for row in rows) + 1
        for update in kept:
            self._wake(update)

    async def _after_fault(self, fault: TelegramError) -> float:
        match fault:
            case Conflict():
                await self._after_conflict(fault)
            case InvalidToken() | EndPointNotFound():
                self.connection.state = "token"
                log.error("Telegram does not accept the token")
            case _:
                self.connection.state = "unreachable"
                log.warning("getUpdates failed", extra={"fault": where(fault.__cause__ or fault)})
        await self._check_hearing(fault)
        if isinstance(fault, RetryAfter):
            return max(classify(fault).after.total_seconds(), self._back_off())
        return self._back_off()

    async def _after_conflict(self, fault: Conflict) -> None:
        """Say loudly that someone else listens; a webhook left from earlier is removed, once."""
        self.connection.conflict()
        log.error("another program receives this bot's updates: is the token used elsewhere?")
        if "webhook" in fault.message.lower() and not self._webhook_removed:
            self._webhook_removed = True
            with suppress(TelegramError):
                await self._api.call("deleteWebhook", {"drop_pending_updates": False})

    async def _check_hearing(self, fault: TelegramError) -> None:
        """Reopen the connections after a while of silence, and give up after a long one."""
        age = self.connection.age
        if age > self._patience(fault) and not await self._is_known():
            log.critical("Telegram has not been heard for too long", extra={"age": round(age)})
            raise PollingStalled
        if self.connection.needs_reopening:
            log.warning("making fresh connections", extra={"age": round(age)})
            await self._api.reopen()

    def _patience(self, fault: TelegramError) -> float:
        match fault:
            case InvalidToken() | EndPointNotFound() | Conflict():
                return TOKEN_PATIENCE
            case NotSent():
                # No network: each try is a fresh connection already, a restart could do no more.
                return float("inf")
            case _:
                return STALLED_AFTER

    async def _is_known(self) -> bool:
        """Ask who we are: the token may be good although getUpdates is refused."""
        if self.connection.state not in {"token", "conflict"}:
            return False
        try:
            await self._api.call("getMe")
        except TelegramError:
            return False
        return True

    def _back_off(self) -> float:
        wait = min(FIRST_WAIT * 2.0**self._failures, LONGEST_WAIT)
        self._failures = min(self._failures + 1, 10)
        return wait * (0.75 + self._jitter() / 2)

"""What is said while the storage cannot be reached: once an update, and sparingly in each chat."""

import asyncio
import logging
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping
from typing import TypeVar

from bot.logs import where
from bot.telegram.errors import Outcome, classify

log = logging.getLogger(__name__)

QUIET = 60.0  # seconds between two such sentences in one chat
REMEMBERED = 10_000  # chats and updates
FINAL = frozenset({Outcome.GONE, Outcome.REJECTED})  # trying again would change nothing

# Gets the chat, the raw update (empty when it could not even be read), and whether this chat was
# told within the last minute; help lines it sends all the same. Nothing of it is stored.
T = TypeVar("T")
Say = Callable[[int, Mapping[str, object], bool], Awaitable[None]]


class OutageNotice:
    """Tells people that something could not be noted, without flooding anyone."""

    def __init__(self, say: Say, seconds: Callable[[], float] = time.monotonic) -> None:
        self._say = say
        self._seconds = seconds
        self._told: OrderedDict[int, float] = OrderedDict()
        self._updates: OrderedDict[int, None] = OrderedDict()
        self._saying: set[asyncio.Task[None]] = set()

    def tell(self, chat_id: int, raw: Mapping[str, object] | None = None) -> None:
        """Tell a person, soon, unless they have been told about this very update; no group."""
        raw = raw or {}
        update_id = _id_of(raw)
        if chat_id <= 0 or update_id in self._updates:
            return
        if update_id:
            _remember(self._updates, update_id, None)
        last = self._told.get(chat_id)
        lately = last is not None and self._seconds() - last < QUIET
        if not lately:
            _remember(self._told, chat_id, self._seconds())
        task = asyncio.get_running_loop().create_task(self._try(chat_id, raw, lately=lately))
        self._saying.add(task)
        task.add_done_callback(self._saying.discard)

    async def idle(self) -> None:
        """Wait until everything has been said."""
        while self._saying:
            await asyncio.wait(set(self._saying))

    async def _try(self, chat_id: int, raw: Mapping[str, object], *, lately: bool) -> None:
        try:
            await self._say(chat_id, raw, lately)
        except Exception as fault:  # noqa: BLE001 - nothing can be done about it, and it is said in the log
            log.warning("outage notice not sent", extra={"fault": where(fault)})
            if classify(fault).outcome not in FINAL:
                # Telegram gives the same update again; whoever needs help lines gets them then.
                self._updates.pop(_id_of(raw), None)


def _id_of(raw: Mapping[str, object]) -> int:
    found = raw.get("update_id")
    return found if isinstance(found, int) else 0


def _remember(memory: OrderedDict[int, T], key: int, value: T) -> None:
    memory[key] = value
    memory.move_to_end(key)
    if len(memory) > REMEMBERED:
        memory.popitem(last=False)

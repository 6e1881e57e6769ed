"""A switch for the worst case: the process ends when nothing in it moves any more.

A disk that hangs or a piece of code that never comes back would leave the bot deaf without a word,
and a supervisor sees only processes that end. Ending at any instant loses nothing.
"""

import asyncio
import faulthandler
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from storage.errors import StorageError
from storage.store import Store, Tx

log = logging.getLogger(__name__)

LOOK_EVERY = 30.0
STUCK_AFTER = 240.0  # seconds; with the wait between two looks it is less than 300


def _arm() -> None:
    # The interpreter's own: it needs neither the event loop nor the interpreter's lock. What it
    # prints names places in the code, and holds nothing of anyone.
    faulthandler.dump_traceback_later(STUCK_AFTER, exit=True)


@asynccontextmanager
async def kept_alive(
    store: Store,
    arm: Callable[[], object] = _arm,
    disarm: Callable[[], object] = faulthandler.cancel_dump_traceback_later,
) -> AsyncIterator[None]:
    """Meanwhile end the process when the event loop or the storage does not answer for too long.

    A database that says that it is away has answered.
    """
    task = asyncio.get_running_loop().create_task(_look_again_and_again(store, arm))
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        disarm()


async def _look_again_and_again(store: Store, arm: Callable[[], object]) -> None:
    while True:
        arm()
        try:
            await store.read(_look)
        except StorageError:
            log.debug("the storage is away")
        arm()
        await asyncio.sleep(LOOK_EVERY)


def _look(tx: Tx) -> object:
    return tx.now

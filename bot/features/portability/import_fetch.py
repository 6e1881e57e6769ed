"""Files that people send: fetched, read and planned outside any transaction, and taken in slices.

The step is a message of the outbox, so a crash in the middle only means that it goes on.
"""

import asyncio
import logging
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Concatenate, ParamSpec, TypeVar

from bot.core.attachments import Fetch, Made, Params
from bot.core.background import NotDone
from bot.core.deps import Deps
from bot.core.turn import Turn
from bot.features.portability import import_state, imports
from bot.features.portability.belongings import Packed, TooMuch
from bot.features.portability.bounds import MOST_BYTES, TOO_FULL, TOO_SLOW
from bot.features.portability.elsewhere import LONGEST, Elsewhere
from bot.features.portability.import_read import Unfit
from bot.features.portability.import_slices import SlicedImport, preview, slice_up
from bot.features.portability.import_state import FAILING, TAKEN, TAKING, WAITING, SliceOutcome
from bot.features.portability.imports import ImportAttachment, ImportReply
from bot.features.portability.kinds import Kinds
from bot.incoming import NoFile
from bot.logs import where
from conversations.text import t
from storage import people
from storage.errors import Corrupt, Unavailable
from storage.outbox import Message
from storage.store import Store, Tx

log = logging.getLogger(__name__)

P = ParamSpec("P")
T = TypeVar("T")
TRIES = 5
AT_ONCE = 2  # files that are held in memory: one is read while the next is fetched
NOT_FETCHED = t("I couldn't get that file from Telegram. Please send it once more.")


@dataclass(frozen=True, slots=True)
class ImportFetcher:
    """Turns a file that somebody sent into what is said about it."""

    store: Store
    fetch: Fetch
    deps: Deps
    elsewhere: Elsewhere
    _tries: Counter[str] = field(default_factory=Counter)
    _few: asyncio.Semaphore = field(default_factory=partial(asyncio.Semaphore, AT_ONCE))

    async def prepare(self, message: Message, params: Params, wanted: object) -> Made | None:
        """Fetch, read, and preview, take in or take back; None when nothing waits any more."""
        asked = ImportAttachment.model_validate(wanted)
        entry, over = asked.file, asked.over
        async with self._few:
            if asked.undo:
                reply = await self._taken_back(message, entry)
            elif over is None:
                reply = await self._preview(message, entry)
            else:
                reply = await self._take(message, entry, over=over)
        if reply is None:
            return None
        return message.method, {**params, **reply.said, "reply_markup": reply.markup}

    async def _preview(self, message: Message, entry: str) -> ImportReply | None:
        if await self._read(message, import_state.state, entry) != WAITING:
            return None
        try:
            data = await self._fetched(message, entry)
            found = await self._elsewhere(message, preview, data)
        except Unfit as unfit:
            return await self._write(message, imports.unfit, entry, unfit.why)
        return await self._read(message, imports.preview, entry, found) if found else None

    async def _take(self, message: Message, entry: str, *, over: bool) -> ImportReply | None:
        state = await self._read(message, import_state.state, entry)
        if state in {WAITING, TAKING}:
            try:
                await self._kept(message, entry, over=over)
            except (Unavailable, Corrupt):
                raise
            except Exception as fault:
                if await self._write(message, import_state.turn_back, entry, failed=True):
                    log.error("an import failed", extra={"fault": where(fault)})
                elif isinstance(fault, Unfit):
                    return await self._write(message, imports.unfit, entry, fault.why)
                else:
                    raise
            state = await self._read(message, import_state.state, entry)
        if state == FAILING:
            await self._all_back(message, entry)
            return await self._read(message, imports.failed)
        return await self._read(message, imports.outcome, entry) if state == TAKEN else None

    async def _kept(self, message: Message, entry: str, *, over: bool) -> None:
        """Take in what the file has and is not here, planned anew where it has to be."""
        data = await self._fetched(message, entry)
        for _ in range(TRIES):
            found = await self._elsewhere(message, slice_up, data, over)
            if found is None or not await self._is_stale(message, entry, found, over=over):
                return
        raise Unavailable

    async def _is_stale(
        self, message: Message, entry: str, found: SlicedImport, *, over: bool
    ) -> bool:
        """Keep one slice after the other; True if that was planned beside other goals."""
        step: SliceOutcome | None = SliceOutcome.KEPT
        for place in range(len(found.slices)):
            if step is SliceOutcome.KEPT:
                keep = import_state.keep
                step = await self._write(message, keep, entry, found, place, over=over)
        return step is SliceOutcome.STALE

    async def _taken_back(self, message: Message, entry: str) -> ImportReply | None:
        await self._all_back(message, entry)
        return await self._read(message, imports.taken_back)

    async def _all_back(self, message: Message, entry: str) -> None:
        while await self._write(message, import_state.take_back, entry) is False:
            pass

    async def _elsewhere(
        self,
        message: Message,
        work: Callable[Concatenate[Packed, bytes, Kinds, P], T],
        data: bytes,
        *args: P.args,
        **more: P.kwargs,
    ) -> T | None:
        try:
            return await self.elsewhere.beside(message.user_id or 0, data, work, *args, **more)
        except (TooMuch, MemoryError):
            raise Unfit(TOO_FULL) from None
        except (NotDone, TimeoutError):
            raise Unfit(TOO_SLOW) from None

    async def _fetched(self, message: Message, entry: str) -> bytes:
        file_id = await self._read(message, import_state.file_id, entry)
        if file_id is None:
            raise Unfit(NOT_FETCHED)
        try:
            async with asyncio.timeout(LONGEST):
                data = await self.fetch(file_id, MOST_BYTES)
        except Unavailable:
            self._tries[message.id] += 1
            if self._tries[message.id] < TRIES:
                raise
            del self._tries[message.id]
            raise Unfit(NOT_FETCHED) from None
        except NoFile:
            raise Unfit(NOT_FETCHED) from None
        self._tries.pop(message.id, None)
        return data

    async def _read(
        self,
        message: Message,
        work: Callable[Concatenate[Turn, P], T],
        *args: P.args,
        **more: P.kwargs,
    ) -> T | None:
        return await self.store.read(self._in_turn(message, work, *args, **more))

    async def _write(
        self,
        message: Message,
        work: Callable[Concatenate[Turn, P], T],
        *args: P.args,
        **more: P.kwargs,
    ) -> T | None:
        return await self.store.write(self._in_turn(message, work, *args, **more))

    def _in_turn(
        self,
        message: Message,
        work: Callable[Concatenate[Turn, P], T],
        *args: P.args,
        **more: P.kwargs,
    ) -> Callable[[Tx], T | None]:
        """Work on a person's import; None once they have left."""

        def worked(tx: Tx) -> T | None:
            person = people.get(tx, message.user_id) if message.user_id else None
            if person is None:
                return None
            turn = Turn.of(tx, self.deps, person)
            return work(turn, *args, **more)

        return worked

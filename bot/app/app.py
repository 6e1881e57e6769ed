"""The composition root: every part of the bot, built by hand and joined in one place."""

import asyncio
import logging
from collections.abc import Coroutine, Sequence
from functools import partial
from typing import Self

from bot.app import menu as menus
from bot.app import parked, senders, startup
from bot.app.attachments import Attachments
from bot.app.chart_worker import ChartWorker
from bot.app.database import open_store, renew_key_copies, where_stored
from bot.app.first_aid import Help, Said
from bot.app.housekeeping import Housekeeping
from bot.app.inbox_worker import InboxWorker
from bot.app.nudge_sweep import NudgeSweep
from bot.app.ticker import Ticker
from bot.app.timed import timed
from bot.app.update_work import Handlers
from bot.app.worker_process import WorkerProcess
from bot.clock import Clock
from bot.config import Settings
from bot.core.attachments import MakerDeps
from bot.core.deps import Deps
from bot.core.registry import Registry
from bot.dispatch import first_aid, nudges, updates
from bot.features import FEATURES
from bot.incoming import Incoming
from bot.logs import where
from bot.measures import NO_MEASURES, Measures
from bot.outgoing import Ack
from bot.places import matches
from bot.places import search as place_search
from bot.telegram import downloads, menu
from bot.telegram.api import Api
from bot.telegram.delivery_job import Hooks
from bot.telegram.outage_notice import OutageNotice
from bot.telegram.parse import parse
from bot.telegram.rate_limits import Limits
from bot.telegram.receipts import until_available
from storage import erase, inbox
from storage.errors import Corrupt, Unavailable
from storage.outbox import Message
from storage.store import Store, Tx

log = logging.getLogger(__name__)


class App:
    """The running bot: what comes in, what goes out, and what is due."""

    def __init__(
        self,
        settings: Settings,
        clock: Clock,
        store: Store,
        *,
        limits: Limits | None = None,
        file_worker: WorkerProcess | None = None,
        api: Api | None = None,
        chart_worker: ChartWorker | None = None,
        measures: Measures = NO_MEASURES,
    ) -> None:
        """With a file worker, that process is somebody else's to end."""
        self.settings = settings
        self.clock = clock
        self.store = store
        token = settings.telegram_bot_token.get_secret_value()
        self.api = api or Api(token, settings.telegram_api_url)
        self.deps = Deps(
            registry=Registry(FEATURES),
            search=matches.find_zone,
            zone_at=place_search.at,
            allowed=settings.allowed_users,
            invited_only=settings.invited_only,
            stored_where=where_stored(settings),
        )
        self.chart_worker = chart_worker or ChartWorker()
        if measures is not NO_MEASURES:
            store.watch(measures.database)
        self._file_worker = file_worker or WorkerProcess("files")
        self._ends_file_worker = file_worker is None
        attachments = self._attachments(measures)
        hooks = Hooks(attachments.prepare, attachments.give_up, still_wanted, measures)
        self.sender = senders.sender(settings, store, self.api, clock, hooks, limits)
        self.outage_notice = OutageNotice(startup.notice_sender(self.api))
        self.inbox_worker = InboxWorker(
            store,
            self._handlers(measures),
            shared=senders.is_shared(settings),
        )
        self.receiver = startup.receiver(
            settings, self.api, store, self.inbox_worker.came, self.outage_notice
        )
        self.ticker = Ticker(self.sweep)
        self._nudges = NudgeSweep(store, self.deps, self._deliver, measures)
        self._erased = False
        # Also what another process, or another machine, has erased meanwhile.
        renew = partial(renew_key_copies, settings.database_url)
        self._housekeeping = Housekeeping(store, lambda: self._later(renew()))
        self._tasks: set[asyncio.Task[object]] = set()

    def _attachments(self, measures: Measures) -> Attachments:
        """Say how what is made just before it is sent is made."""
        maker_deps = MakerDeps(
            self.store,
            self.deps,
            self._file_worker.run,
            partial(downloads.fetch, self.api),
            timed(self.chart_worker.drawn, measures),
            lambda message: self.sender.deliver((message,)),
            self.chart_worker.examined,
        )
        return Attachments(self.store, self.deps.registry.makers(maker_deps))

    def _handlers(self, measures: Measures) -> Handlers:
        """Say what is done with an update."""
        return Handlers(
            parse,
            self._handle,
            partial(parked.say, self.deps),
            self._deliver,
            self.outage_notice,
            self._catch_up,
            Help(first_aid.is_wanted, self._help, first_aid.is_all),
            measures,
        )

    @classmethod
    async def build(
        cls,
        settings: Settings,
        clock: Clock,
        *,
        limits: Limits | None = None,
        file_worker: WorkerProcess | None = None,
        api: Api | None = None,
        chart_worker: ChartWorker | None = None,
        measures: Measures = NO_MEASURES,
    ) -> Self:
        """Open the storage and build the app on it."""
        return cls(
            settings,
            clock,
            await open_store(settings, clock),
            limits=limits,
            file_worker=file_worker,
            api=api,
            chart_worker=chart_worker,
            measures=measures,
        )

    async def run(self) -> None:
        """Live until cancelled; raises PollingStalled when Telegram was not heard for too long.

        Raises Corrupt as soon as the database turns out to be damaged.
        """
        await self.start()
        listening = asyncio.ensure_future(self.receiver.run())
        damage = asyncio.ensure_future(self.store.damaged.wait())
        try:
            done, _ = await asyncio.wait((listening, damage), return_when=asyncio.FIRST_COMPLETED)
            if listening in done:
                listening.result()
            else:
                raise Corrupt
        finally:
            for task in (listening, damage):
                task.cancel()
            await asyncio.gather(listening, damage, return_exceptions=True)
            await self.stop()

    async def start(self) -> None:
        """Begin with what an earlier run left, then listen."""
        await self.api.open()
        await self.sender.start()
        await self.inbox_worker.start()
        self.ticker.start()
        self._later(menu.publish(self.api, menus.menus(self.deps.registry.commands.values())))

    async def stop(self) -> None:
        """Finish what is in hand; whatever is left stays in the database."""
        self.ticker.stop()
        await self.inbox_worker.stop()
        await self.sender.stop()
        for task in self._tasks:
            task.cancel()
        await self.chart_worker.close()
        if self._ends_file_worker:
            self._file_worker.dismiss()
        await self.api.close()
        await self.store.close()

    async def settle(self) -> None:
        """Wait until everything received is handled and everything owed is sent."""
        await self.inbox_worker.idle()
        await self.sender.idle()

    async def sweep(self) -> None:
        """Send what is due, batch by batch; called by the ticker."""
        try:
            await self._nudges.sweep(self.clock.now())
            await self._housekeeping.beat(self.clock.now())
        except Unavailable:
            log.warning("reminders cannot be read; the next look comes soon")
        except Exception as fault:  # noqa: BLE001 - the heartbeat goes on
            log.error("the sweep failed", extra={"fault": where(fault)})

    def _handle(self, tx: Tx, incoming: Incoming) -> Said:
        turn = updates.handle(tx, self.deps, incoming)
        if turn.person is None:
            inbox.forget(tx, incoming.update_id)
        self._erased = self._erased or turn.erased
        return turn.replies, turn.callback_answers

    def _help(self, tx: Tx, incoming: Incoming) -> Said:
        """Show the way to help; somebody who is nobody of ours leaves no more trace by that."""
        turn = first_aid.show(tx, self.deps, incoming)
        if turn.person is None and first_aid.is_all(incoming):
            inbox.forget(tx, incoming.update_id)
        return turn.replies, turn.callback_answers

    def _deliver(self, messages: Sequence[Message], callback_answers: Sequence[Ack]) -> None:
        """Hand on what is committed now."""
        self.sender.deliver(messages, callback_answers)
        if self._erased:
            self._erased = False
            self._later(self._finish_erasing())

    def _catch_up(self) -> None:
        """Do what was committed without our hearing of it, now that the storage is back."""
        self.sender.look_again()
        self._deliver((), ())

    async def _finish_erasing(self) -> None:
        """Destroy the keys of who was erased; a start finishes what is cut short here."""
        await until_available(self.store, erase.finish)
        await self.store.checkpoint()
        await renew_key_copies(self.settings.database_url)

    def _later(self, work: Coroutine[object, object, object]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


def still_wanted(tx: Tx, message: Message) -> bool:
    """Look again, right before a nudge is sent, whether it is still needed."""
    return nudges.still_wanted(tx, message.user_id, message.unless)

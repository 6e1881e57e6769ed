"""The figures that Prometheus reads at /metrics: how much, how fast, how late; nothing of anyone.

A registry of its own, so that two bots in one process do not count together. The library is loaded
only where HEALTH_LISTEN is set.
"""

import time
from collections.abc import Callable
from typing import Final

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from typing_extensions import override

from bot.app.queue_depths import QueueDepths
from bot.measures import Measures

MOST_REMEMBERED = 100_000  # nudges on their way of which it is remembered when they were due
_STEP = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
_PICTURE = (0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 40)
_LATE = (5, 10, 30, 60, 120, 300, 600, 1800, 3600, 7200)
OUTBOX: Final = ("pending", "sending")


class Metrics(Measures):
    """Keeps what is measured."""

    def __init__(self, seconds: Callable[[], float] = time.monotonic) -> None:
        own = self._registry = CollectorRegistry()
        self._seconds = seconds
        self._due_at: dict[int, float] = {}
        self._count_updates(own)
        self._count_nudges(own)
        self._time_what_is_made(own)
        self._watch_what_waits(own)

    def _count_updates(self, own: CollectorRegistry) -> None:
        self._updates = Counter(
            "small_steps_updates", "Updates, by what became of them", ["outcome"], registry=own
        )
        for outcome in ("handled", "failed", "parked"):
            self._updates.labels(outcome)
        self._step = Histogram(
            "small_steps_step_seconds",
            "One update, from its turn to its commit",
            buckets=_STEP,
            registry=own,
        )

    def _count_nudges(self, own: CollectorRegistry) -> None:
        self._due = Counter("small_steps_nudges_due", "Nudges that came due", registry=own)
        self._sent = Counter(
            "small_steps_nudges_sent", "Messages of nudges that Telegram has", registry=own
        )
        self._dropped = Counter(
            "small_steps_nudges_dropped", "Nudges left out on purpose", ["reason"], registry=own
        )
        self._late = Histogram(
            "small_steps_nudge_late_seconds",
            "From the minute somebody chose until Telegram had their nudge",
            buckets=_LATE,
            registry=own,
        )
        self._errors = Counter(
            "small_steps_send_errors", "Calls of Telegram that failed", ["kind"], registry=own
        )

    def _time_what_is_made(self, own: CollectorRegistry) -> None:
        self._pictures = Histogram(
            "small_steps_picture_seconds", "One picture", buckets=_PICTURE, registry=own
        )
        self._undrawn = Counter(
            "small_steps_pictures_failed", "Pictures said in words instead", registry=own
        )
        self._database = Histogram(
            "small_steps_database_seconds",
            "One piece of work, with waiting and commit",
            ["kind"],
            buckets=_STEP,
            registry=own,
        )

    def _watch_what_waits(self, own: CollectorRegistry) -> None:
        self._waiting = Gauge("small_steps_waiting", "What waits", ["queue"], registry=own)
        self._oldest = Gauge(
            "small_steps_oldest_update_seconds", "Age of the oldest update", registry=own
        )
        self._behind = Gauge(
            "small_steps_reminder_late_seconds",
            "Lateness of the reminder that waits longest",
            registry=own,
        )
        self._heard = Gauge(
            "small_steps_telegram_heard_seconds", "Since Telegram was heard", registry=own
        )
        self._storage = Gauge(
            "small_steps_storage_up", "Whether the database answers", registry=own
        )

    @override
    def handled(self, seconds: float) -> None:
        self._updates.labels("handled").inc()
        self._step.observe(seconds)

    @override
    def failed(self, *, parked: bool) -> None:
        self._updates.labels("parked" if parked else "failed").inc()

    @override
    def due(self, late: float, position: int | None) -> None:
        self._due.inc()
        if position is not None and len(self._due_at) < MOST_REMEMBERED:
            self._due_at[position] = self._seconds() - late

    @override
    def nudge_sent(self, position: int) -> None:
        self._sent.inc()
        due_at = self._due_at.pop(position, None)
        if due_at is not None:
            self._late.observe(self._seconds() - due_at)

    @override
    def nudge_dropped(self, reason: str, position: int | None = None) -> None:
        if position is not None:
            self._due_at.pop(position, None)
        self._dropped.labels(reason.replace(" ", "_")).inc()

    @override
    def send_failed(self, kind: str) -> None:
        self._errors.labels(kind).inc()

    @override
    def drawn(self, seconds: float, *, done: bool) -> None:
        self._pictures.observe(seconds)
        if not done:
            self._undrawn.inc()

    @override
    def database(self, kind: str, seconds: float) -> None:
        self._database.labels(kind).observe(seconds)

    def page(self, found: QueueDepths | None, *, heard: float, in_hand: int) -> bytes:
        """Write the page; without `found` the database did not answer."""
        self._storage.set(found is not None)
        self._heard.set(heard)
        self._waiting.labels("in_hand").set(in_hand)
        if found is not None:
            self._waiting.labels("inbox").set(found.inbox)
            for state in OUTBOX:
                self._waiting.labels(f"outbox_{state}").set(found.outbox.get(state, 0))
            self._oldest.set(found.update_waits)
            self._behind.set(found.reminder_late)
        return generate_latest(self._registry)

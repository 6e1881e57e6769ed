"""What the running bot tells about itself: counts and seconds, and never whose they are."""


class Measures:
    """Hears every figure and keeps none; bot/app/metrics.py keeps them, where somebody looks."""

    def handled(self, seconds: float) -> None:
        """Hear that an update was handled and committed, and how long that took."""

    def failed(self, *, parked: bool) -> None:
        """Hear that an update failed: it is tried again, or parked."""

    def due(self, late: float, position: int | None) -> None:
        """Hear that a nudge was due so many seconds ago, and where in the outbox it stands."""

    def nudge_sent(self, position: int) -> None:
        """Hear that Telegram has a nudge."""

    def nudge_dropped(self, reason: str, position: int | None = None) -> None:
        """Hear that a nudge was left out, for a fixed reason."""

    def send_failed(self, kind: str) -> None:
        """Hear that a call failed, in one of a few ways."""

    def drawn(self, seconds: float, *, done: bool) -> None:
        """Hear how long a picture took, and whether there is one."""

    def database(self, kind: str, seconds: float) -> None:
        """Hear how long a piece of work took, from asking to its commit."""


NO_MEASURES = Measures()

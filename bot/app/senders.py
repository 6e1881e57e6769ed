"""Which sender a bot has: the only one there is, or one of several that are elected."""

from bot.clock import Clock
from bot.config import Settings
from bot.telegram.api import Api
from bot.telegram.delivery_job import Hooks
from bot.telegram.rate_limits import Limits
from bot.telegram.sender import Sender
from storage.store import Store
from storage.urls import database_url, is_sqlite


def is_shared(settings: Settings) -> bool:
    """Tell whether other processes may work on the same database."""
    return not is_sqlite(database_url(settings.database_url))


def sender(
    settings: Settings,
    store: Store,
    api: Api,
    clock: Clock,
    hooks: Hooks,
    limits: Limits | None = None,
) -> Sender:
    """Make the sender that the database asks for, as fast as the settings allow."""
    limits = limits or Limits.of(settings.send_per_second)
    if not is_shared(settings):
        return Sender(store, api, clock, hooks, limits=limits)
    # Here, not above: they bring the server's driver along.
    from bot.telegram.shared_sender import SharedSender
    from storage.election import Election

    election = Election(database_url(settings.database_url))
    return SharedSender(store, api, clock, hooks, election, limits=limits)

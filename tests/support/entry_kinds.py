"""What entries of each kind must hold, as the features announce it."""

from bot.core.registry import Registry
from bot.features import FEATURES
from bot.features.portability.kinds import by_the_way

ENTRY_KINDS = Registry(FEATURES).entries
BY_THE_WAY = by_the_way(ENTRY_KINDS)

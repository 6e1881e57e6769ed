"""What entries of each kind must hold, as the features announce it."""

from bot.core.registry import Registry
from bot.features import FEATURES

ENTRY_KINDS = Registry(FEATURES).entries

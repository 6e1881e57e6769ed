"""What features say of the kinds of entries that they keep.

An entry of a kind unknown here, such as a later version's, is kept, handed over and counted as
any other.
"""

from collections.abc import Mapping
from typing import TypeAlias

from bot.core.contents import Content

Kinds: TypeAlias = Mapping[str, type[Content]]
"""What entries of each kind must hold, as the registry has it."""


def of_this_chat(kinds: Kinds) -> frozenset[str]:
    """Name those that are in no export."""
    return frozenset(kind for kind, model in kinds.items() if model.OF_THIS_CHAT)


def by_the_way(kinds: Kinds) -> frozenset[str]:
    """Name those that make no day a day on which something was told."""
    return frozenset(kind for kind, model in kinds.items() if model.BY_THE_WAY)


def most_of(kinds: Kinds, kind: str) -> int | None:
    """How many entries of a kind one person may have; None for those that only days look up."""
    return kinds.get(kind, Content).MOST

"""What a use case may use besides the transaction."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from bot.outgoing import BLANK
from conversations.formats import ZoneMatch
from conversations.parsing.vocabulary import Vocabulary
from conversations.text import Text

if TYPE_CHECKING:
    from bot.core.registry import Registry


@dataclass(frozen=True, slots=True)
class Deps:
    """What a use case may use besides the transaction: look-ups and the operator's choices."""

    registry: "Registry"
    search: Callable[[str, datetime, Vocabulary], Sequence[ZoneMatch]]
    zone_at: Callable[[float, float], str | None]
    allowed: frozenset[int] = frozenset()
    invited_only: bool = False
    stored_where: Text = BLANK

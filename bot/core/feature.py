"""The shapes in which a use case announces itself: its commands, its buttons, its nudges."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from bot.core.turn import Turn
from conversations.text import Text

Handler = Callable[[Turn, str], None]
Reader = Callable[[str], Any]
# Composes a nudge: the turn, the day it is about, and how late it is.
Compose = Callable[[Turn, date, timedelta], None]


@dataclass(frozen=True, slots=True)
class Command:
    """One command; `daily` puts it into the menu, `open_` lets strangers use it."""

    name: str
    summary: Text
    run: Handler
    daily: bool = False
    open_: bool = False


@dataclass(frozen=True, slots=True)
class Action:
    """One button: what it does, how its arguments are read, and whether strangers may use it."""

    run: Callable[..., None]
    reads: tuple[Reader, ...] = ()
    open_: bool = False

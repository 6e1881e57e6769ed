"""What the conversations about goals are about."""

from typing import Literal

from bot.core.conversation_state import About
from bot.core.fields import Day


class GoalAbout(About):
    """The goal that a question is about."""

    goal: int


class WishAbout(About):
    """The wish that was said already, and the goal that came of it: /undo looks for that."""

    title: str | None = None
    first: bool = False
    number: int | None = None


class FieldAbout(About):
    """Which part of which goal; the goals `then`, only where the weekly review went on to ask."""

    number: int
    field: Literal["title", "often", "until", "towards"]
    then: tuple[int, ...] | None = None


class ReviewAbout(About):
    """The goals that are asked about, and the first day of the week."""

    goals: tuple[int, ...]
    week: Day

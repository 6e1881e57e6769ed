"""What can happen to a conversation, and what can follow from it. Plain values on both sides."""

from dataclasses import dataclass, field
from typing import TypeAlias

from conversations.flow import Ask, Flow, Value
from conversations.parsing.tongue import IN_ENGLISH, Tongue
from conversations.text import Text


@dataclass(frozen=True, slots=True)
class Opened:
    """The person came (back) to the conversation."""


@dataclass(frozen=True, slots=True)
class Typed:
    """The person wrote something, in English unless said otherwise."""

    raw: str
    tongue: Tongue = IN_ENGLISH


@dataclass(frozen=True, slots=True)
class Tapped:
    """The person pressed an answer of the named question."""

    step: str
    value: str


@dataclass(frozen=True, slots=True)
class Saved:
    """The person pressed Save under the named question."""

    step: str


@dataclass(frozen=True, slots=True)
class Skipped:
    """The person skipped the named question, or the current one."""

    step: str | None = None


@dataclass(frozen=True, slots=True)
class Back:
    """The person went back from the named question, or from the current one."""

    step: str | None = None


@dataclass(frozen=True, slots=True)
class Focused:
    """The person wants to change one answer."""

    step: str


Event: TypeAlias = Opened | Typed | Tapped | Saved | Skipped | Back | Focused


@dataclass(frozen=True, slots=True)
class Prompt:
    """Ask this question now; `current` is the answer it already has.

    `flow` is the script that it is of, so that nobody need compose it again.
    """

    ask: Ask
    done: int
    total: int
    current: Value | None = None
    flow: Flow | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Notice:
    """Say this sentence."""

    text: Text


@dataclass(frozen=True, slots=True)
class Answered:
    """Store this answer now; None = skipped on purpose."""

    step: str
    value: Value | None


@dataclass(frozen=True, slots=True)
class Completed:
    """Nothing is left to ask."""


@dataclass(frozen=True, slots=True)
class Stale:
    """The button belonged to a question that is not open here; nothing was changed."""

    step: str | None


@dataclass(frozen=True, slots=True)
class Repeated:
    """The same button was pressed again; there is nothing to do."""


Effect: TypeAlias = Prompt | Notice | Answered | Completed | Stale | Repeated

"""What we say, as plain data between deciding and sending."""

from dataclasses import dataclass

from conversations.text import Text, own

BLANK = own("")


@dataclass(frozen=True, slots=True)
class Button:
    """A button under a message: its words and the reference it carries."""

    label: Text
    data: str


Rows = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class Ack:
    """The answer to a press; lost with the process, for it is worth nothing a minute later."""

    query_id: str
    text: str = ""
    alert: bool = False


@dataclass(frozen=True, slots=True)
class File:
    """Bytes to upload under a name."""

    name: str
    content: bytes


def lines(*parts: Text | None) -> tuple[Text, ...]:
    """Keep the sentences that are there."""
    return tuple([part for part in parts if part is not None])

"""The independent record: what the bot did to people, and what was odd about its calls."""

from collections import Counter, deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import takewhile

from bot.playground.wire import Json, Refused


@dataclass(frozen=True, slots=True)
class Effect:
    """One thing a person could notice: a message, an edit, an answer to a tap, a deletion."""

    number: int
    at: datetime
    method: str
    chat_id: int
    message_id: int | None = None
    text: str = ""
    silent: bool = False
    markup: Json | None = None
    file_id: str | None = None
    entities: Sequence[Json] = ()
    more: Mapping[str, object] = field(default_factory=dict)

    def as_json(self) -> Json:
        """Return the effect for another process to read."""
        return {
            "number": self.number,
            "at": self.at.isoformat(),
            "method": self.method,
            "chat_id": self.chat_id,
            "message_id": self.message_id,
            "text": self.text,
            "silent": self.silent,
            "markup": self.markup,
            "file_id": self.file_id,
            "entities": list(self.entities),
            "more": dict(self.more),
        }


@dataclass(frozen=True, slots=True)
class Refusal:
    """A call that was answered with an error."""

    at: datetime
    method: str
    code: int
    description: str
    chat_id: int | None = None


class Ledger:
    """Every effect, refusal and complaint; counts of all calls."""

    def __init__(self, keep: int | None = None) -> None:
        self.effects: deque[Effect] = deque(maxlen=keep)
        self.refusals: deque[Refusal] = deque(maxlen=keep)
        self.complaints: deque[str] = deque(maxlen=keep)
        self.calls: Counter[str] = Counter()
        self._next = 1

    def number(self) -> int:
        """Return the number for the next effect."""
        number = self._next
        self._next += 1
        return number

    def refuse(self, at: datetime, method: str, refused: Refused, chat_id: int | None) -> None:
        """Note a call that was answered with an error."""
        self.refusals.append(Refusal(at, method, refused.code, refused.description, chat_id))

    def of(self, chat_id: int, *methods: str) -> list[Effect]:
        """Return the effects in one chat, of these methods or of all."""
        return [
            effect
            for effect in self.effects
            if effect.chat_id == chat_id and (not methods or effect.method in methods)
        ]

    def sends(self, chat_id: int | None = None) -> list[Effect]:
        """Return what arrived as a new message, in one chat or in all."""
        return [
            effect
            for effect in self.effects
            if effect.method.startswith("send")
            and effect.message_id is not None
            and chat_id in {None, effect.chat_id}
        ]

    def since(self, number: int) -> Iterator[Effect]:
        """Yield the effects after a number that was read before; only those are looked at."""
        new = takewhile(lambda effect: effect.number > number, reversed(self.effects))
        return reversed(list(new))

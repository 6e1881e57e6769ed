"""An open conversation: the answers so far, and at most one question taken up again."""

from collections.abc import Mapping
from typing import NamedTuple

from conversations.flow import Answers, Json, Value

VERSION = 1
_NONE_YET: Answers = {}


class Session(NamedTuple):
    """The whole state of a conversation; everything else is derived from it."""

    answers: Answers = _NONE_YET
    focus: str | None = None

    def answered(self, step: str, value: Value | None) -> "Session":
        """Return the session with one answer set, in its old place if it had one."""
        return Session({**self.answers, step: value}, self.focus)

    def at(self, focus: str | None) -> "Session":
        """Return the session with another question in focus, or none."""
        return self if focus == self.focus else Session(self.answers, focus)

    def to_json(self) -> dict[str, Json]:
        """Return plain JSON that `from_json` reads back."""
        # Pairs: a JSON store may forget the order of keys, and the order of answering counts.
        pairs: list[Json] = [[step, value] for step, value in self.answers.items()]
        return {"v": VERSION, "answers": pairs, "focus": self.focus}

    @classmethod
    def from_json(cls, data: Mapping[str, Json]) -> "Session":
        """Read a stored session. Answers to retired steps survive; a damaged part is left out."""
        pairs = data.get("answers")
        focus = data.get("focus")
        return cls(
            answers={
                pair[0]: pair[1]
                for pair in (pairs if isinstance(pairs, list) else ())
                if isinstance(pair, list | tuple) and len(pair) == 2 and isinstance(pair[0], str)
            },
            focus=focus if isinstance(focus, str) else None,
        )

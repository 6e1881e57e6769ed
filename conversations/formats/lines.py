"""Lines of a person's own: each message adds one or more, and a button says that it is all."""

import re
from dataclasses import dataclass

from conversations.flow import AnswerFormat, Option, Rows, Value
from conversations.formats.free_text import shortened
from conversations.formats.own_words import key_of
from conversations.parsing.clean import clean
from conversations.parsing.tongue import Tongue
from conversations.text import Rejected, Text, listed, own, t

LONGEST = 200  # characters of one line
MOST = 12  # lines, each of which is a button later
BESIDE = 3  # what a line takes beside its words: its bullet and its end
_BULLET = re.compile(r"^[-\u2013\u2022*\u00b7](?:\s+|$)")
_UP_TO = "first="


@dataclass(frozen=True)
class Lines(AnswerFormat):
    """`given` are the lines so far, `offered` some that a tap adds; `room` is for new ones."""

    room: int
    given: tuple[str, ...] = ()
    offered: tuple[str, ...] = ()

    @property
    def multi_select(self) -> bool:
        """Lines come one by one."""
        return True

    @property
    def accumulates(self) -> bool:
        """A typed line joins those that are there."""
        return True

    def options(self, current: Value | None) -> Rows:
        """What a tap adds, and the way to take the last line out again."""
        lines = lines_of(current)
        rows = [
            (Option(key_of(line), t("+ {line}", line=shortened(line))),)
            for line in self.offered
            if line not in lines
        ]
        if lines:
            label = t("Remove “{line}”", line=shortened(lines[-1], 30))
            rows.append((Option(f"{_UP_TO}{len(lines) - 1}", label),))
        return tuple(rows)

    def accept(self, data: str, current: Value | None) -> Value:
        """Add the line that was pressed, or keep only the first ones."""
        lines = lines_of(current)
        if data.startswith(_UP_TO):
            left = data.removeprefix(_UP_TO)
            if not left.isdecimal() or len(left) > 3:
                raise _unread()
            # Pressed twice it takes out one line: the second time there is nothing beyond.
            if int(left) >= len(lines) and current is not None:
                return current
            return written(lines[: int(left)])
        line = next((line for line in self.offered if key_of(line) == data), None)
        if line is None:
            raise _unread()
        return current if line in lines and current is not None else self._with(lines, [line])

    def parse(self, raw: str, tongue: Tongue) -> Value:  # noqa: ARG002 - the shape of a format; these words are of no language
        """Take each line of a message as one; the words stay as they are typed."""
        typed = [_BULLET.sub("", line.strip()).strip() for line in clean(raw).splitlines()]
        return self._with(list(self.given), [line for line in typed if _says_something(line)])

    def describe(self, value: Value) -> Text:
        """Say the lines."""
        return listed(map(own, lines_of(value)))

    def is_complete(self, value: Value) -> bool:
        """Whether the person said that this is all."""
        return isinstance(value, dict) and value.get("done") is True

    def finish(self, current: Value | None) -> Value:
        """That is all: what is there is the answer."""
        return written(lines_of(current), done=True)

    def saved_by(self, current: Value | None) -> Text | None:
        """With nothing there, Skip is what goes on."""
        return t("That's all for this step") if lines_of(current) else None

    def _with(self, lines: list[str], more: list[str]) -> Value:
        if not more:
            raise _unread()
        too_long = next((line for line in more if len(line) > LONGEST), None)
        if too_long is not None:
            raise Rejected(
                t(
                    "“{line}” is too long for one line, which has room for {most} "
                    "characters. Could you make it shorter, or send it as two lines? "
                    "Nothing from this message was added.",
                    line=shortened(too_long, 40),
                    most=LONGEST,
                )
            )
        new = [line for line in dict.fromkeys(more) if line not in lines]
        if len(lines) + len(new) > MOST:
            raise Rejected(
                t(
                    "One step has room for {most} lines. Nothing from this message was added.",
                    most=MOST,
                )
            )
        if sum(map(size, new)) > self.room:
            raise Rejected(
                t(
                    "Your plan has to fit in one message, and this would make it too long. Could "
                    "you shorten it, or remove a line? Nothing from this message was added."
                )
            )
        return written([*lines, *new])


def written(lines: list[str], *, done: bool = False) -> Value:
    """Write an answer: the lines, and whether that is all."""
    return {"lines": list(lines), "done": done}


def lines_of(value: Value | None) -> list[str]:
    """Return the lines in an answer; none if it holds something else."""
    lines = value.get("lines") if isinstance(value, dict) else None
    return [line for line in lines if isinstance(line, str)] if isinstance(lines, list) else []


def size(line: str) -> int:
    """Return what a line takes of a message, in the units in which Telegram counts."""
    return len(line.encode("utf-16-le")) // 2 + BESIDE


def _says_something(line: str) -> bool:
    return any(char.isprintable() and not char.isspace() for char in line)


def _unread() -> Rejected:
    return Rejected(t("A few words are enough. They become a line of your plan."))

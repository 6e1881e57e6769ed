"""The two ends of a scale, for people who make their own."""

import re
from dataclasses import dataclass
from typing import Any

from conversations.flow import AnswerFormat, Rows, Value
from conversations.formats.keys import button, rows_of
from conversations.parsing.clean import in_short
from conversations.text import Rejected, Text, own, t

USUAL = ((1, 10), (0, 10), (1, 5), (0, 3))
LONGEST = 10  # steps; more buttons than that are no quick answer
_TWO = re.compile(r"(?:from )?([0-9]{1,2}) ?(?:-|to|\.\.) ?([0-9]{1,2})")


@dataclass(frozen=True)
class Bounds(AnswerFormat):
    """[low, high], whole numbers at most ten apart."""

    def options(self, current: Value | None) -> Rows:
        """The usual scales."""
        return rows_of(
            (
                button(f"{low}-{high}", own(f"{low}–{high}"), chosen=current == [low, high])
                for low, high in USUAL
            ),
            per_row=4,
        )

    def accept(self, data: str, current: Value | None) -> Value:  # noqa: ARG002
        """Read a pressed scale."""
        return _read(data)

    def parse(self, raw: str) -> Value:
        """Read a typed scale."""
        return _read(in_short(raw))

    def describe(self, value: Value) -> Text:
        """Say both ends."""
        low, high = bounds_of(value) or (0, 0)
        return t("{low} to {high}", low=low, high=high)


def bounds_of(value: Any) -> tuple[int, int] | None:
    """Return both ends in an answer; None if it holds something else."""
    match value:
        case [int(low), int(high)]:
            return low, high
        case _:
            return None


def _read(text: str) -> Value:
    found = _TWO.fullmatch(text)
    low, high = (int(found[1]), int(found[2])) if found else (0, 0)
    if not low < high <= low + LONGEST:
        raise Rejected(t("Two numbers at most ten apart work here, for example “0-10” or “1-5”."))
    return [low, high]

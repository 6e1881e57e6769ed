"""The two ends of a scale, for people who make their own."""

import re
from dataclasses import dataclass
from functools import cache

from conversations.flow import AnswerFormat, Rows, Value
from conversations.formats.keys import button, rows_of
from conversations.parsing.clean import in_short
from conversations.parsing.phrases import any_of
from conversations.parsing.tongue import Tongue
from conversations.parsing.vocabulary import Vocabulary
from conversations.text import Rejected, Text, own, t

USUAL = ((1, 10), (0, 10), (1, 5), (0, 3))
LONGEST = 10  # steps; more buttons than that are no quick answer
_DATA = re.compile(r"([0-9]{1,2})-([0-9]{1,2})")


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

    def accept(self, data: str, current: Value | None) -> Value:  # noqa: ARG002 - the shape of a format; others look at what is there
        """Read a pressed scale."""
        return _read(_DATA.fullmatch(data))

    def parse(self, raw: str, tongue: Tongue) -> Value:
        """Read a typed scale."""
        return _read(_typed(tongue.words).fullmatch(in_short(raw)))

    def describe(self, value: Value) -> Text:
        """Say both ends."""
        low, high = bounds_of(value) or (0, 0)
        return t("{low} to {high}", low=low, high=high)


def bounds_of(value: object) -> tuple[int, int] | None:
    """Return both ends in an answer; None if it holds something else."""
    match value:
        case [int(low), int(high)]:
            return low, high
        case _:
            return None


@cache
def _typed(words: Vocabulary) -> re.Pattern[str]:
    begin, to = any_of(words.scale_from), any_of(words.scale_to)
    return re.compile(rf"(?:{begin} )?([0-9]{{1,2}}) ?(?:-|{to}|\.\.) ?([0-9]{{1,2}})")


def _read(found: re.Match[str] | None) -> Value:
    low, high = (int(found[1]), int(found[2])) if found else (0, 0)
    if not low < high <= low + LONGEST:
        raise Rejected(
            t("Please send two numbers no more than ten apart, such as “0-10” or “1-5”.")
        )
    return [low, high]

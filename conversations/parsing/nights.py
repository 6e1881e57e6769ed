"""A night told by its two ends: 23:10-06:40, 11:10pm to 6:40 am, from 11 to 7."""

import re
from collections.abc import Sequence
from datetime import time
from functools import cache

from conversations.parsing.clean import in_short
from conversations.parsing.clock import Spoken, spoken_time
from conversations.parsing.numbers import without_ending, without_fillers
from conversations.parsing.phrases import any_of, expression, without
from conversations.parsing.vocabulary import Vocabulary

LONGEST, USUAL = 14 * 60, 8 * 60  # minutes; a longer night is read again
NEAR = 3 * 60  # minutes from a usual time, up to which it tells which half of the day is meant
NOON = 12
SHORTEST, SHORTEST_BARE = 3 * 60, 5 * 60  # where neither end says which half of the day it is in

_TWO_CLOCKS = re.compile(r"([0-9]{1,2}:[0-9]{2}) ([0-9]{1,2}:[0-9]{2})")


def read_night(
    raw: str, words: Vocabulary, usual: Sequence[time] = ()
) -> tuple[time, time] | None:
    """Read when a night began and ended, or None if this does not name both ends clearly.

    `usual` are times at which this person went to bed of late.
    """
    ends = _ends(_opening(words).sub("", in_short(raw), count=1), words)
    if ends is None:
        return None
    bed, wake = ends
    shortest = SHORTEST_BARE if bed.bare and wake.bare else SHORTEST
    if bed.certain or wake.certain or _minutes(bed.said, wake.said) >= shortest:
        return _likely(bed, wake, usual)
    # "7-8" may well mean seven to eight hours, so it is asked again instead of guessed.
    return None


def read_nap(raw: str, words: Vocabulary) -> tuple[time, time] | None:
    """Read when a short sleep began and ended; of two readings the shorter one, after noon."""
    ends = _ends(_opening(words).sub("", in_short(raw), count=1), words)
    if ends is None:
        return None
    bed, wake = ends
    readings = [(one, other) for one in _either(bed) for other in _either(wake)]
    found = [(one, other) for one, other in readings if _minutes(one, other)]
    return min(found, key=lambda both: (_minutes(*both), both[0].hour < NOON), default=None)


def nearest(readings: Sequence[time], usual: Sequence[time]) -> time | None:
    """Choose the reading that is near to a usual time; None where that settles nothing."""
    if not usual:
        return None
    apart = [min(_apart(reading, one) for one in usual) for reading in readings]
    best = min(range(len(readings)), key=apart.__getitem__)
    return readings[best] if apart[best] <= NEAR and apart.count(apart[best]) == 1 else None


def _apart(one: time, other: time) -> int:
    return min(_minutes(one, other), _minutes(other, one))


def _either(spoken: Spoken) -> tuple[time, ...]:
    return (spoken.said,) if spoken.certain else (spoken.said, spoken.other_half)


def _ends(text: str, words: Vocabulary) -> tuple[Spoken, Spoken] | None:
    clocks = _TWO_CLOCKS.fullmatch(text)
    parts = list(clocks.groups()) if clocks else _between(words).split(text)
    if len(parts) != 2:
        return None
    bed, wake = (spoken_time(_alone(part, words), words) for part in parts)
    return (bed, wake) if bed and wake else None


def _alone(part: str, words: Vocabulary) -> str:
    """Leave the time alone: "at 11ish", "maybe 5"."""
    return without_ending(without_fillers(without(part, words.at), words), words)


@cache
def _opening(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(f"^{expression(words.night_opens)}")


@cache
def _between(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"(?: |, )?(?:-+|~|\.\.+|\b{any_of(words.night_between)}\b) ?")


def _likely(bed: Spoken, wake: Spoken, usual: Sequence[time]) -> tuple[time, time]:
    """Take the night as it was said if it can be one, else the reading nearest to a usual one."""
    # Mornings come first: of two readings as good, "10:30-6:30" is the night and not the day.
    readings = [(one, other) for other in _either(wake) for one in _either(bed)]
    possible = [both for both in readings if SHORTEST <= _minutes(*both) <= LONGEST]
    begins = nearest(list(dict.fromkeys(one for one, _ in possible)), usual)
    if begins is not None:
        readings = [both for both in possible if both[0] == begins]
    elif _minutes(bed.said, wake.said) <= LONGEST:
        return bed.said, wake.said
    return min(readings, key=lambda ends: abs(_minutes(*ends) - USUAL))


def _minutes(bed: time, wake: time) -> int:
    return ((wake.hour - bed.hour) * 60 + wake.minute - bed.minute) % (24 * 60)

"""A night told by its two ends: 23:10-06:40, 11:10pm to 6:40 am, from 11 to 7."""

import re
from datetime import time
from functools import cache

from conversations.parsing.clean import in_short
from conversations.parsing.clock import Spoken, spoken_time
from conversations.parsing.phrases import any_of, expression, without
from conversations.parsing.vocabulary import Vocabulary

LONGEST, USUAL = 14 * 60, 8 * 60  # minutes; a longer night is read again
SHORTEST, SHORTEST_BARE = 3 * 60, 5 * 60  # where neither end says which half of the day it is in

_TWO_CLOCKS = re.compile(r"([0-9]{1,2}:[0-9]{2}) ([0-9]{1,2}:[0-9]{2})")


def read_night(raw: str, words: Vocabulary) -> tuple[time, time] | None:
    """Read when a night began and ended, or None if this does not name both ends clearly."""
    ends = _ends(_opening(words).sub("", in_short(raw), count=1), words)
    if ends is None:
        return None
    bed, wake = ends
    shortest = SHORTEST_BARE if bed.bare and wake.bare else SHORTEST
    if bed.certain or wake.certain or _minutes(bed.said, wake.said) >= shortest:
        return _likely(bed, wake)
    # "7-8" may well mean seven to eight hours, so it is asked again instead of guessed.
    return None


def _ends(text: str, words: Vocabulary) -> tuple[Spoken, Spoken] | None:
    clocks = _TWO_CLOCKS.fullmatch(text)
    parts = list(clocks.groups()) if clocks else _between(words).split(text)
    if len(parts) != 2:
        return None
    bed, wake = (spoken_time(without(part, words.at).strip(), words) for part in parts)
    return (bed, wake) if bed and wake else None


@cache
def _opening(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(f"^{expression(words.night_opens)}")


@cache
def _between(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf" ?(?:-+|~|\.\.+|\b{any_of(words.night_between)}\b) ?")


def _likely(bed: Spoken, wake: Spoken) -> tuple[time, time]:
    """Take the night as it was said if it can be one, else the reading nearest to a usual one."""
    said = (bed.said, wake.said)
    if _minutes(*said) <= LONGEST:
        return said
    beds = [bed.said] if bed.certain else [bed.said, bed.other_half]
    wakes = [wake.said] if wake.certain else [wake.said, wake.other_half]
    # Mornings come first: of two readings as good, "10:30-6:30" is the night and not the day.
    readings = [(one, other) for other in wakes for one in beds]
    return min(readings, key=lambda ends: abs(_minutes(*ends) - USUAL))


def _minutes(bed: time, wake: time) -> int:
    return ((wake.hour - bed.hour) * 60 + wake.minute - bed.minute) % (24 * 60)

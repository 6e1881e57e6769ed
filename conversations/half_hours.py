"""Which half hours to offer as buttons: those of a person's last nights, and some beside them."""

from collections import Counter
from collections.abc import Sequence
from datetime import time

ENOUGH = 2  # nights from which on the buttons follow them
MOST_OFFERED, SPREAD, HALVES = 9, 4, 48  # buttons, those kept for times close by, and half hours


def around(times: Sequence[time]) -> tuple[str, ...]:
    """The half hours to offer to someone with these times of late, from the earliest on.

    Those told most often are among them; what room is left goes to the half hours next to them.
    """
    if len(times) < ENOUGH:
        return ()
    halves = Counter(_half_hour(at) for at in times)
    chosen = [at for at, _ in halves.most_common(MOST_OFFERED - SPREAD)]
    near = ((at + step) % HALVES for step in (1, -1, 2, -2, 3, -3, 4, -4) for at in list(chosen))
    found = list(dict.fromkeys([*chosen, *near]))[:MOST_OFFERED]
    return tuple(f"{at // 2:02}:{at % 2 * 30:02}" for at in _from_the_widest_gap(sorted(found)))


def _half_hour(at: time) -> int:
    return round((at.hour * 60 + at.minute) / 30) % HALVES


def _from_the_widest_gap(places: list[int]) -> list[int]:
    """Begin where the day is emptiest, so that a night across midnight stays in one piece."""
    gaps = [(at - places[n - 1]) % HALVES or HALVES for n, at in enumerate(places)]
    first = gaps.index(max(gaps))
    return [*places[first:], *places[:first]]

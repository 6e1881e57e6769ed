"""Odd values, each of which the check of some field of an import might let through.

At its bounds, empty, huge, of another script, doubled, in another writing.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from tests.faults.hostile import HALF, WORDS

Json = dict[str, Any]

SHORT = (
    "x", "Walk", "Ω", "🌱", "{n}", "{question} {", "}", "%s", "<b>", "a|b", "=1+1", "-2+3",
    "/start", "/undo", "kill myself", "null", "7", "12:00", "a" * 40, "ß" * 12, "🌱" * 12, "אבג",
    "\u202eabc", "a\u0301\u0301", "a\nb", "a,b", " x ", "nothing", "on", "off", "quick",
)  # fmt: skip
LONG = (*WORDS.values(), "word " * 600, "\n" * 50 + "x", "é" * 3999, f"a{HALF}b", "🌱" * 1000)
CLOCKS = (
    "00:00", "23:59", "04:00", "03:59", "12:00", "21:00", "08:00", "02:30", "05", "2130", "T0730",
    "21Z", "2100Z", "24:00", "9:00", "00:01", "11:59", "13:00",
)  # fmt: skip
ZONES = (
    "UTC", "Europe/Riga", "europe/riga", "Pacific/Kiritimati", "Pacific/Midway", "Asia/Kathmandu",
    "Antarctica/Troll", "Australia/Lord_Howe", "Africa/Casablanca", "Etc/GMT+12", "Factory",
    "localtime", "posixrules", "Mars/Olympus", "UTC+3", "", "../../etc/passwd", "America/Nuuk",
)  # fmt: skip
EDGES = ("1990-01-01", "2200-01-01", "2199-12-31", "2024-02-29", "1990-01-02", "0001-01-01",
         "9999-12-31", "20261120", "2026-W47-5")  # fmt: skip
STEPS = (
    "energy", "alcohol", "urges", "factors", "helped", "night", "into_bed", "bed_at", "to_sleep",
    "wakings", "awake", "woke_at", "up_at", "x" * 64, "ünï", "a.b:c-d", "sleep_hours", "unknown",
)  # fmt: skip
KINDS = ("scale", "yes_no", "number", "duration", "time", "text", "unheard of")
NUMBERS = (0, 1, -1, 7, 10, 2**31, 2**52, -(2**52), 0.5, -0.0, 1e-300, 1e308, 99.99, True, False)


class OddValues:
    """Chooses by chance; `today` is the day on which a file is taken in."""

    def __init__(self, dice: Random, today: date) -> None:
        self.dice = dice
        self.today = today

    def rarely(self) -> bool:
        """Tell once in ten times that it should be odd."""
        return self.dice.random() < 0.1

    def upto(self, most: int) -> int:
        """So many, or fewer."""
        return self.dice.randint(0, most)

    def one_of(self, what: Sequence[Any]) -> Any:
        """Choose one."""
        return self.dice.choice(what)

    def some(self, make: Callable[[], Any], most: int) -> list[Any]:
        """Make some; now and then one of them twice."""
        made = [make() for _ in range(self.upto(most))]
        return [*made, made[0]] if made and self.rarely() else made

    def but(self, of: Json, keep: Sequence[str] = ()) -> Json:
        """Leave some fields out, and let some be null."""
        kept = {n: v for n, v in of.items() if n in keep or self.dice.random() < 0.85}
        return {n: None if n not in keep and self.dice.random() < 0.04 else v
                for n, v in kept.items()}  # fmt: skip

    def words(self, most: int = 4000) -> str:
        """Words, mostly short ones."""
        chosen: str = self.one_of(LONG if self.rarely() else SHORT)
        return chosen[:most]

    def day(self, *, future: bool = True) -> str:
        """A day, mostly of the last weeks."""
        if self.rarely():
            return str(self.one_of(EDGES if future else EDGES[3:5]))
        ahead = 60 if future and self.rarely() else 0
        span = self.one_of((0, 1, 7, 40, 400))
        return (self.today - timedelta(days=self.upto(span) - self.upto(ahead))).isoformat()

    def days(self, most: int) -> list[str]:
        """Days, each once."""
        return list(dict.fromkeys(self.day() for _ in range(self.upto(most))))

    def instant(self) -> str:
        """An instant, in any writing."""
        if self.rarely():
            return str(self.one_of((
                "1990-01-02T00:00:00Z", "2199-12-31T23:59:59.999999+00:00",
                "2026-11-20T23:59:59-23:59", "2026-11-20T00:00:00+23:59", "20261120T2015Z",
            )))  # fmt: skip
        day = self.today - timedelta(days=self.upto(30))
        at = time(self.upto(23), self.upto(59), self.upto(59))
        return datetime.combine(day, at).isoformat() + "Z"

    def clock(self) -> Any:
        """A time of day."""
        return self.one_of(CLOCKS if self.rarely() else CLOCKS[:8])

    def id(self) -> Any:
        """An id of this make or another, or one that something else has too."""
        return self.one_of((None, "", "a", "b", "a|b", "x" * 32, "x" * 33, 7, "🌱", "same", "-"))

    def weekdays(self) -> list[int]:
        """Weekdays; none, one twice, all."""
        return list(self.one_of(([], [1], [7, 7], [1, 2, 3, 4, 5, 6, 7], [5, 1, 3], [1] * 7)))

    def value(self, depth: int = 2) -> Any:
        """Whatever JSON holds."""
        match self.upto(7):
            case 0:
                return None
            case 1:
                return self.dice.random() < 0.5
            case 2 | 3:
                return self.one_of(NUMBERS)
            case 4 | 5:
                return self.words()
            case 6 if depth:
                return [self.value(depth - 1) for _ in range(self.upto(3))]
            case _ if depth:
                return {self.words(20): self.value(depth - 1) for _ in range(self.upto(3))}
            case _:
                return ""

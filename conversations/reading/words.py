"""Words that stand for numbers, days, months and spans; other languages are added here."""


def _numbered(*rows: str, start: int = 0) -> dict[str, int]:
    return {word: n for n, row in enumerate(rows, start) for word in row.split()}


_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")

NUMBERS = _numbered(
    *("zero nil", *_ONES, "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    "nineteen",
    *(word for ten in _TENS for word in (ten, *(f"{ten}-{one}" for one in _ONES))),
    "hundred one-hundred",
)

TIMES = _numbered("once", "twice", "thrice", start=1)

WEEKDAYS = _numbered(
    "monday mondays mon mo",
    "tuesday tuesdays tue tues tu",
    "wednesday wednesdays wed we",
    "thursday thursdays thu thur thurs th",
    "friday fridays fri fr",
    "saturday saturdays sat sa",
    "sunday sundays sun su",
    start=1,
)

DAY_GROUPS: dict[tuple[int, ...], tuple[str, ...]] = {
    (1, 2, 3, 4, 5): ("weekdays", "weekday", "working days", "work days", "workdays"),
    (6, 7): ("weekend", "weekends", "the weekend", "at the weekend", "on weekends"),
    (1, 2, 3, 4, 5, 6, 7): ("every day", "everyday", "each day", "all days", "daily", "all"),
}

MONTHS = _numbered(
    *("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul"),
    *("august aug", "september sep sept", "october oct", "november nov", "december dec"),
    start=1,
)

# Said around a number without changing it: "about 7", "maybe a seven".
FILLERS = frozenset(
    _numbered(
        "a an the ~ about around roughly approx approximately ca maybe perhaps probably like",
        "almost nearly so or just only mood today it's its it is was i'd say i think guess slept",
        "for at on by until till",
    )
)

NO_SLEEP = frozenset(
    ("none", "no sleep", "not at all", "nothing", "didn't sleep", "did not sleep", "didnt sleep")
)

NO_END = frozenset(
    ("no end", "no end date", "no date", "never", "open", "open end", "open-ended", "none", "no")
)

# "half past nine": the minutes, and whether they are taken off the hour named.
PAST_OR_TO = {
    "half past ": 30,
    "half ": 30,
    "quarter past ": 15,
    "a quarter past ": 15,
    "quarter to ": -15,
    "a quarter to ": -15,
}

NAMED_TIMES = {
    **dict.fromkeys(("noon", "12 noon", "12:00 noon", "twelve noon"), (12, 0)),
    **dict.fromkeys(("midday", "mid-day", "12 midday"), (12, 0)),
    **dict.fromkeys(("midnight", "12 midnight", "12:00 midnight", "twelve midnight"), (0, 0)),
}

# Said after a clock time; True = the second half of the day.
HALVES_OF_DAY = {
    "am": False,
    "a.m": False,
    "a m": False,
    "in the morning": False,
    "pm": True,
    "p.m": True,
    "p m": True,
    "in the evening": True,
    "in the afternoon": True,
    "at night": True,
    "in the night": True,
}

# Where what sounds like an afternoon reaches past midnight: the first hour that is not meant so.
SMALL_HOURS = {"in the evening": 1, "at night": 5, "in the night": 5}

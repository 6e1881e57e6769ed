"""The words that people type, one file a language: numbers, days, yes and no, skip and back."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Annotated, Any, TypeAlias, get_type_hints

SOURCE = "en"
FOLDER: Traversable = files("conversations.parsing")

Words: TypeAlias = frozenset[str]
"""Each of these is meant, word for word."""
Listed: TypeAlias = tuple[str, ...]
"""Words or phrases whose order may count; how phrases are written is in `phrases`."""
FromZero: TypeAlias = Annotated[Mapping[str, int], 0]
FromOne: TypeAlias = Annotated[Mapping[str, int], 1]
"""Words that stand for numbers, listed in order from there on."""


class Incomplete(ValueError):
    """A vocabulary that cannot be used; the message says what is missing or wrong."""


# By identity: readers keep their patterns for each vocabulary.
@dataclass(frozen=True, eq=False, kw_only=True)
class Vocabulary:
    """One language. What each field is for stands beside it in the file of English."""

    month_names: FromOne
    weekday_names: FromOne
    more_months: FromOne
    more_weekdays: FromOne
    weekly: FromOne
    today: Words
    yesterday: Words
    day_before_yesterday: Words
    tomorrow: Words
    day_after_tomorrow: Words
    before_past: Listed
    next_weekday: Words
    next_week: Listed
    before_coming: Listed
    ordinals: Words
    the: Words
    of: Words
    end_of_month: Listed
    end_of_year: Listed

    day_units: Words
    week_units: Words
    fortnight_units: Words
    month_units: Words
    year_units: Words
    one: Words
    a_few: Words
    ago: Listed
    before_span: Listed
    this_week: Words
    last_week: Words
    this_month: Words
    last_month: Words
    last_two_weeks: Listed
    last_four_weeks: Listed

    before_weekdays: Listed
    workdays: Listed
    weekend: Listed
    every_day: Listed
    to: Words
    and_: Words

    number_names: FromZero
    times: FromOne
    times_after: Words
    and_a_half: Listed
    out_of: Listed
    around: Words
    plural_endings: Listed
    decimal_sign: str
    minus: Listed

    o_clock: Listed
    named_times: Mapping[str, str]
    past_or_to: Mapping[str, int]
    before_noon: Words
    after_noon: Words
    small_hours: Mapping[str, int]
    roughly: Words
    roughly_endings: Listed
    before_hour: Listed

    hours: Words
    minutes: Words
    hours_and: Words
    half_an_hour: Words
    an_hour: Words
    an_hour_and_a_half: Words
    no_sleep: Words
    length_opens: Words
    length_ends: Words
    length_between: Listed
    length_or: Words

    slept_very_poorly: Listed
    slept_poorly: Listed
    slept_so_so: Listed
    slept_well: Listed
    slept_very_well: Listed
    around_quality: Words

    night_opens: str
    night_between: Words
    at: Listed
    same_time: Words
    nap: Words
    also_slept: Words

    every_fourth_week: Listed
    every_third_week: Listed
    every_second_week: Listed
    every_week: Listed
    just_once: Listed
    each: Words
    from_now_on: Listed
    between_parts: Words
    appointment_goes_on: Words
    goal_once: Words
    some_weekdays: Words
    a_week: Listed

    yes: Words
    no: Words
    agrees_perhaps: Listed
    leave_it: Listed
    sorry_for_silence: Listed
    sorry_goes_on: Words
    do_it: Listed
    done: Words
    partly: Words
    status_goes_on: Words
    not_done: Words
    no_end: Words
    hard_day: Words
    undecided: Words
    nothing_to_say: Listed
    no_strength: Listed
    instead: Listed
    perhaps_instead: Listed
    the_last_one: Words
    mood_names: Words
    sleep_names: Words
    said_in_passing: Words
    answer_goes_on: Words
    scale_from: Words
    scale_to: Words

    skip: Words
    back: Words
    put_away: Words

    country_names: Mapping[str, str]

    months: Mapping[str, int] = field(init=False)
    weekdays: Mapping[str, int] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "months", {**self.month_names, **self.more_months})
        known = {**self.weekday_names, **self.more_weekdays, **self.weekly}
        object.__setattr__(self, "weekdays", known)


@cache
def vocabulary(language: str) -> Vocabulary:
    """Return the words of a language; raises Incomplete where its file is missing or not whole."""
    file = FOLDER / f"words_{language}.toml"
    if not file.is_file():
        raise Incomplete(f"words_{language}.toml is missing")
    try:
        return read(file.read_text("utf-8"))
    except (Incomplete, tomllib.TOMLDecodeError) as fault:
        raise Incomplete(f"words_{language}.toml: {fault}") from None


def read(text: str) -> Vocabulary:
    """Read a file of words; raises Incomplete unless every field is there and none is unknown."""
    given = {
        {"and": "and_"}.get(name, name): value
        for table in tomllib.loads(text).values()
        for name, value in table.items()
    }
    wanted = {one.name for one in fields(Vocabulary) if one.init}
    if odd := sorted(given.keys() ^ wanted):
        raise Incomplete(f"missing or not known here: {', '.join(odd)}")
    kinds = get_type_hints(Vocabulary, include_extras=True)
    return Vocabulary(**{name: _value(name, given[name], kinds[name]) for name in wanted})


def _value(name: str, given: Any, kind: object) -> Any:
    try:
        if kind in (FromZero, FromOne):
            return _numbered(_strings(given), start=int(kind == FromOne))
        if kind == Words:
            return frozenset(_strings(given))
        if kind == Listed:
            return _strings(given)
        if kind is str:
            return str(given)
        return dict(given)
    except (TypeError, ValueError):
        raise Incomplete(f"{name} has another shape than in English") from None


def _strings(given: object) -> tuple[str, ...]:
    if not isinstance(given, list) or not all(isinstance(word, str) for word in given):
        raise TypeError
    return tuple(given)


def _numbered(rows: Iterable[str], *, start: int) -> Mapping[str, int]:
    return {word: n for n, row in enumerate(rows, start) for word in row.split()}


ENGLISH = vocabulary(SOURCE)

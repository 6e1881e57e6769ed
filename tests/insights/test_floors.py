"""Whatever a diary holds, it can be examined, and nothing is claimed below the floor."""

from dataclasses import replace
from datetime import time, timedelta

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.features.insights.method_words import detail
from charts.insights import change as of_change
from charts.insights import recurrence as of_recurrence
from charts.insights import setbacks as of_setbacks
from charts.insights import together as of_together
from charts.insights import trend as of_trend
from charts.insights.examine import AT_ONCE, examine
from charts.insights.findings import (
    Change,
    Finding,
    Lacking,
    MarkedWord,
    Setbacks,
    SleepRhythm,
    Together,
    Trend,
)
from charts.insights.numbers import DiaryNumbers, Exposure, NightNumbers
from tests.insights.simulated import FIRST, Simulated, diary

MOODS = st.one_of(st.none(), st.integers(1, 10))
TIMES = st.one_of(st.none(), st.times())
HOURS = st.one_of(st.none(), st.floats(0, 24))
NIGHTS = st.one_of(st.none(), st.builds(NightNumbers, TIMES, TIMES, HOURS, HOURS))
VALUES = st.one_of(st.none(), st.sampled_from([0.0, 1.0]), st.floats(0, 100))


@st.composite
def diaries(draw: st.DrawFn) -> DiaryNumbers:
    n = draw(st.integers(0, 90))

    def row(values: st.SearchStrategy[object]) -> tuple[object, ...]:
        return tuple(draw(st.lists(values, min_size=n, max_size=n)))

    amount = Exposure("own", "amount", row(VALUES), is_amount=True)
    ticks = row(st.sampled_from([None, 0.0, 1.0]))
    return DiaryNumbers(
        first=FIRST,
        moods=row(MOODS),
        nights=row(NIGHTS),
        exposures=(amount, Exposure("factors", "ticked", ticks)),
        marked=row(st.frozensets(st.sampled_from(["tea", "rain"]))),
        free_days=draw(st.frozensets(st.integers(1, 7))),
    )


def is_above_its_floor(one: Finding) -> bool:
    match one:
        case Together():
            return min(one.n_with, one.n_without) >= of_together.SIDE and one.low * one.high > 0
        case Trend():
            return one.weeks >= of_trend.LEAST and one.n >= 3 * one.weeks
        case Change():
            return min(one.n_before, one.n_now) >= 3 * of_change.WEEKS
        case Setbacks():
            return one.n >= of_setbacks.LEAST and bool(one.lengths)
        case SleepRhythm():
            return one.nights >= 10 and (one.index is None or one.index_days >= 5)
        case MarkedWord():
            return one.weeks >= 3
        case _:
            return True


@settings(max_examples=60, deadline=None)
@given(diaries())
def test_nothing_breaks_and_nothing_is_claimed_below_its_floor(of: DiaryNumbers) -> None:
    found = examine(of)
    assert 0 <= found.told.days <= found.told.of <= found.told.ever_of == len(of.moods)
    assert all(map(is_above_its_floor, found.findings))
    assert all(one.n > 0 for one in found.lacking)
    again = examine(of, frozenset(one.key for one in found.findings))
    assert not again.findings or {one.key for one in again.findings}.isdisjoint(
        one.key for one in found.findings
    )


def test_of_an_empty_diary_it_is_only_said_what_is_needed() -> None:
    found = examine(DiaryNumbers(FIRST, ()))
    assert found.findings == ()
    assert found.lacking == (Lacking("moods", 28),)


def test_a_mood_that_never_changes_is_still_and_no_more() -> None:
    found = examine(DiaryNumbers(FIRST, (5,) * 200))
    still, alike = found.findings
    assert isinstance(still, Trend)
    assert isinstance(alike, Change)
    assert (still.verdict, alike.verdict) == ("standing still", "no clear change")
    assert found.tried == 0


def test_a_few_days_more_of_sleep_are_asked_for_and_not_guessed() -> None:
    moods = tuple(range(1, 11)) * 4
    nights = (None,) * 34 + (NightNumbers(time(23), time(7)),) * 6
    hours = Exposure("night", "hours", (None,) * 20 + (7.0, 8.0) * 10, is_amount=True)
    found = examine(DiaryNumbers(FIRST, moods, nights, (hours,)))
    assert Lacking("sleep", 4) in found.lacking
    assert Lacking("exposure", 8, "night:hours") in found.lacking


def test_three_at_most_of_what_goes_with_mood() -> None:
    chance = np.random.default_rng(1)
    who = Simulated(0.0, sd=0.7, untold=0.0)
    ticks = [who.ticks(chance, 300) for _ in range(6)]
    moods = who.moods(chance, 300, sum(ticks, np.zeros(300)) - 2)
    found = examine(diary(moods, ticks))
    assert sum(isinstance(one, Together) for one in found.findings) == AT_ONCE
    put_away = frozenset(one.key for one in found.findings if isinstance(one, Together))
    others = examine(diary(moods, ticks), put_away)
    shown = {one.key for one in others.findings if isinstance(one, Together)}
    assert len(shown) == AT_ONCE
    assert shown.isdisjoint(put_away)
    assert others.tried == found.tried  # what was put away was tried all the same


def tried(days: int, with_it: int) -> int:
    """How often something on so many of so many days is held against mood."""
    ticked = (1.0,) * with_it + (0.0,) * (days - with_it)
    moods = np.array([5.0, 6.0] * days)[:days]
    return sum(
        not one.pair.next_day
        for one in of_together.pairs(moods, [Exposure("factors", "x", ticked)])
    )


def test_nine_days_on_one_side_are_too_few_for_a_pattern() -> None:
    assert (tried(40, 9), tried(40, 10), tried(40, 30), tried(40, 31)) == (0, 1, 1, 0)


def test_27_days_are_too_few_for_a_pattern() -> None:
    assert (tried(27, 13), tried(28, 14)) == (0, 1)


def test_moods_of_whoever_feels_better_the_day_after_are_found_there() -> None:
    chance = np.random.default_rng(2)
    who = Simulated(0.0, sd=0.8, untold=0.1)
    walked = who.ticks(chance, 200)
    moods = who.moods(chance, 200, 2 * np.roll(walked, 1) - 1)
    (found,) = (
        one for one in examine(diary(moods, [walked])).findings if isinstance(one, Together)
    )
    assert found.next_day
    assert found.low < 2 < found.high + 0.5


def test_bad_mondays_are_found_and_a_slow_rise_makes_no_weekday() -> None:
    chance = np.random.default_rng(3)
    who = Simulated(0.3, sd=1.0)
    rise = np.linspace(-2, 2, 210)
    mondays = np.where(np.arange(210) % 7 == 0, -2.0, 0.0)  # the first day is a Monday
    keys = {one.key for one in examine(diary(who.moods(chance, 210, rise + mondays))).findings}
    assert "weekday:1" in keys
    plain = {one.key for one in examine(diary(who.moods(chance, 210, rise))).findings}
    assert not {key for key in plain if key.startswith("weekday")}


def test_each_setback_is_counted_until_two_days_in_a_row_are_as_usual() -> None:
    moods = [6, 7, 6, 7] * 10 + [2, 2, 3, 6, 2, 7, 7] + [6, 7] * 10 + [1, 1, 1, None, 1]
    found = of_setbacks.setbacks(FIRST, np.array([np.nan if m is None else m for m in moods]))
    assert found is not None
    assert found.lengths == (5,)
    assert found.since == FIRST + timedelta(days=67)
    first_one = [6, 7] * 20 + [2] * 5
    assert of_setbacks.setbacks(FIRST, np.array(first_one, dtype=float)) is None


def test_rising_weeks_rise_and_their_mirror_falls() -> None:
    rising = np.repeat(np.arange(1.0, 9.0), 7)
    for moods, verdict in ((rising, "rising"), (rising[::-1], "falling")):
        found = of_trend.trend(moods)
        assert found is not None
        assert (found.verdict, abs(found.slope), found.weeks) == (verdict, 1, 8)
    assert of_trend.trend(rising[7:]) is None


def test_a_rise_that_begins_late_is_faster_than_before() -> None:
    moods = np.repeat([3, 3, 3, 3, 3, 3, 3, 3, 3, 4, 5, 6, 7, 8, 9, 10.0], 7)
    found = of_trend.trend(moods)
    assert found is not None
    assert found.verdict == "rising"
    assert found.pace is not None
    assert found.pace.is_faster
    assert (found.pace.before.middle, found.pace.now.middle) == (0, 1)
    assert (found.pace.before.n, found.pace.now.n) == (56, 56)


def test_a_change_is_said_only_where_every_later_week_is_on_one_side() -> None:
    low, high = [3, 4, 5, 4, 3, 4, 5], [6, 7, 8, 7, 6, 7, 8]
    apart = of_change.change(FIRST, np.array([*low * 4, *high * 4], dtype=float))
    assert apart is not None
    assert (apart.verdict, apart.low, apart.high) == ("higher", 3, 3)
    mixed = of_change.change(FIRST, np.array([*low * 4, *high * 3, *low], dtype=float))
    assert mixed is not None
    assert (mixed.verdict, mixed.low, mixed.high) == ("no clear change", 0, 3)
    assert mixed.low <= mixed.shift <= mixed.high


@settings(max_examples=200, deadline=None)
@given(st.lists(st.one_of(st.none(), st.integers(1, 10)), min_size=56, max_size=84))
def test_the_two_moods_of_a_change_do_not_contradict_what_is_said_of_it(
    moods: list[int | None],
) -> None:
    found = of_change.change(FIRST, np.array([np.nan if m is None else m for m in moods]))
    if found is not None:
        exact = found.now - found.before
        assert {"higher": exact > 0, "lower": exact < 0}.get(found.verdict, True)
        apart = round(round(found.now, 1) - round(found.before, 1), 1)
        said = dict(detail(found).params)
        assert said["low"] <= apart <= said["high"]


def test_a_middle_within_its_point_is_that_of_grouped_answers() -> None:
    # 4, 4, 5, 5 and 5: half of the five lies a sixth into the three from 4.5 on.
    counts = np.array([0, 0, 0, 2, 3, 0, 0, 0, 0, 0], dtype=float)
    assert round(of_change.middle(counts), 2) == 4.67


def test_two_kinds_of_days_are_as_far_apart_as_is_said() -> None:
    chance = np.random.default_rng(7)
    walks = chance.random(120) < 0.4
    moods = chance.integers(3, 6, 120) + 3 * walks
    told = diary(moods.astype(float), [walks.astype(float)])
    (found,) = (one for one in examine(told).findings if isinstance(one, Together))
    assert found.with_ == moods[walks].mean()
    assert round(found.with_ - found.without, 9) == round(found.difference, 9)
    assert found.low < found.difference < found.high


def test_weeks_that_look_alike_are_found_by_their_days() -> None:
    chance = np.random.default_rng(5)
    moods = chance.integers(1, 11, 140).astype(float)
    moods[-7:] = moods[14:21]
    (found,) = (one for one in examine(diary(moods)).findings if one.key == "alike")
    assert (found.first, found.apart) == (FIRST + timedelta(days=14), 0)


def test_days_with_the_same_things_in_them_and_a_mood_close_by_are_alike() -> None:
    walk = np.array([1.0, 0, 1, 0, 0] * 6)
    work = np.array([1.0, 0, 1, 0, 1] * 6)
    moods = np.array([7.0, 3, 6, 3, 7] * 6)
    walk[-1] = work[-1] = 1
    found = of_recurrence.alike_days(FIRST, moods, diary(moods, [walk, work]).exposures)
    assert found is not None
    assert (found.day, found.mood) == (FIRST + timedelta(days=29), 7)
    assert found.things == ("factors:0", "factors:1")
    assert (found.n, found.latest) == (12, FIRST + timedelta(days=27))


def test_days_that_share_only_a_mood_or_only_one_thing_are_not_alike() -> None:
    moods = np.array([7.0, 3, 6, 3, 7] * 6)
    walk, no_walk = np.ones(30), np.zeros(30)
    assert of_recurrence.alike_days(FIRST, moods, diary(moods, [walk, no_walk]).exposures) is None
    often = np.array([1.0, 0, 0, 0, 1] * 6)
    one_of_two = diary(moods, [walk, often, 1 - often]).exposures
    found = of_recurrence.alike_days(FIRST, moods, one_of_two)
    assert found is not None
    assert found.n == 11  # the others hold one of three things
    found = of_recurrence.alike_days(FIRST, moods, diary(moods, [walk, walk]).exposures)
    assert found is not None
    assert found.n == 17  # the others lie four points below


def test_a_word_marked_week_after_week_comes_back() -> None:
    marked = [
        frozenset({"tea"} if at % 9 == 0 else {"rain"} if at == 50 else ()) for at in range(56)
    ]
    of = replace(DiaryNumbers(FIRST, (None,) * 56), marked=tuple(marked))
    (found,) = examine(of).findings
    assert isinstance(found, MarkedWord)
    assert (found.word, found.days, found.weeks, found.of_weeks) == ("tea", 7, 7, 8)

"""How late the last nudge of full minutes comes is computed, and said by the doctor."""

import re
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.app.lateness import in_words, rush
from bot.core.around import window
from bot.telegram.rate_limits import Limits

NINE = datetime(2026, 11, 24, 19, 0, tzinfo=UTC)
counts = st.lists(st.integers(0, 4000), min_size=1, max_size=60)


def from_nine(*each: int) -> dict[datetime, int]:
    """So many in each of the minutes from nine on."""
    return {NINE + timedelta(minutes=n): count for n, count in enumerate(each)}


@pytest.mark.parametrize(
    ("due", "said"),
    [
        ((), "none is planned yet"),
        ((1500,), "1500 at most in one minute, at 25 a second each of them in its minute"),
        (
            (3000,),
            "3000 at most in one minute; at 25 a second the last of them comes 2 minutes late",
        ),
        (
            (3000, 3000),  # half of the first are still waiting when the second come
            "3000 at most in one minute; at 25 a second the last of them comes 3 minutes late",
        ),
        ((3000, 0, 1500), "3000 at most in one minute; at 25 a second the last of them comes "
         "2 minutes late"),
    ],
)  # fmt: skip
def test_the_operator_reads_what_is_promised(due: tuple[int, ...], said: str) -> None:
    assert in_words(from_nine(*due), Limits()) == said


def test_a_hundred_thousand_at_nine_is_over_an_hour_and_what_helps_is_said() -> None:
    words = in_words({NINE: 100_000}, Limits())
    assert "67 minutes late" in words
    assert "around" in words
    assert "SEND_PER_SECOND" in words


def test_around_nine_has_room_for_thirty_minutes_of_the_tokens_pace() -> None:
    minutes = len(window(time(21), time(4)))
    assert rush(from_nine(*[1500] * minutes), Limits()).seconds <= 60
    assert minutes * 1500 == 45_000


@given(each=counts)
def test_who_waits_longest_waits_as_long_as_a_queue_of_single_messages(each: list[int]) -> None:
    limits, free, longest = Limits(), 0.0, 0.0
    for minute, count in enumerate(each):
        begins = max(free, minute * 60.0)
        free = begins + count / limits.nudges_per_second
        if count:
            longest = max(longest, free - minute * 60.0)
    found = rush(from_nine(*each), limits)
    assert found.fullest == max(each)
    assert found.seconds == pytest.approx(longest)


def shared_out(people: int, around: float) -> dict[datetime, int]:
    """When so many are due who chose the same hour, some of them around it."""
    minutes = len(window(time(21), time(4)))
    found = {
        NINE + timedelta(minutes=n - minutes // 2): round(people * around / minutes)
        for n in range(minutes)
    }
    found[NINE] += round(people * (1 - around))
    return found


def test_the_page_for_operators_says_what_is_computed() -> None:
    page = Path("docs/operating.md").read_text("utf-8")
    rows = re.findall(r"^\| ([\d,]+) \| ([\d.]+) \| ([\d.]+) \| ([\d.]+) \|$", page, re.M)
    assert len(rows) == 4
    for people, *said in rows:
        number = int(people.replace(",", ""))
        late = [rush(shared_out(number, part), Limits()).seconds / 60 for part in (0, 0.5, 1)]
        assert [f"{minutes:.1f}" for minutes in late] == said
    most = [rush(shared_out(100_000, part), Limits.of(120)).seconds / 60 for part in (0, 0.5, 1)]
    assert "{:.1f}, {:.1f} and {:.1f} in the last row".format(*most) in page

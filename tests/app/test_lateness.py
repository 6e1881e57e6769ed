"""How late the last nudge of a full minute comes is computed, and said by the doctor."""

from datetime import UTC, datetime

import pytest

from bot.app.lateness import in_words
from bot.telegram.rate_limits import Limits

NINE = datetime(2026, 11, 24, 19, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("due", "said"),
    [
        (0, "none is planned yet"),
        (1500, "1500 at most in one minute, at 25 a second all of them in that minute"),
        (3000, "3000 at most in one minute; at 25 a second the last of them comes 2 minutes late"),
    ],
)
def test_the_operator_reads_what_is_promised(due: int, said: str) -> None:
    assert in_words(due, Limits()) == said


def test_a_hundred_thousand_at_nine_is_over_an_hour_and_what_helps_is_said() -> None:
    words = in_words(100_000, Limits())
    assert "67 minutes late" in words
    assert "SEND_PER_SECOND" in words

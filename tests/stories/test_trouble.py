"""Whatever breaks inside: the person gets one sentence, and their next word is heard."""

import pytest

from bot.services import actions, week
from bot.services.registry import Action
from tests.stories.town import Town, does


def breaks(*_given: object) -> None:
    raise ZeroDivisionError


async def test_a_picture_that_cannot_be_made_is_not_silence(
    town: Town, alice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(week, "view", breaks)
    await does(town, alice, "/week")
    assert "I could not make that just now" in alice.last.words


async def test_a_press_that_fails_lets_its_button_go_and_says_so(
    town: Town, alice, monkeypatch: pytest.MonkeyPatch
) -> None:
    await does(town, alice, "/goals")
    monkeypatch.setitem(actions.ACTIONS, "goal.add", Action(breaks))
    tap = alice.taps("1a|goal.add", alice.last.message["message_id"])
    await town.settle()
    assert tap.answered
    assert "Something went wrong on my side" in alice.last.words
    await does(town, alice, "/checkin")
    assert "How was today?" in alice.last.words


@pytest.mark.parametrize("day", ["0001-01-03", "9999-12-31"])
@pytest.mark.parametrize("kind", ["week", "month", "day", "edit", "card"])
async def test_a_day_out_of_all_bounds_is_an_old_button(
    town: Town, alice, kind: str, day: str
) -> None:
    tap = alice.taps(f"1a|{kind}|{day}", alice.last.message["message_id"])
    await town.settle()
    assert "from an earlier time" in tap.text

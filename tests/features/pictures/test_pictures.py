"""The pictures besides the week and the month: how one comes to them, what they say, and when."""

import pytest

from bot.playground.people import TelegramUser
from charts.beside_view import BesideView
from charts.nights_view import NightsView
from charts.timeline_view import TimelineView
from charts.year_view import YearView
from tests.features.pictures.shown import shown
from tests.features.test_sleep import DETAIL, NIGHT
from tests.support.town import Town, does


@pytest.mark.parametrize("said", ["/year", "/timeline", "/week sleep", "/month sleep"])
async def test_nothing_told_is_a_sentence_and_the_way_to_begin(
    town: Town, alice: TelegramUser, said: str
) -> None:
    await does(town, alice, said)
    assert not alice.last.message.get("photo")
    assert alice.buttons() == ["Check in now"]


async def test_same_as_usual_is_drawn_and_not_reckoned_with(
    town: Town, alice: TelegramUser
) -> None:
    for day in range(18, 24):
        await does(town, alice, f"/day 2026-11-{day}", "5", "7", "3")
    await does(town, alice, "/checkin", "[Same as usual]")
    for kind, more in (("year", {}), ("timeline", {"span": "8w"})):
        view = await shown(town, alice, kind, **more)
        assert isinstance(view, YearView | TimelineView)
        assert view.title == "7 of 7 days, mostly 5"
    assert isinstance(view, TimelineView)
    assert len(view.days) == 7


async def test_the_dark_look_is_that_of_every_picture(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, *DETAIL, "/checkin", "[6]", *NIGHT, "[3]")
    await does(town, alice, "/settings", "[Pictures: light]")
    for kind, more in (
        ("year", {}),
        ("timeline", {"span": "8w"}),
        ("nights", {"length": "7"}),
        ("beside", {"which": "mood+sleep", "span": "3m"}),
    ):
        view = await shown(town, alice, kind, **more)
        assert isinstance(view, YearView | TimelineView | NightsView | BesideView)
        assert view.look == "dark"


async def test_all_of_it_in_words_leaves_nothing_out(town: Town, alice: TelegramUser) -> None:
    for n in range(1, 24):
        await does(town, alice, f"/day 2026-11-{n:02}", str(n % 10 + 1), "7", "3")
        await does(town, alice, f"/day 2026-10-{n:02}", str(n % 10 + 1), "7", "3")
    await does(town, alice, "/year")
    assert "Oct, by its days: 1: 2, 2: 3," in alice.last.words
    await does(town, alice, "/timeline", "[All of it in words]")
    for n in range(1, 24):
        assert f"{n} Nov: {n % 10 + 1}" in alice.last.words

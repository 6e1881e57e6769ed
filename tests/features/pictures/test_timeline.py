"""Weeks to a year as a picture."""

from bot.playground.people import TelegramUser
from charts.timeline_view import TimelineView
from tests.features.pictures.shown import folded, shown
from tests.features.week.test_weeks import a_week
from tests.support.town import Town, does


async def test_the_timeline_has_the_middle_of_weeks_and_questionnaires_on_their_range(
    town: Town, alice: TelegramUser
) -> None:
    await a_week(town, alice)
    await does(town, alice, "/scales GAD-7", "[Start]", *["[Several days]"] * 7, "[Skip]")
    view = await shown(town, alice, "timeline", span="8w")
    assert isinstance(view, TimelineView)
    (week,) = view.weeks
    assert (week.begins, week.ends, week.low, week.median, week.high) == (0, 6, 4, 5, 6)
    (line,) = view.scores
    assert (line.name, line.better, line.lowest, line.highest) == (
        "GAD-7", "lower is better", 0, 21,
    )  # fmt: skip
    assert line.points == ((6, 7),)
    assert [one.low for one in line.ranges] == [0, 5, 10, 15]
    assert line.said == "last 7 of 21, “mild”"
    await does(town, alice, "/timeline")
    assert "GAD-7: 7 on Tue 24 Nov.\nGAD-7 goes to 21; lower is better." in folded(alice)

"""Whoever cannot see a picture reads all of it, and so does everybody where none can be drawn."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial

import pytest

from bot import i18n
from bot.app.chart_worker import ChartFailed
from bot.core import contents
from bot.core.turn import Turn
from bot.demo.demo import make_up
from bot.features.beside import caption as beside_caption
from bot.features.beside import view as beside_view
from bot.features.moments import MomentContent
from bot.features.nights import caption as nights_caption
from bot.features.nights import data as nights_data
from bot.features.timeline import caption as timeline_caption
from bot.features.timeline import data as timeline_data
from bot.features.week import caption as week_caption
from bot.features.week import data as week_data
from bot.features.year import caption as year_caption
from bot.features.year import data as year_data
from bot.playground.people import TelegramUser
from charts.beside_view import BesideView
from charts.drawings import View
from charts.nights_view import NightsView
from charts.sleep_words import in_quarters, written
from charts.timeline_view import TimelineView
from charts.view import Day, WeekView
from charts.year_view import YearView
from conversations.text import Text
from storage import people
from storage.store import Tx
from tests.features.test_sleep import DETAIL, NIGHT
from tests.features.week.test_weeks import a_week
from tests.support.direct import Easel
from tests.support.drawn import LOOKS
from tests.support.ready_made import switched_on
from tests.support.town import ALICE, Town, does

SENTENCE = ["I couldn't draw the picture this time.", "This is what it would show:"]
Messages = Sequence[Sequence[Text]]


def in_words(turn: Turn, kind: str, more: dict[str, str]) -> Messages:
    """All that the button *All of it in words* says."""
    last = turn.today
    match kind:
        case "year":
            return year_caption.messages(year_data.read(turn, last))
        case "timeline":
            return timeline_caption.messages(turn, timeline_data.read(turn, more["span"], last))
        case "nights":
            length = nights_data.LENGTHS[more["length"]]
            return nights_caption.messages(nights_data.read(turn, length, last))
        case "beside":
            found = beside_view.read(turn, more["which"], more["span"], last)
            assert found is not None
            return beside_caption.messages(found)
        case _:
            return week_caption.messages(week_data.read(turn, kind, last))


def facts(view: View) -> Iterator[str]:
    """What a picture shows, as its words must say it."""
    match view:
        case WeekView():
            yield from _week(view)
        case YearView():
            yield from _year(view)
        case TimelineView():
            yield from _timeline(view)
        case NightsView():
            yield from _nights(view)
        case BesideView():
            for panel in view.panels:
                yield panel.name
                yield from _about([n for n, here in enumerate(panel.of_moments) if here])
                if None in panel.levels:
                    yield f"{panel.name}, no answer: "


def _about(of_moments: Sequence[int]) -> Iterator[str]:
    if of_moments:
        yield "On 1 day without an evening mood, I used the middle of that day's moments."
        yield ": ≈"


def _year(view: YearView) -> Iterator[str]:
    for month in view.months:
        for day, one in enumerate(month.days, start=month.begins):
            if one.mood is not None:
                yield f"{day}: {'≈' * one.of_moments}{one.mood}"
        yield f"{month.typical} in the middle" if month.typical else month.name


def _timeline(view: TimelineView) -> Iterator[str]:
    yield from _about(view.of_moments)
    for week in view.weeks:
        yield f"{week.median:g} in the middle, half of the days {week.low} to {week.high}"
    for line in view.scores:
        yield f"{line.name} goes to {line.highest:g}; {line.better}"
        yield from (f"“{one.name}” from {one.low:g}" for one in line.ranges)
        yield from (f"{score:g} on " for _, score in line.points)
    yield from (lane.name for lane in view.lanes)
    yield from (entry.text for entry in view.told)


def _nights(view: NightsView) -> Iterator[str]:
    for night in view.nights:
        yield night.sublabel
        yield from (one for one in (night.begins, night.ends, night.part) if one)
        if night.slept:
            yield f"{night.slept} h asleep"
        if night.wakings:
            yield f"woke up {night.wakings} time"


def _week(view: WeekView) -> Iterator[str]:
    quarters = in_quarters([day.sleep_hours for day in view.days])
    for place, day in enumerate(view.days):
        name = day.label if view.is_week else day.sublabel
        about = "≈" * (day.as_usual or day.of_moments)
        if day.mood is not None:
            yield f"{name} {about}{day.mood}"
        if day.sleep_hours is not None:
            yield f"{name} {'≈' * day.as_usual}{written(day.sleep_hours, quarters=quarters)}"
        if view.is_week and day.sleep_quality is not None:
            yield f"{name} {day.sleep_quality}"
        yield from (f"{name} {row.cells[place]}" for row in view.own if row.cells
                    and row.cells[place])  # fmt: skip
    for goal in view.goals:
        yield f"{goal.title}: {goal.count}" if goal.answered else goal.title
    marks: list[tuple[str, Callable[[Day], bool]]] = [
        ("Filled in later: ", lambda day: day.late),
        ("Filled in as usual: ", lambda day: day.as_usual),
        ("Session: ", lambda day: day.session),
        ("Medication changed: ", lambda day: day.medication),
        ("Milestone: ", lambda day: day.milestone),
    ]
    yield from (said for said, here in marks if any(map(here, view.days)))
    yield from (" ".join(words.split()) for _, _, words in view.words)


PICTURES: list[tuple[str, dict[str, str]]] = [
    ("week", {}),
    ("month", {}),
    ("year", {}),
    ("timeline", {"span": "8w"}),
    ("timeline", {"span": "1y"}),
    ("nights", {"length": "7"}),
    ("nights", {"length": "28"}),
    ("beside", {"which": "mood", "span": "4w"}),
    ("beside", {"which": "mood+sleep", "span": "3m"}),
]


def _moment_alone(tx: Tx) -> None:
    """Of a silent evening's day one moment was told."""
    contents.add(tx, ALICE, date(2026, 11, 20), MomentContent(mood=4, words=""))


async def test_every_fact_of_every_picture_is_said_in_words(
    town: Town, alice: TelegramUser
) -> None:
    await town.app.store.write(partial(make_up, deps=town.app.deps, user_id=ALICE))
    await town.app.store.write(_moment_alone)
    await does(town, alice, *DETAIL, *switched_on("Movement"))
    await does(town, alice, "/checkin", "6", *NIGHT, "3", "30", "/win took the stairs")
    await does(town, alice, "[A milestone]", "/scales GAD-7", "[Start]")
    await does(town, alice, "[Answer it anyway]", *["[Several days]"] * 7, "[Skip]")

    def missing(tx: Tx) -> list[str]:
        known = people.get(tx, ALICE)
        assert known is not None
        turn, lost = Turn.of(tx, town.app.deps, known), []
        for kind, more in PICTURES:
            drawing = LOOKS[kind](turn, {"kind": kind, "last": turn.today.isoformat(), **more})
            assert drawing is not None
            said = "\n".join(i18n.join(one, "en") for one in in_words(turn, kind, more))
            found = list(facts(drawing.view))
            assert len(found) > 1
            lost += [f"{kind} {more}: {fact}" for fact in found if fact not in said]
        return lost

    assert await town.app.store.read(missing) == []


async def test_without_a_picture_there_is_one_kind_sentence_and_its_words(
    town: Town, alice: TelegramUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    await does(town, alice, *DETAIL, "/checkin", "[6]", *NIGHT, "[3]")
    await a_week(town, alice)
    whole = Easel.picture

    async def breaks(_self: Easel, _view: View) -> bytes:
        raise ChartFailed("it ended")

    asked = ("/week", "/month", "/year", "/timeline", "/week sleep", "/month sleep")
    headline = {}
    for said in asked:
        await does(town, alice, said)
        assert alice.last.message.get("photo")
        headline[said] = alice.last.words.splitlines()[0]
    for said in asked:
        monkeypatch.setattr(Easel, "picture", breaks)
        await does(town, alice, said)
        assert not alice.last.message.get("photo")
        assert alice.last.words.splitlines()[:3] == [*SENTENCE, headline[said]]
    await does(town, alice, "/week", "[More pictures]", "[One question, or two]", "[Mood]")
    assert alice.last.words.splitlines()[:3] == [*SENTENCE, "Mood"]
    monkeypatch.setattr(Easel, "picture", whole)
    await does(town, alice, "[3 months]")
    assert alice.last.message.get("photo")


@pytest.mark.parametrize(
    ("said", "turned"),
    [
        ("/week 2026-09-20", "[Later ▶]"),
        ("/year 2025-06-20", "[Later ▶]"),
        ("/timeline", "[◀ Earlier]"),
        ("/week sleep", "[◀ Earlier]"),
    ],
)
async def test_days_of_which_nothing_was_told_are_stepped_over(
    town: Town, alice: TelegramUser, said: str, turned: str
) -> None:
    for day in ("2025-06-10", "2026-09-20"):
        await does(town, alice, f"/day {day}", "5", "23:10-06:40", "3")
    await does(town, alice, "/day yesterday", "5", "23:10-06:40", "3")
    await does(town, alice, said, turned)
    assert alice.last.message.get("photo")
    assert "no answers in these" not in alice.last.words


async def test_leafing_ends_where_nothing_more_was_told(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "/day 2026-10-01", "5", "23:10-06:40", "3")
    await does(town, alice, "/day yesterday", "5", "7", "3")
    await does(town, alice, "/month sleep")
    assert alice.buttons() == ["Check in now"]
    await does(town, alice, "/week", "[More pictures]", "[One question, or two]", "[Mood]")
    assert "◀ Earlier" in alice.buttons()
    await does(town, alice, "[◀ Earlier]")
    assert "Your days so far, from 1 Oct" in alice.last.words
    assert "◀ Earlier" not in alice.buttons()

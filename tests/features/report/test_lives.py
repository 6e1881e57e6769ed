"""What the pages of the four lives say, held against what was lived."""

from datetime import date, time
from functools import partial
from pathlib import Path

import pytest

from bot.features.report.nights import DiaryNight, by_week, together
from bot.features.report.parts import PARTS
from charts.report.view import ReportList, ReportView
from storage import trackers
from storage.store import Tx
from tests.features.report import lives
from tests.support.town import ALICE, DirectTown, settled_in


async def page(folder: Path, name: str) -> ReportView:
    async with DirectTown(folder) as town:
        await settled_in(town, town.person())
        tell = lives.LIVES[name]
        await town.app.store.write(partial(lives.lived, deps=town.app.deps, tell=tell))
        return await town.app.store.read(partial(lives.page, deps=town.app.deps))


def lines(part: ReportList | None) -> tuple[str, ...]:
    assert part is not None
    return part.lines


async def test_a_life_that_gets_better(tmp_path: Path) -> None:
    view = await page(tmp_path, "getting_better")
    assert view.known == "52 of 56 days answered · 52 nights"
    assert view.scales is not None
    phq9 = next(row for row in view.scales.rows if row[0].startswith("PHQ-9"))
    assert phq9 == (
        "PHQ-9\nlower is better",
        "17\n5 Sep",
        "9\n31 Oct",
        "6 of 27\n21 Nov",
        "“mild”",
        "11 better than at first: more than chance\n3 better than before: could be chance",
    )
    assert "PHQ-9 6 or more (NHS Talking Therapies)" in view.scales.note
    assert view.days is not None
    before = view.days.said[0][1]
    assert "These days are higher" in before
    # She began 29 days before: of the days before that, silence says nothing.
    assert before.startswith("The 29 days before: ")
    assert lines(view.helped)[0] == "a walk: 36 of 52 days"
    assert lines(view.questions)[0].startswith("WHO-5 is clearly better than on 5 Sep.")
    assert view.agreed[0] == "Agreed on 10 Nov: “A walk on four days, rain or not”"
    assert view.harm is view.medication is None


async def test_a_life_that_gets_worse(tmp_path: Path) -> None:
    view = await page(tmp_path, "getting_worse")
    assert lines(view.questions) == (
        "PHQ-9 is clearly worse than on 10 Sep. What has become harder?",
        "GAD-7 is clearly worse than on 10 Sep. What has become harder?",
        "My mood was below my usual range in 4 of the last 4 weeks. What would help now?",
    )
    assert view.hindered is not None
    assert "mood below 6" in view.hindered.note
    assert view.hindered.lines[0] == "trouble at work: on 7 of 18 lower days, 0 of 2 others"
    # Nothing special was part of 5 of the lower days, and of both others: it stood in no way.
    assert [line.partition(":")[0] for line in view.hindered.lines] == [
        "trouble at work",
        "argued with Jonas",
    ]
    assert view.harm is None
    assert view.own is not None
    assert not [line for line in view.own.lines if "harm" in line]


async def test_a_bipolar_life(tmp_path: Path) -> None:
    view = await page(tmp_path, "bipolar")
    assert view.days is not None
    assert [strip.name for strip in view.days.strips] == ["Low or high", "Energy"]
    assert view.days.strips[0].base == 0
    assert [kind for _, kind in view.days.marks].count("medication") == 2
    assert view.days.heading == "Mood and sleep, day by day"  # she has no usual range yet
    assert "usual" not in view.method
    assert [strip.ends for strip in view.days.strips] == [("−3", "3"), ("1", "10")]
    # That the PHQ-9 is better comes after what may be the reason: that she was far up.
    assert lines(view.questions) == (
        "“Low or high” was at +2 or more on 13 days. What were the first signs?",
        "“Low or high” was at −2 or less on 20 days. What were the first signs?",
        "My medication changed on 7 Nov. What have we noticed since then?",
    )
    assert [line.partition(":")[0] for line in lines(view.hindered)] == ["travel"]
    assert lines(view.medication)[0] == "7 Nov: “Quetiapine 50 mg in the evening, for now”"


async def test_silent_days_are_no_days_on_which_a_goal_was_missed(tmp_path: Path) -> None:
    """Twice a week, of 20 answered days, is meant about 6 times; 8 would count the silence."""
    view = await page(tmp_path, "getting_worse")
    assert view.goals is not None
    rows = {row[0]: row[2:] for row in view.goals.rows}
    assert rows["Write to Jonas"] == ("0 of about 6", "3", "20 of 28")
    assert rows["Swim on Wednesdays"] == ("3 of about 3", "0", "20 of 28")


async def test_more_than_was_meant_is_told_plainly(tmp_path: Path) -> None:
    view = await page(tmp_path, "getting_better")
    assert view.goals is not None
    rows = {row[0]: row[2:] for row in view.goals.rows}
    assert rows["Walk after lunch"] == ("36, planned 30", "0", "52 of 56")
    assert rows["Out of bed by 9"][0] == "27 of 52"


@pytest.mark.parametrize("name", lives.LIVES)
async def test_a_part_without_its_tick_is_not_on_the_page(tmp_path: Path, name: str) -> None:
    async with DirectTown(tmp_path) as town:
        await settled_in(town, town.person())
        deps = town.app.deps
        await town.app.store.write(partial(lives.lived, deps=deps, tell=lives.LIVES[name]))
        view = await town.app.store.read(partial(lives.page, deps=deps, ticked=()))
    parts = (view.agenda, view.scales, view.days, view.nights, view.goals, view.own, view.helped,
             view.hindered, view.wins, view.medication, view.harm, view.questions, view.journal,
             view.diary)  # fmt: skip
    assert parts == (None,) * len(parts)
    assert view.agreed == view.card == ()


async def test_a_question_about_harm_is_never_drawn_whatever_its_card_says(
    tmp_path: Path,
) -> None:
    drawn = {"urges": True, "joy": False, "social": False}

    def changes_her_cards(tx: Tx) -> None:
        for id, is_drawn in drawn.items():
            trackers.change(tx, ALICE, id, in_pictures=is_drawn)

    async with DirectTown(tmp_path) as town:
        await settled_in(town, town.person())
        deps = town.app.deps
        await town.app.store.write(partial(lives.lived, deps=deps, tell=lives.getting_worse))
        await town.app.store.write(changes_her_cards)
        view = await town.app.store.read(partial(lives.page, deps=deps))
    assert view.days is not None
    assert view.days.strips == ()
    assert view.own is None


async def test_the_page_says_that_it_tells_no_single_answer(tmp_path: Path) -> None:
    """That nothing is said of thoughts of death must not look like a zero."""
    async with DirectTown(tmp_path) as town:
        await settled_in(town, town.person())
        deps = town.app.deps
        await town.app.store.write(partial(lives.lived, deps=deps, tell=lives.getting_worse))
        untold = await town.app.store.read(partial(lives.page, deps=deps))
        told = await town.app.store.read(partial(lives.page, deps=deps, ticked=("scales", "harm")))
    assert untold.scales is not None
    assert told.scales is not None
    assert "Single answers stay in the app." in untold.scales.note
    assert "Single answers" not in told.scales.note
    assert "Several days" in lines(told.harm)[0]


async def test_a_life_without_sleep(tmp_path: Path) -> None:
    view = await page(tmp_path, "insomnia")
    assert view.nights is not None
    weeks = {row[0]: row for row in view.nights.rows}
    assert weeks["27 Oct – 2 Nov"][-1] == "58%"
    assert weeks["17 Nov – 23 Nov"][-1] == "88%"
    assert weeks["All"][1] == "24"
    assert weeks["17 Nov – 23 Nov"][2:5] == ("00:15", "06:45", "06:45–06:45")
    assert "What is the next step for my nights, and how long do we try it?" in lines(
        view.questions
    )


def night(day: int, in_bed: float | None, slept: float | None, **more: object) -> DiaryNight:
    known = {"into_bed": time(23), "light_out": time(23, 15), "fell_asleep": 20, "wakings": 1,
             "awake": 10, "woke": time(6), "up": time(6, 30), "quality": 3} | more  # fmt: skip
    return DiaryNight(date(2026, 11, day), in_bed=in_bed, slept=slept, **known)


def test_the_efficiency_of_nights_is_all_sleep_over_all_time_in_bed() -> None:
    """A short good night does not weigh as much as a long bad one."""
    told = [night(2, 10, 5), night(3, 5, 5)]
    assert together(told, told[0].day, told[1].day).efficiency == pytest.approx(100 * 10 / 15)


def test_a_night_of_unknown_length_is_in_no_sum() -> None:
    told = [night(2, 8, 6), night(3, 8, None), night(4, None, 6)]
    whole = together(told, told[0].day, told[2].day)
    assert (whole.n, whole.in_bed, whole.slept, whole.efficiency) == (3, 8, 6, 75)


def test_bedtimes_meet_at_midnight() -> None:
    beds = {2: time(23, 30), 3: time(0, 30), 4: time(0)}
    told = [night(n, 8, 7, into_bed=at) for n, at in beds.items()]
    assert together(told, told[0].day, told[2].day).to_bed == time(0)


def test_the_earliest_rising_is_the_earliest_of_the_morning() -> None:
    told = [night(n, 8, 7, up=at) for n, at in ((2, time(11)), (3, time(5)), (4, time(6)))]
    whole = together(told, told[0].day, told[2].day)
    assert (whole.earliest, whole.latest) == (time(5), time(11))


def test_weeks_are_counted_back_from_the_last_day() -> None:
    told = [night(n, 8, 7) for n in (1, 2, 8, 9, 15)]
    weeks = by_week(told, date(2026, 11, 1), date(2026, 11, 15))
    assert [(week.first.day, week.last.day, week.n) for week in weeks] == [
        (1, 1, 1),
        (2, 8, 2),
        (9, 15, 2),
    ]


def test_what_could_hurt_is_off_until_it_is_ticked() -> None:
    off = {part.name for part in PARTS if not part.usual}
    assert off == {"harm", "urges", "plan", "diary", "card"}

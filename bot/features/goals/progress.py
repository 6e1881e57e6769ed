"""How a goal went over the weeks: counts of each week, judged by the target of that week.

Counts and not chains: a week without an answer ends nothing and says nothing. Seeing how
it goes helps a little (de Jong 2024, PMC11703940), more when both look at it (Gondek 2016).
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from bot.core.turn import Turn
from bot.features.goals import active as active_goals
from bot.features.goals import words as goal_words
from charts.attainment import WeekCount
from conversations.text import Text, own, t, tn
from storage.goals import Goal

WEEKS = 8
SIGNS = {"done": "●", "partly": "◐", "not": "○"}


def weeks(turn: Turn, goal: Goal, n: int = WEEKS) -> list[WeekCount]:
    """Count the last weeks of a goal, newest first, as far back as it goes."""
    monday = active_goals.week_start(turn.today)
    said = active_goals.marks(
        turn.tx, turn.user_id, monday - (n - 1) * active_goals.WEEK, turn.today
    )
    earlier = active_goals.earlier_targets(turn.tx, turn.user_id, goal)
    starts = (monday - back * active_goals.WEEK for back in range(n))
    return [
        _count(turn, goal, first, said, earlier)
        for first in starts
        if first + active_goals.WEEK > goal.created
    ]


def _count(
    turn: Turn,
    goal: Goal,
    first: date,
    said: Mapping[date, Mapping[str, str]],
    earlier: Iterable[tuple[date, Goal]],
) -> WeekCount:
    given = list(_marks(goal, first, said))
    last = min(first + timedelta(days=6), turn.today)
    meant = next((then for until, then in earlier if last <= until), goal)
    return WeekCount(
        first=first,
        done=given.count("done"),
        partly=given.count("partly"),
        missed=given.count("not"),
        target=active_goals.target(meant),
        # A week in which the goal was only made is as unfinished as the one that runs.
        running=last == turn.today or first < goal.created,
    )


def _marks(goal: Goal, first: date, said: Mapping[date, Mapping[str, str]]) -> Iterable[str]:
    for n in range(7):
        mark = said.get(first + timedelta(days=n), {}).get(str(goal.number))
        if mark is not None:
            yield mark


def lines(turn: Turn, goal: Goal) -> tuple[Text, ...]:
    """Say a goal's weeks, a line each, and what they come to."""
    counted = weeks(turn, goal)
    if not any(week.told for week in counted):
        return (t("Nothing was noted about it yet."),)
    rows = [_line(week, turn) for week in counted]
    return (*rows, *_sum(counted))


def _line(week: WeekCount, turn: Turn) -> Text:
    marks = SIGNS["done"] * week.done + SIGNS["partly"] * week.partly
    marks += SIGNS["not"] * week.missed
    this = week.first == active_goals.week_start(turn.today)
    name = t("This week") if this else t("From {day}", day=week.first)
    return t("{week}: {marks} {count}", week=name, marks=own(marks), count=count(week))


def count(week: WeekCount) -> Text:
    """Say how often a goal was done in a week, of how often it was meant then."""
    if not week.told:
        return t("nothing noted")
    done = (
        tn("{n} time", "{n} times", week.done)
        if week.target is None
        else t("{done} of {target}", done=week.done, target=week.target)
    )
    return t("{done}, {n} partly", done=done, n=week.partly) if week.partly else done


def _sum(counted: list[WeekCount]) -> tuple[Text, ...]:
    verdicts = [week.verdict for week in counted if week.verdict is not None]
    if not verdicts:
        return ()
    return (
        tn("Of {n} full week with answers:", "Of {n} full weeks with answers:", len(verdicts)),
        t(
            "{kept} as planned, {partly} in part, {missed} not.",
            kept=verdicts.count("kept"),
            partly=verdicts.count("partly"),
            missed=verdicts.count("not"),
        ),
    )


def history(turn: Turn, goal: Goal) -> tuple[Text, ...]:
    """Say which targets, words and ends a goal had before, and until when."""
    targets = [
        (last, t("Until {day}: {often}", day=last, often=_often(then)))
        for last, then in active_goals.earlier_targets(turn.tx, turn.user_id, goal)
    ]
    words = [
        (last, _called(last, then) if field == "title" else _meant(last, then))
        for last, field, then in active_goals.earlier_words(turn.tx, turn.user_id, goal)
    ]
    ordered = sorted([*targets, *words], key=lambda known: (known[0], known[1].message))
    return tuple(said for _, said in ordered)


def _often(then: Goal) -> Text:
    return goal_words.often(then) or t("whenever it fits")


def _called(last: date, then: Goal) -> Text:
    return t("Until {day} it was called “{title}”", day=last, title=own(then.title))


def _meant(last: date, then: Goal) -> Text:
    if then.until is None:
        return t("Until {day} it had no end date", day=last)
    return t("Until {day} it was meant until {until}", day=last, until=then.until)


def towards(turn: Turn, goal: Goal, listed: Iterable[Goal]) -> tuple[Text, ...]:
    """List the steps that serve a long-term goal, with what was done for it."""
    steps = [step for step in listed if step.towards == goal.number and step.status != "let_go"]
    if not steps:
        return (t("No small step leads there yet."),)
    return (t("Steps that lead there:"), *(_step(turn, step) for step in steps))


def _step(turn: Turn, step: Goal) -> Text:
    counted = weeks(turn, step)
    done = sum(week.done for week in counted)
    return t(
        "• {title} — {week}, {total}",
        title=own(step.title),
        week=t("this week {count}", count=count(counted[0])) if counted else t("not yet"),
        total=tn("{n} time in eight weeks", "{n} times in eight weeks", done),
    )

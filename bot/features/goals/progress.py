"""How a goal went over the weeks: counts of each week, judged by the target of that week.

Counts and not chains: a week without an answer ends nothing and says nothing. Seeing how
it goes helps a little (de Jong 2024, PMC11703940), more when both look at it (Gondek 2016).
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from bot.core.turn import Turn
from bot.features import days
from bot.features.goals import active as active_goals
from bot.features.goals import words as goal_words
from bot.features.goals.count import WEEK, GoalCount, count
from charts.view import Mark
from conversations.text import Text, own, t, tn
from storage.goals import Goal

WEEKS = 8
SIX_DAYS = timedelta(days=6)
SIGNS = {"done": "●", "partly": "◐", "not": "○"}


def weeks(turn: Turn, goal: Goal, n: int = WEEKS) -> list[GoalCount]:
    """Count a goal's last weeks, newest first, as far back as it goes.

    A week is seven days, as in `/week`: the first ends where that picture ends.
    """
    last = days.latest(turn)
    ends = [last - back * active_goals.WEEK for back in range(n)]
    said = active_goals.marks(turn.tx, turn.user_id, ends[-1] - SIX_DAYS, last)
    earlier = active_goals.earlier_targets(turn.tx, turn.user_id, goal)
    counted = (_count(goal, end - SIX_DAYS, said, earlier) for end in ends)
    return [week for week in counted if week.days]


def week_from(turn: Turn, goal: Goal, first: date) -> GoalCount:
    """Count the seven days from `first` on."""
    said = active_goals.marks(turn.tx, turn.user_id, first, first + SIX_DAYS)
    earlier = active_goals.earlier_targets(turn.tx, turn.user_id, goal)
    return _count(goal, first, said, earlier)


def last_seven_days(turn: Turn, listed: Iterable[Goal]) -> dict[int, GoalCount]:
    """Count the last seven days of goals, as they are meant now, by their number."""
    first = days.latest(turn) - SIX_DAYS
    said = active_goals.marks(turn.tx, turn.user_id, first, first + SIX_DAYS)
    return {goal.number: _count(goal, first, said, ()) for goal in listed}


def _count(
    goal: Goal,
    first: date,
    said: Mapping[date, Mapping[str, Mark]],
    earlier: Iterable[tuple[date, Goal]],
) -> GoalCount:
    meant = next((then for until, then in earlier if first + SIX_DAYS <= until), goal)
    return count(meant, _marks(goal, first, said), first)


def _marks(
    goal: Goal, first: date, said: Mapping[date, Mapping[str, Mark]]
) -> tuple[Mark | None, ...]:
    days = (first + timedelta(days=n) for n in range(WEEK))
    return tuple(said.get(day, {}).get(str(goal.number)) for day in days)


def lines(turn: Turn, goal: Goal) -> tuple[Text, ...]:
    """Say a goal's weeks, a line each, and in how many of them there was a step."""
    counted = weeks(turn, goal)
    answered = [week for week in counted if week.answered]
    if not answered:
        return (t("Nothing noted about it yet."),)
    latest = days.latest(turn) - SIX_DAYS
    rows = [_line(week, is_latest=week.first == latest) for week in counted]
    with_a_step = sum(bool(week.done or week.partly) for week in answered)
    return (
        *rows,
        tn(
            "A step in {steps} of {n} week with answers.",
            "A step in {steps} of {n} weeks with answers.",
            len(answered),
            steps=with_a_step,
        ),
    )


def _line(week: GoalCount, *, is_latest: bool) -> Text:
    missed = week.answered - week.done - week.partly
    marks = SIGNS["done"] * week.done + SIGNS["partly"] * week.partly + SIGNS["not"] * missed
    name = t("Last 7 days") if is_latest else t("From {day}", day=week.first)
    count = goal_words.count(week)
    if not marks:
        return t("{week}: {count}", week=name, count=count)
    return t("{week}: {marks} {count}", week=name, marks=own(marks), count=count)


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
    return t("Until {day} its end date was {until}", day=last, until=then.until)


def towards(turn: Turn, goal: Goal, listed: Iterable[Goal]) -> tuple[Text, ...]:
    """List the steps that serve a long-term goal, with what was done for it."""
    steps = [step for step in listed if step.towards == goal.number and step.status != "let_go"]
    if not steps:
        return (t("No small steps toward it yet."),)
    return (t("Small steps toward it:"), *(_step(turn, step) for step in steps))


def _step(turn: Turn, step: Goal) -> Text:
    counted = weeks(turn, step)
    done = sum(week.done for week in counted)
    return t(
        "• {title} — {week}, {total}",
        title=own(step.title),
        week=goal_words.lately(step, counted[0]) if counted else t("not yet"),
        total=tn("once in eight weeks", "{n} times in eight weeks", done),
    )

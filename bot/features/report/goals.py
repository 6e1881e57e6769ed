"""Goals on the page: how often each was meant and done, and where it stands on its scale."""

from bot.core import contents
from bot.core.turn import Turn
from bot.features.goals import attainment
from bot.features.goals import words as goal_words
from bot.features.goals.count import WEEK, GoalCount, count
from bot.features.report.data import ReportData
from bot.features.report.wording import Wording, quoted, same_length
from charts.report.view import ReportTable
from conversations.flows.attainment import signed
from conversations.text import Text, own, t
from storage.goals import Goal


def table(turn: Turn, data: ReportData, say: Wording) -> ReportTable | None:
    """Give each goal of these days a row."""
    rated = _levels(turn)
    found = [
        (goal, counted)
        for goal in data.now.goals_told
        if (counted := count(goal, data.now.goal_marks(goal), data.now.first)).days
    ]
    if not found:
        return None
    scaled = any(goal.number in rated for goal, _ in found)
    head = [t("Goal"), t("Planned"), t("Done"), t("Partly"), t("Days answered")]
    rows = []
    for goal, counted in found:
        cells = [quoted(goal.title), goal_words.often(goal) or t("whenever it fits")]
        cells.append(_done(goal, counted))
        cells += [
            own(str(counted.partly)),
            t("{n} of {days}", n=counted.answered, days=counted.days),
        ]
        rows.append([say(cell) for cell in (*cells, *([_level(goal, rated)] if scaled else []))])
    return ReportTable(
        heading=say(t("Goals")),
        head=tuple(say(words) for words in (*head, *([t("Scale, −2 to 2")] if scaled else []))),
        rows=same_length(rows),
        more=say.more(len(rows), len(rows)),
    )


def is_by_the_week(goal: Goal) -> bool:
    """Whether it is meant so many times a week, on whichever days."""
    return not goal.days and goal.times_per_week is not None and goal.times_per_week < WEEK


def expected(goal: Goal, counted: GoalCount) -> int | None:
    """How often it was meant on the answered days: "twice a week" is 2 of 7 of them.

    Weeks without an answer expect nothing, however many there were.
    """
    if goal.times_per_week is None or not is_by_the_week(goal):
        return counted.target
    # Less than a week says nothing of “three times a week”.
    if counted.days < WEEK:
        return None
    return round(goal.times_per_week * counted.answered / WEEK) or None


def _done(goal: Goal, counted: GoalCount) -> Text:
    """Count it, of how often it was meant on the days that were answered."""
    done, target = counted.done, expected(goal, counted)
    if not target:
        return own(str(done))
    if done > target:
        return t("{n}, planned {target}", n=done, target=target)
    if is_by_the_week(goal):
        return t("{n} of about {target}", n=done, target=target)
    return t("{n} of {target}", n=done, target=target)


def _levels(turn: Turn) -> dict[int, list[int]]:
    """The ratings of each goal on the scale it has now, oldest first."""
    known = attainment.scales(turn)
    found: dict[int, list[int]] = {}
    for entry in contents.of_kind(turn.tx, turn.user_id, attainment.LevelContent):
        scale = known.get(entry.content.goal)
        if scale is not None and entry.at >= scale.at:
            found.setdefault(entry.content.goal, []).append(entry.content.level)
    return found


def _level(goal: Goal, rated: dict[int, list[int]]) -> Text:
    levels = rated.get(goal.number)
    if not levels:
        return own("–")
    if len(levels) == 1:
        return own(signed(levels[0]))
    return t(
        "{now} now, {first} at first", now=own(signed(levels[-1])), first=own(signed(levels[0]))
    )

"""Two or three questions to end with: a page for a session opens a conversation and closes none.

Collect, share, act (Barber & Resnick 2022, 10.1037/ser0000629): what was collected is only worth
what is made of it together. Each question rests on one plain fact of the page, the weightiest
first; none says why, none says what will be.
"""

from collections.abc import Iterator
from datetime import date
from math import ceil, floor

from bot.core.turn import Turn
from bot.features.goals.count import count
from bot.features.questionnaires.results import Result
from bot.features.report.data import ReportData
from bot.features.report.goals import expected
from bot.features.report.wording import Wording, quoted
from bot.features.trackers import active as active_trackers
from charts.report.view import ReportList
from conversations.flows.attainment import signed
from conversations.questionnaires.instrument import Instrument
from conversations.questionnaires.score import change_met
from conversations.text import Text, own, t, tn
from conversations.trackers.asking import fits
from storage import preferences

MOST = 3
WEEKS, BELOW = 4, 3
"""Of the last four weekly middles, so many below the usual range are worth a question."""
NIGHTS = 7
FAR = 2 / 3
"""How far up or down a scale with two directions a day must be to be asked about."""
SELDOM = 1 / 3


def to_end_with(
    turn: Turn, data: ReportData, ticked: frozenset[str], say: Wording
) -> ReportList | None:
    """Ask what the page gives reason to ask, of parts that stand on it."""
    rules = (
        ("scales", _worse(data, say)),
        ("scales", _expected(turn, data, say)),
        ("days", _weeks(data)),
        ("own", _high_and_low(turn, data)),
        ("medication", _medication(data, say)),
        ("nights", _nights(data)),
        ("goals", _goals(data)),
        # Last: few of these points may be news when somebody is far up.
        ("scales", _better(data, say)),
    )
    asked = [question for part, rule in rules if part in ticked for question in rule]
    return say.list(t("Questions for the session"), asked[:MOST])


def _worse(data: ReportData, say: Wording) -> Iterator[Text]:
    said = t("{title} is clearly worse than on {day}. What has become harder?")
    yield from (said.given(**known) for known in _changed(data, say, is_better=False))


def _better(data: ReportData, say: Wording) -> Iterator[Text]:
    said = t(
        "{title} is clearly better than on {day}. What helped, and what could keep it that way?"
    )
    yield from [said.given(**known) for known in _changed(data, say, is_better=True)][:1]


def _changed(data: ReportData, say: Wording, *, is_better: bool) -> Iterator[dict[str, Text]]:
    """A change since the first time that a published rule calls more than chance."""
    for one, told in data.scales:
        scored = [result for result in told if result.score is not None]
        if len(scored) > 1 and _is_more_than_chance(one, scored[0], scored[-1]):
            first, now = scored[0].score or 0, scored[-1].score or 0
            if ((now < first) is (one.better == "lower")) is is_better:
                yield {"title": own(one.title), "day": own(say.day(scored[0].day))}


def _is_more_than_chance(one: Instrument, first: Result, now: Result) -> bool:
    if first.left_out or now.left_out:
        return False
    met = change_met(one, first.score or 0, now.score or 0)
    return met is not None and met.kind == "reliable"


def _expected(turn: Turn, data: ReportData, say: Wording) -> Iterator[Text]:
    """The day by which a change was hoped for is near, and none can be told from chance."""
    for one, told in data.scales:
        by = _day(preferences.get(turn.tx, turn.user_id, f"scale.{one.key}.by"))
        scored = [result for result in told if result.score is not None]
        still = len(scored) > 1 and not _is_more_than_chance(one, scored[0], scored[-1])
        if by is not None and by <= data.now.last and still:
            yield t(
                "I had hoped to notice a change in {title} by {day}. What do we make of that?",
                title=own(one.title),
                day=own(say.day(by)),
            )


def _day(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:  # asked already, or a file that was imported may say anything
        return None


def _weeks(data: ReportData) -> Iterator[Text]:
    usual, lately = data.usual, data.weekly_medians[-WEEKS:]
    if usual is not None and len(lately) == WEEKS:
        below = sum(middle is not None and middle < usual.low for middle in lately)
        if below >= BELOW:
            yield t(
                "My mood was below my usual range in {n} of the last {weeks} weeks. "
                "What would help now?",
                n=below,
                weeks=WEEKS,
            )


def _high_and_low(turn: Turn, data: ReportData) -> Iterator[Text]:
    """Days far up or down on a scale with two directions, such as “Low or high”."""
    for asked in active_trackers.every(turn.tx, turn.user_id):
        question = asked.question
        low, high = question.minimum or 0, question.maximum or 0
        hidden = not active_trackers.in_pictures(question)
        if question.kind != "scale" or not low < 0 < high or hidden:
            continue
        told = [day.get(question.id) for day in data.now.told.values()]
        values = [v for v in told if isinstance(v, int) and fits(question, v)]
        from_up, from_down = ceil(FAR * high), floor(FAR * low)
        up, down = sum(v >= from_up for v in values), sum(v <= from_down for v in values)
        if up:
            yield tn(
                "“{name}” was at {edge} or more on {n} day. What were the first signs?",
                "“{name}” was at {edge} or more on {n} days. What were the first signs?",
                up,
                name=question.name,
                edge=own(signed(from_up)),
            )
        if down:
            yield tn(
                "“{name}” was at {edge} or less on {n} day. What were the first signs?",
                "“{name}” was at {edge} or less on {n} days. What were the first signs?",
                down,
                name=question.name,
                edge=own(signed(from_down)),
            )


def _medication(data: ReportData, say: Wording) -> Iterator[Text]:
    if data.medication:
        yield t(
            "My medication changed on {day}. What have we noticed since then?",
            day=own(say.day(data.medication[-1].day)),
        )


def _nights(data: ReportData) -> Iterator[Text]:
    if len(data.nights) >= NIGHTS:
        yield t("What is the next step for my nights, and how long do we try it?")


def _goals(data: ReportData) -> Iterator[Text]:
    """A goal that was done on few of the days on which it was meant: it may be too big."""
    for goal in data.now.goals_told:
        counted = count(goal, data.now.goal_marks(goal), data.now.first)
        target = expected(goal, counted)
        if target and counted.done <= SELDOM * target:
            yield t("Is “{goal}” the right size, or would a smaller step be better?",
                    goal=quoted(goal.title))  # fmt: skip

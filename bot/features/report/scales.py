"""Questionnaires on the page: first, before, now, and what the difference means by whose rule.

A range has its published name, and which way is better is said of each. Two totals are called
different only by a published rule, which is named (docs/questionnaires.md has all of them).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.features.questionnaires.results import Result
from bot.features.report.data import ReportData
from bot.features.report.wording import Wording, same_length
from charts.report.view import ReportTable
from conversations.questionnaires.instrument import Instrument, ScoreChange
from conversations.questionnaires.score import band, change_met
from conversations.text import Text, from_file, joined, listed, own, t


@dataclass(frozen=True, slots=True)
class Since:
    """What is said of the difference to one earlier time."""

    same: Text
    better: Text
    worse: Text
    surely_better: Text
    surely_worse: Text
    maybe_better: Text
    maybe_worse: Text


FIRST = Since(
    t("the same as at first"),
    t("{n} better than at first"),
    t("{n} worse than at first"),
    t("{n} better than at first: more than chance"),
    t("{n} worse than at first: more than chance"),
    t("{n} better than at first: could be chance"),
    t("{n} worse than at first: could be chance"),
)
BEFORE = Since(
    t("the same as before"),
    t("{n} better than before"),
    t("{n} worse than before"),
    t("{n} better than before: more than chance"),
    t("{n} worse than before: more than chance"),
    t("{n} better than before: could be chance"),
    t("{n} worse than before: could be chance"),
)


def table(data: ReportData, ticked: frozenset[str], say: Wording) -> ReportTable | None:
    """Give each questionnaire a row."""
    rows = [_row(one, told, say) for one, told in data.scales]
    if not rows:
        return None
    head = (t("Which"), t("First"), t("Before"), t("Now"), t("Range, as published"), t("Change"))
    rules = [_rule(one, one.change) for one, _ in data.scales if one.change is not None]
    return ReportTable(
        heading=say(t("Questionnaires")),
        head=tuple(say(words) for words in head),
        rows=same_length(rows),
        more=say.more(len(rows), len(rows)),
        note=say(joined(_notes(rules, ticked), " ")),
    )


def _notes(rules: Sequence[Text], ticked: frozenset[str]) -> list[Text]:
    """Say by whose rule, and that no single answer is told: no news is not a zero."""
    said = []
    if rules:
        said.append(t("More than chance, by published rules: {rules}.", rules=listed(rules)))
    if "harm" not in ticked:
        said.append(t("Totals only. Single answers stay in the app."))
    return said


def _rule(one: Instrument, change: ScoreChange) -> Text:
    return t(
        "{title} {points} or more ({rule})",
        title=own(one.title),
        points=change.points,
        rule=own(change.rule),
    )


def _row(one: Instrument, told: Sequence[Result], say: Wording) -> tuple[str, ...]:
    scored = [result for result in told if result.score is not None]
    now = scored[-1]
    first = scored[0] if len(scored) > 1 else None
    before = scored[-2] if len(scored) > 2 else None
    better = t("lower is better") if one.better == "lower" else t("higher is better")
    total = t("{score} of {most}", score=now.score or 0, most=one.most)
    changes = [
        *([_changed(one, first, now, FIRST)] if first else []),
        *([_changed(one, before, now, BEFORE)] if before else []),
    ]
    return (
        f"{one.title}\n{say(better)}",
        _total(first, say),
        _total(before, say),
        f"{say(total)}\n{say.day(now.day)}",
        say(_range(one, now)),
        "\n".join(say(words) for words in changes) or "–",
    )


def _total(result: Result | None, say: Wording) -> str:
    return f"{result.score}\n{say.day(result.day)}" if result is not None else "–"


def _range(one: Instrument, now: Result) -> Text:
    found = band(one, now.score or 0)
    if found is not None:
        return t("“{name}”", name=own(found.name))
    reached = [cut for cut in one.cutoffs if cut.reached(now.score or 0)]
    if not reached:
        return own("–")
    if reached[0].who:
        every = [t("{at} for {who}", at=c.at, who=from_file(c.who)) for c in one.cutoffs]
        return t("worth talking over from {cutoffs}", cutoffs=listed(every))
    if reached[0].side == "above":
        return t("worth talking over at {at} or more", at=reached[0].at)
    return t("worth talking over at {at} or less", at=reached[0].at)


def _changed(one: Instrument, then: Result, now: Result, since: Since) -> Text:
    """Say how far two totals are apart, and whether a published rule calls it more than chance."""
    apart = (now.score or 0) - (then.score or 0)
    better = (apart < 0) is (one.better == "lower")
    if not apart:
        return since.same
    if one.change is None or then.left_out or now.left_out:
        said = since.better if better else since.worse
    elif _is_more_than_chance(one, then, now):
        said = since.surely_better if better else since.surely_worse
    else:
        said = since.maybe_better if better else since.maybe_worse
    return said.given(n=abs(apart))


def _is_more_than_chance(one: Instrument, then: Result, now: Result) -> bool:
    met = change_met(one, then.score or 0, now.score or 0)
    return met is not None and met.kind == "reliable"

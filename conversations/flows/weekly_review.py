"""The look-back on a week: for each goal keep, change or let go, one tap each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from conversations.flow import Ask, Flow, Option
from conversations.flows.attainment import rating
from conversations.formats import Choice
from conversations.guards import Every, Guard, Is, Not
from conversations.text import Text, own, t

KEEP, CHANGE, LET_GO = "keep", "change", "letgo"
CHOICES = (
    Option(KEEP, t("Keep")),
    Option(CHANGE, t("Change")),
    Option(LET_GO, t("Let go")),
)


@dataclass(frozen=True, slots=True)
class Looked:
    """A goal to look back on: what its week was like, and its scale where it has one."""

    number: int
    title: str
    week: Text
    levels: Mapping[int, str] = field(default_factory=dict)


def look_back(goals: Sequence[Looked]) -> Flow:
    """Return one question for each goal, and the level of those that have a scale."""
    asks: list[Ask] = []
    for goal in goals:
        asks.append(
            Ask(
                id=f"g{goal.number}",
                prompt=t("{title} — {week}", title=own(goal.title), week=goal.week),
                label=own(goal.title),
                format=Choice(CHOICES, per_row=3),
            )
        )
        if goal.levels:
            asks.append(_level(goal))
    return Flow("lookback", tuple(asks))


def _level(goal: Looked) -> Ask:
    kept: tuple[Guard, ...] = (Not(Is(f"g{goal.number}", LET_GO)),)
    ask = rating(f"r{goal.number}", goal.title, goal.levels)
    return Ask(id=ask.id, prompt=ask.prompt, label=ask.label, format=ask.format, when=Every(kept))

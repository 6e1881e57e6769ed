"""The plan as it is kept: an entry for each line, and one that says which steps are settled.

Entries: "plan line" (step, place, text); "plan" (settled: steps that are told or were skipped);
"plan removed", a line that was taken out and can be put back for a day. That one and "plan copy"
(see pinned.py) belong to this chat alone: they are in no export.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.core.turn import Turn
from bot.features.portability import import_undo
from bot.features.portability.belongings import PLAN_REMOVED
from conversations.flows.plan import BY_ID, STEPS, PlanStep
from storage import entries
from storage.entries import Entry

KIND, LINE = "plan", "plan line"
CAN_BE_PUT_BACK = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One line, in the person's own words."""

    id: str
    step: PlanStep
    place: int
    text: str


@dataclass(frozen=True, slots=True)
class SafetyPlan:
    """A plan as it stands, whole or half."""

    lines: tuple[PlanLine, ...]
    settled: frozenset[str]

    @property
    def is_begun(self) -> bool:
        """Whether anything was written or skipped."""
        return bool(self.lines or self.settled)

    @property
    def stopped_at(self) -> PlanStep | None:
        """The first step that is neither told nor skipped."""
        return next((step for step in STEPS if step.id not in self.settled), None)

    def of(self, *steps: PlanStep) -> tuple[PlanLine, ...]:
        """The lines of some steps, in the order of the steps."""
        return tuple(line for step in steps for line in self.lines if line.step == step)

    def texts(self) -> dict[str, tuple[str, ...]]:
        """The words by step, as the script takes them."""
        return {step.id: tuple(line.text for line in self.of(step)) for step in STEPS}


def read(turn: Turn) -> SafetyPlan:
    """Read the plan; an empty one where nothing was begun."""
    found = entries.of_kind(turn.tx, turn.user_id, LINE)
    lines = sorted(map(_line, found), key=lambda one: (one.place, one.id))
    settled = {step for entry in _states(turn) for step in entry.content["settled"]}
    return SafetyPlan(tuple(lines), frozenset(settled & set(BY_ID)))


def line(turn: Turn, line_id: str) -> PlanLine | None:
    """Find one line."""
    found = entries.get(turn.tx, turn.user_id, line_id)
    return _line(found) if found is not None and found.kind == LINE else None


def keep(turn: Turn, step: PlanStep, texts: Sequence[str]) -> None:
    """Make these the lines of a step: those that stay keep their place, the rest goes or comes."""
    here = [kept for kept in read(turn).lines if kept.step == step]
    for kept in here:
        if kept.text not in texts:
            remove(turn, kept.id)
    known = {kept.text for kept in here}
    place = max((kept.place for kept in here), default=0)
    for number, text in enumerate((text for text in texts if text not in known), place + 1):
        content = {"step": step.id, "place": number, "text": text}
        entries.add(turn.tx, turn.user_id, LINE, turn.today, content)


def settle(turn: Turn, step: PlanStep, *, done: bool) -> None:
    """Note that a step is all told, or that it goes on."""
    states = _states(turn)
    if done and not states:
        entries.add(turn.tx, turn.user_id, KIND, turn.today, {"settled": [step.id]})
    for number, entry in enumerate(states):
        others = [known for known in entry.content["settled"] if known != step.id]
        here = [*others, step.id] if done and number == 0 else others
        entries.change(turn.tx, turn.user_id, entry.id, settled=here)


def change(turn: Turn, line_id: str, text: str) -> None:
    """Put other words in place of a line's."""
    entries.change(turn.tx, turn.user_id, line_id, text=text)


def remove(turn: Turn, line_id: str) -> PlanLine | None:
    """Take a line out; for a day it can be put back."""
    kept = line(turn, line_id)
    if kept is not None:
        _move(turn, line_id, PLAN_REMOVED)
        import_undo.forget(turn, "entries", id=line_id)
    return kept


def put_back(turn: Turn, line_id: str) -> PlanLine | None:
    """Put a removed line back where it was."""
    found = entries.get(turn.tx, turn.user_id, line_id)
    if found is None or found.kind != PLAN_REMOVED:
        return None
    _move(turn, line_id, LINE)
    return _line(found)


def last(turn: Turn) -> Entry | None:
    """The line that was written last."""
    return entries.latest(turn.tx, turn.user_id, LINE)


def _move(turn: Turn, line_id: str, kind: str) -> None:
    found = entries.get(turn.tx, turn.user_id, line_id)
    if found is None:
        return
    entries.remove(turn.tx, turn.user_id, line_id)
    until = turn.now + CAN_BE_PUT_BACK if kind == PLAN_REMOVED else None
    entries.put(turn.tx, turn.user_id, replace(found, kind=kind), kept_until=until)


def _states(turn: Turn) -> list[Entry]:
    """One, or more where plans of two places were put together by an import."""
    return entries.of_kind(turn.tx, turn.user_id, KIND)


def _line(entry: Entry) -> PlanLine:
    content = entry.content
    words = " ".join(content["text"].split())
    return PlanLine(entry.id, BY_ID[content["step"]], content["place"], words)

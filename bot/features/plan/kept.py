"""The plan as it is kept: an entry for each line, and one that says which steps are settled.

A line that was taken out and can be put back for a day, and the copy (see pinned.py), belong to
this chat alone: they are in no export.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated

from pydantic import AfterValidator, Field

from bot.core import contents
from bot.core.contents import Content, TypedEntry
from bot.core.fields import not_empty
from bot.core.turn import Turn
from bot.features.portability import import_undo
from conversations.flows.plan import BY_ID, STEPS, PlanStep
from conversations.formats.lines import LONGEST
from conversations.parsing.clean import clean

CAN_BE_PUT_BACK = timedelta(days=1)


def _step(id: str) -> str:
    if id not in BY_ID:
        raise ValueError("no step of a plan")
    return id


StepId = Annotated[str, AfterValidator(_step)]
Line = Annotated[str, Field(max_length=LONGEST), AfterValidator(clean), AfterValidator(not_empty)]

FURTHEST = 100_000


class PlanContent(Content):
    """The steps that are told or were skipped."""

    KIND = "plan"
    BY_THE_WAY = True
    settled: Annotated[tuple[StepId, ...], Field(strict=False, max_length=20)]


class PlanLineContent(Content):
    """A line of a step, in its place."""

    KIND = "plan line"
    step: StepId
    place: Annotated[int, Field(ge=0, le=FURTHEST)] = 0
    text: Line


class RemovedContent(PlanLineContent):
    """A line that was taken out and can be put back for a day."""

    KIND = "plan removed"
    OF_THIS_CHAT = True


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
    found = contents.of_kind(turn.tx, turn.user_id, PlanLineContent)
    lines = sorted(map(_line, found), key=lambda one: (one.place, one.id))
    settled = {step for entry in _states(turn) for step in entry.content.settled}
    return SafetyPlan(tuple(lines), frozenset(settled))


def line(turn: Turn, line_id: str) -> PlanLine | None:
    """Find one line."""
    found = contents.get(turn.tx, turn.user_id, PlanLineContent, line_id)
    return _line(found) if found is not None else None


def keep(turn: Turn, step: PlanStep, texts: Sequence[str]) -> None:
    """Make these the lines of a step: those that stay keep their place, the rest goes or comes."""
    here = [kept for kept in read(turn).lines if kept.step == step]
    for kept in here:
        if kept.text not in texts:
            remove(turn, kept.id)
    known = {kept.text for kept in here}
    place = max((kept.place for kept in here), default=0)
    for number, text in enumerate((text for text in texts if text not in known), place + 1):
        # A file may have given the last place there is; lines of one place stand by their ids.
        content = PlanLineContent(step=step.id, place=min(number, FURTHEST), text=text)
        contents.add(turn.tx, turn.user_id, turn.today, content)


def settle(turn: Turn, step: PlanStep, *, done: bool) -> None:
    """Note that a step is all told, or that it goes on."""
    states = _states(turn)
    if done and not states:
        contents.add(turn.tx, turn.user_id, turn.today, PlanContent(settled=(step.id,)))
    for number, entry in enumerate(states):
        others = [known for known in entry.content.settled if known != step.id]
        here = [*others, step.id] if done and number == 0 else others
        contents.change(turn.tx, turn.user_id, entry, settled=here)


def change(turn: Turn, line_id: str, text: str) -> None:
    """Put other words in place of a line's."""
    found = contents.get(turn.tx, turn.user_id, PlanLineContent, line_id)
    if found is not None:
        contents.change(turn.tx, turn.user_id, found, text=text)


def remove(turn: Turn, line_id: str) -> PlanLine | None:
    """Take a line out; for a day it can be put back."""
    found = contents.get(turn.tx, turn.user_id, PlanLineContent, line_id)
    if found is None:
        return None
    contents.remove(turn.tx, turn.user_id, line_id)
    content = RemovedContent.model_validate(dict(found.content))
    gone = TypedEntry(line_id, found.day, found.at, content)
    contents.put(turn.tx, turn.user_id, gone, kept_until=turn.now + CAN_BE_PUT_BACK)
    import_undo.forget(turn, "entries", id=line_id)
    return _line(found)


def put_back(turn: Turn, line_id: str) -> PlanLine | None:
    """Put a removed line back where it was."""
    gone = contents.get(turn.tx, turn.user_id, RemovedContent, line_id)
    if gone is None:
        return None
    contents.remove(turn.tx, turn.user_id, line_id)
    content = PlanLineContent.model_validate(dict(gone.content))
    found = TypedEntry(line_id, gone.day, gone.at, content)
    return _line(contents.put(turn.tx, turn.user_id, found))


def last(turn: Turn) -> TypedEntry[PlanLineContent] | None:
    """The line that was written last."""
    return contents.latest(turn.tx, turn.user_id, PlanLineContent)


def _states(turn: Turn) -> list[TypedEntry[PlanContent]]:
    """One, or more where plans of two places were put together by an import."""
    return contents.of_kind(turn.tx, turn.user_id, PlanContent)


def _line(entry: TypedEntry[PlanLineContent]) -> PlanLine:
    content = entry.content
    words = " ".join(content.text.split())
    return PlanLine(entry.id, BY_ID[content.step], content.place, words)

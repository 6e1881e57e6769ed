"""A flow is an ordered list of questions; guards look back, nothing jumps."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol, TypeAlias

from conversations.guards import Guard
from conversations.parsing.tongue import Tongue
from conversations.text import Rejected, Text, own, t

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"
Value: TypeAlias = int | float | str | list[Json] | dict[str, Json]
Answers: TypeAlias = Mapping[str, Value | None]
"""In the order of answering. None = skipped on purpose; absent = not asked or not answered yet."""

MAX_ID = 12  # a step's id travels in every button, and a button holds 64 bytes


class Option(NamedTuple):
    """One button. Its value is the state it leads to, so pressing twice changes nothing twice."""

    value: str
    label: Text


Rows: TypeAlias = tuple[tuple[Option, ...], ...]


class AnswerFormat(Protocol):
    """How one kind of answer is offered, understood and summed up."""

    @property
    def multi_select(self) -> bool:
        """Whether a tap is stored but the question waits for Save."""
        return False

    @property
    def accumulates(self) -> bool:
        """Whether typed words join what is ticked, and the question waits for Save."""
        return False

    def options(self, current: Value | None) -> Rows:
        """Keyboard rows for the answer so far; empty = typed only."""

    def accept(self, data: str, current: Value | None) -> Value:
        """Read the value of a pressed button; raises Rejected."""

    def parse(self, raw: str, tongue: Tongue) -> Value:
        """Read typed words; raises Rejected with one kind sentence and an example."""

    def describe(self, value: Value) -> Text:
        """Sum the answer up for a card: "Slept 7 h 30"."""

    def given_answers(self, answers: Answers) -> "AnswerFormat":  # noqa: ARG002 - for those formats that need it
        """Return what is offered after these answers; most formats offer the same after any."""
        return self

    def hint(self, current: Value | None) -> Text | None:  # noqa: ARG002 - for those formats that need it
        """Say how to go on from the beginning of an answer, in place of the question's hint."""
        return None

    def is_complete(self, value: Value) -> bool:  # noqa: ARG002 - for those formats that need it
        """Whether this answers the question, or is only the beginning of an answer."""
        return True

    def saved_by(self, current: Value | None) -> Text | None:  # noqa: ARG002 - for those formats that need it
        """Name the button that keeps what is there; None while nothing waits for one."""
        return t("Save") if self.multi_select else None

    def finish(self, current: Value | None) -> Value:
        """Turn what is there into an answer when Save is pressed; raises Rejected."""
        if current is None:
            raise Rejected(t("There's no answer to keep yet. You can also skip this one."))
        return current


@dataclass(frozen=True, kw_only=True)
class Ask:
    """One question. Ids are for ever: answers are stored under them."""

    id: str
    prompt: Text
    format: AnswerFormat
    optional: bool = True
    when: Guard | None = None
    hint: Text | None = None
    label: Text | None = None
    aside: bool = False
    """It is a pause and no question, so it is not counted."""
    stem: Text | None = None
    """What stands above it, and above others like it."""

    def settled(self, answers: Answers) -> bool:
        """Whether nothing is left to ask here: answered in full, or skipped on purpose."""
        if self.id not in answers:
            return False
        value = answers[self.id]
        return value is None or self.format.is_complete(value)

    def name(self) -> Text:
        """Return the short name for lists, or the question itself where it has none."""
        return self.label or self.prompt

    def told(self, value: Value | None) -> Text:
        """Sum up an answer for the card, or say that it was skipped."""
        if value is None:
            return t("{question}: skipped", question=self.name())
        try:
            return self.format.describe(value)
        except (TypeError, ValueError, ArithmeticError, LookupError, AttributeError):
            # An answer kept by an older script may have another shape; it is still the person's.
            return t("{question}: {answer}", question=self.name(), answer=own(str(value)))


@dataclass(frozen=True)
class Flow:
    """Questions in order. Which one is open follows from the answers; it is stored nowhere."""

    id: str
    steps: tuple[Ask, ...]

    def __post_init__(self) -> None:
        seen: set[str] = set()
        for step in self.steps:
            if not 0 < len(step.id) <= MAX_ID or step.id in seen:
                raise ValueError(
                    f"flow {self.id}: step id {step.id!r} is empty, too long or used twice"
                )
            if step.when and not seen.issuperset(step.when.looks_at()):
                raise ValueError(f"flow {self.id}: the guard of {step.id!r} must look back")
            seen.add(step.id)

    def applicable(self, answers: Answers) -> list[Ask]:
        """Return the questions that belong to these answers, answered or not."""
        known: dict[str, Value | None] = {}
        applying = []
        for step in self.steps:
            # Guards see only answers that still apply: an old branch cannot haunt a new one.
            if step.when is None or step.when.holds(known):
                applying.append(step)
                if step.id in answers:
                    known[step.id] = answers[step.id]
        return applying

    def step(self, id: str | None, answers: Answers) -> Ask | None:
        """Return a question by its id, if it applies."""
        return None if id is None else _by_id(self.applicable(answers), id)

    def current(self, answers: Answers, focus: str | None = None) -> Ask | None:
        """Return the question to ask now: the one in focus, else the first that is open."""
        return _open(self.applicable(answers), answers, focus)

    def before(self, answers: Answers, current: Ask | None) -> Ask | None:
        """Return the question before this one, or the last one when nothing is left to ask."""
        earlier = None
        for step in self.applicable(answers):
            if current is not None and step.id == current.id:
                break
            earlier = earlier if step.aside else step
        return earlier

    def where(self, answers: Answers, focus: str | None = None) -> tuple[Ask | None, int, int]:
        """Return the question to ask now, how many lie behind it, and how many there are."""
        applying = self.applicable(answers)
        current = _open(applying, answers, focus)
        counted = [step for step in applying if not step.aside]
        total = len(counted)
        if current is None:
            return None, total, total
        if current.aside:
            behind = applying[: applying.index(current)]
            return current, len([step for step in behind if not step.aside]), 0
        return current, [step.id for step in counted].index(current.id), total


def _by_id(steps: Sequence[Ask], id: str) -> Ask | None:
    for step in steps:
        if step.id == id:
            return step
    return None


def _open(steps: Sequence[Ask], answers: Answers, focus: str | None) -> Ask | None:
    if focus is not None and (taken_up := _by_id(steps, focus)) is not None:
        return taken_up
    for step in steps:
        if step.id not in answers or not step.settled(answers):
            return step
    return None

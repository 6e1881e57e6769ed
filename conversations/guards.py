"""When a question applies: small facts about earlier answers, as data that can be compared."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol


class Guard(Protocol):
    """A condition on answers given earlier."""

    def holds(self, answers: Mapping[str, object]) -> bool:
        """Whether the question applies."""

    def looks_at(self) -> tuple[str, ...]:
        """Name the steps this depends on."""


@dataclass(frozen=True)
class WasAnswered:
    """The step has an answer, and it was not skipped."""

    step: str

    def holds(self, answers: Mapping[str, object]) -> bool:
        """Whether it is so."""
        return answers.get(self.step) is not None

    def looks_at(self) -> tuple[str, ...]:
        """Name the one step."""
        return (self.step,)


@dataclass(frozen=True)
class Is:
    """The step was answered with exactly this value."""

    step: str
    value: object

    def holds(self, answers: Mapping[str, object]) -> bool:
        """Whether it is so."""
        return self.step in answers and bool(answers[self.step] == self.value)

    def looks_at(self) -> tuple[str, ...]:
        """Name the one step."""
        return (self.step,)


@dataclass(frozen=True)
class Not:
    """The other way round."""

    guard: Guard

    def holds(self, answers: Mapping[str, object]) -> bool:
        """Whether it is so."""
        return not self.guard.holds(answers)

    def looks_at(self) -> tuple[str, ...]:
        """Name the steps of the guard inside."""
        return self.guard.looks_at()


@dataclass(frozen=True)
class Every:
    """All of these hold."""

    guards: tuple[Guard, ...]

    def holds(self, answers: Mapping[str, object]) -> bool:
        """Whether it is so."""
        return all(guard.holds(answers) for guard in self.guards)

    def looks_at(self) -> tuple[str, ...]:
        """Name the steps of all guards inside."""
        return tuple(step for guard in self.guards for step in guard.looks_at())


@dataclass(frozen=True)
class Either:
    """At least one of these holds."""

    guards: tuple[Guard, ...]

    def holds(self, answers: Mapping[str, object]) -> bool:
        """Whether it is so."""
        return any(guard.holds(answers) for guard in self.guards)

    def looks_at(self) -> tuple[str, ...]:
        """Name the steps of all guards inside."""
        return tuple(step for guard in self.guards for step in guard.looks_at())

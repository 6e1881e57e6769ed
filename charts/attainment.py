"""Goals over weeks: counts judged by the target of their week, and the T-score of scaled goals."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import sqrt
from typing import Literal

RHO = 0.3
"""The correlation between goals that the published formula assumes."""

Verdict = Literal["kept", "partly", "not"]


@dataclass(frozen=True, slots=True)
class WeekCount:
    """One week of one goal; `target` is what was meant in that week, None is whenever it fits."""

    first: date
    done: int
    partly: int
    missed: int
    target: int | None
    running: bool = False
    """The week is not over: counted, not judged."""

    @property
    def told(self) -> int:
        """On how many days something was said about the goal."""
        return self.done + self.partly + self.missed

    @property
    def verdict(self) -> Verdict | None:
        """Kept, partly or not; None for a week that is not over, or of which nothing is known."""
        if self.running or not self.told:
            return None
        if self.done >= (self.target or 1):
            return "kept"
        return "partly" if self.done or self.partly else "not"


def t_score(levels: Sequence[int], weights: Sequence[float] | None = None) -> float:
    """The T-score of Goal Attainment Scaling over the levels (-2 to 2) of one person's goals.

    T = 50 + 10 Σ(wx) / √((1-ρ) Σw² + ρ (Σw)²), ρ = 0.3: Kiresuk & Sherman 1968, as put right in
    the erratum to Turner-Stokes 2009 (Clinical Rehabilitation 23, 362-370, whose pages 364 and 367
    print it wrongly). Comparable only for the same set of goals.
    """
    if not levels:
        raise ValueError("a T-score needs at least one goal")
    given = list(weights) if weights is not None else [1.0] * len(levels)
    if len(given) != len(levels) or any(weight <= 0 for weight in given):
        raise ValueError("each goal needs one weight above zero")
    total = sum(weight * level for weight, level in zip(given, levels, strict=True))
    spread = (1 - RHO) * sum(weight**2 for weight in given) + RHO * sum(given) ** 2
    return 50 + 10 * total / sqrt(spread)

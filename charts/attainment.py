"""The T-score of scaled goals."""

from collections.abc import Sequence
from math import sqrt

RHO = 0.3
"""The correlation between goals that the published formula assumes."""


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

"""The one table: what was measured, beside what, and whether it is good enough."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

HEAD = ("what", "target", "measured", "[min–max]", "beside", "verdict")


@dataclass(frozen=True, slots=True)
class Measured:
    """One line: a value from every round; `target` such as "≥ 1.0" or "≤ 5 ms", or no target."""

    what: str
    values: Sequence[float]
    beside: str
    target: str = ""
    unit: str = ""

    @property
    def verdict(self) -> str:
        """Whether the median meets the target."""
        if not self.target:
            return "–"
        sign, bound = self.target.split()[:2]
        measured = median(self.values)
        met = measured >= float(bound) if sign == "≥" else measured <= float(bound)
        return "met" if met else "MISSED"

    def cells(self) -> tuple[str, ...]:
        """Write the line."""
        low, high = number(min(self.values)), number(max(self.values))
        measured = f"{number(median(self.values))} {self.unit}".strip()
        span = f"[{low}–{high}]"
        return self.what, self.target or "–", measured, span, self.beside, self.verdict


def table(lines: Iterable[Measured]) -> str:
    """Write a Markdown table that reads well as it is, too."""
    rows = [HEAD, *(line.cells() for line in lines)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEAD))]
    rows.insert(1, tuple("-" * width for width in widths))
    return "\n".join(
        "| " + " | ".join(c.ljust(w) for c, w in zip(row, widths, strict=True)) + " |"
        for row in rows
    )


def number(value: float) -> str:
    """Write a figure with as many places as it is worth."""
    if value >= 100:
        return f"{value:.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"

"""Hours of sleep in figures, without a decimal sign, which differs from language to language."""

from collections.abc import Sequence

FULL = 10.0
"""The top of a scale of hours, the same every week; only a longer night lifts it."""
_QUARTERS = {0.0: "", 0.25: "¼", 0.5: "½", 0.75: "¾"}


def in_quarters(nights: Sequence[float | None]) -> bool:
    """Whether every night is a whole number of quarter hours: then 7½ is written, else 7:40."""
    return all(hours is None or hours * 4 == round(hours * 4) for hours in nights)


def written(hours: float, *, quarters: bool) -> str:
    """The hours of one night."""
    if not quarters:
        minutes = round(hours * 60)
        return f"{minutes // 60}:{minutes % 60:02}"
    whole = int(hours)
    fraction = _QUARTERS[hours - whole]
    return fraction if fraction and not whole else f"{whole}{fraction}"

"""Adding up: one function for all questionnaires whose total is a sum."""

from collections.abc import Mapping, Sequence

from conversations.questionnaires.instrument import Instrument, Part, ScoreBand


def total(instrument: Instrument, items: Sequence[int | None]) -> int | None:
    """Return the total; None when more was left out than the published rule can fill.

    What is left out within the rule counts as the mean of the rest, and half a point rounds up.
    """
    if len(items) != len(instrument.items):
        return None
    given = [score for score in items if score is not None]
    left_out = len(items) - len(given)
    if not given or left_out > instrument.missing.allowed:
        return None
    whole = sum(given) * len(items)
    return instrument.times * ((2 * whole + len(given)) // (2 * len(given)))


def part_total(instrument: Instrument, part: Part, items: Sequence[int | None]) -> int | None:
    """Return the sum of some of the items; None when one of them was left out."""
    if len(items) != len(instrument.items):
        return None
    by_id = dict(zip((item.id for item in instrument.items), items, strict=True))
    given = [score for id in part.items if (score := by_id[id]) is not None]
    return sum(given) if len(given) == len(part.items) else None


def band(instrument: Instrument, score: float) -> ScoreBand | None:
    """Return the published range that a total lies in, if the ranges have names."""
    return next((band for band in instrument.bands if band.low <= score <= band.high), None)


def differs(instrument: Instrument, before: float, now: float) -> bool | None:
    """Tell whether two totals differ by the published rule; None where there is no rule."""
    if instrument.change is None:
        return None
    return abs(now - before) >= instrument.change.points


def in_order(instrument: Instrument, answers: Mapping[str, object]) -> list[int | None]:
    """Put answers into the order of the items; what was left out is None, never zero."""
    return [
        value if isinstance(value := answers.get(item.id), int) else None
        for item in instrument.items
    ]

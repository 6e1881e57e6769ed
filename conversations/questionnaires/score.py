"""Adding up: one function for all questionnaires whose total is a sum."""

from collections.abc import Mapping, Sequence

from conversations.questionnaires.instrument import Instrument, Item, Part, ScoreBand, ScoreChange


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


def change_met(instrument: Instrument, before: float, now: float) -> ScoreChange | None:
    """Return the largest published size of change that two totals are apart, if any."""
    met = [one for one in instrument.changes if abs(now - before) >= one.points]
    return max(met, key=lambda one: one.points, default=None)


def in_order(instrument: Instrument, answers: Mapping[str, object]) -> list[int | None]:
    """Put answers into the order of the items; what was left out is None, never zero.

    Only what the form says not to ask after a zero is a zero by itself.
    """
    found: dict[str, int | None] = {}
    for item in instrument.items:
        value = answers.get(item.id)
        given = value if isinstance(value, int) else None
        found[item.id] = 0 if item.unless_zero and found[item.unless_zero] == 0 else given
    return list(found.values())


def has_low_answer(instrument: Instrument, items: Sequence[int | None]) -> bool:
    """Tell whether one answer alone suggests a closer look."""
    rule = instrument.low_answer
    return rule is not None and any(one is not None and one <= rule.at_most for one in items)


def alarming(instrument: Instrument, items: Sequence[int | None]) -> tuple[Item, int] | None:
    """Find the item that asks about harm, with its answer, where that is above zero."""
    if len(items) != len(instrument.items):
        return None
    pairs = zip(instrument.items, items, strict=True)
    return next(
        ((item, given) for item, given in pairs if given is not None and item.alarms(given)), None
    )

"""One question of a person's own over some days: what was told, as words, heights and a sum."""

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

from pydantic import JsonValue

from charts.stats import TO_SUMMARISE
from charts.view import Drawn
from conversations.formats.partly import PARTLY
from conversations.formats.partly import SAID as PARTS
from conversations.formats.partly import YES as PARTLY_YES
from conversations.text import Text, own, t, tn


@dataclass(frozen=True, slots=True)
class OwnTold:
    """One question: its name, what was told each day, and the sum, short and as a sentence."""

    name: Text
    cells: tuple[Text | None, ...]
    short: Text
    sentence: Text
    asked: tuple[bool, ...] = ()
    """Whether it is asked on each day."""
    levels: tuple[float | None, ...] = ()
    """The same as heights from 0 to 1, where it can be drawn as one."""
    drawn: Drawn = "words"


def of_choices(name: Text, values: tuple[JsonValue, ...]) -> OwnTold:
    """Sum up yes and no."""
    said = [value for value in values if value is not None]
    counts = {"yes": sum(value is True for value in said)}
    return OwnTold(
        name,
        tuple(None if value is None else t("yes") if value else t("no") for value in values),
        t("yes on {yes} of {n}", n=len(said), **counts),
        tn(
            "{name}: yes on {yes} of {n} day.",
            "{name}: yes on {yes} of {n} days.",
            len(said),
            name=name,
            **counts,
        ),
        levels=tuple(None if value is None else float(bool(value)) for value in values),
        drawn="marks",
    )


def of_parts(name: Text, values: tuple[JsonValue, ...]) -> OwnTold:
    """Sum up yes, partly and no."""
    said = [value for value in values if value is not None]
    short = t(
        "yes on {yes}, partly on {partly} of {n}",
        yes=said.count(PARTLY_YES),
        partly=said.count(PARTLY),
        n=len(said),
    )
    cells = tuple(None if value is None else PARTS.get(str(value)) for value in values)
    heights = {PARTLY_YES: 1.0, PARTLY: 0.5}
    return OwnTold(
        name,
        cells,
        short,
        t("{name}: {counts} days.", name=name, counts=short),
        levels=tuple(None if v is None else heights.get(str(v), 0.0) for v in values),
        drawn="marks",
    )


def of_times(name: Text, values: tuple[JsonValue, ...]) -> OwnTold:
    """Say on how many days a time was told; times of the clock have no middle here."""
    n = sum(value is not None for value in values)
    cells = tuple(None if value is None else own(str(value)) for value in values)
    sentence = t("{name}: {n} of {days} days.").given(name=name, n=n, days=len(values))
    if len(cells) == 1 and cells[0] is not None:
        sentence = t("{name}: {time}.", name=name, time=cells[0])
    return OwnTold(name, cells, tn("{n} day", "{n} days", n), sentence)


def of_numbers(
    name: Text,
    values: tuple[JsonValue, ...],
    say: Callable[[float], Text],
    unit: Text | None = None,
) -> OwnTold:
    """Low, high, and from three days on what is typical; a single day stands for nothing more."""
    said = [value for value in values if isinstance(value, int | float)]
    n, low, high, middle = len(said), min(said), max(said), median(said)
    typical = say(int(middle) if middle == int(middle) else middle)
    if unit is not None and unit.message:
        typical = t("{number} {unit}", number=typical, unit=unit)
    short = tn("{n} day", "{n} days", n)
    if len(values) == 1:
        sentence = t("{name}: {typical}.")
    elif low == high:
        sentence = t("{name}: {n} of {days} days, {typical}.")
    elif n < TO_SUMMARISE:
        sentence = t("{name}: {n} of {days} days, from {low} to {high}.")
    else:
        sentence = t(
            "{name}: {n} of {days} days, from {low} to {high}, with {typical} in the middle."
        )
    if n >= TO_SUMMARISE:
        short = tn("middle {typical} ({n} day)", "middle {typical} ({n} days)", n, typical=typical)
    sentence = sentence.given(name=name, n=n, days=len(values), typical=typical)
    cells = tuple(say(value) if isinstance(value, int | float) else None for value in values)
    sentence = sentence.given(low=say(low), high=say(high))
    levels = tuple(height(value, low, high) for value in values)
    return OwnTold(name, cells, short, sentence, levels=levels, drawn="line")


def height(value: JsonValue, low: float, high: float) -> float | None:
    """Where it stands between the lowest and the highest; in the middle where all are alike."""
    if not isinstance(value, int | float):
        return None
    return (value - low) / (high - low) if high > low else 0.5

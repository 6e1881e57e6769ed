"""How a total is said beside an earlier one.

Two totals are called different only by a published rule, named beside it (Gyani and others 2013
and others); a smaller difference can be chance, which is not the same as nothing.
"""

from collections.abc import Sequence

from bot.features.questionnaires.results import Result
from conversations.questionnaires.instrument import Instrument
from conversations.questionnaires.score import change_met
from conversations.text import Param, Text, own, t, tn


def since(instrument: Instrument, earlier: Sequence[Result], now: Result) -> list[Text | None]:
    """Hold the newest total against the last one, and against the first where that is another."""
    if not earlier:
        return []
    last = t("Last time, {day}: {score}.", day=earlier[-1].day, score=earlier[-1].score or 0)
    first = t("First time, {day}: {score}.", day=earlier[0].day, score=earlier[0].score or 0)
    return [
        _beside(instrument, earlier[-1], now, last),
        _beside(instrument, earlier[0], now, first) if len(earlier) > 1 else None,
    ]


def _beside(instrument: Instrument, before: Result, now: Result, then: Text) -> Text | None:
    """Say an earlier total, and call the new one different only by a published rule."""
    if before.score is None or now.score is None:
        return None
    change = instrument.change
    if change is None or before.left_out or now.left_out:
        return then
    apart = abs(now.score - before.score)
    if not apart:
        return t("{then} It's the same now.", then=then)
    lower, met = now.score < before.score, change_met(instrument, before.score, now.score)
    if met is None:
        return _by_chance(then, apart, lower=lower)
    rule: dict[str, Param] = {"points": change.points, "rule": own(change.rule)}
    if met.kind == "reliable":
        return _more_than_chance(then, apart, rule, lower=lower)
    known: dict[str, Param] = {"least": met.points, "who": own(met.rule), **rule}
    return _important(then, apart, known, lower=lower)


def _by_chance(then: Text, apart: int, *, lower: bool) -> Text:
    if lower:
        return tn(
            "{then} {n} point lower now; a difference this small can be chance.",
            "{then} {n} points lower now; a difference this small can be chance.",
            apart,
            then=then,
        )
    return tn(
        "{then} {n} point higher now; a difference this small can be chance.",
        "{then} {n} points higher now; a difference this small can be chance.",
        apart,
        then=then,
    )


def _more_than_chance(then: Text, apart: int, known: dict[str, Param], *, lower: bool) -> Text:
    said = (
        t(
            "{then} {apart} points lower now. A change of {points} or more is more than chance "
            "({rule})."
        )
        if lower
        else t(
            "{then} {apart} points higher now. A change of {points} or more is more than chance "
            "({rule})."
        )
    )
    return said.given(then=then, apart=apart, **known)


def _important(then: Text, apart: int, known: dict[str, Param], *, lower: bool) -> Text:
    """Say that a difference is of a size called important, and that it may still be chance."""
    said = (
        t(
            "{then} {apart} points lower now. A change of {least} or more is called "
            "important ({who}). From {points} on, it's clearly more than chance ({rule})."
        )
        if lower
        else t(
            "{then} {apart} points higher now. A change of {least} or more is called "
            "important ({who}). From {points} on, it's clearly more than chance ({rule})."
        )
    )
    return said.given(then=then, apart=apart, **known)

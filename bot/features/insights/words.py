"""What was found, in sentences: each with what it rests on, none with a cause or a forecast."""

from collections.abc import Mapping

from bot.features.insights import together_words
from bot.features.insights.exposures import Candidate
from bot.outgoing import lines
from charts.insights.findings import (
    Alike,
    Change,
    Efficiency,
    Finding,
    MarkedWord,
    Setbacks,
    SleepRhythm,
    Together,
    Told,
    Trend,
)
from conversations.formats import length_words
from conversations.text import Text, joined, listed, own, shown, t, tn

Names = Mapping[str, Candidate]
LATEST = 5
"""Setbacks whose length is named."""


def headline(told: Told) -> Text:
    """Say how much is known, before anything else."""
    if not told.evenings:
        return t("There's no evening with a mood yet.")
    return tn(
        "You told me about {n} of the last {days} evenings.",
        "You told me about {n} of the last {days} evenings.",
        told.evenings,
        days=told.of,
    )


def sentence(found: Finding, names: Names) -> Text | None:
    """Say one thing that was found; None where what it is about is no longer there."""
    match found:
        case Together():
            return together_words.sentence(found, names)
        case Trend():
            return _trend(found)
        case Change():
            return _change(found)
        case Setbacks():
            return _setbacks(found)
        case SleepRhythm():
            return _rhythm(found)
        case Efficiency():
            return _efficiency(found)
        case Alike():
            return t(
                "The last seven days were much like the week from {first}: {n} days told in both, "
                "{apart} points apart on average.",
                first=found.first,
                n=found.days,
                apart=round(found.apart, 1),
            )
        case MarkedWord():
            return _marked(found)


TRENDS: Mapping[str, Text] = {
    "rising": t(
        "Your mood has been rising: about {slope} points a week, over {weeks} weeks and {n} "
        "evenings."
    ),
    "falling": t(
        "Your mood has been going down: about {slope} points a week, over {weeks} weeks and {n} "
        "evenings."
    ),
    "standing still": t(
        "Your mood is holding where it is: no more than a point up or down over {weeks} weeks "
        "and {n} evenings."
    ),
    "unclear": t("I see no clear direction in your mood over {weeks} weeks and {n} evenings."),
}
PACES: Mapping[str, Text] = {
    "faster": t("In the last eight weeks it goes faster than in the eight before."),
    "slower": t("In the last eight weeks it goes slower than in the eight before."),
}


def _trend(found: Trend) -> Text:
    said = TRENDS[found.verdict].given(
        slope=round(abs(found.slope), 2), weeks=found.weeks, n=found.n
    )
    return joined(lines(said, PACES[found.pace] if found.pace else None), " ")


CHANGES: Mapping[str, Text] = {
    "higher": t(
        "Since {since} your mood is higher than in the four weeks before: typically {now}, then "
        "{before}. That rests on {n} and {m} evenings."
    ),
    "lower": t(
        "Since {since} your mood is lower than in the four weeks before: typically {now}, then "
        "{before}. That rests on {n} and {m} evenings."
    ),
    "no clear change": t(
        "Since {since} your mood is typically {now}; in the four weeks before it was {before}. "
        "That is no clear difference, from {n} and {m} evenings."
    ),
    "too few days": t(
        "Since {since} your mood is typically {now}; in the four weeks before it was {before}. "
        "These are too few days to tell: from {n} and {m} evenings I would miss a change of two "
        "points more often than find it."
    ),
}


def _change(found: Change) -> Text:
    return CHANGES[found.verdict].given(
        since=found.since, now=found.now, before=found.before, n=found.n_now, m=found.n_before
    )


def _setbacks(found: Setbacks) -> Text:
    latest = found.lengths[-LATEST:]
    lengths = listed(shown(length) for length in latest)
    passed = tn(
        "Within {m} evenings your mood was below your usual range for a while once. It came back "
        "after {lengths} days. You have come back before.",
        "Within {m} evenings your mood was below your usual range for a while {n} times. It came "
        "back each time, lately after {lengths} days. You have come back before.",
        len(found.lengths),
        m=found.n,
        lengths=lengths,
    )
    if found.since is None:
        return passed
    now = t("Since {since} your mood is below your usual range.", since=found.since)
    return joined((now, passed), " ")


def _rhythm(found: SleepRhythm) -> Text:
    parts = [
        t(
            "Half of your nights ended within {spread} of {wake} ({n} nights in four weeks).",
            spread=_length(found.spread),
            wake=found.wake,
            n=found.nights,
        )
    ]
    if found.spread_before is not None:
        said = t("In the four weeks before, within {spread} ({n} nights).")
        before = _length(found.spread_before)
        parts.append(said.given(spread=before, n=found.nights_before))
    if found.jetlag is not None:
        said = t(
            "Between free days and the others your sleep moves by {length} ({n} and {m} nights)."
        )
        parts.append(
            said.given(length=_length(found.jetlag), n=found.free_nights, m=found.work_nights)
        )
    return joined(parts, " ")


def _efficiency(found: Efficiency) -> Text:
    said = t(
        "In the last seven days you slept {percent} % of the time you were in bed, {n} nights "
        "taken together.",
        percent=round(found.percent),
        n=found.nights,
    )
    if found.percent_before is None:
        return said
    before = t(
        "The week before it was {percent} % ({n} nights).",
        percent=round(found.percent_before),
        n=found.nights_before,
    )
    return joined((said, before), " ")


def _length(minutes: float) -> Text:
    return length_words(max(1, round(minutes)))


def _marked(found: MarkedWord) -> Text:
    return t(
        "#{word} comes back: you marked it on {n} days, in {weeks} of the last {all} weeks.",
        word=own(found.word),
        n=found.days,
        weeks=found.weeks,
        all=found.of_weeks,
    )

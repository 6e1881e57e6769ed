"""What was found, in sentences: each with what it rests on, none with a cause or a forecast."""

from collections.abc import Mapping

from bot.features.insights import together_words
from bot.features.insights.exposures import Candidate
from bot.outgoing import lines
from charts.insights.findings import (
    Alike,
    AlikeDays,
    Change,
    Efficiency,
    Finding,
    MarkedWord,
    PaceChange,
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
    if not told.days:
        return t("There's no day with a mood yet.")
    if told.of == 1:
        return t("You told me about your first day.")
    return tn(
        "You told me about {n} of the last {days} days.",
        "You told me about {n} of the last {days} days.",
        told.days,
        days=told.of,
    )


def as_usual(n: int) -> tuple[Text, ...]:
    """Say of which days there is an answer that is no measurement."""
    if not n:
        return ()
    return (
        tn(
            "{n} day filled in with “Same as usual” isn't counted here.",
            "{n} days filled in with “Same as usual” aren't counted here.",
            n,
        ),
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
                "The last seven days were a lot like the week from {first}: {apart} points "
                "apart on average, over {n} days filled in both times.",
                first=found.first,
                n=found.days,
                apart=round(found.apart, 1),
            )
        case AlikeDays():
            return _alike_days(found, names)
        case MarkedWord():
            return _marked(found)


TRENDS: Mapping[str, Text] = {
    "rising": t(
        "Over {weeks} weeks, your mood has gone up by about {slope} points a week ({n} days with "
        "a mood)."
    ),
    "falling": t(
        "Over {weeks} weeks, your mood has gone down by about {slope} points a week ({n} days "
        "with a mood)."
    ),
    "standing still": t(
        "Over {weeks} weeks, your mood has stayed about where it was: no more than a point up or "
        "down ({n} days with a mood)."
    ),
    "unclear": t(
        "Over {weeks} weeks, I don't see a clear direction in your mood ({n} days with a mood)."
    ),
}
FASTER = t(
    "That has been faster in the last eight weeks ({n} days) than in the eight before ({m})."
)
SLOWER = t(
    "That has been slower in the last eight weeks ({n} days) than in the eight before ({m})."
)


def _trend(found: Trend) -> Text:
    said = TRENDS[found.verdict].given(
        slope=round(abs(found.slope), 2), weeks=found.weeks, n=found.n
    )
    return joined(lines(said, _pace(found.pace) if found.pace else None), " ")


def _pace(found: PaceChange) -> Text:
    said = FASTER if found.is_faster else SLOWER
    return said.given(n=found.now.n, m=found.before.n)


CHANGES: Mapping[str, Text] = {
    "higher": t(
        "Since {since}, your mood has been higher: around {now} ({n} days). In the four weeks "
        "before, it was around {before} ({m} days)."
    ),
    "lower": t(
        "Since {since}, your mood has been lower: around {now} ({n} days). In the four weeks "
        "before, it was around {before} ({m} days)."
    ),
    "no clear change": t(
        "Since {since}, your mood has been around {now} ({n} days). In the four weeks before, it "
        "was around {before} ({m} days). That isn't a clear difference."
    ),
    "too few days": t(
        "Since {since}, your mood has been around {now} ({n} days). In the four weeks before, it "
        "was around {before} ({m} days). That's too few days to tell: I'd miss a change of two "
        "points more often than I'd find it."
    ),
}


def _change(found: Change) -> Text:
    return CHANGES[found.verdict].given(
        since=found.since,
        now=round(found.now, 1),
        before=round(found.before, 1),
        n=found.n_now,
        m=found.n_before,
    )


def _setbacks(found: Setbacks) -> Text:
    latest = found.lengths[-LATEST:]
    lengths = listed(shown(length) for length in latest)
    passed = tn(
        "I looked at {m} days with a mood. Once, your mood stayed below your usual range for a "
        "while. It came back after {lengths} days. You've come back before.",
        "I looked at {m} days with a mood. Your mood stayed below your usual range for a while "
        "{n} times. It came back each time, lately after {lengths} days. You've come back before.",
        len(found.lengths),
        m=found.n,
        lengths=lengths,
    )
    if found.since is None:
        return passed
    now = t("Since {since}, your mood has been below your usual range.", since=found.since)
    return joined((now, passed), " ")


def _rhythm(found: SleepRhythm) -> Text:
    parts = [
        t(
            "Half the time, your sleep ended within {spread} of {wake} ({n} nights in four "
            "weeks).",
            spread=_length(found.spread),
            wake=found.wake,
            n=found.nights,
        )
    ]
    if found.spread_before is not None:
        said = t("In the four weeks before, it was within {spread} ({n} nights).")
        before = _length(found.spread_before)
        parts.append(said.given(spread=before, n=found.nights_before))
    if found.jetlag is not None:
        said = t(
            "Between your days off and your other days, your sleep shifts by {length} ({n} "
            "and {m} nights)."
        )
        parts.append(
            said.given(length=_length(found.jetlag), n=found.free_nights, m=found.work_nights)
        )
    return joined(parts, " ")


def _efficiency(found: Efficiency) -> Text:
    said = t(
        "In the last seven days, you slept {percent}% of the time you were in bed, over "
        "{n} nights together.",
        percent=round(found.percent),
        n=found.nights,
    )
    if found.percent_before is None:
        return said
    before = t(
        "The week before, it was {percent}% ({n} nights).",
        percent=round(found.percent_before),
        n=found.nights_before,
    )
    return joined((said, before), " ")


def _length(minutes: float) -> Text:
    return length_words(max(1, round(minutes)))


def _alike_days(found: AlikeDays, names: Names) -> Text | None:
    things = [names[key].name for key in found.things if key in names]
    if len(things) < len(found.things):
        return None
    return tn(
        "{day} was a lot like {n} other day, {latest}. That day, your mood was within a point "
        "of {mood}, with most or all of the same things: {things}.",
        "{day} was a lot like {n} other days. On those, your mood was within a point of {mood}, "
        "with most or all of the same things: {things}. The last one was {latest}.",
        found.n,
        day=found.day,
        mood=found.mood,
        things=listed(t("“{name}”", name=name) for name in things),
        latest=found.latest,
    )


def _marked(found: MarkedWord) -> Text:
    return t(
        "#{word} keeps coming up: you wrote it on {n} days, in {weeks} of the last {all} weeks.",
        word=own(found.word),
        n=found.days,
        weeks=found.weeks,
        all=found.of_weeks,
    )

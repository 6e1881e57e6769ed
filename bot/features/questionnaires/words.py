"""What is said about a questionnaire's numbers: published names and rules, and no more.

A range is quoted by its published name and is never called what the person has. Two totals are
called different only by a published rule, named beside it (Gyani and others 2013 and others).
"""

from collections.abc import Sequence

from bot.features.questionnaires.results import Result
from bot.outgoing import BLANK, lines
from conversations.questionnaires.instrument import Instrument
from conversations.questionnaires.score import band, differs, part_total
from conversations.text import Param, Text, from_file, own, t, tn

SHOWN = 6


def told(instrument: Instrument, done: Sequence[Result]) -> tuple[Text, ...]:
    """Say the newest result, what was left out, and the time before."""
    now = done[-1]
    earlier = [result for result in done[:-1] if result.score is not None]
    return lines(
        t("{title}, {day}", title=own(instrument.title), day=now.day),
        verdict(instrument, now),
        *_parts(instrument, now),
        _left_out(now),
        *_since(instrument, earlier, now),
        BLANK,
        t("A number from a questionnaire, and not a diagnosis."),
        t("What it may mean is best looked at together with your therapist."),
    )


def verdict(instrument: Instrument, result: Result) -> Text:
    """Say one total with the published name of its range, or where it lies from a cut-off."""
    if result.score is None:
        return t("Kept, but not scored: too much was left out for a published total.")
    named: dict[str, Param] = {"score": result.score, "most": instrument.most}
    found, cutoff = band(instrument, result.score), instrument.cutoff
    if found is not None:
        return t(
            "{score} of {most}: a score in the range called “{name}”.",
            name=own(found.name),
            **named,
        )
    if cutoff is None or not cutoff.reached(result.score):
        return t("{score} of {most}.", **named)
    if cutoff.side == "above":
        return t(
            "{score} of {most}: {at} or more, where a closer look is suggested.",
            at=cutoff.at,
            **named,
        )
    return t(
        "{score} of {most}: {at} or less, where a closer look is suggested.", at=cutoff.at, **named
    )


def _parts(instrument: Instrument, result: Result) -> list[Text]:
    said = []
    for part in instrument.parts:
        score = part_total(instrument, part, result.items)
        if score is not None:
            name = from_file(part.name)
            said.append(
                t(
                    "{name}: {score}; {at} or more is where a closer look is suggested.",
                    name=name,
                    score=score,
                    at=part.cutoff.at,
                )
                if part.cutoff.reached(score)
                else t("{name}: {score}.", name=name, score=score)
            )
    return said


def _left_out(result: Result) -> Text | None:
    if result.score is None or not result.left_out:
        return None
    return tn(
        "One item was left out and counted as the mean of the others.",
        "{n} items were left out and counted as the mean of the others.",
        result.left_out,
    )


def _since(instrument: Instrument, earlier: Sequence[Result], now: Result) -> list[Text | None]:
    """Hold the newest total against the last one, and against the first where that is another."""
    if not earlier:
        return []
    last = t("Last time, {day}: {score}.", day=earlier[-1].day, score=earlier[-1].score or 0)
    first = t("First time, {day}: {score}.", day=earlier[0].day, score=earlier[0].score or 0)
    return [
        compared(instrument, earlier[-1], now, last),
        compared(instrument, earlier[0], now, first) if len(earlier) > 1 else None,
    ]


def compared(instrument: Instrument, before: Result, now: Result, then: Text) -> Text | None:
    """Say an earlier total, and call the new one different only by a published rule."""
    if before.score is None or now.score is None:
        return None
    different = differs(instrument, before.score, now.score)
    if different is None or instrument.change is None or before.left_out or now.left_out:
        return then
    rule: dict[str, Param] = {
        "then": then,
        "rule": own(instrument.change.rule),
        "points": instrument.change.points,
    }
    if not different:
        return t(
            "{then} About the same: by the {rule} rule only {points} points or more count.", **rule
        )
    apart = abs(now.score - before.score)
    if now.score < before.score:
        return t(
            "{then} {apart} points lower, which counts by the {rule} rule ({points} or more).",
            apart=apart,
            **rule,
        )
    return t(
        "{then} {apart} points higher, which counts by the {rule} rule ({points} or more).",
        apart=apart,
        **rule,
    )


def before_leaving_out(instrument: Instrument) -> tuple[Text, ...]:
    """Say what leaving out one item more means, before it is left out."""
    title, allowed = own(instrument.title), instrument.missing.allowed
    whole = (
        tn(
            "{title} has a total only when no more than {n} item is left out.",
            "{title} has a total only when no more than {n} items are left out.",
            allowed,
            title=title,
        )
        if allowed
        else t("{title} has a total only when every item is answered.", title=title)
    )
    return (whole, t("You can still skip this one: your answers are kept, without a total."))


def history(instrument: Instrument, done: Sequence[Result]) -> tuple[Text, ...]:
    """Say the last few totals, newest first."""
    return tuple(
        t("{day} — {verdict}", day=result.day, verdict=verdict(instrument, result))
        for result in reversed(done[-SHOWN:])
    )


def about(instrument: Instrument) -> tuple[Text, ...]:
    """Say whose it is, what may be done with it, how it is scored and who says so."""
    origin, rule, missing = instrument.origin, instrument.change, instrument.missing
    ranges = ", ".join(f"{b.low}–{b.high} {b.name}" for b in instrument.bands)
    return lines(
        t(
            "{title}: {summary}",
            title=own(instrument.title),
            summary=from_file(instrument.summary),
        ),
        BLANK,
        own(origin.authors),
        own(origin.notice),
        own(origin.licence),
        BLANK,
        t("The total goes from 0 to {most}.", most=instrument.most),
        t("Published ranges: {ranges}.", ranges=own(ranges)) if ranges else None,
        t(
            "By the {rule} rule a difference of {points} points or more counts. {source}.",
            rule=own(rule.rule),
            points=rule.points,
            source=own(rule.source),
        )
        if rule
        else t("No size of change that counts was found published for it."),
        t("{source}.", source=own(missing.source))
        if missing.source
        else t("If an item is left out, it has no total."),
        *(own(fact) for fact in origin.facts),
        BLANK,
        t("It is in English, the language in which its owners published this text."),
    )

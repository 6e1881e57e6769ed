"""What is said about a questionnaire's numbers: published names and rules, and no more.

A range is quoted by its published name and is never called what the person has.
"""

from collections.abc import Sequence
from datetime import date

from bot.features.questionnaires import compared, harm
from bot.features.questionnaires.results import Result
from bot.outgoing import BLANK, lines
from conversations.questionnaires.instrument import Instrument
from conversations.questionnaires.score import band, has_low_answer, part_total
from conversations.text import Param, Text, from_file, listed, own, t, tn


def told(instrument: Instrument, done: Sequence[Result]) -> tuple[Text, ...]:
    """Say the newest result, what was left out, and the time before."""
    now = done[-1]
    earlier = [result for result in done[:-1] if result.score is not None]
    return lines(
        t("{title}, {day}", title=own(instrument.title), day=now.day),
        harm.matters() if harm.of(instrument, now) else None,
        verdict(instrument, now),
        _low_answer(instrument, now),
        *_parts(instrument, now),
        _left_out(now),
        *compared.since(instrument, earlier, now),
        direction(instrument) if now.score is not None else None,
        BLANK,
        t("This is a number from a questionnaire, not a diagnosis."),
        t("Your therapist or doctor is the best person to ask what it may mean."),
    )


def direction(instrument: Instrument) -> Text:
    """Say which way is better, for it is not the same for all."""
    if instrument.better == "higher":
        return t("For {title}, higher is better.", title=own(instrument.title))
    return t("For {title}, lower is better.", title=own(instrument.title))


def kept_unscored(instrument: Instrument, begun: date) -> Text:
    """Say what became of one that was begun too long ago to be finished."""
    return t(
        "You started {title} on {day}. That's more than two days ago, so I saved those "
        "answers without a total. The questions only fit together when they're about the "
        "same days.",
        title=own(instrument.title),
        day=begun,
    )


def beginning(instrument: Instrument, begun: date | None) -> list[Text]:
    """Say what stands above the first item: ours first, then what the form says."""
    said = (
        kept_unscored(instrument, begun) if begun else None,
        from_file(instrument.preface) if instrument.preface else None,
        own(instrument.intro) if instrument.intro else None,
    )
    return [line for words in said if words is not None for line in (BLANK, words)]


def verdict(instrument: Instrument, result: Result) -> Text:
    """Say one total with the published name of its range, or where it lies from a cut-off."""
    if result.score is None:
        return t("Your answers are saved. There's no total, because some were left out.")
    named: dict[str, Param] = {"score": result.score, "most": instrument.most}
    found = band(instrument, result.score)
    if found is not None:
        return t(
            "{score} of {most}: a score in the range called “{name}”.",
            name=own(found.name),
            **named,
        )
    reached = [one for one in instrument.cutoffs if one.reached(result.score)]
    if not reached:
        return t("{score} of {most}.", **named)
    if reached[0].who:
        every = [t("{at} for {who}", at=c.at, who=from_file(c.who)) for c in instrument.cutoffs]
        return t(
            "{score} of {most}. From {cutoffs}, it's a good idea to talk it over with a "
            "doctor or therapist.",
            cutoffs=listed(every),
            **named,
        )
    named["at"] = reached[0].at
    if reached[0].side == "above":
        return t(
            "{score} of {most}. At {at} or more, it's a good idea to talk it over with a "
            "doctor or therapist.",
            **named,
        )
    return t(
        "{score} of {most}. At {at} or less, it's a good idea to talk it over with a "
        "doctor or therapist.",
        **named,
    )


def _low_answer(instrument: Instrument, result: Result) -> Text | None:
    """Say that one low answer counts too, unless the total says so already."""
    rule, score = instrument.low_answer, result.score
    if rule is None or score is None or not has_low_answer(instrument, result.items):
        return None
    if any(one.reached(score) for one in instrument.cutoffs):
        return None
    said = {grade.score: grade.label for grade in instrument.items[0].grades}
    return t(
        "At least one answer was “{answer}” or less. Then it's a good idea to talk it over "
        "with a doctor or therapist too, whatever the total is.",
        answer=own(said.get(rule.at_most, str(rule.at_most))),
    )


def _parts(instrument: Instrument, result: Result) -> list[Text]:
    said = []
    for part in instrument.parts:
        score = part_total(instrument, part, result.items)
        if score is None:
            continue
        named: dict[str, Param] = {"name": from_file(part.name), "score": score}
        if part.cutoff is not None and part.cutoff.reached(score):
            said.append(
                t(
                    "{name}: {score}. At {at} or more, it's a good idea to talk it over.",
                    at=part.cutoff.at,
                    **named,
                )
            )
        else:
            said.append(t("{name}: {score}.", **named))
    return said


def _left_out(result: Result) -> Text | None:
    if result.score is None or not result.left_out:
        return None
    return tn(
        "One question was left out. It counts as the average of the others.",
        "{n} questions were left out. They count as the average of the others.",
        result.left_out,
    )


def before_leaving_out(instrument: Instrument) -> tuple[Text, ...]:
    """Say what leaving out one item more means, before it is left out."""
    title, allowed = own(instrument.title), instrument.missing.allowed
    whole = (
        tn(
            "{title} has a total only when no more than {n} question is left out.",
            "{title} has a total only when no more than {n} questions are left out.",
            allowed,
            title=title,
        )
        if allowed
        else t("{title} has a total only when every question is answered.", title=title)
    )
    return (whole, t("You can still skip this one: your answers are saved, without a total."))

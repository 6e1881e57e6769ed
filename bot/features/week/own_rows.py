"""What was told of a person's own questions in the days of a picture, in numbers and few words.

People and those who treat them choose together what is followed, and look at it together (PETRA,
JMIR Ment Health 2022, e36430). Sentences stay out of it, and so does what is asked about harm: a
picture is made to be shown. Whoever wants it there can say so on the question's own card.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from pydantic import JsonValue

from bot.core.turn import Turn
from bot.features import sleep
from bot.features.history.record import Record
from bot.features.nights.data import slept_in_bed
from bot.features.trackers import active as active_trackers
from bot.features.trackers import factors
from bot.features.trackers.active import Asked
from bot.features.week.own_told import (
    OwnTold,
    height,
    of_choices,
    of_numbers,
    of_parts,
    of_times,
)
from charts.stats import TO_SUMMARISE
from conversations.formats import length_words
from conversations.formats.own_words import key_of, words_of
from conversations.formats.sleep import naps_of
from conversations.text import Text, listed, own, shown, t, tn
from conversations.trackers import Question
from conversations.trackers.asking import fits

MOST_WORDS = 3
NAMES = {"factors": t("What happened"), "helped": t("What helped")}


def told(turn: Turn, now: Record) -> list[OwnTold]:
    """Everything of the person's own that was told in these days, in their order."""
    return [*_night(now), *_naps(now), *questions(turn, now), *_lists(turn, now)]


def _night(now: Record) -> Iterator[OwnTold]:
    """How much of the time in bed was slept, of nights told in detail up to getting up.

    Of several nights it is all sleep over all time in bed, as sleep clinics reckon a week's
    efficiency (mean total sleep time over mean time in bed): a middle of nights would let a short
    one weigh as much as a long one.
    """
    nights = [slept_in_bed(now.told.get(day.date, {})) for day in now.days]
    told = [night for night in nights if night is not None]
    if not told:
        return
    parts = tuple(None if one is None else sleep.percent(100 * one[0] / one[1]) for one in nights)
    found = of_numbers(t("Asleep, % of the time in bed"), parts, _whole)
    asked = (True,) * len(parts)
    if len(told) >= TO_SUMMARISE:
        slept, in_bed = (sum(times) for times in zip(*told, strict=True))
        whole = sleep.percent(100 * slept / in_bed)
        known = [part for part in parts if part is not None]
        found = replace(
            found,
            short=tn("{part} ({n} night)", "{part} ({n} nights)", len(told), part=whole),
            sentence=t(
                "Asleep {part}% of the time in bed, over {n} nights together; single "
                "nights ranged from {low}% to {high}%.",
                part=whole,
                n=len(told),
                low=min(known),
                high=max(known),
            ),
        )
    yield replace(found, asked=asked)


def _naps(now: Record) -> Iterator[OwnTold]:
    """Naps told beside the night: apart from it, and in no mean of nights."""
    slept = tuple(_minutes_napped(now.told.get(day.date, {}).get("sleep")) for day in now.days)
    if any(slept):
        found = of_numbers(t("Naps, noted with the night"), slept, _minutes)
        yield replace(found, asked=tuple(minutes is not None for minutes in slept))


def _minutes(length: float) -> Text:
    return length_words(round(length))


def _minutes_napped(night: object) -> int | None:
    naps = naps_of(night)
    return round(60 * sum(nap.hours for nap in naps)) if naps else None


def _whole(percent: float) -> Text:
    return shown(round(percent))


def questions(
    turn: Turn, now: Record, which: Callable[[Question], bool] = active_trackers.in_pictures
) -> Iterator[OwnTold]:
    """Everything that was answered to own questions, to those that may be shown."""
    for one in active_trackers.every(turn.tx, turn.user_id):
        question = one.question
        values = tuple(now.told.get(day.date, {}).get(question.id) for day in now.days)
        # An answer to an earlier question under this name says nothing in its row.
        values = tuple(v if v is not None and fits(question, v) else None for v in values)
        if any(value is not None for value in values) and which(question):
            asked = tuple(is_asked(one, day.date) for day in now.days)
            yield replace(of_question(question, values), asked=asked)


def is_asked(one: Asked, day: date) -> bool:
    """Whether it is meant for such a day; one that rests by now was asked all the same."""
    days = one.question.days
    return one.tracker.created <= day and (not days or day.isoweekday() in days)


def of_question(question: Question, values: tuple[JsonValue, ...]) -> OwnTold:
    """Sum up one question as its kind asks for."""
    match question.kind:
        case "yes_no":
            return of_choices(question.name, values)
        case "partly":
            return of_parts(question.name, values)
        case "time":
            return of_times(question.name, values)
        case "duration":
            return of_numbers(question.name, values, length_words)
        case _:
            found = of_numbers(question.name, values, shown, question.say(question.unit))
            low, high = question.minimum, question.maximum
            if question.kind != "scale" or low is None or high is None:
                return found  # a scale stands on its own range, a number on what was told
            return replace(found, levels=tuple(height(value, low, high) for value in values))


def _lists(turn: Turn, now: Record) -> Iterator[OwnTold]:
    """The words ticked most, each with its days; those that were put away are not brought up."""
    for name in factors.LISTS:
        away = factors.away(turn, name)
        counted = Counter(
            word
            for values in now.told.values()
            for word in words_of(values.get(name))
            if key_of(word) not in away
        )
        if counted:
            words = listed(
                t("{word} ({days})", word=own(word), days=tn("{n} day", "{n} days", n))
                for word, n in counted.most_common(MOST_WORDS)
            )
            yield OwnTold(
                NAMES[name], (), words, t("{name}: {words}.", name=NAMES[name], words=words)
            )

"""What is said when a question about death or self-harm was answered above zero.

A low total must not hide it: the higher this item of the PHQ-9 was answered, the more often an
attempt followed within a year, from 0.4 % to 4 % of people (Simon and others 2013, Psychiatr Serv,
10.1176/appi.ps.201200587). It predicts nothing for one person, and is shown to that person alone.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import takewhile

from bot.core.turn import Turn
from bot.features.questionnaires import half_done
from bot.features.questionnaires.results import Result
from conversations.questionnaires.instrument import Instrument
from conversations.questionnaires.load import instruments
from conversations.questionnaires.score import alarming
from conversations.text import Text, own, t

# How long before a session it is still brought up.
REACH = timedelta(days=56)


def of(instrument: Instrument, result: Result) -> Text | None:
    """Return the words of the answer about harm, where it was above zero."""
    found = alarming(instrument, result.items)
    if found is None:
        return None
    item, given = found
    labels = {grade.score: grade.label for grade in item.grades}
    return own(labels.get(given, str(given)))


def matters() -> Text:
    """Say that this answer counts by itself."""
    return t(
        "One of your answers was about thoughts of death or of hurting yourself. "
        "That matters, whatever the total is."
    )


def since(instrument: Instrument, told: Sequence[Result]) -> Text | None:
    """Say that it was answered above zero, and since when; None if it never was."""
    place = next((n for n, i in enumerate(instrument.items) if i.alarm is not None), None)
    if place is None:
        return None
    known = [
        one
        for one in told
        if len(one.items) == len(instrument.items) and one.items[place] is not None
    ]
    above = [one for one in known if of(instrument, one)]
    if not above:
        return None
    lowest = min(instrument.items[place].grades, key=lambda grade: grade.score)
    none, last = own(lowest.label), above[-1]
    answer = of(instrument, last) or none
    if last is not known[-1]:
        return t(
            "Thoughts of death or self-harm: “{answer}” on {day}. On {now} it was “{none}”.",
            answer=answer,
            day=last.day,
            now=known[-1].day,
            none=none,
        )
    run = list(takewhile(lambda one: of(instrument, one), reversed(known)))
    if len(run) == 1:
        return t(
            "Thoughts of death or self-harm: “{answer}” on {day}.", answer=answer, day=last.day
        )
    return t(
        "Thoughts of death or self-harm: above “{none}” each time since {first}, and "
        "“{answer}” on {day}.",
        none=none,
        first=run[-1].day,
        day=last.day,
        answer=answer,
    )


def lately(turn: Turn, first: date, last: date) -> tuple[Text, ...]:
    """Say it of every questionnaire that asks, from one day to another."""
    said = []
    for one in instruments():
        if any(item.alarm is not None for item in one.items):
            told = [r for r in half_done.beside_results(turn, one) if r.day <= last]
            if any(r.day >= first and of(one, r) for r in told):
                said.append(since(one, told))
    return tuple(text for text in said if text is not None)


def for_session(turn: Turn) -> tuple[Text, ...]:
    """Say it before a session, of the last eight weeks."""
    return lately(turn, turn.today - REACH, turn.today)


def to_bring_up(instrument: Instrument, result: Result, answer: Text) -> Text:
    """Write it as something to bring up in a session."""
    return t(
        "{title} on {day}: I answered “{answer}” about thoughts of death or self-harm",
        title=own(instrument.title),
        day=result.day,
        answer=answer,
    )

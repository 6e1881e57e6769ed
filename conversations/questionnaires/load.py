"""From a data file to a questionnaire, and from a questionnaire to a conversation.

A file that breaks a rule is refused with its name and one sentence that says what to put there.
"""

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from conversations.flow import Ask, Flow
from conversations.guards import Either, Every, Is, Not
from conversations.questionnaires import schema
from conversations.questionnaires.graded import Graded
from conversations.questionnaires.instrument import Instrument, Item
from conversations.questionnaires.pause import Pause
from conversations.text import own, t

CARE = "care"


@cache
def instruments() -> tuple[Instrument, ...]:
    """Read every questionnaire there is, in the order in which they are offered."""
    folder = files("conversations.questionnaires")
    texts = {
        file.name.removesuffix(".toml"): file.read_text("utf-8")
        for file in folder.iterdir()
        if file.name.endswith(".toml")
    }
    found = [read(key, text) for key, text in texts.items()]
    return tuple(sorted(found, key=lambda one: (one.order, one.key)))


def of_group(group: str) -> list[Instrument]:
    """Find the questionnaires about one thing."""
    return [one for one in instruments() if group in one.groups]


def by_key(key: str) -> Instrument | None:
    """Find a questionnaire by the name of its file."""
    return next((one for one in instruments() if one.key == key), None)


def by_title(title: str) -> Instrument | None:
    """Find a questionnaire by the title under which its results are kept."""
    return next((one for one in instruments() if one.title == title), None)


def read(key: str, text: str) -> Instrument:
    """Read one data file; raises Broken with a sentence that helps."""
    try:
        data: schema.Table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise schema.Broken(f"{key}.toml is not TOML: {error}") from None
    return schema.instrument(key, data)


def flow(instrument: Instrument) -> Flow:
    """Make the conversation: each item by itself, under the words that stand above all of them.

    What does not count for the total is asked only when something was answered above zero.
    """
    something = Not(
        Every(
            tuple(
                Not(Is(item.id, grade.score))
                for item in instrument.items
                for grade in item.grades
                if grade.score > 0
            )
        )
    )
    return Flow(
        instrument.key,
        (
            *_items(instrument),
            *(_ask(item, "", when=something) for item in instrument.unscored),
        ),
    )


def _items(instrument: Instrument) -> Iterator[Ask]:
    for item in instrument.items:
        when = Not(Is(item.unless_zero, 0)) if item.unless_zero else None
        yield _ask(item, instrument.stem, when=when)
        if item.alarm is not None:
            yield _care(item)


def _care(item: Item) -> Ask:
    """After an answer about harm nothing is asked until the person says so."""
    felt = tuple(Is(item.id, grade.score) for grade in item.grades if item.alarms(grade.score))
    return Ask(
        id=CARE,
        prompt=t(
            "Thank you for telling me that. Take the time you need. "
            "We can go on or stop here; both are fine."
        ),
        label=t("Go on"),
        format=Pause(),
        optional=False,
        aside=True,
        when=Either(felt),
    )


def _ask(item: Item, stem: str, *, when: Not | None = None) -> Ask:
    # The published words are shown as they are: a translation of our own would be another form.
    return Ask(
        id=item.id,
        prompt=own(item.text),
        format=Graded(item.grades),
        when=when,
        stem=own(stem) if stem else None,
    )

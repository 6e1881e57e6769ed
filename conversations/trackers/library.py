"""The ready-made trackers and presets, read once from the data files beside this."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal, TypeAlias, get_args

from conversations.trackers.question import Question

Sleep = Literal["quick", "detailed"]
Words = Literal["factors", "helped"]
# More than that is no preset but homework.
MOST_OF_PRESET = 5

Table: TypeAlias = Mapping[str, Any]  # of a TOML file


@dataclass(frozen=True, slots=True, kw_only=True)
class Preset:
    """Several trackers that go well together, for one thing that people come with.

    `sleep` is how the night is told with it, None leaving that as it is; `words` are the lists of
    own words it asks for; `alone` lets all other questions rest.
    """

    id: str
    name: str
    about: str
    source: str
    trackers: tuple[str, ...] = ()
    sleep: Sleep | None = None
    sleep_in_morning: bool | None = None
    words: tuple[Words, ...] = ()
    alone: bool = False


@cache
def ready_made() -> Mapping[str, Question]:
    """Return the ready-made trackers by id, in the order of the file."""
    return {id: _question(id, _without_group(entry)) for id, entry in _file("ready.toml").items()}


@cache
def groups() -> Mapping[str, tuple[str, ...]]:
    """Return the ids that are offered, by the name of their group, in the order of the file."""
    found: dict[str, tuple[str, ...]] = {}
    for id, entry in _file("ready.toml").items():
        if name := entry.get("group"):
            found[name] = (*found.get(name, ()), id)
    return found


def _without_group(entry: Table) -> Table:
    return {name: value for name, value in entry.items() if name != "group"}


@cache
def presets() -> Mapping[str, Preset]:
    """Return the presets by id, in the order of the file."""
    return {id: _preset(id, entry) for id, entry in _file("presets.toml").items()}


@cache
def starters(name: str) -> tuple[str, ...]:
    """Return a few words to begin a list of own words with."""
    found = _file("words.toml").get(name, {}).get("words")
    if not isinstance(found, list) or not all(map(_is_said, found)):
        raise ValueError(f"words: [{name}] must hold words = a list of words in quotes")
    return tuple(found)


def _question(id: str, entry: Table) -> Question:
    if not entry.get("source"):
        raise ValueError(f"tracker {id!r} names no source for its wording")
    unknown = set(entry) - set(Question.__dataclass_fields__)
    if unknown:
        raise ValueError(f"tracker {id!r} has unknown fields: {sorted(unknown)}")
    return Question.from_content(id, entry)


def _preset(id: str, entry: Table) -> Preset:
    lists = {name: tuple(entry.get(name, ())) for name in ("trackers", "words")}
    try:
        made = Preset(id=id, **{**entry, **lists})
    except TypeError as error:
        raise ValueError(f"preset {id!r} is not whole: {error}") from error
    if fault := _fault(made):
        raise ValueError(f"preset {id!r} {fault}")
    return made


def _fault(of: Preset) -> str | None:
    """Say what is wrong with a preset, if anything is."""
    unknown = sorted(set(of.trackers) - set(ready_made()))
    checks = (
        (bool(unknown), f"names trackers that are not there: {unknown}"),
        (not all(map(_is_said, (of.name, of.about, of.source))), "needs name, about and source"),
        (of.sleep not in {None, *get_args(Sleep)}, "asks for sleep neither quick nor detailed"),
        (not set(of.words) <= set(get_args(Words)), "asks for words that are no list"),
        (len(of.trackers) + len(of.words) > MOST_OF_PRESET, "asks too much: five are enough"),
        (of.sleep_in_morning not in {None, True, False}, "has sleep_in_morning not true or false"),
        (of.alone not in {True, False}, "has alone neither true nor false"),
    )
    return next((fault for wrong, fault in checks if wrong), None)


def _is_said(words: object) -> bool:
    return isinstance(words, str) and bool(words.strip())


def _file(name: str) -> dict[str, Table]:
    return tomllib.loads(files("conversations.trackers").joinpath(name).read_text("utf-8"))

"""The ready-made trackers and presets, read once from the data files beside this."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from conversations.trackers.question import Question


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
    sleep: Literal["quick", "detailed"] | None = None
    sleep_in_morning: bool | None = None
    words: tuple[Literal["factors", "helped"], ...] = ()
    alone: bool = False


@cache
def ready_made() -> Mapping[str, Question]:
    """Return the ready-made trackers by id, in the order of the file."""
    return {id: _question(id, entry) for id, entry in _file("ready.toml").items()}


@cache
def presets() -> Mapping[str, Preset]:
    """Return the presets by id, in the order of the file."""
    return {id: _preset(id, entry) for id, entry in _file("presets.toml").items()}


@cache
def starters(name: str) -> tuple[str, ...]:
    """Return a few words to begin a list of own words with."""
    return tuple(_file("words.toml")[name]["words"])


def _question(id: str, entry: dict[str, Any]) -> Question:
    if not entry.get("source"):
        raise ValueError(f"tracker {id!r} names no source for its wording")
    unknown = set(entry) - set(Question.__dataclass_fields__)
    if unknown:
        raise ValueError(f"tracker {id!r} has unknown fields: {sorted(unknown)}")
    return Question.from_content(id, entry)


def _preset(id: str, entry: dict[str, Any]) -> Preset:
    unknown = set(entry.get("trackers", ())) - set(ready_made())
    if unknown:
        raise ValueError(f"preset {id!r} names trackers that are not there: {sorted(unknown)}")
    lists = {name: tuple(entry.get(name, ())) for name in ("trackers", "words")}
    try:
        return Preset(id=id, **{**entry, **lists})
    except TypeError as fault:
        raise ValueError(f"preset {id!r} is not whole: {fault}") from fault


def _file(name: str) -> dict[str, dict[str, Any]]:
    return tomllib.loads(files("conversations.trackers").joinpath(name).read_text("utf-8"))

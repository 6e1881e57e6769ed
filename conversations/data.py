"""Every data file, read at once: a broken one is found before anyone is asked anything."""

from collections.abc import Callable, Iterator

from conversations import prompts
from conversations.flow import Flow
from conversations.questionnaires import load
from conversations.safety.help_lines import known_countries
from conversations.trackers import ask, presets, ready_made, starters
from conversations.validate import problems
from conversations.wishes import load as wishes


def faults() -> tuple[str, ...]:
    """Return what is wrong with the data files, a sentence each that names the file."""
    return tuple(fault for name, check in _CHECKS.items() for fault in _found(name, check))


def _found(name: str, check: Callable[[], Iterator[str]]) -> Iterator[str]:
    try:
        yield from (f"{name}: {fault}" for fault in check())
    except (ValueError, TypeError, KeyError, AttributeError) as fault:
        yield f"{name}: {fault}"


def _questionnaires() -> Iterator[str]:
    for one in load.instruments():
        yield from problems(load.flow(one))


def _trackers() -> Iterator[str]:
    for one in ready_made().values():
        yield from problems(Flow(one.id, (ask(one),)))


def _presets() -> Iterator[str]:
    presets()
    return iter(())


def _words() -> Iterator[str]:
    for name in ("factors", "helped"):
        starters(name)
    return iter(())


def _prompts() -> Iterator[str]:
    prompts.prompts()
    return iter(())


def _help_lines() -> Iterator[str]:
    if not known_countries():
        yield "no country has a line"


_CHECKS: dict[str, Callable[[], Iterator[str]]] = {
    "conversations/questionnaires": _questionnaires,
    "conversations/trackers/ready.toml": _trackers,
    "conversations/trackers/presets.toml": _presets,
    "conversations/trackers/words.toml": _words,
    "conversations/prompts/prompts.toml": _prompts,
    "conversations/wishes": wishes.faults,
    "conversations/safety/help_lines.toml": _help_lines,
}

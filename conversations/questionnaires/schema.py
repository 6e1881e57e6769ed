"""What a questionnaire's file must hold, checked before anyone is asked anything."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from conversations.flow import MAX_ID
from conversations.questionnaires.instrument import (
    GROUPS,
    CutOff,
    Grade,
    Instrument,
    Item,
    Kind,
    LowAnswer,
    Missing,
    Origin,
    Part,
    ScaleRhythm,
    ScoreBand,
    ScoreChange,
)

Table = Mapping[str, Any]
Made = TypeVar("Made")

REQUIRED = (
    *("key", "title", "order", "version", "groups", "summary", "better"),
    *("rhythm", "items", "origin"),
)
ALLOWED = {
    *REQUIRED,
    *("stem", "intro", "preface", "times", "options", "unscored"),
    *("bands", "cutoffs", "low_answer", "changes", "missing", "parts"),
}


class Broken(ValueError):
    """A data file that cannot be used; the message says which and why."""


def instrument(key: str, data: Table) -> Instrument:
    """Make a questionnaire of a file's content; raises Broken."""
    file = f"{key}.toml"
    _only(file, data, REQUIRED, ALLOWED)
    if data["key"] != key:
        raise Broken(f"{file}: key must be {key!r}, as the file is named")
    shared = data.get("options")
    made = Instrument(
        key=key,
        title=_text(file, data, "title"),
        order=_whole(file, data, "order"),
        version=_whole(file, data, "version", least=1),
        groups=_groups(file, data["groups"]),
        summary=_text(file, data, "summary"),
        better="higher"
        if _one_of(file, data, "better", ("lower", "higher")) == "higher"
        else "lower",
        stem=_words(file, data, "stem"),
        intro=_words(file, data, "intro"),
        preface=_words(file, data, "preface"),
        items=_each(file, data, "items", lambda at, one: _item(at, one, shared)),
        unscored=_each(file, data, "unscored", lambda at, one: _item(at, one, shared)),
        times=_whole(file, data, "times", least=1, default=1),
        bands=_each(file, data, "bands", _band),
        parts=_each(file, data, "parts", _part),
        cutoffs=_each(file, data, "cutoffs", _cutoff),
        low_answer=_maybe(file, data, "low_answer", _low_answer),
        changes=_each(file, data, "changes", _change),
        missing=_maybe(file, data, "missing", _missing) or Missing(),
        rhythm=_rhythm(f"{file}: rhythm", data["rhythm"]),
        origin=_origin(f"{file}: origin", data["origin"]),
    )
    for fault in _faults(made):
        raise Broken(f"{file}: {fault}")
    return made


def _faults(made: Instrument) -> Sequence[str]:
    """What only shows when everything is seen together."""
    ids = [item.id for item in (*made.items, *made.unscored)]
    found = [f"the id {id!r} is used twice" for id in sorted(set(ids)) if ids.count(id) > 1]
    if not made.items:
        found.append("items must hold at least one item")
    if made.missing.allowed >= max(len(made.items), 1):
        found.append("missing.allowed must leave at least one item answered")
    if made.bands:
        covered = [total for band in made.bands for total in range(band.low, band.high + 1)]
        if covered != list(range(made.most + 1)):
            found.append(f"bands must cover 0 to {made.most} in order, without gap or overlap")
    if sum(item.alarm is not None for item in made.items) > 1:
        found.append("only one item may have an alarm")
    kinds = [change.kind for change in made.changes]
    if len(set(kinds)) < len(kinds):
        found.append("changes must hold one size of each kind at most")
    if kinds and made.change is None:
        found.append("changes must hold a reliable size")
    before: set[str] = set()
    for item in made.items:
        if item.unless_zero is not None and item.unless_zero not in before:
            found.append(f"unless_zero of {item.id!r} must name an item before it")
        before.add(item.id)
    scored = {item.id for item in made.items}
    found += [
        f"part {part.name!r} names items that are not there"
        for part in made.parts
        if not scored.issuperset(part.items)
    ]
    return found


def _item(at: str, one: Table, shared: object) -> Item:
    _only(at, one, ("id", "text"), {"id", "text", "alarm", "options", "unless_zero"})
    options = one.get("options", shared)
    if not isinstance(options, list) or len(options) < 2:
        raise Broken(f"{at}: options must hold at least two answers, here or for the whole file")
    grades = tuple(_grade(f"{at}: option {n}", grade) for n, grade in enumerate(options, 1))
    if len({grade.score for grade in grades}) < len(grades):
        raise Broken(f"{at}: every option needs a score of its own")
    id = _text(at, one, "id")
    if len(id) > MAX_ID:
        raise Broken(f"{at}: id must have at most {MAX_ID} letters, for it travels in a button")
    alarm = _whole(at, one, "alarm", least=1) if "alarm" in one else None
    unless = _text(at, one, "unless_zero") if "unless_zero" in one else None
    return Item(id, _text(at, one, "text"), grades, alarm, unless)


def _grade(at: str, one: Table) -> Grade:
    _only(at, one, ("score", "label"))
    return Grade(_whole(at, one, "score"), _text(at, one, "label"))


def _band(at: str, one: Table) -> ScoreBand:
    _only(at, one, ("low", "high", "name"))
    return ScoreBand(_whole(at, one, "low"), _whole(at, one, "high"), _text(at, one, "name"))


def _part(at: str, one: Table) -> Part:
    _only(at, one, ("name", "items"), {"name", "items", "cutoff"})
    cutoff = _maybe(at, one, "cutoff", _cutoff)
    return Part(_text(at, one, "name"), tuple(one["items"]), cutoff)


def _cutoff(at: str, one: Table) -> CutOff:
    _only(at, one, ("at", "side"), {"at", "side", "who"})
    side = _one_of(at, one, "side", ("above", "below"))
    return CutOff(_whole(at, one, "at"), side, _words(at, one, "who"))


def _low_answer(at: str, one: Table) -> LowAnswer:
    _only(at, one, ("at_most", "source"))
    return LowAnswer(_whole(at, one, "at_most"), _text(at, one, "source"))


def _change(at: str, one: Table) -> ScoreChange:
    _only(at, one, ("points", "kind", "rule", "source"))
    points = _whole(at, one, "points", least=4)
    known = _one_of(at, one, "kind", ("important", "reliable"))
    kind: Kind = "important" if known == "important" else "reliable"
    return ScoreChange(points, kind, _text(at, one, "rule"), _text(at, one, "source"))


def _missing(at: str, one: Table) -> Missing:
    _only(at, one, ("allowed", "source"))
    return Missing(_whole(at, one, "allowed", least=1), _text(at, one, "source"))


def _rhythm(at: str, one: Table) -> ScaleRhythm:
    _only(at, one, ("days", "at_least"))
    rhythm = ScaleRhythm(_whole(at, one, "days", least=1), _whole(at, one, "at_least", least=1))
    if rhythm.days < rhythm.at_least:
        raise Broken(f"{at}: days must not be fewer than at_least")
    return rhythm


def _origin(at: str, one: Table) -> Origin:
    _only(at, one, ("authors", "licence", "notice", "facts"))
    facts = one["facts"]
    if not isinstance(facts, list) or not facts or not all(isinstance(x, str) for x in facts):
        raise Broken(f"{at}: facts must be a list of sentences that name the sources")
    authors, licence = _text(at, one, "authors"), _text(at, one, "licence")
    return Origin(authors, licence, _text(at, one, "notice"), tuple(facts))


def _only(at: str, one: object, required: Sequence[str], allowed: set[str] | None = None) -> None:
    if not isinstance(one, Mapping):
        raise Broken(f"{at} must be a table")
    for name in required:
        if name not in one:
            raise Broken(f"{at}: {name} is missing")
    for name in one:
        if name not in (allowed or set(required)):
            raise Broken(f"{at}: {name} is not a name that is known here")


def _each(at: str, data: Table, name: str, make: Callable[[str, Table], Made]) -> tuple[Made, ...]:
    found = data.get(name, [])
    if not isinstance(found, list):
        raise Broken(f"{at}: {name} must be a list of tables, [[{name}]]")
    return tuple(make(f"{at}: {name} {n}", one) for n, one in enumerate(found, 1))


def _maybe(at: str, data: Table, name: str, make: Callable[[str, Table], Made]) -> Made | None:
    return make(f"{at}: {name}", data[name]) if name in data else None


def _groups(at: str, given: object) -> tuple[str, ...]:
    if not isinstance(given, list) or not given or not set(GROUPS).issuperset(given):
        raise Broken(f"{at}: groups must be a list of some of {', '.join(GROUPS)}")
    return tuple(given)


def _one_of(at: str, one: Table, name: str, known: Sequence[str]) -> str:
    if one[name] not in known:
        raise Broken(f"{at}: {name} must be " + " or ".join(f'"{word}"' for word in known))
    return str(one[name])


def _words(at: str, one: Table, name: str) -> str:
    return _text(at, one, name) if name in one else ""


def _text(at: str, one: Table, name: str) -> str:
    value = one[name]
    if not isinstance(value, str) or not value.strip():
        raise Broken(f"{at}: {name} must be words in quotes")
    return value


def _whole(at: str, one: Table, name: str, *, least: int = 0, default: int | None = None) -> int:
    value = one.get(name, default)
    if not isinstance(value, int) or isinstance(value, bool) or value < least:
        raise Broken(f"{at}: {name} must be a whole number, {least} or more")
    return value

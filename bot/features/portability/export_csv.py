"""The export as a table: a row a day, a column a goal, no cell that a spreadsheet would run."""

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator

from bot.features.media_words import length
from bot.features.portability.export_names import ATTACHMENT, LOST, MORE, SCALE, Row, Written
from conversations.formats.sleep import NAPS

# A spreadsheet runs a cell that begins so; one that parts cells at semicolons or line breaks sees
# a beginning there too. White space and invisible signs before the sign do not stop it. What may
# stand in between holds no beginning, or each of a thousand empty lines would read all the others.
_FORMULA = re.compile(
    r"(^|[;\t\r\n])((?:[^\S\t\r\n]|[\ufeff\u200b\u2060])*)(?=[=+\-@＝＋－＠﹦﹢﹣﹫])"
)
_BROKEN_START = re.compile(r"^(?=[\t\r\n])")

_MEASURED = ("mood", "sleep_hours", "sleep_quality", "bed_time", "wake_time")
_SAID = ("skipped", "note", "as_usual", "for_therapy")
_WORDS = ("wins", "journal", "moments", "also")
"""Columns in which several things of a day may stand; they go on in a further one."""
_CELL = 21_000
"""Characters in a cell; a spreadsheet drops what comes after 32,767, and each that begins a
formula, at most every second one, gets an apostrophe."""


def as_csv(document: Written, by_the_way: Collection[str]) -> bytes:
    """The export as RFC 4180 has it, in UTF-8 and with the mark by which Excel knows that.

    `by_the_way`: the kinds of entries that make no day a day on which something was told.
    """
    goals = {goal["id"]: f"goal {goal['id']}: {goal['title']}" for goal in document["goals"]}
    asked = dict.fromkeys(key for told in document["check_ins"] for key in _own(told))
    answers = _headings(asked, document)
    scales = list(dict.fromkeys(str(one["instrument"]) for one in document["scales"]))
    days = sorted(_days(document, by_the_way).items())
    words = {name: [_split(told.get(name, [])) for _, told in days] for name in _WORDS}
    more = {name: max((len(cells) for cells in all_), default=1) for name, all_ in words.items()}
    text = io.StringIO()
    writer = csv.writer(text)
    naps = ("nap_hours",) if any(told.get(NAPS) for told in document["check_ins"]) else ()
    columns = ["date", *_MEASURED, *naps, *goals.values(), *answers.values(), *scales, *_SAID]
    columns += [_numbered(name, n) for name in _WORDS for n in range(more[name])]
    writer.writerow([harmless(column) for column in columns])
    for row, (day, told) in enumerate(days):
        marks = {mark["goal"]: mark["status"] for mark in told.get("goals", ())}
        cells = [
            day,
            *(told.get(name) for name in _MEASURED),
            *(_nap_hours(told) for _ in naps),
            *(marks.get(number) for number in goals),
            *(_own(told).get(key) for key in answers),
            *(told.get("scores", {}).get(name) for name in scales),
            *(told.get(name) for name in _SAID),
        ]
        for name in _WORDS:
            said = words[name][row]
            cells += [*said, *[None] * (more[name] - len(said))]
        writer.writerow([_cell(value) for value in cells])
    return text.getvalue().encode("utf-8-sig", "replace")


def _nap_hours(told: Row) -> float | None:
    naps = told.get(NAPS)
    return round(sum(nap["hours"] for nap in naps), 2) if naps else None


def _headings(asked: Iterable[str], document: Written) -> dict[str, str]:
    """What the column of each own question is called: its label, or what tells it apart."""
    labels = {one["id"]: str(one["label"]) for one in document["trackers"] if LOST not in one}
    taken = Counter(["nap_hours", *_MEASURED, *_SAID, *_WORDS])
    headings = {}
    for key in asked:
        name = labels.get(key, key)
        taken[name] += 1
        alone = taken[name] == 1
        headings[key] = name if alone else f"{name} ({key})" if key in labels else f"answer: {key}"
    return headings


def _numbered(name: str, n: int) -> str:
    return name if n == 0 else f"{name} ({n + 1})"


def _split(said: Iterable[str]) -> list[str]:
    """Words as cells, as many as they need; what is too long for one goes on in the next."""
    cells: list[list[str]] = [[]]
    used = 0
    for words in said:
        for start in range(0, len(words), _CELL):
            part = words[start : start + _CELL]
            if cells[-1] and used + len(part) > _CELL:
                cells.append([])
                used = 0
            cells[-1].append(part)
            used += len(part) + 1
    return ["\n".join(parts) for parts in cells]


def harmless(words: str) -> str:
    """The words with an apostrophe wherever a spreadsheet would see the start of a formula."""
    return _BROKEN_START.sub("'", _FORMULA.sub(r"\1\2'", words.replace("\0", "")))


def _own(told: Written) -> dict[str, object]:
    """All answers to a person's own questions, those that do not fit their question too."""
    return {**told.get("other_answers", {}), **told.get("answers", {})}


def _told(document: Written, part: str) -> list[Written]:
    return [one for one in document[part] if LOST not in one]


def _damaged(document: Written) -> Iterator[tuple[str, Written]]:
    for part, column in (("wins", "wins"), ("journal", "journal"), ("entries", "also")):
        yield from ((column, one) for one in document[part] if LOST in one)


def _days(document: Written, by_the_way: Collection[str]) -> dict[str, Row]:
    """What was told, by day: every day with anything has a row."""
    days: dict[str, Row] = {told["date"]: dict(told) for told in document["check_ins"]}

    def add(day: str, name: str, words: str) -> None:
        days.setdefault(day, {}).setdefault(name, []).append(words)

    for column, one in _damaged(document):
        add(one["date"], column, f"({LOST})")
    for win in _told(document, "wins"):
        add(win["date"], "wins", win["text"])
    for note in _told(document, "journal"):
        add(note["date"], "journal", "\n".join(filter(None, (_recorded(note), note["text"]))))
    for one in document["scales"]:
        scores = days.setdefault(one["date"], {}).setdefault("scores", {})
        scores[str(one["instrument"])] = one["score"]
    for entry in _told(document, "entries"):
        kind, content = entry["kind"], entry["content"]
        if kind == "moment":
            words = content.get("words")
            rated = f"{entry['at'][11:16]} UTC {content.get('mood')}"
            add(entry["date"], "moments", f"{rated} {words}" if words else rated)
        elif kind != SCALE and kind not in by_the_way:
            add(entry["date"], "also", _in_words(kind, content))
    return days


def _recorded(note: Written) -> str:
    """Name what a note was recorded as, or shows: [voice 0:42]."""
    media = [note[ATTACHMENT], *note.get(MORE, ())] if ATTACHMENT in note else []
    named = (" ".join(filter(None, (one["kind"], _length(one)))) for one in media)
    return " ".join(f"[{name.replace('_', ' ')}]" for name in named)


def _length(medium: Written) -> str:
    return length(medium["seconds"]) if "seconds" in medium else ""


def _in_words(kind: str, content: Written) -> str:
    said = [str(value) for value in content.values() if isinstance(value, str) and value]
    return f"{kind}: {', '.join(said)}" if said else kind


def _cell(value: object) -> str | int | float | None:
    """A number stays a number, yes and no are words, and words are made harmless."""
    match value:
        case None | []:
            return None
        case bool():
            return "yes" if value else "no"
        case int() | float():
            return value
        case str():
            return harmless(value)
        case [*entries] if all(isinstance(entry, str) for entry in entries):
            return harmless("\n".join(map(str, entries)))
        case _:
            return harmless(json.dumps(value, ensure_ascii=False))

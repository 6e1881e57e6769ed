"""The export as a table: a row a day, a column a goal, no cell that a spreadsheet would run."""

import csv
import io
import json
import re

from bot.features.portability.export_names import Written

# A spreadsheet runs a cell that begins so; one that parts cells at semicolons or line breaks sees
# a beginning there too. White space and invisible signs before the sign do not stop it. What may
# stand in between holds no beginning, or each of a thousand empty lines would read all the others.
_FORMULA = re.compile(
    r"(^|[;\t\r\n])((?:[^\S\t\r\n]|[\ufeff\u200b\u2060])*)(?=[=+\-@＝＋－＠﹦﹢﹣﹫])"
)
_BROKEN_START = re.compile(r"^(?=[\t\r\n])")

_MEASURED = ("mood", "sleep_hours", "sleep_quality", "bed_time", "wake_time")
_SAID = ("skipped", "note", "as_usual", "for_therapy", "wins", "journal")


def as_csv(document: Written) -> bytes:
    """The export as RFC 4180 has it, in UTF-8 and with the mark by which Excel knows that."""
    goals = {goal["id"]: f"goal {goal['id']}: {goal['title']}" for goal in document["goals"]}
    more = dict.fromkeys(key for told in document["check_ins"] for key in _own(told))
    answers = {key: key if key not in (*_MEASURED, *_SAID) else f"answer: {key}" for key in more}
    text = io.StringIO()
    writer = csv.writer(text)
    columns = ["date", *_MEASURED, *goals.values(), *answers.values(), *_SAID]
    writer.writerow([harmless(column) for column in columns])
    for day, told in sorted(_days(document).items()):
        marks = {mark["goal"]: mark["status"] for mark in told.get("goals", ())}
        cells = [
            day,
            *(told.get(name) for name in _MEASURED),
            *(marks.get(number) for number in goals),
            *(_own(told).get(key) for key in answers),
            *(told.get(name) for name in _SAID),
        ]
        writer.writerow([_cell(value) for value in cells])
    return text.getvalue().encode("utf-8-sig", "replace")


def harmless(words: str) -> str:
    """The words with an apostrophe wherever a spreadsheet would see the start of a formula."""
    return _BROKEN_START.sub("'", _FORMULA.sub(r"\1\2'", words.replace("\0", "")))


def _own(told: Written) -> dict[str, object]:
    """All answers to a person's own questions, those that do not fit their question too."""
    return {**told.get("other_answers", {}), **told.get("answers", {})}


def _days(document: Written) -> dict[str, Written]:
    """What was told, by day: a day with only a note or a win has a row too."""
    days: dict[str, dict[str, list[object]]] = {
        told["date"]: dict(told) for told in document["check_ins"]
    }
    for kind in ("wins", "journal"):
        for entry in document[kind]:
            row = days.setdefault(entry["date"], {})
            row.setdefault(kind, []).append(entry["text"])
    return {**days}


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

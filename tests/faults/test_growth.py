"""What one person sends costs in proportion to its length: twice as much takes twice as long.

Two ways of measuring that no busy machine disturbs. The steps of every regular expression are
counted. Of what is written in Python and C, the processor time of a text is compared with that of
one sixteen times as long: 16 times as much is right, 256 times is what made one person's file
everybody's wait, and the bound lies in between, far from both.
"""

import ast
import gc
import importlib
import json
import pickle
import re
import time
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from functools import cache, partial
from pathlib import Path
from typing import Any

import pytest

from bot.features.portability import (
    bounds,
    export_parts,
    import_models,
    import_parts,
    import_plan,
    import_read,
)
from bot.features.portability.belongings import Belongings, Packed
from bot.features.portability.export import as_csv, as_json, document
from bot.features.portability.export_csv import harmless
from bot.features.portability.export_parts import ExportPart
from bot.features.portability.import_plan import plan
from bot.features.portability.import_read import ImportFile, read
from bot.features.portability.import_slices import slices
from bot.features.portability.sought import Sought
from bot.places import countries
from bot.places.spelling import folded
from bot.telegram.parse import parse
from conversations import feelings, parsing
from conversations.flows.mood import near_scale, read_moment
from conversations.formats import Checklist, FreeText, OwnWords, Rhythm
from conversations.parsing import clean, in_short
from conversations.parsing.amounts import read_amounts
from conversations.parsing.answer_with_words import (
    read_answer_with_words,
    read_length_with_words,
    read_number_after_words,
    read_status_with_words,
)
from conversations.parsing.appointments import (
    read_appointment,
    read_appointment_with_words,
    read_new_appointment,
    read_rhythm,
    read_rhythm_with_words,
)
from conversations.parsing.clock import is_hour, read_plain_time, read_spoken, read_time
from conversations.parsing.corrections import read_correction
from conversations.parsing.dates import read_coming_day, read_past_day, read_until
from conversations.parsing.durations import read_hours, read_minutes
from conversations.parsing.named_days import named_days
from conversations.parsing.nights import read_nap, read_night
from conversations.parsing.numbers import read_number, read_whole
from conversations.parsing.phrases import Phrases
from conversations.parsing.rough_lengths import read_rough_length, read_two_wholes
from conversations.parsing.sleep_quality import read_sleep_quality
from conversations.parsing.sleeps import read_sleeps
from conversations.parsing.sorry import says_sorry_for_silence
from conversations.parsing.spans import read_coming_month, read_days_back, read_past_span
from conversations.parsing.tongue import IN_ENGLISH
from conversations.parsing.vocabulary import ENGLISH
from conversations.parsing.weekdays import read_weekdays
from conversations.parsing.yes_and_no import says_do_it
from conversations.safety.screen import screen
from conversations.text import Rejected, own
from storage.people import Person
from tests.support.entry_kinds import BY_THE_WAY
from tests.support.entry_kinds import ENTRY_KINDS as KINDS
from tests.support.regex_steps import LINEAR, worst

ROOT = Path(__file__).parents[2]
PACKAGES = ("bot", "conversations", "storage", "charts")
OURS = ("bot.playground", "bot.places.make_cities")  # what nobody but us can send anything
ANYWHERE = frozenset({"search", "sub", "subn", "split", "findall", "finditer"})
TIMES = 16
SUBQUADRATIC = TIMES**1.5
ATTEMPTS = 4
SHORTEST_TIME = 0.0002  # seconds of processor time, so that the clock can tell
# Longer for files: in a short one the time that each line takes hides what the many cost together.
SHORTEST_OF_MANY = 0.0006
LARGEST = 2**16
NOW = datetime(2026, 11, 24, 15, tzinfo=UTC)
FORMULA_AS_IT_WAS = re.compile(r"(^|[;\t\r\n])([\s\ufeff\u200b\u2060]*)(?=[=+\-@])")


# Regular expressions


def modules() -> Iterator[tuple[str, ast.Module]]:
    for package in PACKAGES:
        for file in sorted((ROOT / package).rglob("*.py")):
            parts = file.relative_to(ROOT).with_suffix("").parts
            name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
            if not name.startswith(OURS) and "re." in (source := file.read_text()):
                yield name, ast.parse(source)


def found_in(value: object, name: str) -> Iterator[tuple[str, re.Pattern[str]]]:
    if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
        yield name, value
    elif isinstance(value, Phrases):
        yield from found_in(value._patterns, name)
    elif hasattr(value, "cache_info") and name.startswith("_"):  # made of a vocabulary's words
        with suppress(TypeError):
            yield from found_in(value(ENGLISH), name)
    elif isinstance(value, list | tuple):
        for place, one in enumerate(value):
            yield from found_in(one, f"{name}[{place}]")
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from found_in(one, f"{name}[{key!r}]")


@cache
def every_pattern() -> dict[str, tuple[re.Pattern[str], set[str]]]:
    """Each pattern by the name of its place, with the methods that it is used by."""
    found: dict[str, tuple[re.Pattern[str], set[str]]] = {}
    for name, tree in modules():
        names = [n for n in ast.walk(tree) if isinstance(n, ast.Attribute)]
        methods = [n for n in names if isinstance(n.value, ast.Name)]
        if not any(f.value.id == "re" for f in methods):
            continue
        module = importlib.import_module(name)
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and node.func in methods and node.func.value.id == "re":
                if node.func.attr in {"compile", "escape"}:
                    continue
                assert isinstance(node.args[0], ast.Constant), f"{name}: compile it by a name"
                words = node.args[0].value
                found[f"{name}: {words}"] = (re.compile(words), {node.func.attr})
        for variable, value in vars(module).items():
            for place, pattern in found_in(value, variable):
                used = {f.attr for f in methods if f.value.id == variable}
                if hasattr(value, "cache_info"):
                    used = {"search"} if variable == "_rhythms" else {"fullmatch"}
                found[f"{name}.{place}"] = (pattern, used)
    return found


def test_the_patterns_are_looked_at() -> None:
    assert len(every_pattern()) > 50
    assert "bot.features.portability.export_csv._FORMULA" in every_pattern()
    assert "conversations.parsing.durations._patterns[1]" in every_pattern()


def test_a_pattern_reads_each_sign_a_few_times_however_long_the_text() -> None:
    """All of them in one test: looking for them takes longer than looking at them."""
    slow = {}
    for name, (pattern, used) in every_pattern().items():
        # What is used by another name, or in another module, may be looked for anywhere.
        anywhere = not used or bool(used & ANYWHERE)
        growth, text = worst(pattern, anywhere=anywhere, whole=used == {"fullmatch"})
        if growth > LINEAR:
            slow[name] = f"{growth:.1f} times the steps for {text!r}"
    assert slow == {}


@pytest.mark.parametrize(
    ("words", "anywhere", "linear"),
    [
        # The one that let a note of line breaks hold up everybody.
        (r"(^|[;\t\r\n])([\s\ufeff]*)(?=[=+\-@])", True, False),
        (r"(^|[;\t\r\n])([^\S\t\r\n]*)(?=[=+\-@])", True, True),
        (r"(a+)+b", False, False),
        (r"(\w+),(\w+),(\w+);", False, True),
        (r"\s+$", True, False),
        (r"(?>\s+)x", False, True),
        (r"(?:a|ab)*c", False, True),
        (r"(?:a|a)*c", False, False),
    ],
)
def test_the_count_tells_patterns_that_grow_from_those_that_do_not(
    words: str, anywhere: bool, linear: bool
) -> None:
    growth, _ = worst(re.compile(words), anywhere=anywhere, whole=False)
    assert (growth <= LINEAR) is linear


# Everything else


def seconds(work: Callable[[Any], object], material: object) -> float:
    gc.disable()
    try:
        before = time.thread_time()
        work(material)
        return time.thread_time() - before
    finally:
        gc.enable()


def growth(
    make: Callable[[int], Any],
    work: Callable[[Any], object],
    *,
    size: int = 1024,
    largest: int = LARGEST,
    shortest: float = SHORTEST_TIME,
    attempts: int = ATTEMPTS,
) -> float:
    """How much longer sixteen times as much takes; 16 where each part is looked at once."""
    while (few := quickest(work, small := make(size))) < shortest and size < largest:
        size *= 2
    large = make(TIMES * size)
    for _ in range(attempts):
        if (times := seconds(work, large) / few) < SUBQUADRATIC:
            break
        few = max(few, quickest(work, small))
    return times


def quickest(work: Callable[[Any], object], material: object) -> float:
    return min(seconds(work, material) for _ in range(3))


def refused(work: Callable[[Any], object]) -> Callable[[Any], object]:
    """The same where a kind refusal is an answer too."""

    def tried(material: Any) -> object:
        try:
            return work(material)
        except Rejected:
            return None

    return tried


TODAY = date(2026, 11, 24)
TEXTS: dict[str, Callable[[int], str]] = {
    "letters": lambda n: "a" * n,
    "digits": lambda n: "1" * n,
    "spaces": lambda n: " " * n + "x",
    "line breaks": lambda n: "x" + "\n" * n + "y",
    "carriage returns": lambda n: "x" + "\r" * n + "y",
    "separators": lambda n: "; ,\t" * (n // 4) + "x",
    "invisible signs": lambda n: "\ufeff\u200b\u2060" * (n // 3) + "x",
    "formulas": lambda n: "=" * n,
    "marks of two classes": lambda n: "a" + "\u0301" * (n // 2) + "\u0327" * (n // 2),
    "letters with marks": lambda n: "a\u0327\u0301" * (n // 3),
    "Korean": lambda n: "\u1100\u1161\u11a8" * (n // 3),
    "joined emoji": lambda n: "\U0001f469\u200d" * (n // 2),
    "a command": lambda n: "/a@" + "w" * n + "!",
    "different words": lambda n: ",".join(f"w{k}" for k in range(n // 5)),
    "almost words of danger": lambda n: "i want to kill " * (n // 15),
    "words of danger, filled": lambda n: "i want " + "really " * (n // 8) + "to",
    "often filled": lambda n: "i want just really so to literally kill " * (n // 40),
    "hours": lambda n: "hh:mm and " * (n // 10),
    "a feeling that never comes": lambda n: "i really feel " * (n // 14),
    "no after no": lambda n: "i feel " + "not " * (n // 4),
}
WORDS = OwnWords(tuple(f"word {k}" for k in range(20)))
READERS: dict[str, Callable[[str], object]] = {
    "clean": clean,
    "feeling": partial(feelings.read, language="en"),
    "feeling at the end": partial(feelings.at_the_end, language="en"),
    "in_short": in_short,
    "screen": screen,
    "harmless": harmless,
    "folded": folded,
    "country": partial(countries.meant, language="en"),
    "near_scale": partial(near_scale, tongue=IN_ENGLISH),
    "moment": partial(read_moment, tongue=IN_ENGLISH),
    "appointment": partial(read_appointment, today=TODAY, words=ENGLISH),
    "new appointment": partial(read_new_appointment, today=TODAY, words=ENGLISH),
    "appointment with words": partial(read_appointment_with_words, today=TODAY, words=ENGLISH),
    "weeks between": partial(read_rhythm, words=ENGLISH),
    "rhythm with words": partial(read_rhythm_with_words, words=ENGLISH),
    "time": partial(read_time, words=ENGLISH),
    "hour": partial(is_hour, words=ENGLISH),
    "spoken": partial(read_spoken, words=ENGLISH),
    "plain time": partial(read_plain_time, words=ENGLISH),
    "past day": partial(read_past_day, today=TODAY, words=ENGLISH),
    "coming day": partial(read_coming_day, today=TODAY, words=ENGLISH),
    "until": partial(read_until, today=TODAY, words=ENGLISH),
    "past span": partial(read_past_span, today=TODAY, words=ENGLISH),
    "days back": partial(read_days_back, today=TODAY, words=ENGLISH),
    "coming month": partial(read_coming_month, today=TODAY, words=ENGLISH),
    "named days": partial(named_days, today=TODAY, words=ENGLISH),
    "hours": partial(read_hours, words=ENGLISH),
    "rough length": partial(read_rough_length, words=ENGLISH),
    "minutes": partial(read_minutes, words=ENGLISH),
    "night": partial(read_night, words=ENGLISH),
    "nap": partial(read_nap, words=ENGLISH),
    "sleeps": partial(read_sleeps, words=ENGLISH),
    "amounts": partial(read_amounts, words=ENGLISH),
    "number": partial(read_number, words=ENGLISH),
    "whole": partial(read_whole, words=ENGLISH),
    "two wholes": partial(read_two_wholes, words=ENGLISH),
    "weekdays": partial(read_weekdays, words=ENGLISH),
    "sleep quality": partial(read_sleep_quality, words=ENGLISH),
    "answer with words": partial(read_answer_with_words, words=ENGLISH),
    "length with words": partial(read_length_with_words, words=ENGLISH),
    "status with words": partial(read_status_with_words, words=ENGLISH),
    "number after words": partial(read_number_after_words, words=ENGLISH),
    "correction": partial(read_correction, words=ENGLISH),
    "own words": partial(WORDS.parse, tongue=IN_ENGLISH),
    "free text": partial(FreeText(10**9, own("x")).parse, tongue=IN_ENGLISH),
    "checklist": partial(Checklist((("1", "Walk"), ("2", "Read"))).parse, tongue=IN_ENGLISH),
    "rhythm": partial(Rhythm().parse, tongue=IN_ENGLISH),
    "sorry": partial(says_sorry_for_silence, words=ENGLISH),
    "says do it": partial(says_do_it, words=ENGLISH),
    "update": lambda words: parse(said(words), NOW),
}


def said(words: str) -> dict[str, Any]:
    who = {"id": 1, "type": "private", "first_name": "Alice", "is_bot": False}
    message = {"message_id": 1, "date": 1, "chat": who, "from": who, "text": words}
    return {"update_id": 1, "message": message}


@pytest.mark.parametrize("reader", READERS)
def test_whoever_reads_a_text_takes_as_long_as_the_text_is(reader: str) -> None:
    read = refused(READERS[reader])
    times = {words: growth(make, read) for words, make in TEXTS.items()}
    assert {words: found for words, found in times.items() if found > SUBQUADRATIC} == {}


@pytest.mark.parametrize(
    ("quadratic", "make"),
    [
        (lambda text: FORMULA_AS_IT_WAS.sub("'", text), TEXTS["line breaks"]),
        (partial(unicodedata.normalize, "NFC"), TEXTS["marks of two classes"]),
        (lambda many: [one for one in many if many.index(one) < 0], lambda n: list(range(n))),
        (lambda many: sum(len(many[:n]) for n in range(len(many))), lambda n: list(range(n))),
    ],
    ids=["a pattern", "sorted marks", "a search for each", "a copy for each"],
)
def test_the_measure_finds_what_was_wrong(
    quadratic: Callable[[Any], object], make: Callable[[int], Any]
) -> None:
    assert growth(make, quadratic, size=64, attempts=1) > SUBQUADRATIC


def test_every_reader_there_is_is_measured() -> None:
    told = {name for name, value in vars(parsing).items() if callable(value)}
    for module in Path(parsing.__file__).parent.glob("*.py"):
        tree = ast.parse(module.read_text())
        told |= {
            one.name
            for one in tree.body
            if isinstance(one, ast.FunctionDef) and one.name.startswith("read_")
        }
    measured = {getattr(one, "func", one).__name__ for one in READERS.values()}
    assert told <= measured | {"spoken_time", "plain_number"}


# Files

AT = "2026-11-20T20:00:00Z"
ALICE = Person(
    id=1, chat_id=1, language="en", timezone="Europe/Riga", day_ends_at=NOW.time(),
    consent_version="1", consented_at=NOW, created_at=NOW,
)  # fmt: skip


def file_of(**parts: object) -> bytes:
    return json.dumps({"format": "small-steps", "version": 1, **parts}).encode()


def day(number: int) -> str:
    return (TODAY - timedelta(days=number)).isoformat()


def entry(number: int, kind: str, **content: object) -> dict[str, object]:
    return {"id": f"e{number}", "kind": kind, "date": day(0), "at": AT, "content": content}


FILES: dict[str, Callable[[int], bytes]] = {
    "notes": lambda n: file_of(journal=[{"at": AT, "text": f"Note {k}"} for k in range(n)]),
    "notes of one id": lambda n: file_of(
        journal=[{"id": "same", "at": AT, "text": f"Note {k}"} for k in range(n)]
    ),
    "line breaks": lambda n: file_of(
        journal=[{"at": AT, "text": "x" + "\n" * 9_000 + f"y{k}"} for k in range(n // 64)]
    ),
    "floods of marks": lambda n: file_of(
        journal=[{"at": AT, "text": TEXTS["marks of two classes"](9_000)} for _ in range(n // 64)]
    ),
    "wins": lambda n: file_of(wins=[{"date": day(0), "text": f"Win {k}"} for k in range(n)]),
    "goals": lambda n: file_of(
        goals=[{"id": k, "title": f"Goal {k}", "towards": k % n + 1} for k in range(1, n + 1)]
    ),
    "goals of one title": lambda n: file_of(
        goals=[{"id": k, "title": "Walk"} for k in range(n, 0, -1)]
    ),
    "trackers": lambda n: file_of(
        trackers=[{"id": f"t{k}", "label": "Energy", "kind": "scale", "minimum": 1, "maximum": 10}
                  for k in range(n)]
    ),
    "days": lambda n: file_of(
        goals=[{"id": 1, "title": "Walk"}],
        check_ins=[
            {"date": day(k), "mood": 5, "answers": {"energy": k, "calm": 3}, "note": "Rain",
             "goals": [{"goal": 1, "status": "done"}], "skipped": ["sleep_quality"]}
            for k in range(n)
        ],
    ),
    "words": lambda n: file_of(
        entries=[entry(k, "word", list="factors", word=f"word {k}") for k in range(n)]
    ),
    "anything": lambda n: file_of(
        entries=[entry(k, "from a later version", goals={"1": k}, deep=[[k]]) for k in range(n)]
    ),
    "questionnaires": lambda n: file_of(
        scales=[{"instrument": f"X{k}", "at": AT, "items": [1, 2], "score": 3} for k in range(n)]
    ),
    "empty lists": lambda n: file_of(more=[[] for _ in range(8 * n)]),
}  # fmt: skip


@pytest.fixture
def unbounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bounds hide how something grows; here they are far away."""
    far = 10**9
    for module in (import_models, import_read, import_parts, import_plan):
        for name in (*vars(bounds),):
            if name.startswith("MOST_") and hasattr(module, name):
                monkeypatch.setattr(module, name, far)
    monkeypatch.setattr(import_read, "MOST", dict.fromkeys(bounds.MOST, far))
    monkeypatch.setattr(import_plan, "most_of", lambda _kinds, _kind: far)


class GrowingFile:
    """A file of any size, and what comes of it: each is made once, which takes the most time."""

    def __init__(self, file: str) -> None:
        self.data = cache(FILES[file])
        self.read = cache(lambda n: read(self.data(n), NOW, KINDS))
        self.held = cache(lambda n: held_after(self.read(n)))
        self.another = cache(self._another)
        self.document = cache(lambda n: document(self.held(n), NOW))
        self.packed = cache(lambda n: packed(self.held(n)))
        self.sought = cache(lambda n: sought_by(self.data(n)))

    def _another(self, size: int) -> Belongings:
        """What somebody has whose own file is as long and has other words."""
        words = self.data(size).replace(b"W", b"X")
        return held_after(read(words, NOW, KINDS))


def held_after(known: ImportFile) -> Belongings:
    """What somebody has who took this file in."""
    found = plan(known, Belongings(ALICE), NOW, KINDS)
    return Belongings(
        ALICE, answers=found.answers.new, check_ins=found.check_ins.new, goals=found.goals.new,
        notes=found.notes.new, wins=found.wins.new, entries=found.entries.new,
        trackers=found.trackers.new,
    )  # fmt: skip


def packed(held: Belongings) -> Packed:
    """The same on its way to the other process, a page for each part."""
    pages = (
        {"answers": held.answers, "check_ins": held.check_ins},
        {"notes": held.notes}, {"wins": held.wins}, {"entries": held.entries},
    )  # fmt: skip
    always = {
        "person": ALICE, "reminders": (), "goals": held.goals, "trackers": held.trackers,
        "preferences": {},
    }  # fmt: skip
    return Packed(NOW, tuple(map(pickle.dumps, pages)), pickle.dumps(always))


def made(of: Packed, most: int) -> ExportPart:
    return export_parts.made(of, "json", BY_THE_WAY, most)


def sought_by(data: bytes) -> Sought:
    return import_read.sought_by(data, NOW, KINDS)


def beside(both: tuple[Sought, Packed]) -> list[object]:
    """What a file speaks of among what is there."""
    sought, there = both
    return [sought.of(page) for page in there.opened()]


Work = dict[str, tuple[Callable[[int], Any], Callable[[Any], object]]]


def taking_in(told: GrowingFile) -> Work:
    """Reading a file, planning it, and finding what it speaks of."""
    return {
        "read": (told.data, lambda data: read(data, NOW, KINDS)),
        "the first": (told.read, partial(plan, held=Belongings(ALICE), now=NOW, kinds=KINDS)),
        "the same again": (
            lambda n: (told.read(n), told.held(n)), lambda both: plan(*both, NOW, KINDS),
        ),
        "beside another": (
            lambda n: (told.read(n), told.another(n)),
            lambda both: list(slices(plan(*both, NOW, KINDS), over=True)),
        ),
        "sought": (told.data, sought_by),
        "sought in what is there": (lambda n: (told.sought(n), told.packed(n)), beside),
    }  # fmt: skip


def handing_over(told: GrowingFile) -> Work:
    """Making files of what was told: at once, and in parts of their own process."""
    return {
        "as JSON": (told.document, as_json),
        "as CSV": (told.document, partial(as_csv, by_the_way=BY_THE_WAY)),
        "document": (told.held, partial(document, at=NOW)),
        "one part": (told.packed, partial(made, most=10**9)),
        "many small parts": (told.packed, partial(made, most=2_000)),
    }


@pytest.mark.usefixtures("unbounded")
@pytest.mark.parametrize("file", FILES)
def test_taking_a_file_in_and_handing_it_over_take_as_long_as_the_file_is(file: str) -> None:
    """All of it in one test: making a large file takes longer than what is done with it."""
    told = GrowingFile(file)
    work = taking_in(told) | (handing_over(told) if "goals" not in file else {})
    grows = partial(growth, size=64, largest=512, shortest=SHORTEST_OF_MANY)
    found = {name: grows(*both) for name, both in work.items()}
    assert {name: times for name, times in found.items() if times > SUBQUADRATIC} == {}

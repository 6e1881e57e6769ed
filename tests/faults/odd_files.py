"""Odd files in the form of an export: well-formed, as no export would ever write them."""

import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.features.portability.import_read import Unfit, read
from conversations.trackers import ready_made
from tests.faults.odd_entries import UNKNOWN, OddEntries
from tests.faults.odd_settings import OddSettings
from tests.faults.odd_values import KINDS, SHORT, STEPS, Json
from tests.support.entry_kinds import ENTRY_KINDS

NOW = datetime(2026, 11, 27, 15, 0, tzinfo=UTC)
OFFERED = ([], [1, 2], [5, 5], [-1, 2**52], [1e308], ["3"], [0.5], "12")
# What a part speaks of, and what each thing of it must say.
BESIDE = {"check_ins": ("goals", "trackers"), "entries": ("goals",)}
NEEDED = {
    "goals": ("id", "title"),
    "trackers": ("id", "label", "kind", "minimum", "maximum"),
    "check_ins": ("date",),
    "journal": ("at", "text"),
    "wins": ("date", "text"),
    "entries": ("kind", "date", "at", "content"),
    "scales": ("at", "instrument", "items"),
    "reminders": ("kind", "time"),
}
HEAD = {"format": "small-steps", "version": 1}
IDS = ("energy", "alcohol", "urges", *SHORT, *ready_made())


def fits(document: Json) -> bool:
    """Tell whether /import would take that for a part of an export."""
    try:
        read(json.dumps({**HEAD, **document}).encode(), NOW, ENTRY_KINDS)
    except Unfit:
        return False
    except Exception:  # noqa: BLE001 - it is for the story of the file to find that
        return True
    return True


class OddFiles(OddEntries, OddSettings):
    """Makes files out of chance."""

    def make(self) -> Json:
        """Make one file; what its own check would not let through is left out of it."""
        many = self.one_of((2, 4, 8, 30))
        numbers = self.dice.sample((1, 2, 3, 4, 5, 6, 77, 99_999, 100_000), self.upto(9))
        made: Json = {"goals": self.fitting("goals", [self.goal(n) for n in numbers])}
        self.goals = [goal["id"] for goal in made["goals"]]
        for goal in made["goals"]:
            others = [number for number in self.goals if number != goal["id"]]
            goal["towards"] = self.one_of((None, *others))
        ids = dict.fromkeys(self.one_of(IDS) for _ in range(self.upto(6)))
        made["trackers"] = self.fitting("trackers", [self.tracker(id) for id in ids])
        parts: dict[str, Callable[[], list[Any]]] = {
            "check_ins": lambda: [self.check_in(day, tuple(ids)) for day in self.days(many)],
            "journal": lambda: self.some(self.note, many),
            "wins": lambda: self.some(self.win, many),
            "entries": lambda: self.some(self.entry, many),
            "scales": lambda: self.some(self.scale, 3),
            "reminders": lambda: self.some(self.reminder, 3),
        }
        for part, make in parts.items():
            made[part] = self.fitting(part, make(), beside=made)
        for part, field in (("profile", self.profile), ("preferences", self.preferences)):
            made[part] = self.fitting_fields(part, field())
        kept = {part: made[part] for part in made if self.dice.random() < 0.9 or part == "goals"}
        return {**HEAD, **kept}

    def fitting(self, part: str, things: list[Any], beside: Json | None = None) -> list[Any]:
        """Leave out what could not be taken in beside the goals and questions of the file."""
        around = {name: (beside or {}).get(name, []) for name in BESIDE.get(part, ())}
        found = []
        for thing in things:
            kept: Json = {}
            # What must be there comes first; anything beyond only if it still fits.
            needed = {name: thing[name] for name in NEEDED[part] if name in thing}
            for more in (needed, *({name: value} for name, value in thing.items())):
                if fits({**around, part: [{**kept, **more}]}):
                    kept |= more
            found += [kept] if kept else []
        return found

    def fitting_fields(self, part: str, fields: Json) -> Json:
        """Leave out the fields that could not be taken in."""
        return {name: value for name, value in fields.items() if fits({part: {name: value}})}

    def goal(self, number: int) -> Json:
        """A goal."""
        return self.but({
            "id": number,
            "title": self.words(300),
            "horizon": self.one_of(("short", "long")),
            "times_per_week": self.one_of((None, 1, 7, 100)),
            "days": self.weekdays(),
            "until": self.one_of((None, self.day())),
            "once": self.dice.random() < 0.3,
            "status": self.one_of(("active", "active", "active", "paused", "reached", "let_go")),
            "created": self.day(),
            "changed": self.day(),
        }, ("id", "title", "created"))  # fmt: skip

    def tracker(self, id: str) -> Json:
        """A question of one's own, mostly one that can be asked."""
        kind = self.one_of(KINDS[:6] if not self.rarely() else KINDS)
        low, high = self.one_of(
            ((1, 10), (0, 3), (-5, 5), (False, True), (0, 1), (2**40, 2**40 + 1))
        )
        if kind == "number":
            low, high = self.one_of(
                ((0, 10), (0, 0.5), (1e-300, 100_000), (False, True), (0, 99.5))
            )
        ends = {"minimum": low, "maximum": high} if kind in ("scale", "number") else {}
        return {
            "id": id,
            "label": self.words(40),
            "kind": kind,
            **ends,
            **self.but({
                "low": self.words(120),
                "high": self.words(120),
                "unit": self.one_of(("", "ml", "{n}", "🌱" * 20, "=1")),
                "prompt": self.one_of(("", self.words(120))),
                "days": self.weekdays(),
                "part": self.one_of(("evening", "morning")),
                "offered": self.one_of(OFFERED),
                "source": self.value(),
                "support_from": self.one_of((None, None, 2, "2", [1], True, 0.5)),
                "own_label": self.one_of((True, True, False, "yes", 0)),
                "own_words": self.one_of((True, True, False, "yes", 0)),
                "retired": self.one_of((False, False, True, "no")),
                "place": self.one_of((0, 1, 1, 5, 100_000)),
                "active": self.dice.random() < 0.8,
                "created": self.day(),
                "from a later version": self.value(),
            }),
        }  # fmt: skip

    def check_in(self, day: str, ids: Sequence[str]) -> Json:
        """A day."""
        marks = [{"goal": number, "status": self.one_of(("done", "partly", "not"))}
                 for number in self.goals if self.dice.random() < 0.5]  # fmt: skip
        marks += marks[:1] if self.rarely() else []
        steps = {self.one_of((*STEPS, *ids)) for _ in range(self.upto(6))}
        return self.but({
            "date": day,
            "mood": self.one_of((None, 1, 2, 5, 10)),
            "sleep_hours": self.one_of((None, 0, 7, 7.25, 24, 1e-300, -0.0)),
            "sleep_quality": self.one_of((None, 1, 5)),
            "bed_time": self.one_of((None, self.clock())),
            "wake_time": self.one_of((None, self.clock())),
            "goals": marks,
            "answers": {step: self.answer(step) for step in steps},
            "skipped": self.some(
                lambda: self.one_of(("mood", "sleep_hours", "goals", "note", *STEPS, *ids)), 4),
            "note": self.one_of((None, "", self.words())),
            "as_usual": self.rarely(),
            "for_therapy": self.rarely(),
            "told_at": self.instant(),
            "completed_at": self.instant(),
        }, ("date",))  # fmt: skip

    def answer(self, step: str) -> Any:
        """An answer, mostly one that its step might take."""
        match step:
            case "into_bed" | "bed_at" | "woke_at" | "up_at":
                return self.clock()
            case "to_sleep" | "wakings" | "awake":
                return self.one_of((0, 20, 1440))
            case "factors" | "helped":
                return self.some(lambda: self.words(60), 5)
            case "night":
                part, hours = self.one_of((0, 100, 99.9)), self.one_of((0, 24, 7.5))
                return {"in_bed": hours, "efficiency": part, "of": self.words(40)}
            case _:
                return self.one_of((1, 3, True, False, "22:00", 45, 0.25, self.value()))

    def note(self) -> Json:
        """A note of the journal."""
        return self.but({
            "id": self.id(), "at": self.instant(), "date": self.day(),
            "text": self.words(20_000), "for_therapy": self.dice.random() < 0.3,
        }, ("at", "text"))  # fmt: skip

    def win(self) -> Json:
        """A win, today's and tomorrow's too."""
        tomorrow = (self.today + timedelta(days=1)).isoformat()
        return self.but({
            "id": self.id(), "at": self.instant(), "text": self.words(),
            "date": tomorrow if self.rarely() else self.day(),
            "milestone": self.dice.random() < 0.3,
        }, ("date", "text"))  # fmt: skip

    def scale(self) -> Json:
        """A questionnaire in its own list."""
        return {**self.questionnaire(), "at": self.instant(), "id": self.id()}

    def entry(self) -> Json:
        """An entry of any kind."""
        kind = self.one_of((*self.contents(), *UNKNOWN))
        return self.but({
            "id": self.id(), "kind": kind, "date": self.day(), "at": self.instant(),
            "content": self.content(kind),
        }, ("kind", "date", "at", "content"))  # fmt: skip

"""What the entries of an odd file say, kind by kind."""

from collections.abc import Callable
from typing import Any

from conversations.questionnaires.load import instruments
from tests.faults.odd_values import Json, OddValues

UNKNOWN = ("win question", "from a later version")
SCORES = (None, 0, 12, 100, -1000, 1000, 0.5)
STEPS = ("signs", "alone", "distract", "people", "helpers", "safer", "worth")
LEVELS = ("-2", "-1", "0", "1", "2")
NO_PAIRS = ([], [1], ["a", 1, 2], [["x"], 1], [None, None])


class OddEntries(OddValues):
    """Makes the contents of entries; `goals` are the numbers of the file's goals."""

    goals: list[int]

    def goal_number(self) -> int:
        """A goal of the file, or rarely one that is not in it."""
        return int(self.one_of(self.goals)) if self.goals and self.dice.random() < 0.99 else 77

    def content(self, kind: str) -> Json:
        """What an entry of that kind says."""
        if kind in UNKNOWN:
            return {self.words(20): self.value() for _ in range(self.upto(3))}
        made = self.contents()[kind]()
        if self.rarely():
            made |= {self.one_of(("note", "goals", "goal", "x", "gone")): self.value()}
        return made

    def contents(self) -> dict[str, Callable[[], Json]]:
        """The kinds that this version reads."""
        one_of, words, days = self.one_of, self.words, self.weekdays
        goal, may_be = self.goal_number, self.maybe_a_day
        return {
            "moment": lambda: {"mood": one_of((1, 5, 10)), "words": words()},
            "scale": self.questionnaire,
            "scale.open": self.half_done,
            "word": lambda: {"list": one_of(("factors", "helped")), "word": words(60),
                             "gone": one_of((False, True, 0, "yes"))},
            "diary.effect": lambda: {"effect": one_of(("helps", "nothing", "heavier"))},
            "goal target": lambda: {"goal": goal(), "times": one_of((None, 1, 100)),
                                    "days": days(), "once": self.rarely()},
            "goal was": lambda: {"goal": goal(), **one_of((
                {"field": "title", "was": words()}, {"field": "until", "was": may_be()}))},
            "goal scale": lambda: {"goal": goal(), "weight": one_of((1, 0.001, 1000, True, 2)),
                                   "levels": self.levels(), "ended": may_be()},
            "goal level": lambda: {"goal": goal(), "level": one_of((-2, -1, 0, 1, 2))},
            "goal reached": lambda: {"goal": goal(), "win": one_of(("a", "b", "none such"))},
            "count mark": lambda: {"goal": goal(), "count": one_of((0, 1, 100_000)),
                                   "win": one_of((None, "a"))},
            "look-back": lambda: {"week": self.value(),
                                  "goals": {one_of(("1", "01", "x")): self.value()}},
            "question": lambda: {"text": words(), "answered": may_be()},
            "note to self": lambda: {"text": words(), "when": one_of(("day", "hard")),
                                     "returned": [self.day() for _ in range(self.upto(3))]},
            "reward": lambda: {"goal": goal(), "text": words(), "taken": may_be()},
            "plan": lambda: {"settled": [one_of(STEPS) for _ in range(self.upto(9))]},
            "plan line": lambda: {"step": one_of(STEPS), "text": words(200),
                                  "place": one_of((0, 1, 1, 7, 100_000))},
            "appointment": self.appointment,
            "session": lambda: {"time": one_of((None, self.clock())),
                                "take_along": one_of((None, words()))},
        }  # fmt: skip

    def maybe_a_day(self) -> str | None:
        """A day, or mostly none."""
        return self.day() if self.dice.random() < 0.4 else None

    def levels(self) -> Json:
        """The levels of a goal; now and then not all of them."""
        held = LEVELS if self.dice.random() < 0.7 else LEVELS[: self.upto(4)]
        return {level: self.words() for level in held}

    def half_done(self) -> Json:
        """A questionnaire that somebody stopped."""
        known = self.one_of(instruments())
        given: list[Any] = [
            [item.id, self.one_of((0, 1, None, 7, "x"))] for item in known.items[: self.upto(9)]
        ]
        given += [self.one_of(NO_PAIRS)] if self.rarely() else []
        conversation = self.one_of(("a", "x" * 64))
        return {"instrument": known.title, "talk": conversation, "answers": given}

    def appointment(self) -> Json:
        """A session of therapy, in any rhythm, moved to anywhere."""
        return {
            "time": self.clock(),
            "every": self.one_of((0, 1, 2, 3, 4, 5, 52)),
            "skipped": [self.day() for _ in range(self.upto(3))],
            "moved": {self.day(): [self.day(), self.clock()] for _ in range(self.upto(2))},
            "state": self.one_of(("on", "on", "resting", "ended")),
            "ended": self.maybe_a_day(),
        }

    def questionnaire(self) -> Json:
        """A questionnaire, known or unknown, of any length and score."""
        known = self.one_of(instruments())
        title = known.title if self.dice.random() < 0.8 else self.words(60)
        length = self.one_of((len(known.items), len(known.items), 0, 1, 100))
        items = [self.one_of((None, 0, 1, 2, 3, 3, 100)) for _ in range(length)]
        return {"instrument": title, "items": items, "version": self.value(),
                "score": self.one_of((*SCORES, sum(n or 0 for n in items))),
                **({"unscored": self.value()} if self.rarely() else {})}  # fmt: skip

"""The times, choices and wishes of an odd file."""

import json
from collections.abc import Callable
from typing import Any

from conversations.questionnaires.load import instruments
from conversations.trackers import presets
from tests.faults.odd_values import ZONES, Json, OddValues

RHYTHMS = ("14", "0", "99999999999", "off", "٧", "²", "-1")
CHOICES = ("sleep", "ask_factors", "ask_helped", "lookback", "winask", "hardday", "monthly")
CHOSEN = ("on", "off", "quick", "detailed", "")


class OddSettings(OddValues):
    """Makes what a person has chosen."""

    def profile(self) -> Json:
        """Times, zone and choices."""
        return self.but({
            "language": self.one_of(("en", "de", "xx", "en-GB", "ar")),
            "timezone": self.one_of(ZONES),
            "day_ends_at": self.clock(),
            "country": self.one_of(("LV", "lv", "", "ZZ", "🌱", "US", "?|")),
            "paused_until": self.one_of((None, None, self.day(), "9999-12-31")),
            "follow_up": self.rarely() is False,
            "follow_up_minutes": self.one_of((5, 60, 1440)),
            "sleep_in_morning": self.dice.random() < 0.5,
            "same_as_usual": self.dice.random() < 0.5,
            "reminders_off": self.some(self.reminder, 2),
            "consent_version": self.words(),
        })  # fmt: skip

    def reminder(self) -> Json:
        """A wish."""
        wish = {"kind": self.one_of(("evening", "morning")), "time": self.clock(),
                "days": self.weekdays()}  # fmt: skip
        return self.but(wish, ("kind", "time"))

    def preferences(self) -> Json:
        """Choices, and what is remembered of choices."""
        keys = [one.key for one in instruments()]
        known: dict[str, Callable[[], Any]] = {
            "lighter": self.lighter,
            "monthly.next": self.day,
            "prompt_last": lambda: self.words(30),
            "report.notes": lambda: self.words(60),
            **dict.fromkeys(("report.span", "report.harm", "report.days"), self.choice),
            **dict.fromkeys((f"scale.{key}" for key in keys), lambda: self.one_of(RHYTHMS)),
            **dict.fromkeys((f"scale.{key}.next" for key in keys), self.day),
            **dict.fromkeys((*CHOICES, *presets()), self.choice),
        }
        return {name: make() for name, make in known.items() if self.dice.random() < 0.25}

    def choice(self) -> str:
        """A choice that there is, or one that there is not."""
        chosen: str = self.one_of((*CHOSEN, self.words(40)))
        return chosen

    def lighter(self) -> str:
        """What was on before the diary became lighter."""
        resting = {self.one_of(("sleep", "ask_factors")): self.words(9)}
        held = {
            "days": self.weekdays(),
            "follow_up": True,
            "choices": {"prompts": None},
            "morning": self.rarely(),
            "questions": {"trackers": ["energy", "nothing"], "choices": resting},
        }
        return json.dumps(self.but(held, ("days", "follow_up", "choices")))

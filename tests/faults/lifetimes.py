"""A person's reminder over years, decided by the bot's own rules, with a memory of dicts.

The rules are the real ones: which instant is due (reminding.due), which day it is for
(nudging.day_of), and whether it still makes sense (nudging.not_wanted).
"""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from bot.core import around, schedule
from bot.core.deps import Deps
from bot.core.registry import Registry
from bot.core.turn import Turn
from bot.dispatch import nudges
from bot.features import FEATURES, days
from storage.people import Person
from storage.reminders import Reminder

EVERY_DAY = (1, 2, 3, 4, 5, 6, 7)
FOUR_AM = time(4)
DEPS = Deps(
    registry=Registry(FEATURES),
    search=lambda _query, _now, _words: (),
    zone_at=lambda _lat, _lon: None,
)


@dataclass(slots=True)
class Sent:
    """A nudge that went out."""

    day: date
    at: datetime
    late: timedelta


@dataclass(slots=True)
class Lifetime:
    """One person with one daily reminder."""

    zone: str
    wish: time
    now: datetime
    day_ends_at: time = FOUR_AM
    reminder: Reminder = field(init=False)
    claimed: set[date] = field(default_factory=set)
    sent: list[Sent] = field(default_factory=list)
    dropped: dict[date, str] = field(default_factory=dict)
    _person: Person = field(init=False)

    def __post_init__(self) -> None:
        self._person = Person(
            id=1,
            chat_id=1,
            language="en",
            timezone=self.zone,
            day_ends_at=self.day_ends_at,
            consent_version="1",
            consented_at=self.now,
            created_at=self.now,
        )
        self.reminder = Reminder(1, "evening", self.wish, EVERY_DAY, None, enabled=True)
        self.plan()

    @property
    def due(self) -> datetime:
        """When the reminder is due next."""
        assert self.reminder.next_due_at is not None
        return self.reminder.next_due_at

    def turn(self) -> Turn:
        """The bot's own view of this instant."""
        tx: Any = SimpleNamespace(now=self.now, claimed=self.claimed)
        return Turn(tx, DEPS, 1, 1, "en", self._person)

    def plan(self) -> None:
        """Work out when it is due, as after every change and every nudge."""
        due = schedule.due(self.turn(), self.reminder)
        self.reminder = replace(self.reminder, next_due_at=due)

    def change(self, *, zone: str | None = None, wish: time | None = None) -> None:
        """Travel, or wish for another time."""
        self._person = self._person._replace(timezone=zone or self._person.timezone)
        self.reminder = replace(self.reminder, at=wish or self.reminder.at)
        self.plan()

    def sweep(self, now: datetime) -> int:
        """Let the heartbeat look at the clock; how many nudges it sent."""
        self.now = now
        if self.due > now:
            return 0
        turn, was_due = self.turn(), self.due
        day = nudges.day_of(turn, self.reminder)
        reason = "claimed before" if day in self.claimed else None
        self.claimed.add(day)
        nudge = DEPS.registry.nudges[self.reminder.kind]
        reason = reason or nudges.not_wanted(turn, nudge, was_due, day)
        if reason is None:
            self.sent.append(Sent(day, was_due, now - was_due))
        else:
            self.dropped[day] = reason
        self.plan()
        return reason is None

    def live(self, until: datetime) -> None:
        """Let the heartbeat look at exactly every due instant."""
        while self.due <= until:
            self.sweep(max(self.due, self.now))
        self.now = max(self.now, until)


@pytest.fixture(autouse=True)
def database_of_dicts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the rules ask the dicts instead of a database."""

    def state(tx: Any, _user: int, _kind: str, day: date) -> bool:
        return day in tx.claimed

    monkeypatch.setattr(schedule, "nudges", SimpleNamespace(state=state))
    monkeypatch.setattr(days, "is_told", lambda _turn, _day: False)
    monkeypatch.setattr(around, "is_fine", lambda _turn, _kind: False)  # they wish for a minute


def utc(*parts: int) -> datetime:
    """An instant."""
    return datetime(*parts, tzinfo=UTC)

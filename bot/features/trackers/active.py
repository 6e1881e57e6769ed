"""Which of a person's own questions are asked on a day, and in which part of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from conversations.night import DETAIL
from conversations.safety.screen import screen
from conversations.trackers import Question
from storage import trackers
from storage.people import Person
from storage.store import Tx
from storage.trackers import Tracker

SLEEP = frozenset({"sleep", "quality", "night", *DETAIL})


@dataclass(frozen=True, slots=True)
class Asked:
    """A tracker and the question it asks."""

    tracker: Tracker
    question: Question
    retired: bool
    """Whether it was deleted, and only its history is kept."""

    @property
    def active(self) -> bool:
        """Whether it is asked at all."""
        return self.tracker.active and not self.retired

    def applies(self, day: date) -> bool:
        """Whether it is asked on a day."""
        days = self.question.days
        begun = self.tracker.created <= day
        return self.active and begun and (not days or day.isoweekday() in days)


def every(tx: Tx, user_id: int) -> tuple[Asked, ...]:
    """All trackers in their order, resting and retired ones too; one nobody can read is left."""
    return tx.cached("tracker", user_id, "all", lambda: _read(trackers.list_(tx, user_id)))


def _read(rows: Iterable[Tracker]) -> tuple[Asked, ...]:
    read: list[Asked] = []
    for row in rows:
        try:
            question = Question.from_content(row.id, row.content)
        except ValueError:
            continue
        read.append(Asked(row, question, retired=bool(row.content.get("retired"))))
    return tuple(read)


def is_full(tx: Tx, user_id: int) -> bool:
    """Whether there are as many as can be kept apart, retired ones too."""
    return len(every(tx, user_id)) >= trackers.MOST_TRACKERS


def listed(tx: Tx, user_id: int) -> list[Asked]:
    """Those that are not retired."""
    return [asked for asked in every(tx, user_id) if not asked.retired]


def get(tx: Tx, user_id: int, tracker_id: str) -> Asked | None:
    """The one with this id."""
    for asked in every(tx, user_id):
        if asked.tracker.id == tracker_id:
            return asked
    return None


def is_about_harm(question: Question) -> bool:
    """Whether it asks about harm: by the file, or by what its label says."""
    if question.support_from is not None or question.strong_from is not None:
        return True
    return question.own_label and bool(screen(question.label))


def in_pictures(question: Question) -> bool:
    """Whether pictures show it: what is about harm stays out, unless the person wants it there."""
    if question.kind == "text":
        return False
    if question.in_pictures is not None:
        return question.in_pictures
    return not is_about_harm(question)


def morning_steps(tx: Tx, person: Person) -> frozenset[str]:
    """The ids of what is answered in the morning: none of it tells how the day was."""
    own = {a.tracker.id for a in every(tx, person.id) if a.question.part == "morning"}
    return frozenset(own | SLEEP) if person.sleep_in_morning else frozenset(own)

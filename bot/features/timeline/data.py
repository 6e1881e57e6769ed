"""What a timeline tells of: the moods of some weeks, and what happened along them, read once."""

from dataclasses import dataclass
from datetime import date, timedelta

from bot.core import contents
from bot.core.turn import Turn
from bot.features.goals import milestones
from bot.features.history import record
from bot.features.medication import MedicationContent
from bot.features.questionnaires.results import ScaleContent
from bot.features.sessions.preparation import SessionContent
from charts.timeline_view import Sign
from conversations.text import t
from storage import wins

SPANS = {
    "4w": (28, t("4 weeks")),
    "8w": (56, t("8 weeks")),
    "3m": (91, t("3 months")),
    "6m": (182, t("6 months")),
    "1y": (364, t("A year")),
}
SHOWN = 8


@dataclass(frozen=True, slots=True)
class Happened:
    """Something that happened on a day, in the person's words, or a score of a questionnaire."""

    day: date
    sign: Sign
    words: str = ""
    instrument: str = ""
    score: float | None = None


@dataclass(frozen=True, slots=True)
class Stretch:
    """What was told from one day to another."""

    first: date
    last: date
    moods: dict[date, int]
    happened: tuple[Happened, ...]

    def of(self, sign: Sign) -> list[Happened]:
        """What happened of one kind, oldest first."""
        return [event for event in self.happened if event.sign == sign]


def read(turn: Turn, span: str, last: date) -> Stretch:
    """Read what was told in these weeks."""
    first = last - timedelta(days=SPANS[span][0] - 1)
    moods = record.moods(turn, first, last)
    looks = (_won, _met, _scored, _changed)
    happened = [event for look in looks for event in look(turn, first, last)]
    return Stretch(first, last, moods, tuple(sorted(happened, key=lambda event: event.day)))


def _won(turn: Turn, first: date, last: date) -> list[Happened]:
    reached = {
        entry.content.win
        for entry in contents.of_kind(turn.tx, turn.user_id, milestones.ReachedContent)
    }
    found = []
    for won in wins.between(turn.tx, turn.user_id, first, last):
        sign: Sign = "milestone" if won.milestone else "win"
        found.append(Happened(won.day, "goal" if won.id in reached else sign, won.text))
    return found


def _met(turn: Turn, first: date, last: date) -> list[Happened]:
    return [
        Happened(entry.day, "session", entry.content.take_along or "")
        for entry in contents.between(turn.tx, turn.user_id, SessionContent, first, last)
    ]


def _changed(turn: Turn, first: date, last: date) -> list[Happened]:
    return [
        Happened(entry.day, "medication", entry.content.text)
        for entry in contents.between(turn.tx, turn.user_id, MedicationContent, first, last)
    ]


def _scored(turn: Turn, first: date, last: date) -> list[Happened]:
    return [
        Happened(
            entry.day,
            "scale",
            instrument=entry.content.instrument,
            score=entry.content.score,
        )
        for entry in contents.between(turn.tx, turn.user_id, ScaleContent, first, last)
        if entry.content.score is not None
    ]


def quoted(told: Stretch) -> list[Happened]:
    """What is quoted: milestones and goals first, then the latest of the rest."""
    worded = [event for event in told.happened if event.words]
    great = [event for event in worded if event.sign in ("milestone", "goal")][-SHOWN:]
    rest = [event for event in worded if event.sign not in ("milestone", "goal")]
    chosen = [*great, *rest[len(rest) - min(len(rest), SHOWN - len(great)) :]]
    return sorted(chosen, key=lambda event: event.day)

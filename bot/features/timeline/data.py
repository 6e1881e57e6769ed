"""What a timeline tells of: the moods of some weeks, and what happened along them, read once."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from bot.core import contents
from bot.core.turn import Turn
from bot.features import days, look
from bot.features.goals import milestones
from bot.features.history import record
from bot.features.history.leafing import by_length
from bot.features.medication import MedicationContent
from bot.features.questionnaires.results import ScaleContent
from bot.features.sessions.preparation import SessionContent
from charts.stats import middle_half, typical
from charts.theme import Look
from charts.timeline_view import Sign
from conversations.text import t
from storage import answers, check_ins, wins

SPANS = {
    "4w": (28, t("4 weeks")),
    "8w": (56, t("8 weeks")),
    "3m": (91, t("3 months")),
    "6m": (182, t("6 months")),
    "1y": (364, t("A year")),
}
OFFERED = ("8w", "3m", "6m", "1y")
"""Four weeks are a month's picture; older buttons still bring them."""
WEEK = 7
SHOWN = 8


@dataclass(frozen=True, slots=True)
class Happened:
    """Something that happened on a day, in the person's words."""

    day: date
    sign: Sign
    words: str = ""


@dataclass(frozen=True, slots=True)
class Scored:
    """A questionnaire's total on a day."""

    day: date
    instrument: str
    score: float


@dataclass(frozen=True, slots=True)
class ToldWeek:
    """A week that has answers enough: their middle and the half around it."""

    first: date
    last: date
    n: int
    low: int
    median: float
    high: int


@dataclass(frozen=True, slots=True)
class TimelineData:
    """What was told from one day to another by one person, and how this person reads."""

    first: date
    last: date
    moods: dict[date, int]
    of_moments: frozenset[date]
    """The days whose mood is the middle of their moments."""
    usual: frozenset[date]
    """The days that "same as usual" answered: drawn, but not reckoned with."""
    happened: tuple[Happened, ...]
    scored: tuple[Scored, ...]
    language: str
    today: date
    is_first: bool
    """Whether the person began in these days."""
    earlier: date | None
    later: date | None
    look: Look

    @property
    def days(self) -> list[date]:
        """Every day."""
        return [self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1)]

    @property
    def measured(self) -> dict[date, int]:
        """The moods that are reckoned with."""
        return {day: mood for day, mood in self.moods.items() if day not in self.usual}

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not (self.moods or self.happened or self.scored)

    def of(self, sign: Sign) -> list[Happened]:
        """What happened of one kind, oldest first."""
        return [event for event in self.happened if event.sign == sign]

    @property
    def weeks(self) -> list[ToldWeek]:
        """The weeks counted back from the last day, as far as three days of them are known."""
        known = self.measured
        made: list[ToldWeek] = []
        last = self.last
        while last >= self.first:
            first = max(self.first, last - timedelta(days=WEEK - 1))
            moods = [mood for day, mood in known.items() if first <= day <= last]
            half, middle = middle_half(moods), typical(moods)
            if half is not None and middle is not None:
                made.append(ToldWeek(first, last, len(moods), half[0], middle, half[1]))
            last = first - timedelta(days=1)
        return made[::-1]


def read(turn: Turn, span: str, last: date) -> TimelineData:
    """Read what was told in these weeks, none from before the diary began."""
    length = SPANS[span][0]
    nominal, begun, end = last - timedelta(days=length - 1), days.earliest(turn), _newest(turn)
    first = min(max(nominal, begun), last)
    happened = _happened(turn, first, last)
    leafing = by_length(length, partial(_is_told, turn))
    opened = check_ins.between(turn.tx, turn.user_id, first, last)
    return TimelineData(
        first,
        last,
        *record.moods(turn, first, last),
        frozenset(known.day for known in opened if known.as_usual),
        tuple(sorted(happened, key=lambda event: event.day)),
        tuple(_scored(turn, first, last)),
        turn.language,
        turn.today,
        is_first=first > nominal,
        earlier=leafing.earlier(last, begun),
        later=leafing.later(last, end),
        look=look.look(turn),
    )


def _is_told(turn: Turn, first: date, last: date) -> bool:
    """Whether anything of some days can be drawn; mostly an answer shows it at once."""
    return bool(
        answers.of_step(turn.tx, turn.user_id, "mood", first, last)
        or record.moods(turn, first, last).moods
        or _happened(turn, first, last)
        or _scored(turn, first, last)
    )


def _newest(turn: Turn) -> date:
    """Up to today: what happened today belongs to it, and a day not told yet is a gap."""
    return max(turn.today, days.latest(turn))


def _happened(turn: Turn, first: date, last: date) -> list[Happened]:
    return [event for look_ in (_won, _met, _changed) for event in look_(turn, first, last)]


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


def _scored(turn: Turn, first: date, last: date) -> list[Scored]:
    return [
        Scored(entry.day, entry.content.instrument, entry.content.score)
        for entry in contents.between(turn.tx, turn.user_id, ScaleContent, first, last)
        if entry.content.score is not None
    ]


def quoted(told: TimelineData) -> list[Happened]:
    """What is quoted: milestones and goals first, then the latest of the rest."""
    worded = [event for event in told.happened if event.words]
    great = [event for event in worded if event.sign in ("milestone", "goal")][-SHOWN:]
    rest = [event for event in worded if event.sign not in ("milestone", "goal")]
    chosen = [*great, *rest[len(rest) - min(len(rest), SHOWN - len(great)) :]]
    return sorted(chosen, key=lambda event: event.day)

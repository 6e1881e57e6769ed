"""What the page for a session is made of, read once: preview, PDF and record say the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from statistics import median

from bot.core import contents
from bot.core.contents import TypedEntry
from bot.core.turn import Turn
from bot.features import days
from bot.features.history import record
from bot.features.history.measured import MeasuredDays
from bot.features.medication import MedicationContent
from bot.features.questionnaires import results
from bot.features.questionnaires.results import Result
from bot.features.report import lower_days, parts
from bot.features.report.lower_days import TickedWord
from bot.features.report.nights import DiaryNight, nights
from bot.features.sessions.preparation import LeftBehind, SessionContent, left_behind
from charts import stats
from charts.view import Band, Day
from conversations.questionnaires.instrument import Instrument
from conversations.questionnaires.load import instruments
from storage import notes, wins
from storage.notes import Note
from storage.wins import Win

LEAST, MOST = 7, 84
"""Days: fewer show no course, more do not fit on one page."""
USUAL_FROM = timedelta(days=28)
WEEK = 7
FOR_A_WEEK = 3
"""Answered days before a week has a middle, as in the timeline."""


@dataclass(frozen=True, slots=True)
class UsualNight:
    """The middle half of the nights before, in hours, and how many they were."""

    low: float
    high: float
    n: int


@dataclass(frozen=True)
class ReportData(MeasuredDays):
    """The days of the page, the days before them, and what belongs to them."""

    since_session: date | None
    """The last session, where the page begins with it."""
    earlier: tuple[Day, ...]
    """The four weeks before."""
    nights: tuple[DiaryNight, ...]
    sessions: tuple[TypedEntry[SessionContent], ...]
    taken: LeftBehind | None
    agreed: LeftBehind | None
    """What was taken along from a session last, and what was agreed on."""
    medication: tuple[TypedEntry[MedicationContent], ...]
    scales: tuple[tuple[Instrument, tuple[Result, ...]], ...]
    """Each questionnaire of the last twelve weeks, with every time it was answered."""
    wins: tuple[Win, ...]
    helped: tuple[tuple[str, int], ...]
    helped_of: int
    """On how many days it was said what helped, be it nothing."""
    hindered: tuple[TickedWord, ...]
    """What was part of lower days more often than of others."""
    lower_below: int | float | None
    """The mood below which a day is a lower one."""
    lower_days: int
    journal: tuple[Note, ...]
    """The notes that were ticked."""

    @cached_property
    def usual(self) -> Band | None:
        """The usual range of moods."""
        return stats.usual_range([day.mood for day in self.earlier])

    @cached_property
    def usual_night(self) -> UsualNight | None:
        """The usual range of nights: of as many answers as that of moods needs."""
        known = sorted(day.sleep_hours for day in self.earlier if day.sleep_hours is not None)
        if len(known) < stats.FOR_A_RANGE:
            return None
        low, high = (known[-(-len(known) * part // 4) - 1] for part in (1, 3))
        return UsualNight(low, high, len(known))

    @cached_property
    def weekly_medians(self) -> tuple[float | None, ...]:
        """The middle of each whole week, counted back from the last day; oldest first."""
        moods = [day.mood for day in self.measured]
        weeks = [moods[end - WEEK : end] for end in range(len(moods), WEEK - 1, -WEEK)]
        known = ([mood for mood in week if mood is not None] for week in reversed(weeks))
        return tuple(float(median(week)) if len(week) >= FOR_A_WEEK else None for week in known)


def read(turn: Turn, span: str, last: date) -> ReportData:
    """Read the days up to `last`, as far back as the span reaches."""
    begun = days.earliest(turn)
    # What was told today belongs to it, though the day itself is not over.
    until = max(last, turn.horizon) if last >= turn.yesterday else last
    met = [e for e in contents.of_kind(turn.tx, turn.user_id, SessionContent) if e.day <= until]
    length, _ = parts.SPANS[span]
    taken, agreed = left_behind(met)
    since = met[-1].day if met and not length else None
    # Of days before somebody began, silence says nothing.
    first = min(max(_first(since, length or parts.SPANS["4w"][0], last), begun), last)
    now = record.between(turn, first, last)
    length = len(now.days)
    reach = timedelta(days=max(MOST, USUAL_FROM.days))
    earlier = tuple(d for d in record.days_before(turn, first, reach) if d.date >= begun)
    usual = stats.usual_range([day.mood for day in earlier[-USUAL_FROM.days :]])
    edge = lower_days.edge(now, usual)
    lower = lower_days.below(now, edge)
    return ReportData(
        now=now,
        since_session=since if since == first else None,
        earlier=earlier[-USUAL_FROM.days :],
        before=earlier[-length:],
        nights=nights(now),
        sessions=tuple(entry for entry in met if entry.day >= first),
        taken=taken,
        agreed=agreed,
        medication=tuple(contents.between(turn.tx, turn.user_id, MedicationContent, first, until)),
        scales=_scales(turn, first, until),
        wins=tuple(wins.between(turn.tx, turn.user_id, first, until)),
        helped=lower_days.helped(turn, now),
        helped_of=sum(told.get("helped") is not None for told in now.told.values()),
        hindered=lower_days.hindered(turn, now, lower),
        lower_below=edge,
        lower_days=len(lower),
        journal=_journal(turn, first, until),
    )


def _first(since: date | None, length: int, last: date) -> date:
    first = since or last - timedelta(days=length - 1)
    least, most = (last - timedelta(days=n - 1) for n in (LEAST, MOST))
    return max(most, min(first, least))


def _scales(
    turn: Turn, first: date, last: date
) -> tuple[tuple[Instrument, tuple[Result, ...]], ...]:
    reach = min(first, last - timedelta(days=MOST))
    found = []
    for one in instruments():
        told = tuple(result for result in results.results(turn, one) if result.day <= last)
        if any(result.day >= reach and result.score is not None for result in told):
            found.append((one, told))
    return tuple(found)


def _journal(turn: Turn, first: date, last: date) -> tuple[Note, ...]:
    ticked: Sequence[str] = parts.notes(turn)
    if not ticked:
        return ()
    known = notes.between(turn.tx, turn.user_id, first, last)
    return tuple(note for note in known if note.id in ticked)

"""The parts of an exported file as models: from JSON to plain values that can be kept."""

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, JsonValue

from bot.core.fields import (
    EARLIEST,
    MOST_NUMBER,
    Clock,
    Day,
    GoalNumber,
    Name,
    Said,
    Weekdays,
    Words,
)
from bot.features.portability.bounds import MOST_IN_ALBUM, MOST_QUESTIONS
from bot.features.portability.export_names import EVERY_DAY, MORE, OTHER
from bot.features.portability.import_fields import (
    AnyDay,
    AnyInstant,
    Country,
    EndOfDay,
    Key,
    NoteText,
    OwnId,
    Plain,
    Reference,
    Title,
    ToldAt,
    Zone,
)
from conversations.parsing.sleeps import MOST_SLEEPS
from storage.notes import NoteMedium
from storage.people import MOST_CLOCKS, EarlierClock


class FilePart(BaseModel):
    """One thing of a file; what the file says beyond is left out."""

    model_config = ConfigDict(strict=True, frozen=True, defer_build=True)


class ImportedGoal(FilePart):
    """A goal."""

    id: GoalNumber
    title: Title
    horizon: Literal["short", "long"] = "short"
    times_per_week: Annotated[int, Field(ge=1, le=100)] | None = None
    days: Weekdays = ()
    until: Day | None = None
    towards: GoalNumber | None = None
    once: bool = False
    status: Literal["active", "paused", "reached", "let_go"] = "active"
    created: Day = EARLIEST
    changed: Day | None = None


class ImportedReminder(FilePart):
    """A reminder."""

    kind: Literal["evening", "morning"]
    time: Clock
    days: Weekdays = EVERY_DAY


class ImportedClock(FilePart):
    """What was lived by until an instant."""

    until: AnyInstant
    timezone: Zone
    day_ends_at: EndOfDay


class ImportedProfile(FilePart):
    """What is set."""

    language: Name | None = None
    timezone: Zone = None
    day_ends_at: EndOfDay = None
    country: Country | None = None
    paused_until: AnyDay | None = None
    follow_up: bool = True
    follow_up_minutes: Annotated[int, Field(ge=5, le=24 * 60)] | None = 60
    sleep_in_morning: bool = False
    same_as_usual: bool = True
    reminders_off: Annotated[tuple[ImportedReminder, ...], Field(strict=False, max_length=2)] = ()
    earlier_clocks: Annotated[
        tuple[ImportedClock, ...], Field(strict=False, max_length=MOST_CLOCKS)
    ] = ()

    @property
    def clocks(self) -> tuple[EarlierClock, ...]:
        """Them, the oldest first; one of which something is not known is left out."""
        known = (
            EarlierClock(one.until, one.timezone, one.day_ends_at)
            for one in self.earlier_clocks
            if one.timezone is not None and one.day_ends_at is not None
        )
        return tuple(sorted(known, key=lambda clock: clock.until))


class ImportedMedium(FilePart):
    """A recording or a picture of a note."""

    kind: Literal["voice", "audio", "video", "video_note", "photo", "image"]
    seconds: Annotated[int, Field(ge=0, le=MOST_NUMBER)] | None = None
    file: Reference = ""

    @property
    def kept(self) -> NoteMedium:
        """It as it may be kept; what came in here is in no message of this chat."""
        return NoteMedium(self.kind, self.file, self.seconds)


class ImportedNote(FilePart):
    """A note of the journal."""

    id: OwnId = None
    at: ToldAt
    date: Day | None = None
    text: NoteText = ""
    for_therapy: bool = False
    attachment: ImportedMedium | None = None
    more: Annotated[tuple[ImportedMedium, ...], Field(strict=False, max_length=MOST_IN_ALBUM)] = (
        Field(default=(), alias=MORE)
    )

    @property
    def media(self) -> tuple[NoteMedium, ...]:
        """What was recorded, or is to be seen."""
        first = () if self.attachment is None else (self.attachment,)
        return tuple(one.kept for one in (*first, *self.more))


class ImportedWin(FilePart):
    """A win."""

    id: OwnId = None
    at: ToldAt | None = None
    date: Day
    text: Said
    milestone: bool = False


class ImportedMark(FilePart):
    """What was said of a goal on a day."""

    goal: GoalNumber
    status: Literal["done", "partly", "not"]


def _few(said: dict[str, JsonValue]) -> dict[str, JsonValue]:
    if len(said) > MOST_QUESTIONS:
        raise ValueError("more than a day is asked")
    return said


def _few_skipped(said: tuple[str, ...]) -> tuple[str, ...]:
    if len(said) > 2 * MOST_QUESTIONS:
        raise ValueError("more than a day is asked")
    return said


Told = Annotated[dict[Name, Plain], AfterValidator(_few)]


class ImportedNap(FilePart):
    """A sleep beside the night."""

    hours: Annotated[int | float, Field(ge=0, le=24)]
    bed_time: Clock | None = None
    wake_time: Clock | None = None


class ImportedDay(FilePart):
    """A check-in."""

    date: Day
    mood: Annotated[int, Field(ge=1, le=10)] | None = None
    sleep_hours: Annotated[int | float, Field(ge=0, le=24)] | None = None
    sleep_quality: Annotated[int, Field(ge=1, le=5)] | None = None
    bed_time: Clock | None = None
    wake_time: Clock | None = None
    naps: Annotated[tuple[ImportedNap, ...], Field(strict=False, max_length=MOST_SLEEPS)] = ()
    goals: Annotated[tuple[ImportedMark, ...], Field(strict=False, max_length=500)] = ()
    answers: Told = Field(default_factory=dict)
    other: Told = Field(default_factory=dict, alias=OTHER)
    skipped: Annotated[tuple[Name, ...], Field(strict=False), AfterValidator(_few_skipped)] = ()
    note: Words | None = None
    as_usual: bool = False
    for_therapy: bool = False
    told_at: ToldAt | None = None
    completed_at: ToldAt | None = None


class ImportedTracker(FilePart):
    """A tracker, beside what it asks."""

    id: Name
    place: Annotated[int, Field(ge=0, le=MOST_NUMBER)] = 0
    active: bool = True
    created: Day = EARLIEST


class ImportedEntry(FilePart):
    """An entry of any kind."""

    id: OwnId = None
    kind: Name
    date: Day
    at: ToldAt
    content: Annotated[dict[Key, Plain], Field(max_length=200)]


class ImportedScale(FilePart):
    """A questionnaire in the fixed shape, beside what its entry says."""

    id: OwnId = None
    at: ToldAt
    date: Day | None = None

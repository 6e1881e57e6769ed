"""Which parts the page has, and which of them a person wants on it.

What could hurt where it is left lying (thoughts of death, urges, the plan for hard days, the
journal) is there only once it was ticked. Every tick is remembered.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from bot.core.turn import Turn
from conversations.parsing.clean import in_short
from conversations.parsing.spans import read_days_back
from conversations.text import Text, t
from storage import preferences

ON, OFF = "on", "off"
PREFIX, SPAN, NOTES = "report.", "report.span", "report.notes"
MOST_NOTES = 40


@dataclass(frozen=True, slots=True)
class ReportPart:
    """A part by its name; whether it is there while nobody has said anything about it."""

    name: str
    title: Text
    usual: bool = True


PARTS = (
    ReportPart("agenda", t("What I want to talk about")),
    ReportPart("scales", t("Questionnaires")),
    ReportPart("days", t("Mood and sleep, day by day")),
    ReportPart("nights", t("Nights in numbers")),
    ReportPart("goals", t("Goals, and what we agreed on")),
    ReportPart("own", t("My own questions")),
    ReportPart("helped", t("What helped, what got in the way")),
    ReportPart("wins", t("Wins")),
    ReportPart("medication", t("Changes of medication")),
    ReportPart("questions", t("Questions for the session")),
    ReportPart("harm", t("Thoughts of death or self-harm"), usual=False),
    ReportPart("urges", t("Urges"), usual=False),
    ReportPart("plan", t("My plan for hard days"), usual=False),
    ReportPart("diary", t("Page: sleep diary"), usual=False),
    ReportPart("card", t("Page: diary card (DBT), with urges"), usual=False),
)
BY_NAME = {part.name: part for part in PARTS}
SPANS: dict[str, tuple[int, Text]] = {
    "session": (0, t("Since the last session")),
    "2w": (14, t("2 weeks")),
    "4w": (28, t("4 weeks")),
    "8w": (56, t("8 weeks")),
    "12w": (84, t("12 weeks")),
}
USUAL_SPAN = "session"
SpanSaid: TypeAlias = Literal["other", "unread"]
"""How far back was said, and it goes otherwise; or what was said could not be read as that."""
SPAN_SAID: Mapping[SpanSaid, Text] = {
    "other": t(
        "This page can go back 2, 4, 8 or 12 weeks, or to your last session. "
        "I set it to {span}, the closest one."
    ),
    "unread": t(
        "You can type how far back it goes, such as “/report 4 weeks”. This page can go back 2, "
        "4, 8 or 12 weeks, or to your last session."
    ),
}


def wanted(turn: Turn) -> frozenset[str]:
    """Name the parts that the person wants."""
    chosen = preferences.all_(turn.tx, turn.user_id)
    return frozenset(
        part.name for part in PARTS if _is_on(chosen.get(PREFIX + part.name), usual=part.usual)
    )


def _is_on(choice: str | None, *, usual: bool) -> bool:
    # A file that was imported may say anything: that is as if nothing was chosen.
    return choice == ON if choice in (ON, OFF) else usual


def toggle(turn: Turn, name: str) -> None:
    """Tick a part, or take the tick away."""
    preferences.set_(turn.tx, turn.user_id, PREFIX + name, OFF if name in wanted(turn) else ON)


def span(turn: Turn) -> str:
    """How far back the page looks."""
    chosen = preferences.get(turn.tx, turn.user_id, SPAN)
    return chosen if chosen in SPANS else USUAL_SPAN


def choose_span(turn: Turn, name: str) -> None:
    """Look back so far from now on."""
    if name in SPANS:
        preferences.set_(turn.tx, turn.user_id, SPAN, name)


def choose_said(turn: Turn, said: str) -> SpanSaid | None:
    """Look back as far as was said, or as near to it as can be; tell what is to be said of it."""
    words = turn.tongue.words
    if in_short(said) == in_short(turn.tongue.label(SPANS[USUAL_SPAN][1])):
        choose_span(turn, USUAL_SPAN)
        return None
    days = read_days_back(said, turn.today, words)
    if days is None:
        return "unread"
    choose_span(turn, name := _nearest(days))
    return None if SPANS[name][0] == days else "other"


def about_span(turn: Turn, said: SpanSaid | None) -> tuple[Text, ...]:
    """Say how far it can go back, where it was asked for something else."""
    return (SPAN_SAID[said].given(span=SPANS[span(turn)][1]),) if said else ()


def _nearest(days: int) -> str:
    """Name the span that comes closest to so many days; of two, the longer one."""
    lengths = {name: length for name, (length, _) in SPANS.items() if length}
    return min(lengths, key=lambda name: (abs(lengths[name] - days), -lengths[name]))


def notes(turn: Turn) -> tuple[str, ...]:
    """Give the ids of the journal's notes that were ticked."""
    return tuple((preferences.get(turn.tx, turn.user_id, NOTES) or "").split()[:MOST_NOTES])


def toggle_note(turn: Turn, note_id: str) -> bool:
    """Tick a note or take the tick away; False where there are as many as a page can hold."""
    known = notes(turn)
    after = [one for one in known if one != note_id]
    if note_id not in known:
        after.append(note_id)
    if len(after) > MOST_NOTES:
        return False
    preferences.set_(turn.tx, turn.user_id, NOTES, " ".join(after))
    return True

"""The daily check-in: mood, sleep, how it felt, the goals that apply today."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, tzinfo

from conversations.flow import Ask, Flow
from conversations.formats import Checklist, FreeText, Scale, Sleep
from conversations.formats.sleep import NO_SLEEP
from conversations.guards import Is, Not
from conversations.text import Text, t

MOST_NOTE = 2000

MOOD = Scale(1, 10, t("very hard"), t("very good"), summary=t("Mood {value} of {high}"))
QUALITY = Scale(1, 5, t("very poor"), t("very good"), summary=t("Sleep felt {value} of {high}"))


@dataclass(frozen=True, slots=True)
class GoalItem:
    """A goal by its number and the person's own words for it."""

    id: str
    title: str


def check_in(
    *,
    day: date,
    zone: tzinfo,
    goals: Sequence[GoalItem],
    ask_sleep: bool = True,
    note: bool = False,
    today: date | None = None,
) -> Flow:
    """Return the questions for one day; `today` tells whether that day is over."""
    past = today is not None and day < today
    steps = [
        Ask(
            id="mood",
            prompt=t("How was {day}?", day=day) if past else t("How was today?"),
            hint=MOOD.legend(),
            label=t("Mood"),
            format=MOOD,
        )
    ]
    if ask_sleep:
        night = t("And the night before?") if past else t("And last night's sleep?")
        steps += sleep_steps(night, day, zone)
    if goals:
        steps.append(goals_step(goals))
    if note:
        steps.append(note_step())
    return Flow("checkin", tuple(steps))


def morning_sleep(*, day: date, zone: tzinfo) -> Flow:
    """Return the sleep questions alone, for people who prefer them in the morning."""
    return Flow("morning", tuple(sleep_steps(t("Good morning. How was the night?"), day, zone)))


def sleep_steps(prompt: Text, day: date, zone: tzinfo) -> list[Ask]:
    """Ask how long the night ending on a day was, and how it felt."""
    return [
        Ask(
            id="sleep",
            prompt=prompt,
            hint=t("Hours slept. You can also type it: 7:30, 7.5 or 23:10-06:40."),
            label=t("Sleep"),
            format=Sleep(night_ends_on=day, zone=zone),
        ),
        Ask(
            id="quality",
            prompt=t("How did that sleep feel?"),
            hint=QUALITY.legend(),
            label=t("How sleep felt"),
            format=QUALITY,
            when=Not(Is("sleep", NO_SLEEP)),
        ),
    ]


def goals_step(goals: Sequence[GoalItem]) -> Ask:
    """Ask about the goals of the day: one by its name, several as a list to tick."""
    several = len(goals) > 1
    return Ask(
        id="goals",
        prompt=t("Your goals today")
        if several
        else t("{goal}: how did it go?", goal=goals[0].title),
        hint=t("Tap once for done, twice for partly, then Save.") if several else None,
        label=t("Goals"),
        format=Checklist(tuple((goal.id, goal.title) for goal in goals)),
    )


def note_step() -> Ask:
    """Ask for a few words to go with the day."""
    return Ask(
        id="note",
        prompt=t("Anything you would like to remember about the day?"),
        label=t("Note"),
        format=FreeText(MOST_NOTE, example=t("the walk helped")),
    )

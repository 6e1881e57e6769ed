"""The daily check-in: mood, sleep, how it felt, the goals that apply today."""

from collections.abc import Sequence
from datetime import date, tzinfo
from functools import lru_cache
from typing import NamedTuple

from conversations.flow import Answers, Ask, Flow
from conversations.flows.sleep import NONE_KNOWN, UsualTimes, detailed_sleep_steps, sleep_steps
from conversations.formats import Checklist, FreeText, Scale
from conversations.formats.free_text import A_MESSAGE
from conversations.text import Text, t

LAST_NIGHT = t("And how about last night's sleep?")
NIGHT_BEFORE = t("And your sleep the night before {day}?")
GOALS = t("Goals")
YOUR_GOALS, GOALS_OF_A_DAY = t("Your goals today"), t("Your goals on {day}")
THE_GOAL, GOAL_OF_A_DAY = t("{goal}: how did it go?"), t("{goal}: how did it go on {day}?")
TICK = t("Tap once for done, twice for partly, then Save.")

MOOD = Scale(1, 10, t("very low"), t("very good"), summary=t("Mood {value} of {high}"))


class GoalItem(NamedTuple):
    """A goal by its number and the person's own words for it."""

    id: str
    title: str


def check_in(
    *,
    day: date,
    zone: tzinfo,
    goals: Sequence[GoalItem],
    night: Answers | None = None,
    more: Sequence[Ask] = (),
    today: date | None = None,
    usual: UsualTimes = NONE_KNOWN,
    yesterday: bool = False,
) -> Flow:
    """Return the questions for one day; `today` tells whether that day is over.

    `night` are the parts of the night told so far, for those who tell it in detail; `more` are
    the person's own questions, asked after what is asked of everyone.
    """
    other = day if today not in (None, day) else None
    past = today is not None and day < today
    steps = [mood_step(other, yesterday=yesterday)]
    last_night = NIGHT_BEFORE.given(day=day) if past else LAST_NIGHT
    steps += night_steps(last_night, day, zone, night, usual)
    if goals:
        steps.append(goals_step(goals, other))
    steps += more
    return Flow("checkin", tuple(steps))


@lru_cache(maxsize=64)
def mood_step(other: date | None, *, yesterday: bool = False) -> Ask:
    """Ask how today was, or another day by its name."""
    return Ask(
        id="mood",
        prompt=_how_was(other, yesterday=yesterday),
        hint=MOOD.legend(),
        label=t("Mood"),
        format=MOOD,
    )


def _how_was(other: date | None, *, yesterday: bool) -> Text:
    if other is None:
        return t("How was your mood today?")
    return (
        t("How was your mood yesterday, {day}?") if yesterday else t("How was your mood on {day}?")
    ).given(day=other)


def morning(
    *,
    day: date,
    zone: tzinfo,
    ask_sleep: bool = True,
    night: Answers | None = None,
    more: Sequence[Ask] = (),
    usual: UsualTimes = NONE_KNOWN,
) -> Flow:
    """Return the questions for the morning: the night, and the person's own ones."""
    steps = night_steps(t("How was your night?"), day, zone, night, usual) if ask_sleep else []
    return Flow("morning", (*steps, *more))


def night_steps(
    words: Text,
    day: date,
    zone: tzinfo,
    night: Answers | None,
    usual: UsualTimes = NONE_KNOWN,
) -> list[Ask]:
    """Ask about the night in one question, or in detail."""
    if night is None:
        return list(sleep_steps(words, day, zone, usual))
    return detailed_sleep_steps(words, day, zone, night, usual)


def goals_step(goals: Sequence[GoalItem], other: date | None = None) -> Ask:
    """Ask about the goals of the day: one by its name, several as a list to tick."""
    several = len(goals) > 1
    today, of_a_day = (YOUR_GOALS, GOALS_OF_A_DAY) if several else (THE_GOAL, GOAL_OF_A_DAY)
    words = today if other is None else of_a_day.given(day=other)
    return Ask(
        id="goals",
        prompt=words if several else words.given(goal=goals[0].title),
        hint=TICK if several else None,
        label=GOALS,
        format=Checklist(tuple([(goal.id, goal.title) for goal in goals])),
    )


def note(other: date | None = None) -> Flow:
    """Return the question for a note that goes with a check-in, of today or another day."""
    return Flow("note", (note_step(other),))


def note_step(other: date | None = None) -> Ask:
    """Ask for a few words to go with the day."""
    return Ask(
        id="note",
        prompt=t("Anything you'd like to remember about the day?")
        if other is None
        else t("Anything you'd like to remember about {day}?", day=other),
        label=t("Note"),
        format=FreeText(A_MESSAGE, example=t("the walk helped"), may_be_nothing=True),
    )

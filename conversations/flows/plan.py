"""A plan for hard days: seven steps in the fixed order of the Safety Planning Intervention.

Stanley & Brown 2012 (10.1016/j.cbpra.2011.01.001); with follow-up calls it went along with fewer
suicidal acts (Stanley et al. 2018, 10.1001/jamapsychiatry.2018.1776). The wording is our own.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from conversations.flow import Ask, Flow
from conversations.formats import FreeText
from conversations.formats.lines import LONGEST, Lines, size
from conversations.text import Text, t

ROOM = 2600
"""UTF-16 units for all lines, so that plan, headings and what stands around fit in one message."""


@dataclass(frozen=True, slots=True)
class PlanStep:
    """One step: its id, under which lines are stored for ever, its heading and its question."""

    id: str
    title: Text
    question: Text
    hint: Text


PEOPLE, HELPERS = "people", "helpers"
STEPS = (
    PlanStep(
        "signs",
        t("Warning signs"),
        t("How can you tell that a bad time may be coming?"),
        t("A thought, a mood, something you do. For example: I stop answering messages."),
    ),
    PlanStep(
        "alone",
        t("What I can do on my own"),
        t("What can you do on your own to get through the next hour?"),
        t("For example: a hot shower, then the long playlist."),
    ),
    PlanStep(
        "distract",
        t("People and places that take my mind off it"),
        t("Which people or places take your mind off it, even if you don't talk about it?"),
        t("For example: the library. A walk with Sam."),
    ),
    PlanStep(
        PEOPLE,
        t("People I can ask for help"),
        t("Who can you tell when things are bad, and how do you reach them?"),
        t("A name and a number will do. It stays exactly as you type it."),
    ),
    PlanStep(
        HELPERS,
        t("Professionals and help lines"),
        t("Which professionals and help lines can you call?"),
        t("Your therapist, your doctor, the nearest emergency room. Tap a line below to add it."),
    ),
    PlanStep(
        "safer",
        t("Making my surroundings safer"),
        t("What would make the place you are in safer when things are bad?"),
        t("Things you could lock away, or give to someone for a while."),
    ),
    PlanStep(
        "worth",
        t("Worth living for"),
        t("What is one thing that feels worth living for?"),
        t("It can be small. For example: the dog at the door."),
    ),
)
BY_ID: Mapping[str, PlanStep] = {step.id: step for step in STEPS}


def plan(
    lines: Mapping[str, tuple[str, ...]],
    offered: tuple[str, ...] = (),
    *,
    only: str | None = None,
) -> Flow:
    """Return the script after these lines; `offered` are help lines, `only` asks one step."""
    return Flow(
        "plan",
        tuple(
            _ask(step, room(lines), lines.get(step.id, ()), offered)
            for step in STEPS
            if only in (None, step.id)
        ),
    )


def one_line(now: str, left: int) -> Flow:
    """Return the question for other words in place of a line; `left` is room beside it."""
    return Flow(
        "planline",
        (
            Ask(
                id="text",
                prompt=t("What would you like it to say instead?"),
                hint=t("Now: {line}", line=now),
                label=t("Line"),
                format=FreeText(
                    min(LONGEST, max(len(now), left)),
                    example=t("a walk with Sam"),
                    one_line=True,
                    may_speak_of_danger=True,
                ),
            ),
        ),
    )


def room(lines: Mapping[str, tuple[str, ...]]) -> int:
    """Return how much the plan has room for beside these lines."""
    return max(0, ROOM - sum(size(line) for some in lines.values() for line in some))


def _ask(step: PlanStep, left: int, given: tuple[str, ...], offered: tuple[str, ...]) -> Ask:
    return Ask(
        id=step.id,
        prompt=step.question,
        hint=step.hint,
        label=step.title,
        format=Lines(left, given, offered if step.id == HELPERS else ()),
    )

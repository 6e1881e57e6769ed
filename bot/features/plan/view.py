"""The plan in words: the whole of it, and a copy to keep where the bot is not needed."""

from hashlib import sha256

from bot.core import callback_data
from bot.features.plan.kept import PlanLine, SafetyPlan
from bot.outgoing import BLANK, Button, Rows
from conversations.flows.plan import ROOM, STEPS
from conversations.formats.lines import size
from conversations.text import Text, own, strong, t, tn

SUPPORT = Button(t("Support"), callback_data.action("support"))


def body(plan: SafetyPlan) -> tuple[Text, ...]:
    """Say every step that has lines, each under its heading."""
    lines, more = fitting(plan.of(*STEPS), ROOM)
    said: list[Text] = []
    for step in STEPS:
        here = [bullet(line) for line in lines if line.step == step]
        said += [
            *([BLANK] if said and here else []),
            *([strong(step.title)] if here else []),
            *here,
        ]
    if more:
        said += [
            BLANK,
            tn("{n} more line doesn't fit here.", "{n} more lines don't fit here.", more),
        ]
    return tuple(said)


def bullet(line: PlanLine) -> Text:
    """Say one line."""
    return t("• {words}", words=own(line.text))


def fitting(lines: tuple[PlanLine, ...], room: int) -> tuple[tuple[PlanLine, ...], int]:
    """Take the lines that fit; how many do not. Only plans of two places can be longer."""
    left = room
    for number, line in enumerate(lines):
        left -= size(line.text)
        if left < 0:
            return lines[:number], len(lines) - number
    return lines, 0


def overview(plan: SafetyPlan, *notes: Text) -> tuple[Text, ...]:
    """Say the plan, and below it how it stands."""
    text = body(plan) or (t("There's nothing in it yet, and that's fine."),)
    step = plan.stopped_at
    half = (t("You stopped at “{step}”.", step=step.title),) if step else ()
    below = (*half, *notes)
    return (
        strong(t("Your plan for hard days")),
        BLANK,
        *text,
        *((BLANK, *below) if below else ()),
    )


def overview_rows(plan: SafetyPlan, *, is_old: bool) -> Rows:
    """Go on with it, change it, keep a copy, find help."""
    go_on = Button(t("Go on"), callback_data.action("plan.write"), primary=True)
    change = Button(t("Change it"), callback_data.action("plan.steps"))
    label = t("A new copy to pin") if is_old else t("A copy to pin")
    copy = Button(label, callback_data.action("plan.copy"))
    first = (go_on, change) if plan.stopped_at else (change,)
    return (first, *(((copy,),) if plan.lines else ()), (SUPPORT,))


def version(plan: SafetyPlan) -> str:
    """Name what the plan says in a few signs, so that a copy is seen to say something else."""
    said = [(line.step.id, line.text) for line in plan.of(*STEPS)]
    return sha256(repr(said).encode()).hexdigest()[:10]

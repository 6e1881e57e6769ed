"""Goal Attainment Scaling: five levels in the person's own words, and where they stand now.

Levels and their order as in Kiresuk & Sherman 1968; the expected one is asked first, because the
others are said by comparison with it. Self-rated, so this is not the studied form.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from conversations.flow import Answers, Ask, Flow, Option
from conversations.formats import Choice, FreeText
from conversations.formats.free_text import shortened
from conversations.text import Text, own, t

LEVELS = (-2, -1, 0, 1, 2)
MOST = 120
# 0 is what is most likely, not what is wished for: hope above it would lower every score.
QUESTIONS: Mapping[int, Text] = {
    2: t("{goal}: what would be much more than you expect?"),
    1: t("{goal}: what would be somewhat more than you expect?"),
    0: t("{goal}: how far do you think you'll most likely get?"),
    -1: t("{goal}: what would be somewhat less than you expect?"),
    -2: t("{goal}: what would be much less than you expect?"),
}
_ORDER = ((0, "asexpected"), (1, "more"), (2, "muchmore"), (-1, "less"), (-2, "muchless"))
_WEIGHTS = ((1, t("The same as the others")), (2, t("Twice as much")), (3, t("Three times")))


@dataclass(frozen=True, slots=True)
class Scaled:
    """A scaled goal: its words for each level, and its weight."""

    levels: Mapping[int, str]
    weight: int


def scale(title: str) -> Flow:
    """Return the questions that put a goal on a scale."""
    asks = [
        Ask(
            id=step,
            prompt=QUESTIONS[level].given(goal=own(title)),
            hint=t(
                "Best written with your therapist, clear enough that you would both "
                "pick the same one."
            ),
            label=own(signed(level)),
            format=FreeText(
                MOST,
                example=t("outside three days a week"),
                one_line=True,
                may_speak_of_danger=True,
            ),
            optional=False,
        )
        for level, step in _ORDER
    ]
    weight = Ask(
        id="weight",
        prompt=t("How much does it count, compared with your other goals that have a scale?"),
        # For translators: how much a goal counts beside the others.
        label=t("How much it counts"),
        format=Choice(tuple(Option(str(n), name) for n, name in _WEIGHTS)),
    )
    return Flow("scale", (*asks, weight))


def scaled(answers: Answers) -> Scaled:
    """Read the scale off the answers."""
    weight = answers.get("weight")
    return Scaled(
        levels={level: str(answers.get(step) or "") for level, step in _ORDER},
        weight=int(weight) if isinstance(weight, str) and weight.isdecimal() else 1,
    )


def rate(title: str, levels: Mapping[int, str]) -> Flow:
    """Return the question where the person stands on a scale now."""
    return Flow("rate", (rating("level", title, levels),))


def rating(id: str, title: str, levels: Mapping[int, str]) -> Ask:
    """Ask for a level, from the highest to the lowest, in the words of the scale."""
    return Ask(
        id=id,
        prompt=t("{goal}: where are you now?", goal=title),
        label=own(title),
        format=Choice(_options(levels, sorted(LEVELS, reverse=True))),
    )


def signed(level: int) -> str:
    """Write a level with its sign."""
    return f"+{level}" if level > 0 else str(level).replace("-", "−")


def _options(levels: Mapping[int, str], order: Sequence[int]) -> tuple[Option, ...]:
    return tuple(
        Option(
            str(level),
            t("{level}: {words}", level=signed(level), words=own(shortened(levels[level], 50))),
        )
        for level in order
    )

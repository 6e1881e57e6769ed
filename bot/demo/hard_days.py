"""The plan for hard days of the made-up life; whoever has begun their own keeps that alone."""

from bot.core.turn import Turn
from bot.features.plan import kept
from conversations.flows.plan import STEPS

LINES: dict[str, tuple[str, ...]] = {
    "signs": ("I stop answering messages", "two nights without sleep"),
    "alone": ("a hot shower, then the long playlist", "around the block, whatever the weather"),
    "distract": ("the library, upstairs by the window", "Sam's dog"),
    "people": ("Sam, 555 0100, also at night", "my sister"),
    "helpers": ("Dr Lee, 555 0101, until six",),
    "safer": ("Sam has the spare key",),
    "worth": ("the lake in spring",),
}


def add(turn: Turn) -> None:
    """Write the plan, unless there is one."""
    if kept.read(turn).is_begun:
        return
    for step in STEPS:
        kept.keep(turn, step, LINES[step.id])
        kept.settle(turn, step, done=True)

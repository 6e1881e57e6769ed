"""`/timeline`: weeks to a year, with what happened along the mood line."""

from datetime import date
from functools import partial

from bot.core.attachments import Drawing
from bot.core.feature import Action, Command, CommandGroup, Feature, as_command
from bot.core.turn import Turn
from bot.features.timeline import caption, view
from conversations.text import t


def look(turn: Turn, wanted: object) -> Drawing:
    """Read what the picture shows, and its words."""
    asked = view.TimelineAttachment.model_validate(wanted)
    span, last = asked.span, asked.last
    return Drawing(
        asked.kind,
        view.view(turn, span, last),
        f"{asked.kind}-{last.isoformat()}.png",
        caption.caption(turn, span, last),
        turn.keyboard(view.rows(turn, span, last)),
    )


FEATURE = Feature(
    name="timeline",
    commands=(
        Command(
            view.KIND,
            t("your wins and milestones along the mood line"),
            view.run,
            group=CommandGroup.LOOKING_BACK,
        ),
    ),
    buttons={
        view.KIND: Action(view.show, (str, date.fromisoformat)),
        "timeline.new": Action(view.fresh),
    },
    wishes={"timeline": as_command(view.run)},
    attachments=lambda workshop: {view.KIND: partial(workshop.picture, look)},
)

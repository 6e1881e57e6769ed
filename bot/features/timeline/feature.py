"""`/timeline`: weeks to a year, with what happened along the mood line."""

from datetime import date
from functools import partial

from bot.core.attachments import Drawing
from bot.core.callback_data import day, number
from bot.core.feature import Action, Command, CommandGroup, Feature, as_command
from bot.core.turn import Turn
from bot.features.history.drawn import drawing
from bot.features.timeline import caption, data, view
from conversations.text import t


def turn_page(turn: Turn, span: str, last: date, page: int) -> None:
    """Show another page of the same weeks in the place of this one."""
    view.show(turn, span, last, page)


def in_words(turn: Turn, span: str, last: date) -> None:
    """Say all that the picture shows, in as many messages as it takes."""
    if span in data.SPANS:
        for message in caption.messages(turn, data.read(turn, span, last)):
            turn.say(*message)


def look(turn: Turn, wanted: object) -> Drawing:
    """Read what the picture shows, and its words."""
    asked = view.TimelineAttachment.model_validate(wanted)
    told = data.read(turn, asked.span, asked.last)
    shown, words = view.picture(told, asked.page), caption.caption(turn, told)
    return drawing(turn, asked, shown, words, view.rows(told, asked.span, shown, cut=words.is_cut))


FEATURE = Feature(
    name="timeline",
    commands=(
        Command(
            view.KIND,
            t("your moods, questionnaires and milestones over time"),
            view.run,
            group=CommandGroup.LOOKING_BACK,
        ),
    ),
    buttons={
        view.KIND: Action(view.show, (str, day)),
        "timeline.new": Action(view.fresh),
        "timeline.page": Action(turn_page, (str, day, number)),
        "timeline.words": Action(in_words, (str, day)),
    },
    wishes={"timeline": as_command(view.run)},
    attachments=lambda maker_deps: {view.KIND: partial(maker_deps.picture, look)},
)

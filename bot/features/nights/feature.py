"""The sleep picture: `/week sleep`, `/month sleep`, or a button under *More pictures*."""

from datetime import date
from functools import partial

from bot.core.attachments import Drawing
from bot.core.callback_data import day
from bot.core.feature import Action, Feature
from bot.core.turn import Turn
from bot.features.history.drawn import drawing
from bot.features.nights import caption, data, view
from bot.features.nights.data import LENGTHS


def fresh(turn: Turn) -> None:
    """Send it in a message of its own, after a press."""
    turn.ack()
    view.show(turn, "7")


def in_words(turn: Turn, length: str, last: date) -> None:
    """Say all that the picture shows, in as many messages as it takes."""
    if length in LENGTHS:
        for message in caption.messages(data.read(turn, LENGTHS[length], last)):
            turn.say(*message)


def look(turn: Turn, wanted: object) -> Drawing:
    """Read what the picture shows, and its words."""
    asked = view.NightsAttachment.model_validate(wanted)
    found = data.read(turn, LENGTHS[asked.length], asked.last)
    words = caption.caption(found)
    return drawing(turn, asked, view.picture(found), words, view.rows(found, cut=words.is_cut))


FEATURE = Feature(
    name="nights",
    buttons={
        view.KIND: Action(view.show, (str, day)),
        "nights.new": Action(fresh),
        "nights.words": Action(in_words, (str, day)),
    },
    attachments=lambda maker_deps: {view.KIND: partial(maker_deps.picture, look)},
)

"""`/year`: twelve months as a picture, a tile for each day."""

from datetime import date
from functools import partial

from bot.core.attachments import Drawing
from bot.core.callback_data import day
from bot.core.feature import Action, Command, CommandGroup, Feature
from bot.core.turn import Turn
from bot.features.days import past_day
from bot.features.history.drawn import drawing
from bot.features.year import caption, data, view
from conversations.text import t

_YEAR = 4  # digits


def run(turn: Turn, argument: str) -> None:
    """Send the latest twelve months, those that end with a day, or the year that was named."""
    said = argument.strip()
    if not said:
        view.show(turn)
    elif said.isdecimal() and len(said) == _YEAR and date.min.year < int(said) <= turn.today.year:
        view.show(turn, date(int(said), 12, 31))
    elif (last := past_day(turn, argument)) is not None:
        view.show(turn, last)


def fresh(turn: Turn) -> None:
    """Send it in a message of its own, after a press."""
    turn.ack()
    view.show(turn)


def in_words(turn: Turn, last: date) -> None:
    """Say all that the picture shows, in as many messages as it takes."""
    for message in caption.messages(data.read(turn, last)):
        turn.say(*message)


def look(turn: Turn, wanted: object) -> Drawing:
    """Read what the picture shows, and its words."""
    asked = view.YearAttachment.model_validate(wanted)
    found = data.read(turn, asked.last)
    words = caption.caption(found)
    return drawing(turn, asked, view.picture(found), words, view.rows(found, cut=words.is_cut))


FEATURE = Feature(
    name="year",
    commands=(
        Command(
            view.KIND,
            t("a year as a picture, a tile a day"),
            run,
            group=CommandGroup.LOOKING_BACK,
        ),
    ),
    buttons={
        view.KIND: Action(view.show, (day,)),
        "year.new": Action(fresh),
        "year.words": Action(in_words, (day,)),
    },
    attachments=lambda maker_deps: {view.KIND: partial(maker_deps.picture, look)},
)

"""`/week` and `/month`: some days as a picture, to leaf through."""

from datetime import date
from functools import partial

from bot.core import callback_data
from bot.core.attachments import Drawing
from bot.core.callback_data import day, number
from bot.core.feature import Action, Command, CommandGroup, Feature, as_command
from bot.core.turn import Turn
from bot.features.days import latest, past_day
from bot.features.history.drawn import drawing
from bot.features.nights import view as nights
from bot.features.week import caption, data, view
from bot.features.week.lengths import LENGTHS
from bot.outgoing import Button
from conversations.parsing.clean import in_short
from conversations.text import t
from conversations.wishes.gaps import WishWords


def picture(turn: Turn, argument: str, *, kind: str) -> None:
    """Send the latest picture, or the one that ends with the day that was named; or the nights."""
    if in_short(argument) in (nights.KIND, in_short(turn.tongue.label(t("Sleep")))):
        nights.show(turn, str(LENGTHS[kind].days))
    elif not argument.strip():
        view.show(turn, kind)
    elif (last := past_day(turn, argument)) is not None:
        view.show(turn, kind, last)


def days_back(turn: Turn, said: WishWords) -> None:
    """Send the picture that holds the days that were named, or lead to the only one."""
    if said.span is None:
        return
    first, last = said.span
    if first == last:
        button = Button(t("{day}", day=last), callback_data.action("day", last.isoformat()))
        turn.say(t("Here is that day:"), rows=((button,),))
        return
    fits_a_week = (last - first).days < LENGTHS["week"].days
    view.show(turn, "week" if fits_a_week else "month", min(last, latest(turn)))


def leaf(turn: Turn, last: date, *, kind: str) -> None:
    """Show other days in the place of these."""
    view.show(turn, kind, last)


def turn_page(turn: Turn, last: date, page: int, *, kind: str) -> None:
    """Show another page of the same days in the place of this one."""
    view.show(turn, kind, last, page)


def in_words(turn: Turn, last: date, *, kind: str) -> None:
    """Say all that a picture shows, in as many messages as it takes."""
    for message in caption.messages(data.read(turn, kind, last)):
        turn.say(*message)


def look(turn: Turn, wanted: object) -> Drawing:
    """Read what a picture shows, and its words."""
    asked = view.WeekAttachment.model_validate(wanted)
    found = data.read(turn, asked.kind, asked.last, asked.page)
    shown, words = view.picture(found), caption.caption(found)
    return drawing(turn, asked, shown, words, view.rows(found, shown, cut=words.is_cut))


def buttons(kind: str) -> dict[str, Action]:
    """The buttons below a picture of a length."""
    return {
        kind: Action(partial(leaf, kind=kind), (day,)),
        f"{kind}.page": Action(partial(turn_page, kind=kind), (day, number)),
        f"{kind}.words": Action(partial(in_words, kind=kind), (day,)),
    }


FEATURE = Feature(
    name="week",
    commands=(
        Command(
            "week",
            t("your week as a picture"),
            partial(picture, kind="week"),
            daily=True,
            group=CommandGroup.LOOKING_BACK,
        ),
        Command(
            "month",
            t("four weeks as a picture"),
            partial(picture, kind="month"),
            group=CommandGroup.LOOKING_BACK,
        ),
    ),
    buttons={name: action for kind in LENGTHS for name, action in buttons(kind).items()},
    wishes={
        "week": as_command(partial(picture, kind="week")),
        "month": as_command(partial(picture, kind="month")),
        "days_back": days_back,
    },
    attachments=lambda maker_deps: dict.fromkeys(LENGTHS, partial(maker_deps.picture, look)),
)

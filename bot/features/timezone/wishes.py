"""Another zone, wished for in words: "I'm in New York now"."""

from bot.core import callback_data, schedule
from bot.core.turn import Turn
from bot.outgoing import Button
from conversations.text import own, t
from conversations.wishes.gaps import WishWords

MOST = 6  # places of one name, one in a row
ANOTHER = Button(t("Another city"), callback_data.action("set", "zone"))


def move(turn: Turn, said: WishWords) -> None:
    """Move where only one zone can be meant; else ask which one is."""
    zones = list(dict.fromkeys(match.zone for match in said.places))
    before = turn.known.timezone
    if len(zones) > 1 or not all(match.sure for match in said.places):
        labels = {match.zone: match.label for match in reversed(said.places)}
        rows = tuple((_use(labels[zone], zone),) for zone in zones[:MOST])
        turn.say(t("Which one do you mean?"), rows=(*rows, (ANOTHER,)))
    elif zones[0] == before:
        turn.say(t("That's already your time zone: {zone}.", zone=own(before)))
    else:
        schedule.move(turn, zones[0])
        undo = Button(t("Undo"), callback_data.action("zone.use", before))
        turn.say(
            t("Your time zone is {zone} now.", zone=own(turn.known.timezone)),
            t("I'll write at the same times, by the clock there."),
            rows=((undo,),),
        )


def _use(label: str, zone: str) -> Button:
    return Button(own(label), callback_data.action("zone.use", zone))


def change(turn: Turn, _said: WishWords) -> None:
    """Lead to the question where the person is."""
    button = Button(t("Time zone"), callback_data.action("set", "zone"))
    turn.say(
        t("Your time zone is {zone} right now.", zone=own(turn.known.timezone)),
        rows=((button,),),
    )

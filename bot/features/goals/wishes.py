"""Goals, wished for in words: a new one, or a change to one of them."""

from bot.core import callback_data, open_dialog
from bot.core.turn import Turn
from bot.features.goals import dialogs, screens
from bot.features.goals import words as goal_words
from bot.outgoing import Button
from conversations.text import own, t
from conversations.wishes.gaps import WishWords
from storage import goals

MOST = 7  # buttons, with one for all of them


def add(turn: Turn, _said: WishWords) -> None:
    """Ask for a goal, unless something else is being asked just now."""
    if open_dialog.open_dialog(turn) is None:
        dialogs.begin(turn)
    else:
        button = Button(t("Add a goal"), callback_data.action("goal.add"))
        turn.say(t("You can add one here:"), rows=((button,),))


def change(turn: Turn, _said: WishWords) -> None:
    """Show the only goal with what can be done about it, or ask which one is meant."""
    every = goals.list_(turn.tx, turn.user_id)
    there = [goal for goal in every if goal.status in ("active", "paused")]
    if not there:
        screens.show(turn)
    elif len(there) == 1:
        turn.say(*goal_words.sentence(there[0]), rows=goal_words.rows(there[0]))
    else:
        rows = tuple(
            (Button(own(goal.title), callback_data.action("goal", str(goal.number))),)
            for goal in there[:MOST]
        )
        more = (Button(t("All goals"), callback_data.action("goals")),)
        turn.say(t("Which goal?"), rows=(*rows, *((more,) if len(there) > MOST else ())))

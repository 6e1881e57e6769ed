"""The data is the person's: what is kept, all of it handed over, all of it erased."""

from bot.core import callback_data
from bot.core.feature import Action, Command, CommandGroup, Feature, as_command
from bot.core.turn import Turn
from bot.outgoing import BLANK, Button, Rows
from conversations.text import quoted, strong, t, tc
from conversations.wishes.gaps import WishWords
from storage import erase

WAYS: Rows = (
    (Button(t("Erase everything"), callback_data.action("delete.yes")),),
    (
        Button(t("Export first"), callback_data.action("export")),
        Button(tc("erase nothing", "Keep it"), callback_data.action("delete.no")),
    ),
)


def explain(turn: Turn, _argument: str = "") -> None:
    """Say plainly what is stored, where, who could read it, and how to end it."""
    turn.ack()
    turn.say(
        strong(t("What is kept, and who could read it")),
        t("Kept: what you tell me, encrypted with a key of your own."),
        t("What I don't keep: your name, your phone number, or any location you share."),
        quoted(
            t(
                "What I keep, encrypted with a key of your own: your answers and their "
                "questions, your goals, notes and wins, your plan for hard days, and your "
                "settings. Also what you and I write, until it has been handled."
            ),
            t(
                "What I keep without encryption, because I need it to write to you: your "
                "Telegram id, your reminder times, and when I write next. Also which days "
                "have something filled in, but not what it was."
            ),
        ),
        BLANK,
        t("Where: {where}.", where=turn.deps.stored_where),
        t(
            "Who could read it: Telegram, which carries this chat and does not encrypt chats with "
            "bots end to end, and whoever runs this bot. I send nothing to anyone else."
        ),
        BLANK,
        t("How long: until you erase it. /export gives you all of it, /delete erases it."),
        quoted(
            t(
                "After you erase everything, I keep the time and a scrambled number in "
                "place of your id, so that the erasure can be finished whatever happens. "
                "Backups are with whoever runs this bot."
            ),
            t("What was said in this chat stays in Telegram until you clear the chat there."),
        ),
        BLANK,
        t("This is a diary, not an emergency service: /support has help lines."),
    )


def who_reads(turn: Turn, _said: WishWords) -> None:
    """Say in two sentences who could read it, and lead to all of it."""
    turn.say(
        t("I'm a program, and I don't send what you write to anyone."),
        t("Telegram, which carries this chat, and whoever runs this bot could still read it."),
        rows=((Button(t("More about that"), callback_data.action("privacy")),),),
    )


def ask_to_delete(turn: Turn, _argument: str = "") -> None:
    """Ask once before everything is erased."""
    if turn.person is None:
        turn.say(t("Nothing is stored about you, so there's nothing to erase."))
        return
    turn.say(
        strong(t("Erase everything?")),
        t("This erases everything you told me, right away and for good: answers, goals, notes."),
        t("If you'd like to keep a copy, tap “Export first”."),
        rows=WAYS,
    )


def must_be_pressed(turn: Turn) -> None:
    """Tell whoever says "yes" in words that nothing is gone yet, and what erases it."""
    turn.shrink(turn.message_id)
    turn.say(
        t("Nothing is erased yet. To erase it, please tap “Erase everything”."),
        rows=WAYS,
    )


def delete(turn: Turn) -> None:
    """Destroy the person's key and every row about them, and say so."""
    turn.ack()
    if turn.person is not None:
        erase.person(turn.tx, turn.user_id)
        turn.person, turn.erased = None, True
    turn.edit(t("Everything is erased."), message_id=turn.message_id)
    turn.say(
        t("Everything you told me is erased, and the key to it is destroyed."),
        t("The messages in this chat are with Telegram; you can clear the chat there."),
        t("Take care. If you ever want to start again, /start is here."),
    )


def keep(turn: Turn) -> None:
    """Erase nothing."""
    turn.edit(t("Nothing was erased."), message_id=turn.message_id)


FEATURE = Feature(
    name="privacy",
    commands=(
        Command(
            "delete",
            t("erase everything"),
            ask_to_delete,
            open_=True,
            always=True,
            group=CommandGroup.YOURS,
        ),
        Command(
            "privacy",
            t("what is kept, and who could read it"),
            explain,
            open_=True,
            always=True,
            group=CommandGroup.YOURS,
        ),
    ),
    buttons={
        "delete.yes": Action(delete, always=True, is_final=True, if_said="delete.said"),
        "delete.said": Action(must_be_pressed, always=True),
        "delete.no": Action(keep, always=True, is_no=True),
        "privacy": Action(explain, open_=True, always=True),
    },
    wishes={"privacy": who_reads},
    quiet_wishes={"erase": as_command(ask_to_delete)},
)

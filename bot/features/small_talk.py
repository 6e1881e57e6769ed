"""What people say to somebody who listens: a greeting, thanks, and whether anybody is there.

One short line each, never the one said last; none of what was said is kept.
"""

from collections.abc import Callable, Sequence

from bot.core import callback_data, open_dialog, variety
from bot.core.feature import Feature, Granted
from bot.core.turn import Turn
from bot.features import days, support
from bot.outgoing import Button, Rows
from conversations.text import Text, t
from conversations.wishes.gaps import WishWords

THANKS = (
    t("You're welcome."),
    t("Anytime."),
    t("Sure."),
    t("I'm glad you wrote."),
    t("And thank you for writing."),
    t("You're welcome. Write whenever you want to."),
)
ALL_RIGHT = (
    t("All right."),
    t("Okay."),
    t("Good to know."),
    t("Sounds good."),
    t("All right. Take your time."),
    t("Okay. Write whenever you like."),
)
HELLO = (
    t("Hello. It's good to hear from you."),
    t("Hi. How are you?"),
    t("Hello. Thank you for writing."),
    t("Hi. I'm glad you wrote."),
    t("Hello. How are you doing?"),
    t("Hi. Write whatever you like."),
)
MORNING = (
    t("Good morning."),
    t("Good morning. I hope the day is kind to you."),
    t("Good morning. Take it slowly if you can."),
    t("Good morning. It's good to hear from you."),
    t("Good morning. There's no hurry with anything here."),
    t("Good morning. Thank you for writing."),
)
NIGHT = (
    t("Good night. I hope you sleep well."),
    t("Sleep well."),
    t("Good night. You can leave the day here."),
    t("Good night. Everything else can wait until tomorrow."),
    t("Good night. Take care."),
    t("Good night. I hope it's a quiet one."),
)
BYE = (
    t("Bye for now."),
    t("Take care."),
    t("See you later."),
    t("Bye. Write whenever you like."),
    t("Take care of yourself."),
    t("Bye. Thank you for writing."),
)
SORRY = (
    t("There's nothing to be sorry for."),
    t("No need to be sorry. Write whenever it suits you."),
    t("That's all right. You're never late here."),
    t("You don't need to apologize here."),
    t("It's all right. Nothing went wrong."),
    t("That's okay. Everything you told me is still here."),
)
GOOD_TO_HEAR = (
    t("No need to be sorry. It's good to hear from you."),
    t("There's nothing to be sorry for. I'm glad you wrote."),
    t("Please don't be sorry. It's good that you're here."),
    t("No need to apologize. I'm glad to hear from you."),
    t("That's all right. It's good to hear from you again."),
    t("That's all right. You can come back whenever you like, and I'm glad you did."),
)
HOW_ARE_YOU = (
    t("I'm a program, so I'm always the same. It's kind of you to ask."),
    t("Thank you for asking. I'm a program, so nothing changes for me."),
    t("That's kind of you. I'm a program. I'd rather hear how you are."),
)


def _nothing(_turn: Turn) -> Rows:
    return ()


def says(name: str, forms: Sequence[Text], rows: Callable[[Turn], Rows] = _nothing) -> Granted:
    """Answer with one of several lines, another each time.

    A question that is open stands again below the line, in the same message and in place of the
    buttons: it is what is to be answered.
    """

    def answer(turn: Turn, _said: WishWords) -> None:
        line = variety.one_of(turn, name, forms)
        if not open_dialog.ask_again(turn, (line,)):
            turn.say(line, rows=rows(turn))

    return answer


def takes_leave(name: str, forms: Sequence[Text]) -> Granted:
    """Answer somebody who goes, and ask nothing more."""

    def answer(turn: Turn, _said: WishWords) -> None:
        turn.say(variety.one_of(turn, name, forms))
        support.after_goodbye(turn)

    return answer


def what_i_am(turn: Turn, _said: WishWords) -> None:
    """Say that this is a program, and what it does."""
    turn.say(
        t("I'm a program. There's no person behind me."),
        t("I ask about your days, keep what you tell me, and show it to you again."),
        rows=(
            (Button(t("What I can do"), callback_data.action("help")),),
            (Button(t("Who can read this"), callback_data.action("privacy")),),
        ),
    )


FEATURE = Feature(
    name="small_talk",
    wishes={
        "thanks": says("thanks", THANKS),
        "ok": says("ok", ALL_RIGHT),
        "hello": says("hello", HELLO, days.check_in_rows),
        "good_morning": says("good_morning", MORNING),
        "sorry": says("sorry", SORRY),
        "robot": what_i_am,
        "how_are_you": says("how_are_you", HOW_ARE_YOU, days.check_in_rows),
    },
    quiet_wishes={
        "good_night": takes_leave("good_night", NIGHT),
        "bye": takes_leave("bye", BYE),
    },
)

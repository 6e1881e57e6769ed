"""What people say to somebody who listens: a greeting, thanks, and whether anybody is there.

One short line each, different from time to time; none of it is kept.
"""

from collections.abc import Sequence

from bot.core import callback_data, open_dialog
from bot.core.feature import Feature, Granted
from bot.core.turn import Turn
from bot.outgoing import Button, Rows
from conversations.text import Text, t
from conversations.wishes.gaps import WishWords

THANKS = (
    t("You're welcome."),
    t("Anytime."),
    t("Sure."),
    t("I'm glad you wrote."),
    t("And thank you for writing."),
    t("You're welcome. I'm here whenever you want to write."),
)
ALL_RIGHT = (
    t("All right."),
    t("Okay."),
    t("Good."),
    t("Sounds good."),
    t("All right, then."),
    t("Okay. I'm here when you need me."),
)
HELLO = (
    t("Hello. It's good to hear from you."),
    t("Hi. How are you?"),
    t("Hello. I'm here."),
    t("Hi. I'm glad you wrote."),
    t("Hello. How are you doing?"),
    t("Hi. Write whatever you like."),
)
MORNING = (
    t("Good morning."),
    t("Good morning. I hope the day is kind to you."),
    t("Good morning. Take it slowly if you can."),
    t("Good morning. It's good to hear from you."),
)
NIGHT = (
    t("Good night. I hope you sleep well."),
    t("Sleep well."),
    t("Good night. You can leave the day here."),
    t("Good night. Everything else can wait until tomorrow."),
    t("Good night. Take care."),
    t("Good night. I hope it's a quiet one."),
)
BYE = (t("Bye for now."), t("Take care."), t("See you."), t("Bye. Write whenever you like."))
SORRY = (
    t("There's nothing to be sorry for."),
    t("No need to be sorry. Write whenever it suits you."),
    t("That's all right. You're never late here."),
)
CHECK_IN = ((Button(t("Check in now"), callback_data.action("checkin")),),)


def says(forms: Sequence[Text], rows: Rows = ()) -> Granted:
    """Answer with one of several lines, not the same at each time of day.

    The buttons are left away while a question is open: it is what is to be answered.
    """

    def answer(turn: Turn, _said: WishWords) -> None:
        at, is_asked = turn.now, open_dialog.open_dialog(turn) is not None
        words = forms[(at.toordinal() + at.hour * 60 + at.minute) % len(forms)]
        turn.say(words, rows=() if is_asked else rows)

    return answer


def what_i_am(turn: Turn, _said: WishWords) -> None:
    """Say that this is a program, and what it does."""
    turn.say(
        t("I'm a program. There's no person behind me."),
        t("I ask, keep what you tell me, and show it back to you."),
        rows=(
            (Button(t("What I can do"), callback_data.action("help")),),
            (Button(t("Who can read this"), callback_data.action("privacy")),),
        ),
    )


FEATURE = Feature(
    name="small_talk",
    wishes={
        "thanks": says(THANKS),
        "ok": says(ALL_RIGHT),
        "hello": says(HELLO, CHECK_IN),
        "good_morning": says(MORNING),
        "good_night": says(NIGHT),
        "bye": says(BYE),
        "sorry": says(SORRY),
        "robot": what_i_am,
        "how_are_you": says(
            (t("I'm a program, so I'm always the same. It's kind of you to ask."),), CHECK_IN
        ),
    },
)

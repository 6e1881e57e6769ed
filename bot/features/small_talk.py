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
    t("Gladly."),
    t("Any time."),
    t("It's good that you're here."),
    t("Of course."),
    t("And thank you for writing."),
)
ALL_RIGHT = (t("All right."), t("Good."), t("Okay."), t("Fine."))
HELLO = (
    t("Hello. It's good to hear from you."),
    t("Hi. How are you?"),
    t("Hello. I'm here."),
    t("Hi. Nice that you're here."),
)
MORNING = (
    t("Good morning."),
    t("Good morning. I hope the day is gentle with you."),
    t("Morning. Take it slowly if you can."),
)
NIGHT = (
    t("Good night. I hope you sleep well."),
    t("Sleep well."),
    t("Good night. You can leave today here."),
    t("Good night. Tomorrow is soon enough for the rest."),
)
BYE = (t("Bye for now."), t("Take care."), t("See you."), t("Until next time."))
SORRY = (
    t("There is nothing to be sorry for."),
    t("No need to be sorry. You can write whenever it suits you."),
    t("That's all right. Nothing here is ever late."),
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
        t("I am a program, with no person behind me."),
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
            (t("I am a program, so nothing changes for me. It is kind of you to ask."),), CHECK_IN
        ),
    },
)

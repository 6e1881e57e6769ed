"""Once a month: does this diary help, do nothing, or make things heavier?

Monitoring one's mood makes a few people feel worse, and few studies ask (Astill Wright and others
2025, JMIR Ment Health e79500). Who finds it heavier is offered a rest and a lighter diary at once.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Literal, TypeAlias

from bot.core import callback_data, contents
from bot.core.contents import Content
from bot.core.feature import Action, Feature, OptOut
from bot.core.turn import Turn
from bot.features.trackers import light_mode
from bot.features.trackers import screens as tracker_screens
from bot.i18n import day_names
from bot.outgoing import Button, Rows
from conversations.text import Text, t
from storage import preferences

Effect: TypeAlias = Literal["helps", "nothing", "heavier"]
SWITCH, NEXT = "monthly", "monthly.next"
OFF = "off"
FIRST_AFTER = timedelta(days=28)
AGAIN_AFTER = timedelta(days=30)
ANSWERS: dict[Effect, Text] = {
    "helps": t("It helps"),
    "nothing": t("It makes no difference"),
    "heavier": t("It makes things heavier"),
}


class EffectContent(Content):
    """What keeping the diary does."""

    KIND = "diary.effect"
    effect: Effect


def is_due(turn: Turn, chosen: Mapping[str, str]) -> bool:
    """Tell whether a month has passed since the beginning or the last time."""
    if chosen.get(SWITCH) == OFF:
        return False
    next_ = chosen.get(NEXT)
    due = date.fromisoformat(next_) if next_ else turn.first_day + FIRST_AFTER
    return turn.today >= due


def ask(turn: Turn) -> None:
    """Ask it, without a sound; unanswered, it waits for the next month."""
    due = turn.today + AGAIN_AFTER
    preferences.set_(turn.tx, turn.user_id, NEXT, due.isoformat())
    turn.say(
        t("Once a month I ask: does keeping this diary help you?"),
        rows=(
            *(
                (Button(label, callback_data.action("diary", word)),)
                for word, label in ANSWERS.items()
            ),
            (Button(t("Don't ask this again"), callback_data.action("diary.off")),),
        ),
        silent=True,
    )


def answer(turn: Turn, word: Effect) -> None:
    """Keep the answer and act on it."""
    _keep(turn, word)
    text, rows = _reply(word)
    turn.edit(*text, rows=rows, message_id=turn.message_id)


def effect(raw: str) -> Effect:
    """Read an answer from a button."""
    return EffectContent.model_validate({"effect": raw}).effect


def _keep(turn: Turn, word: Effect) -> None:
    """One answer a day: a second press corrects the first."""
    last = contents.latest(turn.tx, turn.user_id, EffectContent)
    if last is not None and last.day == turn.today:
        contents.change(turn.tx, turn.user_id, last, effect=word)
    else:
        contents.add(turn.tx, turn.user_id, turn.today, EffectContent(effect=word))


def _reply(word: Effect) -> tuple[tuple[Text, ...], Rows]:
    if word == "helps":
        return (t("Good to know, thank you."),), ()
    if word == "nothing":
        return (
            t("Thank you for saying so. You can make it shorter, or change what it's about:"),
            t(
                "/trackers for what I ask, /goals for what you work toward, /reminders for "
                "when I write."
            ),
        ), ()
    return (
        t("Thank you for telling me. A diary isn't meant to make things harder."),
        t("Would a break or a shorter diary help? It's worth telling your therapist, too."),
    ), (
        (
            Button(t("A break"), callback_data.action("pause")),
            Button(t("A shorter diary"), callback_data.action("diary.light")),
        ),
        (Button(t("Leave it as it is"), callback_data.action("diary.leave")),),
    )


def lighten(turn: Turn) -> None:
    """Ask for less, on three evenings a week at most, and offer nothing; it can be put back."""
    fewer = light_mode.begin(turn)
    resting = light_mode.questions_rest(turn)
    wake = (Button(t("Ask my own questions again"), callback_data.action("diary.wake")),)
    turn.edit(
        t(
            "It's shorter from now on. The evening question, if it's on, comes only on "
            "{days}, and only once.",
            days=day_names(fewer),
        ),
        t("There's no morning message, and I won't offer anything on my own."),
        *(
            (
                t(
                    "Your own questions are paused, and your answers stay. One tap brings "
                    "them back, here or in /trackers."
                ),
            )
            if resting
            else ()
        ),
        rows=(
            *((wake,) if resting else ()),
            (Button(t("Back to how it was"), callback_data.action("diary.full")),),
        ),
        message_id=turn.message_id,
    )


def wake(turn: Turn) -> None:
    """Ask the person's own questions again; everything else stays light."""
    turn.ack(t("I'll ask them again.") if light_mode.wake(turn) else t("I'm already asking them."))
    tracker_screens.show(turn, edit=True)


def restore(turn: Turn) -> None:
    """Put everything back as it was before it became lighter."""
    if light_mode.end(turn):
        turn.edit(t("Everything is back to how it was."), message_id=turn.message_id)
    else:
        turn.ack(t("It's already back to how it was."))


def leave(turn: Turn) -> None:
    """Change nothing."""
    turn.edit(t("All right, it stays as it is."), message_id=turn.message_id)


def turn_off(turn: Turn) -> None:
    """Ask it no more."""
    preferences.set_(turn.tx, turn.user_id, SWITCH, OFF)
    turn.edit(t("I won't ask that again."), message_id=turn.message_id)


FEATURE = Feature(
    name="monthly_check",
    buttons={
        "diary": Action(answer, (effect,)),
        "diary.light": Action(lighten),
        "diary.full": Action(restore),
        "diary.wake": Action(wake),
        "diary.leave": Action(leave),
        "diary.off": Action(turn_off),
    },
    entries=(EffectContent,),
    opt_outs=(OptOut(SWITCH, t("Once a month: does this diary help?")),),
)

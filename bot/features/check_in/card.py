"""The card of a day: what was noted, one warm line, and what can be done with it."""

from datetime import date, timedelta

from bot.core import callback_data
from bot.core.turn import Turn
from bot.features.check_in import night_doubts
from bot.features.days import is_told, yesterday_is_open
from bot.features.history import summary
from bot.features.journal import prompts as journal_prompts
from bot.features.plan import offers as plan_offers
from bot.features.trackers import factors
from bot.features.trackers import steps as tracker_steps
from bot.outgoing import BLANK, GOES_ON, Button, Rows
from conversations.text import Text, t
from storage import answers, check_ins, conversations
from storage.conversations import Conversation

# Plain facts and thanks; nothing that praises, compares or promises.
WARM = (
    t("Thank you for telling me."),
    t("It's saved. That's all for today."),
    t("Thanks for checking in."),
    t("Thank you. Have a quiet evening."),
    t("That's all I wanted to ask."),
    t("Thanks for letting me know how it was."),
    t("It's saved. The rest of the day is yours."),
    t("Thank you. Take care of yourself."),
)
# However usual hard days have become, each of them is met.
HARD = (
    t("A hard day. Thank you for telling me."),
    t("I'm sorry it was such a hard day."),
    t("That sounds like a lot. Thank you for telling me."),
    t("That was a hard day to get through. There's nothing more you have to do now."),
    t("Thank you for telling me, even on a day like this."),
    t("I'm sorry. Be as kind to yourself tonight as you can."),
)
HARD_AGAIN = (
    t("Another hard day. Thank you for telling me."),
    t("It's still so hard. I'm sorry."),
    t("Another hard day. I'm glad you told me."),
    t("One hard day after another is a lot. Thank you for telling me."),
    t("I'm sorry it wasn't any easier."),
    t("Hard again, and you still told me. Thank you."),
)
FIRST_DAY = t("That was your first check-in. It can always be this short.")
FIRST_LONG_DAY = t(
    "That was your first check-in. You can skip any question, and turn off "
    "any of your own in /trackers."
)
WELCOME_BACK = t("Good to hear from you again.")


def show(
    turn: Turn,
    day: date,
    *,
    conversation: Conversation | None = None,
    fresh: bool = False,
    below: tuple[Text, ...] = (),
) -> None:
    """Show the card of a day, in the conversation's message or in a new one.

    `below` stands in the place of the warm line.
    """
    conversation = conversation or conversations.of_day(turn.tx, turn.user_id, "checkin", day)
    if conversation is None:
        return
    warm = below or (*_helped_before(turn, day), BLANK, warm_line(turn, day))
    text = (t("Noted for {day}", day=day), *summary.told(turn, day), *warm)
    rows = (*night_doubts.rows(turn, conversation, day), *_rows(turn, day))
    if fresh:
        turn.shrink(conversation.message_id, GOES_ON)
        turn.say(*text, rows=rows, conversation=conversation.id)
    else:
        turn.edit(
            *text,
            rows=rows,
            conversation=conversation.id,
            message_id=turn.message_id,
            shown=conversation.message_id,
        )


def warm_line(turn: Turn, day: date) -> Text:
    """Choose one warm line: for a hard day, a first one, a return, or one of the usual ones."""
    if _was_hard(turn, day):
        again = _was_hard(turn, day - timedelta(days=1)) and day.toordinal() % 2
        words = HARD_AGAIN if again else HARD
        return words[day.toordinal() // 2 % len(words)]
    earlier = check_ins.last_before(turn.tx, turn.user_id, day)
    if earlier is None and _is_the_only_one(turn, day) and _was_begun_today(turn, day):
        told = answers.of_day(turn.tx, turn.user_id, day)
        return FIRST_LONG_DAY if tracker_steps.asked(turn, day, told) else FIRST_DAY
    if day == turn.today and earlier is not None and (day - earlier).days > 3:
        return WELCOME_BACK
    return WARM[day.toordinal() % len(WARM)]


def _is_the_only_one(turn: Turn, day: date) -> bool:
    """Whether no later day has been told either, up to today."""
    latest = check_ins.last_before(turn.tx, turn.user_id, turn.today + timedelta(days=1))
    return latest in (None, day)


def _was_begun_today(turn: Turn, day: date) -> bool:
    """Whether it is new, and not an older one that is being changed."""
    known = check_ins.get(turn.tx, turn.user_id, day)
    return known is not None and turn.day_of(known.opened_at) == turn.today


def _was_hard(turn: Turn, day: date) -> bool:
    mood = answers.of_day(turn.tx, turn.user_id, day).get("mood")
    return mood is not None and isinstance(mood.value, int) and mood.value <= factors.LOW


def _helped_before(turn: Turn, day: date) -> tuple[Text, ...]:
    """On a hard day, what the person noted on such days before, in their own words."""
    lines = factors.helped_before(turn, day) if _was_hard(turn, day) else ()
    return (BLANK, *lines) if lines else ()


def _rows(turn: Turn, day: date) -> Rows:
    mood = answers.of_day(turn.tx, turn.user_id, day).get("mood")
    return (*_day_rows(turn, day), *plan_offers.of_day(turn, day, mood and mood.value))


def _day_rows(turn: Turn, day: date) -> Rows:
    iso = day.isoformat()
    known = check_ins.get(turn.tx, turn.user_id, day)
    marked = known is not None and known.for_therapy
    # Three in a row would break their words on a narrow phone.
    first = (
        Button(t("Add a note"), callback_data.action("note", iso)),
        Button(t("Edit"), callback_data.action("edit", iso)),
    )
    mark = Button(
        t("✓ For therapy") if marked else t("For therapy"),
        callback_data.action("therapy", iso, callback_data.switch(on=not marked)),
    )
    if day == turn.today and yesterday_is_open(turn):
        return (first, (mark, Button(t("Fill in yesterday"), callback_data.action("yesterday"))))
    if day != turn.today and not is_told(turn, turn.today):
        return (first, (mark, Button(t("Fill in today"), callback_data.action("checkin"))))
    prompt = journal_prompts.button(turn) if day == turn.today else ()
    return (first, (mark,), prompt) if prompt else (first, (mark,))

"""Typed words and pressed buttons on their way to the question they answer."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from bot.core import callback_data as buttons
from bot.core import dialog as talking
from bot.core import schedule as reminding
from bot.core.callback_data import Reply, Verb
from bot.core.turn import Turn
from bot.dispatch.dialogs import KINDS
from bot.features import mood as moments
from bot.features import notes as journal
from bot.features.check_in import card
from bot.features.check_in import dialog as check_in
from bot.features.goals.dialogs import GOAL_FIELD
from bot.features.history import days
from bot.outgoing import Button
from conversations.events import Back, Event, Focused, Opened, Saved, Skipped, Tapped, Typed
from conversations.formats import FreeText
from conversations.parsing.clean import in_short
from conversations.parsing.numbers import read_number
from conversations.text import Text, own, t
from storage import outbox, talks
from storage.talks import Talk

# A past day that is being filled in, and its questions with it, waits a little longer.
PAST_DAY_WAITS = timedelta(hours=2)
# So many words are more than a slip.
A_NOTE = 4


def open_talk(turn: Turn) -> Talk | None:
    """Find the question that typed words would answer; forgotten ones are put away in passing."""
    long_ago = turn.now - timedelta(days=400)
    while (talk := talks.latest(turn.tx, turn.user_id, touched_after=long_ago)) is not None:
        if talk.flow in KINDS and _still_waits(turn, talk):
            return talk
        # Its buttons go on working: a day can be told at any time.
        talks.close(turn.tx, turn.user_id, talk.id)
    return None


def _still_waits(turn: Turn, talk: Talk) -> bool:
    if talk.flow == check_in.CHECK_IN.name:
        return talk.day == turn.today or talk.touched_at > turn.now - PAST_DAY_WAITS
    # Any other question takes words only while nothing else was begun after it.
    newest = talks.newest(turn.tx, turn.user_id)
    last = newest is None or newest.id == talk.id
    return last and talk.touched_at > turn.now - KINDS[talk.flow].waits


def typed(turn: Turn, text: str) -> None:
    """Take words as the answer to the open question, else as a moment or a journal note."""
    talk = open_talk(turn)
    if talk is None:
        if not moments.typed(turn, text):
            journal.keep(turn, text)
        return
    command = _meant_command(turn, text)
    if command is not None and not _takes_any_words(turn, talk):
        command(turn)
        return
    turn.written_in = written_in = turn.message_id
    turn.message_id = None
    understood = talking.feed(turn, KINDS[talk.flow], talk, Typed(text, turn.tongue))
    if not understood and _was_unasked(talk) and _says_something(turn, text):
        turn.message_id = written_in
        journal.keep(turn, text)


def _was_unasked(talk: Talk) -> bool:
    """Tell whether the bot came with the question, so that words may be a thought of their own."""
    of_look_back = talk.flow == GOAL_FIELD.name and "then" in talk.state.get("about", {})
    return talk.flow == check_in.CHECK_IN.name or of_look_back


def _meant_command(turn: Turn, text: str) -> Callable[[Turn], None] | None:
    """Read the few words that, in the middle of a question, mean a command."""
    said, words = in_short(text), turn.tongue.words
    if said in words.skip:
        return skip_open
    if said in words.back:
        return go_back
    return put_away if said in words.put_away else None


def _takes_any_words(turn: Turn, talk: Talk) -> bool:
    ask = talking.current(turn, KINDS[talk.flow], talk)
    return ask is not None and isinstance(ask.format, FreeText)


def _says_something(turn: Turn, text: str) -> bool:
    """Words that were no answer are kept as a note; a slip at a number is not worth one."""
    if read_number(text, turn.tongue.words) is not None:  # "seventy" is one as much as 70
        return False
    if len(text.split()) >= A_NOTE:  # "we walked 5 km today" is no slip
        return any(character.isalpha() for character in text)
    return not any(character.isdigit() for character in text) and any(
        character.isalpha() for character in text
    )


def pressed(turn: Turn, reply: Reply) -> None:
    """Take a press as the answer to the question it belongs to, wherever that stands now."""
    talk = talks.get(turn.tx, turn.user_id, reply.talk)
    if talk is None or talk.flow not in KINDS:
        turn.ack(t("That question is over."))
        return
    done = talking.current(turn, KINDS[talk.flow], talk) is None
    if talk.closed and reply.verb is not Verb.FOCUS and (done or talk.day is None):
        _closed(turn, talk)
        return
    elsewhere = turn.message_id is not None and talk.message_id != turn.message_id
    talk = _moved(turn, talk)
    said = len(turn.said)
    talking.feed(turn, KINDS[talk.flow], replace(talk, closed=False), _event(reply))
    if elsewhere and len(turn.said) == said:
        # A copy that shows an earlier question: whoever presses it again must see how far it is.
        talking.feed(turn, KINDS[talk.flow], talk, Opened())


def _moved(turn: Turn, talk: Talk) -> Talk:
    """Go on in the newest message of the talk that is known: the one pressed, or one below it."""
    number = turn.message_id
    if number is None or number == talk.message_id:
        return talk
    if talk.message_id is not None and number < talk.message_id:
        turn.edit(t("This goes on further down."), message_id=number)
        turn.message_id = talk.message_id
        return talk
    outbox.arrived(turn.tx, turn.chat_id, talk.id, number)
    talks.set_message(turn.tx, turn.user_id, talk.id, number)
    return replace(talk, message_id=number)


def _event(reply: Reply) -> Event:
    match reply.verb:
        case Verb.ANSWER:
            return Tapped(reply.step, reply.value)
        case Verb.SAVE:
            return Saved(reply.step)
        case Verb.SKIP:
            return Skipped(reply.step)
        case Verb.BACK:
            return Back(reply.step)
        case Verb.FOCUS:
            return Focused(reply.step)


def _closed(turn: Turn, talk: Talk) -> None:
    """Explain an old button, and offer what the person may have wanted."""
    if talk.flow == "checkin" and talk.day is not None:
        turn.ack(t("That day is told already."))
        if turn.message_id is not None and turn.message_id != talk.message_id:
            edit = Button(
                t("Edit {day}", day=talk.day), buttons.action("edit", talk.day.isoformat())
            )
            turn.edit(
                t("{day} is told already.", day=talk.day),
                rows=((edit,),),
                message_id=turn.message_id,
            )
    else:
        turn.ack(t("That question is over."))


def skip_open(turn: Turn) -> None:
    """Skip the open question, if there is one."""
    talk = open_talk(turn)
    if talk is None:
        turn.say(t("No question is open."))
        return
    turn.message_id = None
    talking.feed(turn, KINDS[talk.flow], talk, Skipped())


def go_back(turn: Turn) -> None:
    """Show the question before the open one."""
    talk = open_talk(turn)
    if talk is None:
        return
    kind = KINDS[talk.flow]
    flow, session = kind.flow(turn, talk), kind.session(turn, talk)
    if flow.before(session.answers, flow.current(session.answers, session.focus)) is None:
        turn.say(t("This is the first question. /cancel puts it away."))
        return
    turn.message_id = None
    talking.feed(turn, kind, talk, Back())


def put_away(turn: Turn) -> None:
    """Close the open question; what was told stays told."""
    talk = open_talk(turn)
    if talk is None:
        turn.say(t("No question is open. Nothing was changed."))
        return
    talks.close(turn.tx, turn.user_id, talk.id)
    for kind in ("followup", "snooze"):
        reminding.never(turn, kind)
    is_day = talk.day is not None and talk.flow == check_in.CHECK_IN.name
    turn.message_id = None  # that is the person's own message, which no bot can edit
    if is_day and talk.day is not None and days.is_told(turn, talk.day):
        card.show(turn, talk.day, talk=talk)
    elif talk.message_id is not None:
        turn.edit(t("Put away."), talk=talk.id)
    turn.say(_way_back(turn, talk) if is_day else t("Put away."))


def _way_back(turn: Turn, talk: Talk) -> Text:
    """Say how to go on with a day that was put away: /checkin knows only today."""
    if talk.day is None or talk.day == turn.today:
        return t("Put away. /checkin goes on where you stopped.")
    return t("Put away. /day {date} goes on where you stopped.", date=own(talk.day.isoformat()))

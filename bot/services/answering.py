"""Typed words and pressed buttons on their way to the question they answer."""

from dataclasses import replace
from datetime import timedelta

from bot import buttons
from bot.buttons import Reply, Verb
from bot.outgoing import Button
from bot.services import journal, moments, talking
from bot.services.kinds import KINDS
from bot.services.turn import Turn
from conversations.events import Back, Event, Focused, Opened, Saved, Skipped, Tapped, Typed
from conversations.text import t
from storage import outbox, talks
from storage.talks import Talk

# Words typed later than this are rather a new thought than an answer to an old question.
WAITS = timedelta(hours=12)
# More words than any answer has: they are kept as a note if the question cannot use them.
A_NOTE = 4


def open_talk(turn: Turn) -> Talk | None:
    """Find the question that typed words would answer."""
    return talks.latest(turn.tx, turn.user_id, touched_after=turn.now - WAITS)


def typed(turn: Turn, text: str) -> None:
    """Take words as the answer to the open question, else as a journal note."""
    talk = open_talk(turn)
    if talk is None or talk.flow not in KINDS:
        if not moments.typed(turn, text):
            journal.keep(turn, text)
        return
    written_in = turn.message_id
    turn.message_id = None
    understood = talking.feed(turn, KINDS[talk.flow], talk, Typed(text))
    if not understood and len(text.split()) >= A_NOTE:
        turn.message_id = written_in
        journal.keep(turn, text)


def pressed(turn: Turn, reply: Reply) -> None:
    """Take a press as the answer to the question it belongs to, wherever that stands now."""
    talk = talks.get(turn.tx, turn.user_id, reply.talk)
    if talk is None or talk.flow not in KINDS:
        turn.ack(t("That question is over."))
        return
    if talk.closed and reply.verb is not Verb.FOCUS:
        _closed(turn, talk)
        return
    elsewhere = turn.message_id is not None and talk.message_id != turn.message_id
    if elsewhere:
        talk = _moved(turn, talk)
    said = len(turn.said)
    talking.feed(turn, KINDS[talk.flow], replace(talk, closed=False), _event(reply))
    if elsewhere and len(turn.said) == said:
        # A copy that shows an earlier question: whoever presses it again must see how far it is.
        talking.feed(turn, KINDS[talk.flow], talk, Opened())


def _moved(turn: Turn, talk: Talk) -> Talk:
    """Go on in the message that was pressed."""
    number = turn.message_id
    if number is not None and (talk.message_id is None or number > talk.message_id):
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


def put_away(turn: Turn) -> None:
    """Close the open question; what was told stays told."""
    talk = open_talk(turn)
    if talk is None:
        turn.say(t("No question is open. Nothing was changed."))
        return
    talks.close(turn.tx, turn.user_id, talk.id)
    if talk.message_id is not None:
        turn.edit(t("Put away. What you told so far is kept."), talk=talk.id)
    turn.say(
        t("Put away. /checkin goes on where you stopped.")
        if talk.flow == "checkin"
        else t("Put away.")
    )

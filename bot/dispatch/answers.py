"""Typed words and pressed buttons on their way to the question they answer."""

from collections.abc import Callable

from bot.core import callback_data, dialogs, open_dialog, question, typed_answers
from bot.core.callback_data import QuestionPress, Verb
from bot.core.dialog import is_over
from bot.core.standing import OWN_WORDS
from bot.core.turn import Turn
from bot.dispatch import buttons, in_sight, unanswered
from bot.dispatch.in_sight import OpenQuestion, Press
from bot.dispatch.unanswered import is_name
from bot.features import mood
from bot.outgoing import GOES_ON, Button
from conversations.events import Back, Event, Focused, Opened, Saved, Skipped, Tapped, Typed
from conversations.flow import AnswerFormat, Ask
from conversations.formats import FreeText, Scale, Zone
from conversations.parsing.clean import clean, in_short
from conversations.parsing.nothing_to_say import says_nothing
from conversations.parsing.vocabulary import Vocabulary
from conversations.text import Rejected, Undecided, t
from storage import conversations, outbox
from storage.conversations import Conversation


def typed(
    turn: Turn,
    text: str,
    *,
    must_stay: bool = False,
    is_no_name: bool = False,
    reply_to: int | None = None,
) -> None:
    """Take words for a button in sight, an answer to the open question, a moment, or a note.

    A reply answers the question it was written under, however long ago that was asked. Words
    that `must_stay` become a note where they are no answer, whatever was asked; nobody is told
    then how a number is typed, and no button is meant by them. What `is_no_name`, or says how
    hard it is, becomes one where a name is asked for, and the question stays open.
    """
    asked = open_dialog.under(turn, reply_to) if reply_to is not None else None
    found = asked or open_dialog.open_dialog(turn)
    question = OpenQuestion(*found, dialogs.load(turn, *found)) if found is not None else None
    ask = question.script.current if question is not None else None
    own_only = asked is not None or (ask is not None and type(ask.format) in OWN_WORDS)
    press = None if must_stay else in_sight.meant(turn, text, question, own_only=own_only)
    command = _meant_command(turn, text, question)
    if press is not None:
        _press_in_words(turn, press)
    elif command is not None:
        command(turn)
    elif must_stay and unanswered.is_no_answer(turn, ask, text, plain=is_no_name):
        unanswered.keep_beside(turn, text)
    elif question is not None and not must_stay and unanswered.asks_me(turn, text, question):
        pass
    elif question is None:
        if not mood.typed(turn, text):
            unanswered.take(turn, text, None, must_stay=must_stay)
    elif ask is not None and not _answers(turn, ask, text):
        unanswered.take(turn, text, question, must_stay=must_stay)
    else:
        turn.answer_message_id, turn.message_id = turn.message_id, None
        event = Typed(text, turn.tongue)
        dialogs.feed(turn, question.dialog, question.conversation, event, script=question.script)


def _press_in_words(turn: Turn, press: Press) -> None:
    """Do what the button does, below the words; a notice it would have brought is said."""
    before = len(turn.replies)
    if isinstance(press, QuestionPress):
        turn.shrink(turn.screen)
        turn.message_id = None
        pressed(turn, press)
    else:
        buttons.run(turn, press.name, press.args)
    if not any(reply.method.startswith("send") for reply in turn.replies[before:]):
        turn.say(turn.unsaid or t("All right."))


def _takes_any_words(ask: Ask | None) -> bool:
    return ask is not None and type(ask.format) is FreeText


def _answers(turn: Turn, ask: Ask, text: str) -> bool:
    """Tell whether words are an answer to a question, or one of two that can be told apart."""
    try:
        ask.format.parse(text, turn.tongue)
    except Undecided:
        return True
    except Rejected:
        return False
    return True


def takes_any_words(turn: Turn) -> bool:
    """Tell whether the open question takes whatever is typed, also "help"."""
    found = open_dialog.waiting(turn)
    return found is not None and _takes_any_words(dialogs.load(turn, *found).current)


def _meant_command(
    turn: Turn, text: str, question: OpenQuestion | None
) -> Callable[[Turn], None] | None:
    """Read the few words that, in the middle of a question, mean a command.

    A text that is asked for may say "skip" or "back" where no such button stands below it; a name
    may be "back", but none is "skip", "no" or "nothing". Where nothing is asked, "skip" still is
    no note.
    """
    said, words = in_short(text), turn.tongue.words
    if question is None:
        return open_dialog.skip if said in words.skip else None
    ask = question.script.current
    if said in words.put_away:
        return open_dialog.put_away
    if said in words.skip and not _takes_any_words(ask):
        return open_dialog.skip
    if is_name(ask) and (said in words.skip or said in words.not_done):
        return open_dialog.skip
    if type(ask_format := ask.format if ask else None) is FreeText:
        nothing = ask_format.may_be_nothing and says_nothing(text, words)
        return open_dialog.skip if nothing else None
    if _is_no_answer(ask_format, said, words):
        return open_dialog.skip
    return open_dialog.go_back if said in words.back else None


def _is_no_answer(asked: AnswerFormat | None, said: str, words: Vocabulary) -> bool:
    """Read "idk" where a city is asked for, and "no" where that says nothing of how much."""
    if type(asked) is Zone:
        return said in words.undecided
    is_no = said[:1].isalpha() and said in words.no
    return is_no and type(asked) is Scale and not asked.no_is_none


def pressed(turn: Turn, reply: QuestionPress) -> None:
    """Take a press as the answer to the question it belongs to, wherever that stands now."""
    conversation = conversations.get(turn.tx, turn.user_id, reply.conversation)
    dialog = open_dialog.dialog_of(turn, conversation) if conversation is not None else None
    if conversation is None or dialog is None:
        is_over(turn)
        return
    script = dialogs.load(turn, dialog, conversation)
    is_finished = conversation.day is None and script.current is None
    is_closed = conversation.closed and (conversation.day is None or script.current is None)
    # A day's answer can be changed, and what was left be gone on with; what was saved is over.
    if is_closed and (is_finished or reply.verb is not Verb.FOCUS):
        dialog.on_old_button(turn, conversation)
        return
    elsewhere = turn.message_id is not None and conversation.message_id != turn.message_id
    conversation = _moved(turn, conversation)
    if reply.verb is Verb.AWAY:
        open_dialog.leave(turn, conversation)
        return
    if reply.verb is Verb.PAGE:
        conversation = question.turned_to(conversation, reply.step, reply.value)
        conversations.save(turn.tx, conversation)
    said = len(turn.replies)
    if conversation.closed:
        conversation = conversation._replace(closed=False)
    dialogs.feed(turn, dialog, conversation, _event(reply), script=script)
    if elsewhere and len(turn.replies) == said:
        # A copy that shows an earlier question: whoever presses it again must see how far it is.
        dialogs.feed(turn, dialog, conversation, Opened())


def _moved(turn: Turn, conversation: Conversation) -> Conversation:
    """Go on in its newest message that is known: the one pressed, or one below it.

    Which one it is, is kept with whatever the press leads to.
    """
    number = turn.message_id
    if number is None or number == conversation.message_id:
        return conversation
    if conversation.message_id is not None and number < conversation.message_id:
        turn.edit(GOES_ON, message_id=number)
        turn.message_id = conversation.message_id
        return conversation
    outbox.arrived(turn.tx, turn.chat_id, conversation.id, number)
    return conversation._replace(message_id=number)


def _event(reply: QuestionPress) -> Event:
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
        case Verb.PAGE | Verb.AWAY:
            return Opened()


def edited(turn: Turn, message_id: int, text: str) -> None:
    """Let what was kept from a message follow its edit; of an answer, say how it is changed.

    An answer is never taken back behind the next question's back, and Telegram also tells of
    edits in which no word changed.
    """
    if not clean(text).strip():
        return
    if not any(follow(turn, message_id, text) for follow in turn.deps.registry.edited):
        conversation = typed_answers.taken(turn, message_id, text)
        if conversation is not None:
            _explain(turn, conversation)


def _explain(turn: Turn, conversation: Conversation) -> None:
    """Say, of an answer that was edited, how it is changed."""
    if conversation.day is None or conversation.flow not in open_dialog.names_of_a_day(turn):
        turn.say(
            t(
                "Editing a message doesn't change what I saved. You can change it where you "
                "first set it."
            )
        )
        return
    edit = callback_data.action("edit", conversation.day.isoformat())
    turn.say(
        t("Editing a message doesn't change your answer. To change it, tap here:"),
        rows=((Button(t("Edit {day}", day=conversation.day), edit),),),
    )

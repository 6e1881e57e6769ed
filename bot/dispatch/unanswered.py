"""Words that no question took: a wish, a feeling, a note. One message answers them.

Where a question is open it stands again below the answer, with its buttons, as the last thing on
the screen. A number out of range, or a word at a question that the person asked for, is a slip:
they are told how, and nothing is kept of it.
"""

from collections.abc import Callable

from bot.core import dialogs, variety
from bot.core.question import Frame
from bot.core.standing import OWN_WORDS
from bot.core.turn import Turn
from bot.dispatch import wishes
from bot.dispatch.in_sight import OpenQuestion
from bot.features import notes
from bot.features.check_in.wishes import heard_time
from bot.outgoing import lines
from conversations import feelings
from conversations.events import Opened, Typed
from conversations.feelings.lines import LINES
from conversations.flow import Ask
from conversations.formats import FreeText, Scale
from conversations.formats.free_text import shortened
from conversations.parsing.numbers import read_number
from conversations.text import Text, own, t

A_NOTE = 4  # so many words are more than a slip
A_SENTENCE = 3
MOST_QUOTED = 40

# Each looks at words that no question took and no button in sight says, and answers what it
# knows; the first that does is the last.
HEARERS: tuple[Callable[[Turn, str], bool], ...] = (wishes.heard, heard_time)

AS_A_NUMBER = (
    t("I kept “{words}” as a note. What would it be as a number?"),
    t("“{words}” is in your journal now. Which number comes closest?"),
    t("“{words}” is kept as a note. Is there a number for it?"),
    t("I saved “{words}” as a note. If a number comes close, tap it."),
    t("“{words}” is saved in your journal. What number would you give it?"),
    t("“{words}” is a note now. A rough number is fine, too."),
)
ASKED_AGAIN = (
    t("I kept “{words}” as a note. Here's the question again."),
    t("“{words}” is in your journal now. The question is still open."),
    t("“{words}” is kept as a note. Back to the question, if you like."),
    t("I saved “{words}” as a note. Here's what I asked, once more."),
    t("“{words}” is saved in your journal. No hurry with the question."),
    t("“{words}” is a note now. You can still answer this one."),
)

NO_NAME = t(
    "I saved that as a note in your journal, not as your answer. The question above can wait."
)


def take(turn: Turn, text: str, question: OpenQuestion | None, *, must_stay: bool) -> None:
    """Answer words that were no answer; those of danger only kept, and help is added to them."""
    if must_stay:
        notes.keep(turn, text)
        return
    if any(heard(turn, text) for heard in HEARERS):
        return
    feeling = feelings.read(text, turn.language)
    warm = variety.one_of(turn, f"felt_{feeling}", LINES[feeling]) if feeling else None
    if question is None:
        notes.keep(turn, text, above=warm)
    elif warm is None and not _is_a_note(question, turn, text):
        turn.message_id = None
        dialogs.feed(turn, question.dialog, question.conversation, Typed(text, turn.tongue))
    elif (note := notes.write(turn, text)) is not None:
        turn.message_id = None
        around = Frame(lines(warm, _kept(turn, text, question)), notes.note_rows(note))
        # Who asked for the question may want to know how it is answered; it says so once more.
        came = warm is not None or question.dialog.came_unasked(question.conversation)
        event = Opened() if came else Typed(text, turn.tongue)
        dialogs.feed(turn, question.dialog, question.conversation, event, around=around)


def keep_beside(turn: Turn, text: str) -> None:
    """Keep words of plain danger beside a question for a name: what stands in no evening's list.

    A goal called "I want to die" would be asked about each evening. Help is added below.
    """
    note = notes.write(turn, text)
    if note is not None:
        turn.say(NO_NAME, rows=notes.note_rows(note))


def asks_me(turn: Turn, text: str, question: OpenQuestion) -> bool:
    """Answer what is no name while one is asked for, and ask for that again below.

    "Who reads this?" is no goal; without the question mark it may be one, and is taken. Nor is "I
    feel awful today"; a single word of it may be what somebody wants to keep track of. "I don't
    know" is a skip, as anywhere.
    """
    if not is_name(question.script.current):
        return False
    if text.rstrip().endswith("?"):
        return wishes.heard(turn, text)
    if wishes.heard(turn, text, only="skip"):
        return True
    if len(text.split()) < A_SENTENCE or feelings.read(text, turn.language) in (None, "good"):
        return False
    take(turn, text, question, must_stay=False)
    return True


def is_name(ask: Ask | None) -> bool:
    """Tell whether a name is asked for, such as a goal's."""
    return ask is not None and type(ask.format) is FreeText and ask.format.is_name


def is_for_no_danger(ask: Ask | None) -> bool:
    """Tell whether a name is asked for that should not be one of plain danger."""
    return (
        ask is not None
        and type(ask.format) is FreeText
        and ask.format.is_name
        and not ask.format.may_speak_of_danger
    )


def _kept(turn: Turn, text: str, question: OpenQuestion) -> Text:
    ask = question.script.current
    forms = AS_A_NUMBER if ask and isinstance(ask.format, Scale) else ASKED_AGAIN
    words = own(shortened(text, MOST_QUOTED))
    return variety.one_of(turn, "kept", forms).given(words=words)


def _is_a_note(question: OpenQuestion, turn: Turn, text: str) -> bool:
    """Tell whether words are worth keeping; a slip at a number, or a text too long, is not."""
    if question.script.current and type(question.script.current.format) in OWN_WORDS:
        return False
    if read_number(text, turn.tongue.words) is not None:  # "seventy" is one as much as 70
        return False
    says = any(character.isalpha() for character in text)
    if len(text.split()) >= A_NOTE:  # "we walked 5 km today" is no slip
        return says
    came = question.dialog.came_unasked(question.conversation)
    return came and says and not any(character.isdigit() for character in text)

"""Words that no question took: a wish, a feeling, a note. One message answers them.

Where a question is open it stands again below the answer, with its buttons, as the last thing on
the screen. A number out of range, or a word at a question that the person asked for, is a slip:
they are told how, and nothing is kept of it.
"""

from bot.core import dialogs, open_dialog, variety
from bot.core.question import ALONE, Frame
from bot.core.standing import OWN_WORDS
from bot.core.turn import Turn
from bot.dispatch import below_a_card, wishes
from bot.dispatch.answer_alone import answer_alone
from bot.dispatch.in_sight import OpenQuestion
from bot.features import corrections, notes
from bot.features import help as help_
from bot.features.small_talk import GOOD_TO_HEAR
from bot.outgoing import lines
from conversations import feelings
from conversations.events import Event, Opened, Skipped, Tapped, Typed
from conversations.feelings.lines import LINES
from conversations.flow import AnswerFormat, Ask
from conversations.formats import Choice, FreeText, Scale, Sleep
from conversations.formats.free_text import shortened
from conversations.parsing import marks
from conversations.parsing.clean import in_short
from conversations.parsing.numbers import read_number
from conversations.parsing.rough_lengths import read_two_wholes
from conversations.parsing.sorry import says_sorry_for_silence
from conversations.text import Rejected, Text, own, t

A_NOTE = 4  # so many words are more than a slip
A_SENTENCE = 3
MOST_QUOTED = 40

AS_A_NUMBER = (
    t("I kept “{words}” as a note. What would it be as a number?"),
    t("“{words}” is in your journal now. Which number comes closest?"),
    t("“{words}” is kept as a note. Is there a number for it?"),
    t("I saved “{words}” as a note. If a number comes close, tap it."),
    t("“{words}” is saved in your journal. What number would you give it?"),
    t("“{words}” is a note now. A rough number is fine, too."),
)
AS_HOURS = (
    t("I kept “{words}” as a note. About how many hours was it?"),
    t("“{words}” is in your journal now. How many hours, at a guess?"),
    t("“{words}” is kept as a note. A rough number of hours is fine."),
    t("I saved “{words}” as a note. Roughly how many hours did you sleep?"),
    t("“{words}” is saved in your journal. If you can guess the hours, tap a number."),
    t("“{words}” is a note now. Which number of hours comes closest?"),
)
ASKED_AGAIN = (
    t("I kept “{words}” as a note. Here's the question again."),
    t("“{words}” is in your journal now. The question is still open."),
    t("“{words}” is kept as a note. Back to the question, if you like."),
    t("I saved “{words}” as a note. Here's what I asked, once more."),
    t("“{words}” is saved in your journal. No hurry with the question."),
    t("“{words}” is a note now. You can still answer this one."),
)
FORMS: dict[type[AnswerFormat], tuple[Text, ...]] = {Scale: AS_A_NUMBER, Sleep: AS_HOURS}

# A dot is kept: it says that somebody was here on a day without words.
NO_WORDS = (
    t("No words needed."),
    t("A dot is enough."),
    t("That's fine without words."),
)
NO_NAME = t(
    "I saved that as a note in your journal, not as your answer. The question above can wait."
)


def take(turn: Turn, text: str, question: OpenQuestion | None, *, must_stay: bool) -> None:
    """Answer words that were no answer; those of danger only kept, and help is added to them.

    The card thanks for them; above the quiet line nothing does, so their receipt has a warm one.
    """
    if must_stay:
        notes.keep(turn, text, above=None if turn.help_shown else _warm(turn, text, "heavy"))
        return
    first = (below_a_card.heard, corrections.heard, wishes.heard)
    if any(heard(turn, text) for heard in first):
        return
    if any(heard(turn, text) for heard in turn.deps.registry.heard):
        return
    if question is None and marks.only_asks(text):
        help_.asked(turn)
        return
    if question is not None and _answers_and_goes_on(turn, question, text):
        return
    if question is not None and _is_undecided(turn, text) and _goes_on(turn, question):
        return
    warm = _warm(turn, text)
    if question is None:
        wordless = variety.one_of(turn, "wordless", NO_WORDS) if marks.only_dots(text) else None
        notes.keep(turn, text, above=warm or wordless)
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


def _answers_and_goes_on(turn: Turn, question: OpenQuestion, text: str) -> bool:
    """Take the number of "5, not bad" as the answer, and keep all of it as a note."""
    ask = question.script.current
    answer = answer_alone(turn, ask.format, text) if ask is not None else None
    if answer is None or ask is None:
        return False
    try:
        ask.format.parse(answer, turn.tongue)
    except Rejected:
        return False
    notes.keep(turn, text, above=_warm(turn, text))
    turn.message_id = None
    event = Typed(answer, turn.tongue)
    return dialogs.feed(turn, question.dialog, question.conversation, event)


def _is_undecided(turn: Turn, text: str) -> bool:
    return in_short(text) in turn.tongue.words.undecided


def _goes_on(turn: Turn, question: OpenQuestion) -> bool:
    """Choose what is easiest for who cannot decide, and say so; or skip what can be skipped.

    Of a day's questions only what is plainly a skip is one: the rest may be a thought.
    """
    ask = question.script.current
    if ask is None:
        return False
    easiest = ask.format.undecided if isinstance(ask.format, Choice) else None
    if easiest is not None and question.script.session.answers.get(ask.id) is None:
        event: Event = Tapped(ask.id, easiest.value)
        around = Frame((easiest.label,))
    elif ask.optional and not question.dialog.came_unasked(question.conversation):
        event, around = Skipped(ask.id), ALONE
    else:
        return False
    turn.message_id = None
    dialogs.feed(turn, question.dialog, question.conversation, event, around=around)
    return True


def _warm(turn: Turn, text: str, or_else: str | None = None) -> Text | None:
    """Choose a line for the feeling that words say; `or_else` is the one where they say none.

    Who is sorry to have been away hears first that there is no need.
    """
    if or_else is None and says_sorry_for_silence(text, turn.tongue.words):
        return variety.one_of(turn, "good_to_hear", GOOD_TO_HEAR)
    feeling = feelings.read(text, turn.language) or feelings.at_the_end(text, turn.language)
    if or_else is not None and feeling in (None, *feelings.NOT_HARD):
        feeling = or_else
    return variety.one_of(turn, f"felt_{feeling}", LINES[feeling]) if feeling else None


def keep_beside(turn: Turn, text: str) -> None:
    """Keep words of danger beside a question for a name: what stands in no evening's list.

    A goal called "I want to die" would be asked about each evening. Help is added below.
    """
    note = notes.write(turn, text)
    if note is not None:
        turn.say(NO_NAME, rows=notes.note_rows(note), silent=turn.help_shown)


def asks_me(turn: Turn, text: str, question: OpenQuestion) -> bool:
    """Answer what is no name while one is asked for, and ask for that again below.

    "Who reads this?" is no goal; without the question mark it may be one, and is taken. Nor is "I
    feel awful today"; a single word of it may be what somebody wants to keep track of. "I don't
    know" is a skip, as anywhere.
    """
    if not is_name(question.script.current):
        return False
    if marks.only_asks(text):
        return open_dialog.ask_again(turn, help_.HERE)
    if text.rstrip().endswith("?"):
        return wishes.heard(turn, text)
    if wishes.heard(turn, text, only="skip"):
        return True
    if not _says_how_hard_it_is(turn, text):
        return False
    take(turn, text, question, must_stay=False)
    return True


def _says_how_hard_it_is(turn: Turn, text: str) -> bool:
    is_sentence = len(text.split()) >= A_SENTENCE
    feeling = feelings.read(text, turn.language) if is_sentence else None
    return feeling not in (None, *feelings.NOT_HARD)


def is_name(ask: Ask | None) -> bool:
    """Tell whether a name is asked for, such as a goal's."""
    return ask is not None and type(ask.format) is FreeText and ask.format.is_name


def is_no_answer(turn: Turn, ask: Ask | None, text: str, *, plain: bool) -> bool:
    """Tell whether words of danger are no name where one is asked for: plain, or a feeling."""
    is_asked = (
        ask is not None
        and type(ask.format) is FreeText
        and ask.format.is_name
        and not ask.format.may_speak_of_danger
    )
    return is_asked and (plain or _says_how_hard_it_is(turn, text))


def _kept(turn: Turn, text: str, question: OpenQuestion) -> Text:
    ask = question.script.current
    forms = FORMS.get(type(ask.format), ASKED_AGAIN) if ask is not None else ASKED_AGAIN
    words = own(shortened(text, MOST_QUOTED))
    return variety.one_of(turn, "kept", forms).given(words=words)


def _is_a_note(question: OpenQuestion, turn: Turn, text: str) -> bool:
    """Tell whether words are worth keeping; a slip at a number, or a text too long, is not."""
    if question.script.current and type(question.script.current.format) in OWN_WORDS:
        return False
    words = turn.tongue.words
    if in_short(text) in words.partly:  # of several goals it does not say which
        return False
    if read_number(text, words) is not None:  # "seventy" is one as much as 70
        return False
    if read_two_wholes(text, words) is not None:  # "like 2 or 3"
        return False
    says = any(character.isalpha() for character in text)
    if len(text.split()) >= A_NOTE:  # "we walked 5 km today" is no slip
        return says
    came = question.dialog.came_unasked(question.conversation)
    return came and says and not any(character.isdigit() for character in text)

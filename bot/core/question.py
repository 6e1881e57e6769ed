"""How a question stands in the chat: what is above it, its progress, its hint, its buttons."""

from functools import partial
from typing import NamedTuple

from bot.core import callback_data, instead
from bot.core.callback_data import Verb
from bot.core.conversation_state import ConversationState
from bot.core.paging import EACH, list_page
from bot.outgoing import BLANK, Button, Rows
from conversations.events import Prompt
from conversations.text import Text, own, strong, t, tc
from storage.conversations import Conversation

MOST_DOTS = 10  # more of them say nothing at a glance
BACK, SKIP, NOT_NOW = t("‹ Back"), t("Skip"), t("Not now")
KEEP_IT = tc("the answer as it is", "Keep it")


class Frame(NamedTuple):
    """What stands around a question: sentences above it, and buttons of its own below."""

    above: tuple[Text, ...] = ()
    rows: Rows = ()
    has_way_out: bool = False
    """One of its buttons leaves a question that cannot be skipped."""


ALONE = Frame()


def question(prompt: Prompt, frame: Frame, *, first: tuple[Text, ...] = ()) -> tuple[Text, ...]:
    """Write a question in bold, with what stands above it, its hint and its progress.

    `first` is what answers the words that came just before.
    """
    answer = (*first, BLANK) if first else ()
    above = (*frame.above, BLANK) if frame.above else ()
    hint = prompt.ask.format.hint(prompt.current) or prompt.ask.hint
    ask = prompt.ask
    stem = (ask.stem, BLANK) if ask.stem else ()
    asked = (strong(ask.prompt), *((hint,) if hint else ()), *progress(prompt))
    return (*answer, *above, *stem, *asked)


def progress(prompt: Prompt) -> tuple[Text, ...]:
    """Draw how far it is, where there is more than one question."""
    if prompt.total < 2:
        return ()
    if prompt.total > MOST_DOTS:
        return (t("{n} of {total}", n=prompt.done + 1, total=prompt.total),)
    return (own("●" * (prompt.done + 1) + "○" * (prompt.total - prompt.done - 1)),)


def all_rows(conversation: Conversation, prompt: Prompt, frame: Frame) -> Rows:
    """Lay out the answers of a question, the buttons of its frame, then Back, Save and Skip.

    Whoever opened a script by mistake finds a way out of its first question, where none is to be
    skipped; later ones have a way back to it.
    """
    ask = prompt.ask
    options = ask.format.options(prompt.current)
    values = [option.value for row in options for option in row]
    replies = iter(callback_data.answers(conversation.id, ask.id, values))
    rows = [tuple([Button(option.label, next(replies)) for option in row]) for row in options]
    if len(rows) > EACH:
        page = list_page(rows, _page(conversation, ask.id), partial(_to, conversation, ask.id))
        rows = [*page.shown, *page.rows]
    walk = []
    if prompt.done > 0:
        walk.append(Button(BACK, callback_data.reply(conversation.id, ask.id, Verb.BACK)))
    if (save := ask.format.saved_by(prompt.current)) is not None:
        data = callback_data.reply(conversation.id, ask.id, Verb.SAVE)
        walk.append(Button(save, data, primary=True))
    # Where something is ticked, Save is what goes on.
    if ask.optional and (save is None or prompt.current is None):
        told = prompt.current is not None and ask.format.is_complete(prompt.current)
        on = KEEP_IT if told else SKIP
        walk.append(Button(on, callback_data.reply(conversation.id, ask.id, Verb.SKIP)))
    if not (ask.optional or frame.has_way_out or prompt.done):
        walk.append(Button(NOT_NOW, callback_data.reply(conversation.id, ask.id, Verb.AWAY)))
    return (*rows, *frame.rows, *((tuple(walk),) if walk else ()), *instead.rows(conversation))


class PageState(ConversationState):
    """Of which question a later page is shown, and where that begins."""

    page: tuple[str, int] = ("", 0)


def turned_to(conversation: Conversation, step: str, begin: str) -> Conversation:
    """Let a question show another page of its answers."""
    at = int(begin) if begin.isdecimal() and len(begin) < 6 else 0
    return PageState(page=(step, at)).into(conversation)


def _page(conversation: Conversation, step: str) -> int:
    shown, begin = PageState.of(conversation).page
    return begin if shown == step else 0


def _to(conversation: Conversation, step: str, begin: int) -> str:
    return callback_data.reply(conversation.id, step, Verb.PAGE, str(begin))

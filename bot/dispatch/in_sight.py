"""The buttons in sight, and typed words that mean one of them.

In sight are the buttons of the open question, and those of the last few messages that had some.
The first are composed anew from what is stored; the others are remembered with the person, sealed,
and only where they change: an answer pressed under a question writes nothing here.

Words mean a button only if they are the whole of its label, so no sentence of a diary is taken for
one; and where two buttons of one message say the same, neither is meant. "No, don't delete it" to
"Erase everything?" is no label, and still no line of a diary.
"""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import NamedTuple

from bot import i18n
from bot.core import callback_data, dialogs
from bot.core.callback_data import ActionPress, QuestionPress, Verb
from bot.core.dialog import Dialog
from bot.core.feature import Action
from bot.core.script import Script
from bot.core.shown_buttons import NUMBERED, OF_CONVERSATION, OWED, ShownButtons, last_shown
from bot.core.turn import Turn
from conversations.parsing.clean import as_label
from conversations.parsing.yes_and_no import says_do_it, says_no
from storage import conversations, sent_messages
from storage.conversations import Conversation
from storage.outbox import Message

MOST_MESSAGES, MOST_BUTTONS = 3, 40
LONG, SHORT = timedelta(days=1), timedelta(minutes=30)
Press = ActionPress | QuestionPress


class OpenQuestion(NamedTuple):
    """The question that is open."""

    dialog: Dialog
    conversation: Conversation
    script: Script


def noted(turn: Turn) -> None:
    """Remember the buttons of what was said in this turn."""
    if turn.person is None or not turn.replies:
        return
    known = after = last_shown(turn)
    for reply in turn.replies:
        place = _place(reply)
        if place[0] == NUMBERED:
            after = tuple([_numbered(turn, screen) for screen in after])
        after = tuple([screen for screen in after if screen.place != place])
        buttons = _buttons(reply)
        if buttons:
            after = (ShownButtons(place=place, at=turn.now, buttons=buttons), *after)
    after = after[:MOST_MESSAGES]
    if after != known:
        turn.change(in_sight=tuple(screen.model_dump(mode="json") for screen in after))


def meant(turn: Turn, text: str, question: OpenQuestion | None, *, own_only: bool) -> Press | None:
    """Find the button that words are the label of; `own_only`: the open question's, no other."""
    said = as_label(text)
    if not said:
        return None
    for is_last, screen in _in_turn(turn, question, own_only=own_only):
        found = {data for label, data in screen.buttons if label == said}
        if not found and is_last and _is_new(turn, screen):
            found = _decided(turn, text, screen)
        press = callback_data.read(found.pop()) if len(found) == 1 else None
        if press is None or (_is_final(turn, press) and not (is_last and _is_new(turn, screen))):
            continue
        if isinstance(press, ActionPress):
            turn.screen = turn.message_id = _number(turn, screen)
        elif screen.place[0] != OF_CONVERSATION:  # a line that leads back to a question
            turn.screen = _number(turn, screen)
        return press
    return None


def newest(turn: Turn) -> ShownButtons | None:
    """Return the message with buttons that was said last, if that is not long ago."""
    return next((screen for screen in last_shown(turn) if _is_new(turn, screen)), None)


def _in_turn(
    turn: Turn, question: OpenQuestion | None, *, own_only: bool
) -> Iterator[tuple[bool, ShownButtons]]:
    """Give what is in sight, the newest first, and whether it is that."""
    screens = [screen for screen in last_shown(turn) if screen.at > turn.now - LONG]
    if question is not None:
        if own_only:
            screens = []
        screens = [*screens, _of_question(turn, question)]
        screens.sort(key=lambda screen: screen.at, reverse=True)
    yield from ((place == 0, screen) for place, screen in enumerate(screens))


def _of_question(turn: Turn, question: OpenQuestion) -> ShownButtons:
    rows = dialogs.rows_of(turn, question.dialog, question.conversation, question.script)
    language, year = turn.language, turn.now.year
    labels = [
        (as_label(i18n.render(button.label, language, year)), button.data)
        for row in rows
        for button in row
    ]
    conversation = question.conversation
    return ShownButtons(
        place=(OF_CONVERSATION, conversation.id), at=conversation.touched_at, buttons=tuple(labels)
    )


def _place(reply: Message) -> tuple[str, str]:
    if reply.conversation is not None:
        return OF_CONVERSATION, reply.conversation
    number = reply.payload.get("message_id")
    return (NUMBERED, str(number)) if number is not None else (OWED, reply.id)


def _numbered(turn: Turn, screen: ShownButtons) -> ShownButtons:
    number = sent_messages.number(turn.tx, screen.place[1]) if screen.place[0] == OWED else None
    if number is None:
        return screen
    return screen.model_copy(update={"place": (NUMBERED, str(number))})


def _number(turn: Turn, screen: ShownButtons) -> int | None:
    kind, which = _numbered(turn, screen).place
    if kind == OF_CONVERSATION:
        conversation = conversations.get(turn.tx, turn.user_id, which)
        return conversation.message_id if conversation is not None else None
    return int(which) if kind == NUMBERED else None


def _buttons(reply: Message) -> tuple[tuple[str, str], ...]:
    """Give the labels of a message; none of a question, whose buttons can be composed anew."""
    markup = reply.payload.get("reply_markup")
    rows = markup.get("inline_keyboard", ()) if isinstance(markup, dict) else ()
    pressable = [button for row in rows for button in row if "callback_data" in button]
    for button in pressable:
        if _asks(button["callback_data"]):
            return ()
    labels = ((as_label(button["text"]), button["callback_data"]) for button in pressable)
    return tuple((label, data) for label, data in labels if label)[:MOST_BUTTONS]


def _asks(data: str) -> bool:
    press = callback_data.read(data)
    return isinstance(press, QuestionPress) and press.verb is not Verb.FOCUS


def _is_final(turn: Turn, press: Press) -> bool:
    action = _action(turn, press)
    return action is not None and action.is_final


def _action(turn: Turn, press: Press | None) -> Action | None:
    return turn.deps.registry.buttons.get(press.name) if isinstance(press, ActionPress) else None


def _decided(turn: Turn, text: str, screen: ShownButtons) -> set[str]:
    """Find the button that goes on with it, or leaves all as it is, if that is what was said.

    What says it is marked, or says it before its comma: "Yes, skip it".
    """
    words = turn.tongue.words
    if says_do_it(text, words) and (instead := _if_said(turn, screen)):
        return instead
    if as_label(text) in words.yes:
        return _marked(turn, screen, words.yes, lambda action: action.is_yes)
    if says_no(text, words):
        return _marked(turn, screen, words.no, lambda action: action.is_no)
    if as_label(text) in words.the_last_one:
        return _marked(turn, screen, frozenset(), lambda action: action.is_instead)
    return set()


def _if_said(turn: Turn, screen: ShownButtons) -> set[str]:
    """Find what answers a "yes" in words where a button must be pressed, and none presses it."""
    actions = (_action(turn, callback_data.read(data)) for _, data in screen.buttons)
    return {callback_data.action(one.if_said) for one in actions if one and one.if_said}


def _marked(
    turn: Turn, screen: ShownButtons, short: frozenset[str], is_so: Callable[[Action], bool]
) -> set[str]:
    found = set()
    for label, data in screen.buttons:
        action = _action(turn, callback_data.read(data))
        begin, comma, _ = label.partition(",")
        if (action is not None and is_so(action)) or (comma and begin in short):
            found.add(data)
    return found


def _is_new(turn: Turn, screen: ShownButtons) -> bool:
    return screen.at > turn.now - SHORT

"""Answering a questionnaire: one item at a time, to be stopped and taken up again.

An answer about harm brings the support card at once, and nothing comes after it until the person
goes on or stops. Nothing about that is noted anywhere but the answer itself.
"""

from collections.abc import Mapping

from bot.core import callback_data, dialogs, unfinished
from bot.core.conversation_state import ConversationState
from bot.core.dialog import Dialog
from bot.core.question import Frame
from bot.core.turn import LIVE, Turn
from bot.features import support
from bot.features.questionnaires import ending, half_done
from bot.features.questionnaires import words as questionnaire_words
from bot.features.questionnaires.half_done import ScaleAbout
from bot.outgoing import BLANK, Button, Rows
from conversations.events import Event, Opened, Prompt, Skipped, Tapped, Typed
from conversations.flow import Flow, Value
from conversations.questionnaires.instrument import Instrument
from conversations.questionnaires.load import CARE, by_key
from conversations.questionnaires.load import flow as questionnaire
from conversations.questionnaires.pause import GO_ON
from conversations.session import Session
from conversations.text import Text, own, t
from storage import conversations
from storage.conversations import Conversation


class ScaleState(ConversationState):
    """Which item was reopened, how it stands with the pause, and where a total was warned of."""

    focus: str | None = None
    care: str | None = None
    paused: bool = False
    warned: str | None = None


def start(turn: Turn, one: Instrument) -> None:
    """Begin, or go on where it was stopped; answers from too long ago are put away first."""
    open_, about = half_done.find(turn, one), ScaleAbout(instrument=one.key)
    if open_ is not None and half_done.is_too_old(turn, open_):
        put_away(turn, one)
        about = ScaleAbout(instrument=one.key, afresh=open_.day)
    elif open_ is not None:
        _leave(turn, open_.content.talk)
        # Who comes back to it has gone on already.
        care = GO_ON if _was_alarmed(one, half_done.answers(open_)) else ""
        about = ScaleAbout(instrument=one.key, care=care)
    turn.ack()
    unfinished.leave_open(turn)
    conversation = dialogs.create(turn, SCALE.name, day=turn.today, about=about)
    dialogs.feed(turn, SCALE, conversation, Opened(), fresh=True)


def _was_alarmed(one: Instrument, given: Mapping[str, Value | None]) -> bool:
    return any(item.alarms(given.get(item.id)) for item in one.items)


def _leave(turn: Turn, conversation_id: str) -> None:
    earlier = conversations.get(turn.tx, turn.user_id, conversation_id)
    if earlier is None or earlier.closed:
        return
    conversations.close(turn.tx, turn.user_id, earlier.id)
    if earlier.message_id is not None and earlier.message_id != turn.message_id:
        turn.edit(t("Continued below."), message_id=earlier.message_id)


def put_away(turn: Turn, one: Instrument) -> None:
    """Keep a half-done one as it is, not scored."""
    open_ = half_done.find(turn, one)
    if open_ is not None:
        conversations.close(turn.tx, turn.user_id, open_.content.talk)
        half_done.close(turn, one, abandoned=True)


def stop(turn: Turn, conversation_id: str) -> None:
    """Stop for now: what was answered waits."""
    conversation = conversations.get(turn.tx, turn.user_id, conversation_id)
    if conversation is None or conversation.flow != SCALE.name or conversation.closed:
        turn.ack(t("That one is already closed."))
        return
    conversations.close(turn.tx, turn.user_id, conversation.id)
    said, rows = _left(turn, conversation)
    turn.edit(*said, rows=rows, message_id=turn.message_id)


def put_aside(turn: Turn, conversation: Conversation) -> None:
    """After "stop" in words: say below them what stays of it, as the button does."""
    turn.shrink(conversation.message_id)
    said, rows = _left(turn, conversation)
    turn.say(*said, rows=rows)


def _left(turn: Turn, conversation: Conversation) -> tuple[tuple[Text, ...], Rows]:
    """Say what became of the answers, and how to go on with them."""
    one = _instrument(conversation)
    open_ = half_done.find(turn, one) if one is not None else None
    if one is None or open_ is None:
        return (t("That's fine. You can find it in /scales whenever you like."),), ()
    saved = t(
        "Your answers so far are saved. For two days you can pick up {title} where you left off.",
        title=own(one.title),
    )
    if not _was_alarmed(one, half_done.answers(open_)):
        return (saved,), _waiting(one)
    kind = t("Thank you for answering that. Take care, and /support is here.")
    return (kind, saved), _waiting(one)


def _waiting(one: Instrument) -> Rows:
    return (
        (
            Button(t("Go on"), callback_data.action("scale.go", one.key), primary=True),
            Button(t("Close it"), callback_data.action("scale.drop", one.key)),
        ),
    )


def _instrument(conversation: Conversation) -> Instrument | None:
    return by_key(ScaleAbout.of(conversation).instrument)


def flow(_turn: Turn, conversation: Conversation) -> Flow:
    """Ask the items as published; of one whose file was taken away, ask nothing."""
    one = _instrument(conversation)
    return questionnaire(one) if one else Flow(SCALE.name, ())


def session(turn: Turn, conversation: Conversation) -> Session:
    """Read the answers from where they are kept: there is no second copy."""
    one = _instrument(conversation)
    given: dict[str, Value | None] = {
        **half_done.answers(half_done.find(turn, one) if one else None)
    }
    known = ScaleState.of(conversation)
    if known.care if "care" in known.model_fields_set else ScaleAbout.of(conversation).care:
        given[CARE] = GO_ON
    return Session(answers=given, focus=known.focus)


def state(conversation: Conversation, session: Session) -> Conversation:
    """Remember only which item was reopened, and how it stands with the pause."""
    one, care = _instrument(conversation), session.answers.get(CARE)
    paused = one is not None and _is_open(one, session) == CARE
    said = str(care) if care is not None else None
    return ScaleState(focus=session.focus, care=said, paused=paused).into(conversation)


def _is_open(one: Instrument, held: Session) -> str | None:
    open_ = questionnaire(one).current(held.answers, held.focus)
    return open_.id if open_ else None


def is_paused(conversation: Conversation) -> bool:
    """Whether words that are typed now are rather a thought than a slip."""
    return ScaleState.of(conversation).paused


def keep(turn: Turn, conversation: Conversation, step: str, value: Value | None) -> None:
    """Store one answer now, and show the support card where the answer asks for it."""
    one = _instrument(conversation)
    if one is None or step == CARE:
        return
    half_done.keep(turn, one, conversation.id, step, value if isinstance(value, int) else None)
    if not any(item.id == step and item.alarms(value) for item in one.items):
        return
    shown_in = turn.message_id or conversation.message_id
    if shown_in is not None:
        turn.edit(t("Continued below."), message_id=shown_in)
    support.show(turn, priority=LIVE)
    turn.as_new_message = True


def before(turn: Turn, conversation: Conversation, event: Event) -> tuple[Conversation, Event]:
    """Look first at what should be said before an answer has its effect."""
    one = _instrument(conversation)
    if one is None:
        return conversation, event
    open_ = half_done.find(turn, one)
    if open_ is not None and half_done.is_too_old(turn, open_):
        put_away(turn, one)
        about = ScaleAbout.of(conversation).model_copy(update={"afresh": open_.day, "care": ""})
        return about.into(conversation._replace(state={})), Opened()
    if isinstance(event, Skipped) and ScaleState.of(conversation).paused:
        return conversation, Tapped(CARE, GO_ON)
    if isinstance(event, Skipped):
        return _before_a_skip(turn, conversation, one, event)
    if isinstance(event, Tapped | Typed) and _meets_alarm(turn, conversation, one, event):
        # Answered anew, it waits anew.
        return ScaleState(care=None).into(conversation), event
    return conversation, event


def _meets_alarm(
    turn: Turn, conversation: Conversation, one: Instrument, event: Tapped | Typed
) -> bool:
    step = event.step if isinstance(event, Tapped) else _is_open(one, session(turn, conversation))
    return any(item.id == step and item.alarm is not None for item in one.items)


def _before_a_skip(
    turn: Turn, conversation: Conversation, one: Instrument, event: Skipped
) -> tuple[Conversation, Event]:
    """Before so much is left out that there is no total, say so, once; the question stays."""
    if ScaleState.of(conversation).warned:
        return conversation, event
    held = session(turn, conversation)
    open_ = questionnaire(one).current(held.answers, held.focus)
    if open_ is None or event.step not in (None, open_.id) or open_.id in held.answers:
        return conversation, event
    given = {**held.answers, open_.id: None}
    left_out = [item.id for item in one.items if item.id in given and given[item.id] is None]
    if open_.id not in left_out or len(left_out) <= one.missing.allowed:
        return conversation, event
    return ScaleState(warned=open_.id).into(conversation), Opened()


def frame(_turn: Turn, conversation: Conversation, prompt: Prompt) -> Frame:
    """Name the questionnaire above each item, and let it be stopped below."""
    one, stop_it = _instrument(conversation), callback_data.action("scale.stop", conversation.id)
    if prompt.ask.id == CARE:
        return Frame(rows=((Button(t("Stop here"), stop_it),),), has_way_out=True)
    above = [own(one.title if one else "")]
    if one is not None and prompt.done == 0:
        above += questionnaire_words.beginning(one, ScaleAbout.of(conversation).afresh)
    warned = one is not None and ScaleState.of(conversation).warned == prompt.ask.id
    if one is not None and warned and prompt.current is None:
        above += [BLANK, *questionnaire_words.before_leaving_out(one)]
    stop = ((Button(t("Stop for now"), stop_it),),)
    return Frame(above=tuple(above), rows=stop, has_way_out=True)


SCALE = Dialog(
    "scale",
    flow=flow,
    finish=ending.finish,
    keep=keep,
    session=session,
    state=state,
    about=ScaleAbout,
    frame=frame,
    before=before,
    came_unasked=is_paused,
    on_put_away=put_aside,
)

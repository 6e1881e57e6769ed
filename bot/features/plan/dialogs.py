"""Writing the plan: seven questions that can be left anywhere, and other words for a line."""

from datetime import timedelta

from bot.core import callback_data, dialogs
from bot.core.conversation_state import About, Focus
from bot.core.dialog import Dialog, is_over
from bot.core.question import Frame
from bot.core.turn import Turn
from bot.features.plan import help_lines, kept, pinned, screens, view
from bot.outgoing import Button
from conversations.events import Event, Prompt, Saved, Skipped, Typed
from conversations.flow import Flow, Value
from conversations.flows import plan as flows
from conversations.flows.plan import BY_ID
from conversations.formats.lines import lines_of, size, written
from conversations.parsing.clean import in_short
from conversations.parsing.nothing_to_say import says_nothing
from conversations.session import Session
from conversations.text import own, t
from storage import conversations
from storage.conversations import Conversation

# It is thought about between two lines, perhaps with a therapist.
PATIENCE = timedelta(hours=2)


class StepAbout(About):
    """The one step that is asked again, or none: the plan from where it was left."""

    step: str | None = None


class LineAbout(About):
    """Which line gets other words."""

    line: str


def write(turn: Turn) -> None:
    """Ask from where it was left."""
    turn.ack()
    turn.message_id = None
    if kept.read(turn).stopped_at is None:
        screens.show(turn)
        return
    dialogs.begin(turn, PLAN)


def add(turn: Turn, step: str) -> None:
    """Ask one step again, for more lines."""
    turn.ack()
    turn.message_id = None
    dialogs.begin(turn, PLAN, about=StepAbout(step=step))


def change(turn: Turn, line_id: str) -> None:
    """Ask for other words for a line."""
    if kept.line(turn, line_id) is None:
        turn.ack(screens.GONE)
        return
    turn.ack()
    turn.message_id = None
    dialogs.begin(turn, LINE, about=LineAbout(line=line_id))


def stop(turn: Turn, conversation_id: str) -> None:
    """Stop for now: what was written stays."""
    conversation = conversations.get(turn.tx, turn.user_id, conversation_id)
    if conversation is None or conversation.flow != PLAN.name or conversation.closed:
        is_over(turn)
        return
    conversations.close(turn.tx, turn.user_id, conversation.id)
    turn.edit(_KEPT, message_id=turn.message_id)


_KEPT = t("Everything you wrote is saved. /plan picks up where you left off, whenever you like.")


def _flow(turn: Turn, conversation: Conversation) -> Flow:
    plan = kept.read(turn)
    return flows.plan(plan.texts(), help_lines.offered(turn), only=_only(conversation))


def _only(conversation: Conversation) -> str | None:
    step = StepAbout.of(conversation).step
    return step if step in BY_ID else None


def _session(turn: Turn, conversation: Conversation) -> Session:
    """Read the answers from the plan itself: there is no second copy."""
    plan = kept.read(turn)
    answers: dict[str, Value | None] = {}
    for step, lines in plan.texts().items():
        if lines:
            answers[step] = written(list(lines), done=step in plan.settled)
        elif step in plan.settled:
            answers[step] = None
    reopened = Focus.of(conversation)
    is_said = "focus" in reopened.model_fields_set
    return Session(answers, reopened.focus if is_said else _only(conversation))


def _holding_focus(conversation: Conversation, session: Session) -> Conversation:
    """Remember which step is in focus, and also that none is: not even the one asked again."""
    return Focus(focus=session.focus).into(conversation)


def _keep(turn: Turn, _conversation: Conversation, step: str, value: Value | None) -> None:
    """Keep what is told at once, so that the plan can be left at any step."""
    kept.keep(turn, BY_ID[step], lines_of(value))
    done = value is None or (isinstance(value, dict) and value.get("done") is True)
    kept.settle(turn, BY_ID[step], done=done)
    pinned.follow(turn)


def _frame(_turn: Turn, conversation: Conversation, prompt: Prompt) -> Frame:
    """Put the lines so far above the question, and the way out below."""
    lines = tuple(t("• {words}", words=own(line)) for line in lines_of(prompt.current))
    away = Button(t("Stop for now"), callback_data.action("plan.stop", conversation.id))
    return Frame(above=(prompt.ask.name(), *lines), rows=((away,),))


def _before(turn: Turn, conversation: Conversation, event: Event) -> tuple[Conversation, Event]:
    """Take "done" below some lines for the button that says so, and "idk" for no line.

    On a hard day the plan is read back: a line that says "nobody" or "idk" would not help then.
    """
    if not isinstance(event, Typed):
        return conversation, event
    current = dialogs.load(turn, PLAN, conversation).current
    if current is None:
        return conversation, event
    has_lines = bool(kept.read(turn).of(BY_ID[current.id]))
    if says_nothing(event.raw, event.tongue.words):
        return conversation, Saved(current.id) if has_lines else Skipped(current.id)
    if has_lines and in_short(event.raw) in event.tongue.words.done:
        return conversation, Saved(current.id)
    return conversation, event


def _finish(turn: Turn, conversation: Conversation, _answers: Session) -> None:
    only = _only(conversation)
    if only is not None:
        screens.put_step(turn, BY_ID[only], conversation=conversation.id)
        return
    plan = kept.read(turn)
    stale = pinned.old(turn)
    whole = t("That's your plan. You can change any line at any time.")
    turn.edit(
        *view.overview(plan, whole, *stale),
        rows=view.overview_rows(plan, is_old=bool(stale)),
        conversation=conversation.id,
        message_id=turn.message_id,
    )


def _put_away(turn: Turn, conversation: Conversation) -> None:
    turn.shrink(conversation.message_id)
    turn.say(_KEPT)


def _left(turn: Turn, _conversation: Conversation) -> None:
    turn.ack(t("That button is from an earlier message. /plan picks up where you left off."))


def _line_flow(turn: Turn, conversation: Conversation) -> Flow:
    line = kept.line(turn, LineAbout.of(conversation).line)
    now = line.text if line else ""
    return flows.one_line(now, flows.room(kept.read(turn).texts()) + size(now))


def _line_finish(turn: Turn, conversation: Conversation, session: Session) -> None:
    line = kept.line(turn, LineAbout.of(conversation).line)
    if line is None:
        turn.edit(screens.GONE, conversation=conversation.id, message_id=turn.message_id)
        return
    said = session.answers.get("text")
    if said is not None and str(said) != line.text:
        kept.change(turn, line.id, str(said))
        pinned.follow(turn)
    screens.put_step(turn, line.step, conversation=conversation.id)


PLAN = Dialog(
    "plan",
    flow=_flow,
    finish=_finish,
    keep=_keep,
    session=_session,
    state=_holding_focus,
    about=StepAbout,
    frame=_frame,
    before=_before,
    waits=PATIENCE,
    on_put_away=_put_away,
    on_old_button=_left,
)
LINE = Dialog("planline", flow=_line_flow, finish=_line_finish, about=LineAbout)

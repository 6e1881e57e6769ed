"""Answering a questionnaire: one item at a time, to be stopped and taken up again.

An answer that the published form treats with care brings the support card at once: before the
total, whatever it will be. Nothing about that is noted anywhere but the answer itself.
"""

from bot.core import callback_data, dialogs
from bot.core.dialogs import Dialog
from bot.core.question import Frame
from bot.core.talk_state import About, Focus, TalkState
from bot.core.turn import LIVE, Turn
from bot.features import support
from bot.features.questionnaires import results
from bot.features.questionnaires import words as questionnaire_words
from bot.features.questionnaires.results import STAYS_OPEN
from bot.outgoing import BLANK, Button, Rows
from conversations.events import Event, Opened, Prompt, Skipped
from conversations.flow import Flow, Value
from conversations.questionnaires.instrument import Instrument
from conversations.questionnaires.load import by_key
from conversations.questionnaires.load import flow as questionnaire
from conversations.session import Session
from conversations.text import Text, own, t
from storage import conversations, preferences
from storage.conversations import Conversation


class ScaleAbout(About):
    """Which questionnaire it is."""

    instrument: str


class ScaleState(TalkState):
    """The item before which it was said that there would be no total."""

    warned: str | None = None


def start(turn: Turn, one: Instrument) -> None:
    """Begin, or go on where it was stopped; answers from too long ago are put away first."""
    open_ = results.half_done(turn, one)
    if open_ is not None and open_.day + STAYS_OPEN <= turn.today:
        put_away(turn, one)
    elif open_ is not None:
        _leave(turn, open_.content.talk)
    turn.ack()
    talk = dialogs.create(turn, SCALE.name, day=turn.today, about=ScaleAbout(instrument=one.key))
    dialogs.feed(turn, SCALE, talk, Opened(), fresh=True)


def _leave(turn: Turn, talk_id: str) -> None:
    earlier = conversations.get(turn.tx, turn.user_id, talk_id)
    if earlier is None or earlier.closed:
        return
    conversations.close(turn.tx, turn.user_id, earlier.id)
    if earlier.message_id is not None and earlier.message_id != turn.message_id:
        turn.edit(t("This goes on further down."), message_id=earlier.message_id)


def put_away(turn: Turn, one: Instrument) -> None:
    """Keep a half-done one as it is, not scored."""
    open_ = results.half_done(turn, one)
    if open_ is not None:
        conversations.close(turn.tx, turn.user_id, open_.content.talk)
        results.close(turn, one, abandoned=True)


def stop(turn: Turn, talk_id: str) -> None:
    """Stop for now: what was answered waits."""
    talk = conversations.get(turn.tx, turn.user_id, talk_id)
    if talk is None or talk.flow != SCALE.name or talk.closed:
        turn.ack(t("That question is over."))
        return
    conversations.close(turn.tx, turn.user_id, talk.id)
    one = _instrument(talk)
    if one is None or results.half_done(turn, one) is None:
        turn.edit(
            t("All right, not now. /scales has it whenever you like."),
            message_id=turn.message_id,
        )
    else:
        turn.edit(
            t("{title} waits where you stopped.", title=own(one.title)),
            rows=_waiting(one),
            message_id=turn.message_id,
        )


def _waiting(one: Instrument) -> Rows:
    return (
        (
            Button(t("Go on"), callback_data.action("scale.go", one.key)),
            Button(t("Put it away"), callback_data.action("scale.drop", one.key)),
        ),
    )


def _instrument(talk: Conversation) -> Instrument | None:
    return by_key(ScaleAbout.of(talk).instrument)


def flow(_turn: Turn, talk: Conversation) -> Flow:
    """Ask the items as published; of one whose file was taken away, ask nothing."""
    one = _instrument(talk)
    return questionnaire(one) if one else Flow(SCALE.name, ())


def session(turn: Turn, talk: Conversation) -> Session:
    """Read the answers from where they are kept: there is no second copy."""
    one = _instrument(talk)
    given = results.answers(results.half_done(turn, one) if one else None)
    return Session(answers=given, focus=Focus.of(talk).focus)


def keep(turn: Turn, talk: Conversation, step: str, value: Value | None) -> None:
    """Store one answer now, and show the support card where the answer asks for it."""
    one = _instrument(talk)
    if one is None:
        return
    results.keep(turn, one, talk.id, step, value if isinstance(value, int) else None)
    item = next((item for item in one.items if item.id == step), None)
    if item is None or item.alarm is None or not isinstance(value, int) or value < item.alarm:
        return
    shown_in = turn.message_id or talk.message_id
    if shown_in is not None:
        turn.edit(t("This goes on further down."), message_id=shown_in)
    support.show(turn, priority=LIVE)
    turn.as_new_message = True


def before(turn: Turn, talk: Conversation, event: Event) -> tuple[Conversation, Event]:
    """Before so much is left out that there is no total, say so, once; the question stays."""
    one = _instrument(talk)
    if not isinstance(event, Skipped) or one is None or ScaleState.of(talk).warned:
        return talk, event
    held = session(turn, talk)
    open_ = questionnaire(one).current(held.answers, held.focus)
    if open_ is None or event.step not in (None, open_.id) or open_.id in held.answers:
        return talk, event
    given = {**held.answers, open_.id: None}
    left_out = [item.id for item in one.items if item.id in given and given[item.id] is None]
    if open_.id not in left_out or len(left_out) <= one.missing.allowed:
        return talk, event
    return ScaleState(warned=open_.id).into(talk), Opened()


def frame(turn: Turn, talk: Conversation, prompt: Prompt) -> Frame:
    """Name the questionnaire above each item, and let it be stopped below."""
    one = _instrument(talk)
    above = [own(one.title if one else "")]
    if turn.as_new_message:
        gently = t("Thank you for answering that. We can go on, or stop here; both are fine.")
        above += [BLANK, gently]
    if one is not None and ScaleState.of(talk).warned == prompt.ask.id and prompt.current is None:
        above += [BLANK, *questionnaire_words.before_leaving_out(one)]
    away = Button(t("Stop for now"), callback_data.action("scale.stop", talk.id))
    return Frame(above=tuple(above), rows=((away,),))


def finish(turn: Turn, talk: Conversation, _session: Session) -> None:
    """Keep it as answered once, and say the total in published words."""
    one = _instrument(talk)
    result = results.close(turn, one) if one else None
    if one is None or result is None:
        _say(turn, talk, (t("Nothing was answered, so nothing was kept."),), ())
        return
    earlier = [r for r in results.results(turn, one) if r.id != result.id]
    days = results.every(preferences.all_(turn.tx, turn.user_id), one)
    results.choose(turn, one, days)
    again = (
        (t("In {n} days I will offer it again, below your evening check-in.", n=days),)
        if days and result.score is not None
        else ()
    )
    text = (*questionnaire_words.told(one, [*earlier, result]), *again)
    _say(turn, talk, text, _after(one, result.id, offered=bool(again)))


def _say(turn: Turn, talk: Conversation, text: tuple[Text, ...], rows: Rows) -> None:
    if turn.as_new_message:
        turn.say(*text, rows=rows, talk=talk.id)
    else:
        turn.edit(*text, rows=rows, talk=talk.id, message_id=turn.message_id)


def _after(one: Instrument, entry_id: str, *, offered: bool) -> Rows:
    stop_offering = Button(t("Do not offer it"), callback_data.action("scale.every", one.key, "0"))
    return (
        (Button(t("About this questionnaire"), callback_data.action("scale.about", one.key)),),
        (
            Button(t("Take it back"), callback_data.action("scale.undo", entry_id)),
            *((stop_offering,) if offered else ()),
        ),
        (Button(t("All questionnaires"), callback_data.action("scales")),),
    )


SCALE = Dialog(
    "scale",
    flow=flow,
    finish=finish,
    keep=keep,
    session=session,
    state=dialogs.holding_focus,
    about=ScaleAbout,
    frame=frame,
    before=before,
)

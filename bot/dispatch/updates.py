"""The front door: one update in, stored facts and messages out, all in one transaction."""

from bot import i18n
from bot.core import callback_data, feature
from bot.core.callback_data import ActionPress
from bot.core.deps import Deps
from bot.core.turn import Turn
from bot.dispatch import (
    admission,
    answers,
    buttons,
    commands,
    danger,
    in_sight,
    strangers,
    way_to_help,
)
from bot.dispatch.danger import Reading
from bot.features import notes, onboarding
from bot.features.check_in import silence
from bot.features.media import keeping, other_kinds
from bot.features.timezone import location
from bot.incoming import (
    Blocked,
    Commanded,
    Document,
    Edited,
    Ignored,
    Incoming,
    Located,
    MediumSent,
    Pressed,
    Said,
    Unsupported,
    after_command,
)
from conversations.safety.screen import Tier
from conversations.text import t
from storage import people
from storage.store import Tx

ONLY_PRIVATE = t("I only talk with one person at a time, in a private chat, so I'm leaving.")

# What a person sends stands below all that was said: so must what answers it.
SAID_BELOW = (Said, Commanded, Document, Located, MediumSent, Unsupported)
ONLY_ITS_WORDS = t("I can only keep the words, not what came with them.")


def handle(tx: Tx, deps: Deps, incoming: Incoming) -> Turn:
    """Let one update have its effect. Words of danger add to it, and change nothing of it."""
    turn = begin(tx, deps, incoming)
    turn.help_shown = incoming.helped
    found = danger.read(incoming)
    if not incoming.private:
        _leave(turn, incoming)
        return turn
    priority = way_to_help.priority(turn, found)
    is_urgent = found.tier is Tier.PLAIN or turn.person is None
    if is_urgent and way_to_help.stands_first(turn, incoming):
        way_to_help.show(turn, found, priority=priority)
    if admission.lets_in(turn) or admission.comes_in(turn, incoming):
        _notice_return(turn, incoming)
        _route(turn, incoming, found)
    else:
        _shut_out(turn, incoming, found)
    way_to_help.show(turn, found, priority=priority)
    turn.ack()
    in_sight.noted(turn)
    return turn


def begin(tx: Tx, deps: Deps, incoming: Incoming) -> Turn:
    """Say who this is about, and in which language; change nothing yet."""
    turn = Turn(
        tx=tx,
        deps=deps,
        chat_id=incoming.chat_id,
        user_id=incoming.user_id,
        language=incoming.language or i18n.SOURCE,
        message_id=getattr(incoming.what, "message_id", None),
        query_id=incoming.what.query_id if isinstance(incoming.what, Pressed) else None,
        typed=incoming.what.text if isinstance(incoming.what, Said) else None,
        as_new_message=isinstance(incoming.what, SAID_BELOW),
    )
    turn.person = people.get(tx, incoming.user_id) if incoming.private else None
    if turn.person is not None:
        turn.language = turn.person.language
    return turn


def _leave(turn: Turn, incoming: Incoming) -> None:
    if isinstance(incoming.what, Blocked | Ignored):
        return
    turn.say(ONLY_PRIVATE)
    turn.send("leaveChat", {"chat_id": turn.chat_id})


def _shut_out(turn: Turn, incoming: Incoming, found: Reading) -> None:
    """Let in nobody else, but leave everyone what is theirs, and the help lines."""
    words = admission.refusal(turn, incoming)
    match incoming.what:
        case Commanded(name) if _stays_open(turn.deps.registry.commands.get(name)):
            _route(turn, incoming, found)
        case Pressed(data) if _stays_open(_action(turn, data)):
            _route(turn, incoming, found)
        case Pressed():
            turn.ack(words, alert=True)
        case Commanded() | Said() | Located() | Document() | MediumSent() | Unsupported():
            turn.say(words)
        case _:
            pass


def _stays_open(announced: feature.Command | feature.Action | None) -> bool:
    return announced is not None and announced.always


def _action(turn: Turn, data: str) -> feature.Action | None:
    read = callback_data.read(data)
    return turn.deps.registry.buttons.get(read.name) if isinstance(read, ActionPress) else None


def _notice_return(turn: Turn, incoming: Incoming) -> None:
    """Whatever comes from someone who blocked the bot, or was silent, brings back what rested."""
    if turn.person is None or isinstance(incoming.what, Ignored):
        return
    if isinstance(incoming.what, Blocked):
        turn.change(reachable=False)
        return
    if not turn.person.reachable:
        turn.change(reachable=True)
    silence.heard(turn)


def _route(turn: Turn, incoming: Incoming, found: Reading) -> None:
    match incoming.what:
        case Said() if found.asks and not (turn.person and answers.takes_any_words(turn)):
            pass
        case Commanded():
            _obey(turn, incoming.what)
        case Pressed(data):
            _press(turn, data)
        case _ if turn.person is None:
            _introduce(turn, incoming)
        case Said(text, _, forwarded, reply_to):
            _words(turn, text, found, forwarded=forwarded, reply_to=reply_to)
        case Edited():
            _follow(turn, incoming.what)
        case Located(latitude, longitude):
            location.located(turn, latitude, longitude)
        case Document():
            _take_file(turn, incoming.what)
        case MediumSent() | Unsupported():
            _take_what_was_sent(turn, incoming.what)
        case _:
            pass


def _follow(turn: Turn, edit: Edited) -> None:
    """Let what was kept of a message follow its edit."""
    medium = edit.medium
    if medium is None or not keeping.edited(turn, edit.message_id, edit.text, medium):
        answers.edited(turn, edit.message_id, edit.text)


def _obey(turn: Turn, order: Commanded) -> None:
    """Do what a command says; a photo that it stood under is kept by itself."""
    if order.medium is not None and turn.person is not None and admission.lets_in(turn):
        keeping.beside(turn, order.medium)
    commands.run(turn, order.name, order.argument)
    if order.under_something:
        turn.say(ONLY_ITS_WORDS)


def _take_file(turn: Turn, file: Document) -> None:
    """Take a file for an import; the words under it are a note, whatever the file is."""
    from bot.features.portability import imports

    if not file.caption or imports.is_export(file):
        imports.received(turn, file)
        if words := after_command(file.caption):  # "/import" is said by the file already
            notes.keep(turn, words)
    else:
        _keep_words_of(turn, file.caption)


def _take_what_was_sent(turn: Turn, sent: MediumSent | Unsupported) -> None:
    """Keep a recording or a picture, and of all else its words."""
    match sent:
        case MediumSent():
            keeping.received(turn, sent)
        case Unsupported(_, _, words) if words:
            _keep_words_of(turn, words)
        case Unsupported(kind):
            other_kinds.answer(turn, kind)


def _keep_words_of(turn: Turn, words: str) -> None:
    note = notes.write(turn, words)
    if note is not None:
        said = (ONLY_ITS_WORDS, notes.kept(turn, note))
        turn.say(*said, rows=notes.note_rows(note), silent=turn.help_shown)


def _introduce(turn: Turn, incoming: Incoming) -> None:
    """Tell a stranger what this is; nothing of what they sent is kept."""
    match incoming.what:
        case Said(text) if onboarding.answered(turn, text) or strangers.heard(turn, text):
            pass
        case Said() | Located() | MediumSent():
            onboarding.invite(turn)
        case Document():
            onboarding.introduce(turn)
        case Unsupported(kind):
            other_kinds.answer(turn, kind)
        case _:
            pass


def _words(
    turn: Turn, text: str, found: Reading, *, forwarded: bool, reply_to: int | None
) -> None:
    if forwarded:
        notes.keep(turn, text)
    else:
        must_stay = found.tier is not Tier.NONE
        answers.typed(turn, text, must_stay=must_stay, is_no_name=found.is_wish, reply_to=reply_to)


def _press(turn: Turn, data: str) -> None:
    match callback_data.read(data):
        case ActionPress(name, args):
            buttons.run(turn, name, args)
        case None:
            turn.ack(buttons.FROM_EARLIER)
        case reply:
            if turn.person is None:
                onboarding.invite(turn)
            else:
                answers.pressed(turn, reply)

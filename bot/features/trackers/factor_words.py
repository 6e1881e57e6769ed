"""The own words of a list: another way to say one, or put it away."""

from bot.core import callback_data, contents, dialogs
from bot.core.dialog import Dialog
from bot.core.paging import fitting, list_page
from bot.core.turn import Turn
from bot.features.trackers import factors
from bot.features.trackers.screens import back_row, pairs, say
from bot.outgoing import Button
from conversations.flows import trackers as flows
from conversations.formats.own_words import key_of
from conversations.session import Session
from conversations.text import own, t
from storage.conversations import Conversation

GONE = t("That word isn't there anymore.")


def show(turn: Turn, name: str, begin: int = 0) -> None:
    """List the words of a list."""
    if name not in factors.LISTS:
        turn.ack(GONE)
        return
    words = factors.words(turn, name)
    page = list_page(
        words,
        begin,
        lambda place: callback_data.action("wrd.at", name, str(place)),
        each=fitting(len(words), beside=1),
    )
    row = [
        Button(own(entry.content.word), callback_data.action("wrd.one", entry.id))
        for entry in page.shown
    ]
    say(turn, (t("Your words"), t("Tap one to change it, or to stop offering it.")),
        (*pairs(row), *page.rows, back_row("trk.how")))  # fmt: skip


def show_one(turn: Turn, entry_id: str) -> None:
    """Show what can be done with a word."""
    entry = _found(turn, entry_id)
    if entry is None:
        return
    rows = (
        (
            Button(t("Change it"), callback_data.action("wrd.name", entry_id)),
            Button(t("Stop offering it"), callback_data.action("wrd.gone", entry_id)),
        ),
        back_row("wrd", entry.content.list),
    )
    say(turn, (own(entry.content.word),), rows)


def _found(turn: Turn, entry_id: str) -> factors.OwnWord | None:
    entry = contents.get(turn.tx, turn.user_id, factors.WordContent, entry_id)
    if entry is None or entry.content.gone:
        turn.ack(GONE)
        return None
    return entry


def put_away(turn: Turn, entry_id: str) -> None:
    """Offer a word no longer; days that hold it keep it."""
    entry = _found(turn, entry_id)
    if entry is not None:
        contents.change(turn.tx, turn.user_id, entry, gone=True)
        turn.ack(t("I won't offer it anymore. Days that have it keep it."))
        show(turn, entry.content.list)


def rename(turn: Turn, entry_id: str) -> None:
    """Ask for another way to say it."""
    if _found(turn, entry_id) is not None:
        turn.ack()
        turn.message_id = None
        dialogs.begin(turn, WORD, about=factors.WhichAbout(id=entry_id))


def finish(turn: Turn, conversation: Conversation, session: Session) -> None:
    """Say the word differently from now on, and on the days that hold it."""
    entry = _found(turn, factors.WhichAbout.of(conversation).id)
    word = session.answers.get("word")
    if entry is None or not isinstance(word, str):
        turn.edit(
            t("Nothing was changed."), conversation=conversation.id, message_id=turn.message_id
        )
        return
    name = entry.content.list
    same = [e for e in factors.entries_of(turn, name) if e.id != entry.id]
    for other in same:
        if key_of(other.content.word) == key_of(word):
            contents.remove(turn.tx, turn.user_id, other.id)
    factors.rename(turn, entry, word)
    turn.edit(
        t("It's “{word}” from now on, on earlier days too.", word=own(word)),
        rows=((Button(t("All my questions"), callback_data.action("trk")),),),
        conversation=conversation.id,
        message_id=turn.message_id,
    )


WORD = Dialog(
    "word",
    flow=lambda _turn, _conversation: flows.one_word(),
    finish=finish,
    about=factors.WhichAbout,
)

"""Findings that do not fit somebody: put away for good, unless they take it back."""

from hashlib import blake2s

from bot.core import callback_data, contents
from bot.core.contents import Content, TypedEntry
from bot.core.feature import Undoable
from bot.core.fields import Said
from bot.core.turn import Turn
from bot.outgoing import Button
from conversations.text import Text, t


class UnfittingContent(Content):
    """Something that was found and does not fit the person, by the key of the finding."""

    KIND = "unfitting"
    finding: Said


def keys(turn: Turn) -> frozenset[str]:
    """What was put away."""
    known = contents.of_kind(turn.tx, turn.user_id, UnfittingContent)
    return frozenset(entry.content.finding for entry in known)


def mark(key: str) -> str:
    """Write a key, which may hold long words, so that it fits on a button."""
    return blake2s(key.encode(), digest_size=8).hexdigest()


def put_away(turn: Turn, key: str) -> None:
    """Never bring it up again; once is enough."""
    known = contents.of_kind(turn.tx, turn.user_id, UnfittingContent)
    entry = next((one for one in known if one.content.finding == key), None)
    if entry is None:
        content = UnfittingContent(finding=key)
        entry = contents.add(turn.tx, turn.user_id, turn.today, content)
    turn.edit(
        t("All right. You know yourself best. I won't bring that up again."),
        rows=(
            (
                Button(t("Undo"), callback_data.action("insights.again", entry.id)),
                Button(t("Back"), callback_data.action("insights", "0")),
            ),
        ),
        message_id=turn.message_id,
    )


def bring_back(turn: Turn, entry_id: str) -> bool:
    """Take it back; False if that was done already."""
    return contents.remove(turn.tx, turn.user_id, entry_id)


def last(turn: Turn) -> Undoable | None:
    """Find what was put away last."""
    entry = contents.latest(turn.tx, turn.user_id, UnfittingContent)
    return None if entry is None else Undoable(entry.at, _what, lambda: _take_back(turn, entry))


def _take_back(turn: Turn, entry: TypedEntry[UnfittingContent]) -> None:
    contents.remove(turn.tx, turn.user_id, entry.id)
    turn.say(t("Undone. /insights may show that pattern again."))


def _what() -> Text:
    return t("A pattern in /insights that doesn't fit you")

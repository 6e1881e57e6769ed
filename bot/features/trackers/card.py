"""One tracker, and what can be done with it: order, rest, another name or time, an end."""

from bot.core import callback_data
from bot.core.turn import Turn
from bot.features.portability import import_undo
from bot.features.trackers import active as active_trackers
from bot.features.trackers import words as tracker_words
from bot.features.trackers.active import Asked
from bot.features.trackers.screens import back_row, say, show
from bot.outgoing import BLANK, Button
from conversations.text import Text, t
from conversations.trackers import Question
from storage import trackers

GONE = t("That question isn't there anymore.")
MEDICATION = frozenset({"meds", "medication", "sideeffect"})
CHANGE = Button(t("A change of medication"), callback_data.action("med.new"))


def show_one(turn: Turn, id: str) -> None:
    """Show one tracker."""
    asked = _found(turn, id)
    if asked is None:
        return
    question = asked.question
    text = (
        question.name,
        question.say(question.prompt) if question.prompt else tracker_words.kind(question),
        t("Answered as {kind}, asked {when}.", kind=tracker_words.kind(question),
          when=tracker_words.when(question)),
        *((t("It's paused, so I won't ask it."),) if not asked.active else ()),
    )  # fmt: skip
    morning = question.part == "morning"
    more = t("Order, kind of answer, delete")
    rows = (
        (_do(t("Pause it") if asked.active else t("Pick it up again"), "rest", id),),
        (
            _do(t("Days"), "days", id),
            _do(t("Ask in the evening") if morning else t("Ask in the morning"), "part", id),
        ),
        (
            _do(t("Rename"), "name", id),
            *((_pictures_button(question),) if question.kind != "text" else ()),
        ),
        *(((CHANGE,),) if question.id in MEDICATION else ()),
        (_do(more, "more", id),),
        back_row(),
    )
    say(turn, text, rows)


def show_more(turn: Turn, id: str) -> None:
    """Offer what is seldom wanted: another place, another kind of answer, an end."""
    asked = _found(turn, id)
    if asked is None:
        return
    rows = (
        (_do(t("▲ Ask it earlier"), "up", id), _do(t("▼ Ask it later"), "down", id)),
        (_do(t("Another kind of answer"), "anew", id),),
        (_do(t("Delete"), "del", id),),
        back_row("trk.one", id),
    )
    say(turn, (asked.question.name, t("What would you like to change?")), rows)


def _pictures_button(question: Question) -> Button:
    label = (
        t("In pictures: on") if active_trackers.in_pictures(question) else t("In pictures: off")
    )
    return _do(label, "pics", question.id)


def toggle_pictures(turn: Turn, id: str) -> None:
    """Show it in pictures, or keep it out of them: they are made to be shown to others."""
    asked = _found(turn, id)
    if asked is not None:
        shown = not active_trackers.in_pictures(asked.question)
        trackers.change(turn.tx, turn.user_id, id, in_pictures=shown)
        show_one(turn, id)


def _do(label: Text, name: str, id: str) -> Button:
    return Button(label, callback_data.action(f"trk.{name}", id))


def _found(turn: Turn, id: str) -> Asked | None:
    asked = active_trackers.get(turn.tx, turn.user_id, id)
    if asked is None or asked.retired:
        turn.ack(GONE)
        return None
    return asked


def up(turn: Turn, id: str) -> None:
    """Ask it earlier."""
    _move(turn, id, -1)


def down(turn: Turn, id: str) -> None:
    """Ask it later."""
    _move(turn, id, 1)


def _move(turn: Turn, id: str, by: int) -> None:
    listed = active_trackers.listed(turn.tx, turn.user_id)
    ids = [asked.tracker.id for asked in listed]
    at = ids.index(id) if id in ids else -1
    if at < 0 or not 0 <= at + by < len(ids):
        turn.ack(t("It's already at the end of the list.") if id in ids else GONE)
        return
    one, other = listed[at].tracker, listed[at + by].tracker
    trackers.change(turn.tx, turn.user_id, one.id, place=other.place)
    trackers.change(turn.tx, turn.user_id, other.id, place=one.place)
    show(turn, edit=True)


def rest(turn: Turn, id: str) -> None:
    """Let it rest, or take it up again."""
    asked = _found(turn, id)
    if asked is not None:
        trackers.change(turn.tx, turn.user_id, id, active=not asked.active)
        show_one(turn, id)


def change_part(turn: Turn, id: str) -> None:
    """Ask it in the other part of the day."""
    asked = _found(turn, id)
    if asked is not None:
        part = "evening" if asked.question.part == "morning" else "morning"
        trackers.change(turn.tx, turn.user_id, id, part=part)
        show_one(turn, id)


def ask_to_delete(turn: Turn, id: str) -> None:
    """Ask what shall become of the history."""
    asked = _found(turn, id)
    if asked is None:
        return
    text = (
        t("Delete “{name}”?", name=asked.question.name),
        BLANK,
        t("Your answers can stay in your diary, or be erased with it for good."),
    )
    rows = (
        (_do(t("Keep my answers"), "keep", id), _do(t("Erase them too"), "erase", id)),
        back_row("trk.one", id),
    )
    say(turn, text, rows)


def retire(turn: Turn, id: str) -> None:
    """Delete it and keep its history, which it goes on giving its name to."""
    if _found(turn, id) is not None:
        trackers.change(turn.tx, turn.user_id, id, active=False, retired=True)
        turn.ack(t("Deleted. Your answers stay in your diary."))
        show(turn, edit=True)


def erase(turn: Turn, id: str) -> None:
    """Delete it with all that was answered."""
    if _found(turn, id) is not None:
        trackers.remove(turn.tx, turn.user_id, id, with_history=True)
        import_undo.forget(turn, "trackers", id=id)
        import_undo.forget(turn, "answers", step=id)
        turn.ack(t("Deleted, and all its answers with it."))
        show(turn, edit=True)

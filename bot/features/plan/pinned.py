"""A copy of the plan as one plain message, pinned at the top of the chat.

It is there when the bot is not. Entry "plan copy", of this chat alone: the version that was sent
last and its day; the message that is pinned, its version, and whether it is marked as old.
"""

from bot.core import callback_data, contents
from bot.core.contents import Content
from bot.core.fields import Day
from bot.core.turn import Turn
from bot.features.plan import kept, view
from bot.outgoing import BLANK, Button
from conversations.text import Text, strong, t


class PlanCopy(Content):
    """What is known of the copies: the one sent last, and the one that is pinned."""

    KIND = "plan copy"
    OF_THIS_CHAT = True
    sent: str
    on: Day
    pinned: int | None = None
    says: str = ""
    is_marked: bool = False


def send(turn: Turn) -> None:
    """Send the plan as one plain message, with how to pin it said before."""
    turn.ack()
    plan = kept.read(turn)
    if not plan.lines:
        turn.say(t("There's nothing in your plan yet, so there's nothing to pin."))
        return
    said = view.version(plan)
    turn.say(
        t(
            "Here's your plan as one message. If you pin it, it stays at the top of this "
            "chat, even when I don't answer. Tap the button below it, or hold the message "
            "and choose Pin."
        )
    )
    pin = Button(t("Pin it"), callback_data.action("plan.pin", said))
    turn.say(strong(t("My plan for hard days")), BLANK, *view.body(plan), rows=((pin,),))
    before, now = _copy(turn), PlanCopy(sent=said, on=turn.today)
    _keep(turn, before.model_copy(update={"sent": said, "on": now.on}) if before else now)


def pin(turn: Turn, says: str) -> None:
    """Pin the message under which the button was, and let an older one go."""
    before, message = _copy(turn), turn.message_id
    if before is None or message is None:
        turn.ack(t("This is an old copy. /plan makes a new one."))
        return
    turn.send(
        "pinChatMessage",
        {"chat_id": turn.chat_id, "message_id": message, "disable_notification": True},
    )
    _set_button(turn, message)
    if before.pinned not in (None, message):
        turn.send("unpinChatMessage", {"chat_id": turn.chat_id, "message_id": before.pinned})
    turn.ack(t("Pinned."))
    _keep(turn, PlanCopy(sent=before.sent, on=before.on, pinned=message, says=says))
    follow(turn)


def old(turn: Turn) -> tuple[Text, ...]:
    """Say so where the copy was made before the last change."""
    copy = _copy(turn)
    if copy is None or copy.sent == view.version(kept.read(turn)):
        return ()
    return (t("Your plan has changed since your copy of {day}.", day=copy.on),)


def follow(turn: Turn) -> None:
    """Let the pinned copy say that it is old as soon as the plan says something else."""
    copy = _copy(turn)
    if copy is None or copy.pinned is None:
        return
    is_old = copy.says != view.version(kept.read(turn))
    if is_old == copy.is_marked:
        return
    _set_button(turn, copy.pinned, *((_NEW,) if is_old else ()))
    _keep(turn, copy.model_copy(update={"is_marked": is_old}))


_NEW = Button(t("This copy is old. Make a new one"), callback_data.action("plan.copy"))


def _set_button(turn: Turn, message_id: int, *row: Button) -> None:
    payload: dict[str, object] = {"chat_id": turn.chat_id, "message_id": message_id}
    if row:
        payload["reply_markup"] = turn.keyboard((row,))
    turn.send("editMessageReplyMarkup", payload)


def _copy(turn: Turn) -> PlanCopy | None:
    found = contents.latest(turn.tx, turn.user_id, PlanCopy)
    return found.content if found else None


def _keep(turn: Turn, copy: PlanCopy) -> None:
    found = contents.latest(turn.tx, turn.user_id, PlanCopy)
    if found is None:
        contents.add(turn.tx, turn.user_id, turn.today, copy)
    else:
        contents.change(turn.tx, turn.user_id, found, **dict(copy))

"""The last answer of a day, taken back and asked again."""

from datetime import date
from functools import partial

from bot.core import dialogs, open_dialog
from bot.core.feature import Undoable
from bot.core.question import Frame
from bot.core.turn import Turn
from bot.features import sleep
from bot.features.check_in import corrected, dependents
from bot.features.check_in.dialog import CHECK_IN
from bot.features.undo import WINDOW
from conversations.events import Opened
from conversations.formats.free_text import shortened
from conversations.night import DETAIL
from conversations.text import Text, own, t
from storage import answers, conversations
from storage.answers import Answer


def last_answer(turn: Turn) -> Undoable | None:
    """Find the answer given last, of the days that were spoken of since it may be taken back."""
    since = turn.now - WINDOW
    days = {turn.today, turn.yesterday}
    days |= conversations.days_since(turn.tx, turn.user_id, since)
    told = [
        answer for day in days for answer in answers.of_day(turn.tx, turn.user_id, day).values()
    ]
    if not told:
        return None
    last = max(told, key=lambda answer: answer.at)

    def take_it_back() -> None:
        said = t("Undone: {what}", what=_said(turn, last))
        answers.remove(turn.tx, turn.user_id, last.day, last.step)
        if last.step in DETAIL:
            sleep.refresh(turn, last.day)
        _take_what_hung_on_it(turn, last)
        if not _ask_again(turn, last.day, last.step, above=said):
            turn.say(said)

    return Undoable(
        last.at,
        partial(_said, turn, last),
        take_it_back,
        correct=partial(corrected.correct, turn, told),
        correct_named=partial(corrected.correct_named, turn),
    )


def _take_what_hung_on_it(turn: Turn, last: Answer) -> None:
    """Without the night nothing says how it felt; and a part may have led to other parts."""
    conversation = conversations.of_day(turn.tx, turn.user_id, "checkin", last.day)
    conversation = conversation or conversations.of_day(turn.tx, turn.user_id, "morning", last.day)
    dialog = open_dialog.dialog_of(turn, conversation) if conversation is not None else None
    if conversation is None or dialog is None:
        return
    if last.step == "sleep":
        felt = [ask for ask in dialog.flow(turn, conversation).steps if ask.id == "quality"]
        dependents.take_away(turn, last.day, felt)
    dependents.drop(turn, conversation, last.day, last.step)


def _said(turn: Turn, last: Answer) -> Text:
    """Say an answer as the card of its day says it."""
    conversation = conversations.of_day(turn.tx, turn.user_id, "checkin", last.day)
    steps = CHECK_IN.flow(turn, conversation).steps if conversation is not None else ()
    ask = next((step for step in steps if step.id == last.step), None)
    return ask.told(last.value) if ask is not None else own(f"“{shortened(str(last.value), 200)}”")


def _ask_again(turn: Turn, day: date, step: str, *, above: Text) -> bool:
    if step == "note":
        return False
    asked = corrected.asked_in(turn, day, step)
    if asked is not None:
        turn.message_id = None
        dialogs.feed(turn, *asked, Opened(), fresh=True, around=Frame(above=(above,)))
    return asked is not None

"""The end of a questionnaire: its total in published words, and what can be done with it."""

from bot.core import callback_data
from bot.core.turn import Turn
from bot.features.questionnaires import expected, for_therapy, half_done, offering, results, worse
from bot.features.questionnaires import words as questionnaire_words
from bot.outgoing import Button, Rows
from conversations.questionnaires.instrument import Instrument
from conversations.questionnaires.load import by_key
from conversations.session import Session
from conversations.text import Text, t
from storage import preferences
from storage.conversations import Conversation


def finish(turn: Turn, conversation: Conversation, _session: Session) -> None:
    """Keep it as answered once, and say the total in published words."""
    one = by_key(half_done.ScaleAbout.of(conversation).instrument)
    result = half_done.close(turn, one) if one else None
    if one is None or result is None:
        _say(turn, conversation, (t("Nothing was answered, so nothing was saved."),), ())
        return
    earlier = [r for r in results.results(turn, one) if r.id != result.id]
    days = offering.every(preferences.all_(turn.tx, turn.user_id), one)
    offering.choose(turn, one, days)
    again = (
        (t("I'll offer it again in {n} days, below your evening check-in.", n=days),)
        if days and result.score is not None
        else ()
    )
    told = [*earlier, result]
    asked, weeks = expected.question(turn, one, told)
    text = (*questionnaire_words.told(one, told), *worse.said(one, told), *again, *asked)
    ways = for_therapy.ways(turn, one, result)
    _say(turn, conversation, text, (*weeks, *ways, *_after(one, result.id, offered=bool(again))))


def _say(turn: Turn, conversation: Conversation, text: tuple[Text, ...], rows: Rows) -> None:
    if turn.as_new_message:
        turn.say(*text, rows=rows, conversation=conversation.id)
    else:
        turn.edit(*text, rows=rows, conversation=conversation.id, message_id=turn.message_id)


def _after(one: Instrument, entry_id: str, *, offered: bool) -> Rows:
    stop_offering = Button(
        t("Don't offer it again"), callback_data.action("scale.every", one.key, "0")
    )
    return (
        (Button(t("About this questionnaire"), callback_data.action("scale.about", one.key)),),
        (
            Button(t("Undo"), callback_data.action("scale.undo", entry_id)),
            *((stop_offering,) if offered else ()),
        ),
        (Button(t("All questionnaires"), callback_data.action("scales")),),
    )

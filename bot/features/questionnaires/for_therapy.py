"""What of a result is worth bringing to therapy, written as things to bring up."""

from bot.core import callback_data, contents
from bot.core.turn import Turn
from bot.features.plan import offers as plan_offers
from bot.features.questionnaires import expected, harm, results, worse
from bot.features.questionnaires.results import Result
from bot.outgoing import Button, Rows
from conversations.questionnaires.instrument import Instrument
from conversations.questionnaires.load import by_title
from conversations.text import Text, t


def ways(turn: Turn, instrument: Instrument, result: Result) -> Rows:
    """Offer to bring it up, and a way to help, where there is something to bring up."""
    if not _things(turn, instrument, result):
        return ()
    put = callback_data.action("therapy.scale", result.id)
    return (
        (Button(t("Put it on my list for therapy"), put),),
        (Button(t("Support"), callback_data.action("support")), *plan_offers.mine(turn)),
    )


def things(turn: Turn, entry_id: str) -> list[str]:
    """Write what there is to bring up; nothing if that result is gone."""
    entry = contents.get(turn.tx, turn.user_id, results.ScaleContent, entry_id)
    if entry is None:
        return []
    one, result = by_title(entry.content.instrument), results.of(entry)
    if one is None:
        return []
    texts = [*_things(turn, one, result), *expected.to_bring_up(turn, one, result)]
    return [turn.words(text) for text in texts]


def _things(turn: Turn, instrument: Instrument, result: Result) -> list[Text]:
    told = results.results(turn, instrument)
    up_to = told[: next((n for n, one in enumerate(told, 1) if one.id == result.id), 0)]
    before = worse.than(instrument, up_to) if up_to else None
    answer = harm.of(instrument, result)
    return [
        *([harm.to_bring_up(instrument, result, answer)] if answer else []),
        *([worse.message(instrument, before, result)] if before else []),
    ]

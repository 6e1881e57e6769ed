"""By when somebody expects to notice a change, and what is said if none has come by then.

Asked once, with the first result of a questionnaire whose change can be told from chance. No date
is suggested as right: how long it takes differs from person to person and from help to help.
"""

from datetime import date, timedelta

from bot.core import callback_data, opt_outs
from bot.core.turn import Turn
from bot.features.plan import offers as plan_offers
from bot.features.questionnaires import results
from bot.features.questionnaires.results import Result
from bot.outgoing import BLANK, Button, Rows
from conversations.questionnaires.instrument import Instrument
from conversations.questionnaires.load import by_key, instruments
from conversations.questionnaires.score import change_met
from conversations.text import Text, own, t, tn
from storage import preferences

SWITCH = "expected"
WEEKS = (4, 8, 12)
OVER, SAID = "over", "said"


def question(
    turn: Turn, instrument: Instrument, told: list[Result]
) -> tuple[tuple[Text, ...], Rows]:
    """With the first result, ask by when a change would be noticed; nothing at other times."""
    known = preferences.get(turn.tx, turn.user_id, _name(instrument))
    scored = [one for one in told if one.score is not None]
    is_first = known is None and len(scored) == 1 and _can_tell(instrument)
    if not is_first or not opt_outs.wanted(turn, SWITCH):
        return (), ()
    preferences.set_(turn.tx, turn.user_id, _name(instrument), OVER)
    weeks = tuple(
        Button(
            tn("In {n} week", "In {n} weeks", n),
            callback_data.action("scale.by", instrument.key, str(n)),
        )
        for n in WEEKS
    )
    return (BLANK, t("If you'd like to say: when would you expect to notice a change?")), (weeks,)


def _can_tell(instrument: Instrument) -> bool:
    return any(one.kind == "reliable" for one in instrument.changes)


def choose(turn: Turn, key: str, weeks: int) -> None:
    """Keep the day."""
    instrument = by_key(key)
    if instrument is None or weeks not in WEEKS:
        return
    day = turn.today + timedelta(weeks=weeks)
    preferences.set_(turn.tx, turn.user_id, _name(instrument), day.isoformat())
    turn.ack(t("All right. I'll look on {day}, and I'll tell only you.", day=day), alert=True)


def after_check_in(turn: Turn, day: date) -> bool:
    """Where the day has come and no change is more than chance, say so once; tell whether."""
    if not opt_outs.wanted(turn, SWITCH):
        return False
    chosen = preferences.all_(turn.tx, turn.user_id)
    for instrument in instruments():
        by = _day(chosen.get(_name(instrument)))
        if by is None or by > day:
            continue
        preferences.set_(turn.tx, turn.user_id, _name(instrument), OVER)
        scored = results.scored(turn, instrument)
        if len(scored) > 1 and not _is_better(instrument, scored[0], scored[-1]):
            preferences.set_(turn.tx, turn.user_id, _name(instrument), SAID)
            _say(turn, instrument, scored[0], scored[-1])
            return True
    return False


def _day(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:  # over, or a file that was imported may say anything
        return None


def _is_better(instrument: Instrument, first: Result, last: Result) -> bool:
    if first.score is None or last.score is None:
        return False
    met = change_met(instrument, first.score, last.score)
    lower = last.score < first.score
    return met is not None and met.kind == "reliable" and lower is (instrument.better == "lower")


def _say(turn: Turn, instrument: Instrument, first: Result, last: Result) -> None:
    put = callback_data.action("therapy.scale", last.id)
    turn.say(
        t("You had hoped to notice a change by now."),
        t(
            "Your {title} was {then} of {most} on {day} and {now} on {today}. These "
            "numbers don't clearly show that things are better. There can be many reasons "
            "for that, and it's worth talking about.",
            title=own(instrument.title),
            most=instrument.most,
            then=first.score or 0,
            day=first.day,
            now=last.score or 0,
            today=last.day,
        ),
        BLANK,
        t("Here's a message for your therapist, if you'd like one:"),
        t("“{message}”", message=message(instrument, first, last)),
        rows=(
            (Button(t("Put it on my list for therapy"), put),),
            (Button(t("Support"), callback_data.action("support")), *plan_offers.mine(turn)),
        ),
        silent=True,
    )


def to_bring_up(turn: Turn, instrument: Instrument, result: Result) -> list[Text]:
    """Write the message again, where it was said of this very result."""
    if preferences.get(turn.tx, turn.user_id, _name(instrument)) != SAID:
        return []
    scored = results.scored(turn, instrument)
    is_last = len(scored) > 1 and scored[-1].id == result.id
    return [message(instrument, scored[0], result)] if is_last else []


def message(instrument: Instrument, first: Result, last: Result) -> Text:
    """Write the message to a therapist, of facts alone."""
    return t(
        "I had hoped to notice a change by now. My {title} was {then} of {most} on {day} and "
        "{now} on {today}. Can we talk about it?",
        title=own(instrument.title),
        most=instrument.most,
        then=first.score or 0,
        day=first.day,
        now=last.score or 0,
        today=last.day,
    )


def _name(instrument: Instrument) -> str:
    return f"scale.{instrument.key}.by"

"""What is said when a total is worse than last time by more than chance, and words to tell it.

Therapists who hear early that somebody gets worse help better (Lambert and others 2018, doi
10.1037/pst0000167). The size of change is a published one, and says nothing about why.
"""

from collections.abc import Sequence

from bot.features.questionnaires.results import Result
from bot.outgoing import BLANK
from conversations.questionnaires.instrument import Instrument
from conversations.questionnaires.score import change_met
from conversations.text import Text, own, t


def than(instrument: Instrument, told: Sequence[Result]) -> Result | None:
    """Find the time before, where the newest total is worse than it by more than chance."""
    *earlier, now = told
    before = next((one for one in reversed(earlier) if one.score is not None), None)
    if before is None or before.score is None or now.score is None:
        return None
    if before.left_out or now.left_out:
        return None
    higher = now.score > before.score
    met = change_met(instrument, before.score, now.score)
    worse = higher is (instrument.better == "lower")
    return before if worse and met is not None and met.kind == "reliable" else None


def said(instrument: Instrument, told: Sequence[Result]) -> tuple[Text, ...]:
    """Say it plainly, with a message to copy."""
    before = than(instrument, told)
    if before is None:
        return ()
    return (
        BLANK,
        t(
            "By these numbers, things are clearly worse than last time. I'm sorry. You "
            "don't have to get through this alone."
        ),
        t("Here's a message for your therapist, if you'd like one:"),
        t("“{message}”", message=message(instrument, before, told[-1])),
    )


def message(instrument: Instrument, before: Result, now: Result) -> Text:
    """Write the message to a therapist, of facts alone."""
    return t(
        "My {title} was {then} of {most} on {day} and {now} on {today}. Can we talk about it?",
        title=own(instrument.title),
        most=instrument.most,
        then=before.score or 0,
        day=before.day,
        now=now.score or 0,
        today=now.day,
    )

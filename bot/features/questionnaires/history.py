"""The last few totals of one questionnaire, newest first."""

from collections.abc import Sequence

from bot.features.questionnaires.results import Result
from bot.features.questionnaires.words import verdict
from conversations.questionnaires.instrument import Instrument
from conversations.text import Text, t

SHOWN = 6


def history(instrument: Instrument, done: Sequence[Result]) -> tuple[Text, ...]:
    """Say each total; from which total on it is worth talking over is said once, of the newest."""
    return tuple(
        t("{day} — {verdict}", day=one.day, verdict=_said(instrument, one, newest=one is done[-1]))
        for one in reversed(done[-SHOWN:])
    )


def _said(instrument: Instrument, one: Result, *, newest: bool) -> Text:
    if newest or instrument.bands or one.score is None:
        return verdict(instrument, one)
    return t("{score} of {most}.", score=one.score, most=instrument.most)

"""What a questionnaire says about itself: whose it is, its licence, its rules and who says so."""

from bot.features.questionnaires.words import direction
from bot.outgoing import BLANK, lines
from conversations.questionnaires.instrument import Instrument, ScoreChange
from conversations.text import Text, from_file, own, quoted, t


def about(instrument: Instrument) -> tuple[Text, ...]:
    """Say whose it is, what may be done with it, how it is scored and who says so."""
    origin = instrument.origin
    ranges = ", ".join(f"{b.low}–{b.high} {b.name}" for b in instrument.bands)
    return lines(
        own(instrument.title),
        from_file(instrument.summary),
        BLANK,
        own(origin.authors),
        own(origin.notice),
        own(origin.licence),
        quoted(*_scoring(instrument, ranges)),
        BLANK,
        t("Its questions and answers are in English, word for word as published."),
    )


def _scoring(instrument: Instrument, ranges: str) -> tuple[Text, ...]:
    origin, missing, low = instrument.origin, instrument.missing, instrument.low_answer
    return lines(
        t("The total goes from 0 to {most}.", most=instrument.most),
        t("Published ranges: {ranges}.", ranges=own(ranges)) if ranges else None,
        direction(instrument),
        *(_size(change) for change in instrument.changes),
        None
        if instrument.change
        else t(
            "I don't know of any published rule for how big a change has to be before it's "
            "more than chance."
        ),
        t("{source}.", source=own(low.source)) if low else None,
        t("{source}.", source=own(missing.source))
        if missing.source
        else t("If a question is left out, there's no total."),
        *(own(fact) for fact in origin.facts),
    )


def _size(change: ScoreChange) -> Text:
    said = (
        t("A difference of {points} points or more is called important. {source}.")
        if change.kind == "important"
        else t("A difference of {points} points or more is more than chance. {source}.")
    )
    return said.given(points=change.points, source=own(change.source))

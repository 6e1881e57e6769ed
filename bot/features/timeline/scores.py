"""Questionnaires along the timeline: totals on their range, by published ranges and no more."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot import i18n
from bot.features.timeline.data import Scored, TimelineData
from charts.timeline_view import ScoreLine, ScoreRange
from conversations.questionnaires.instrument import Instrument
from conversations.questionnaires.load import instruments
from conversations.questionnaires.score import band
from conversations.text import Text, listed, own, t


@dataclass(frozen=True, slots=True)
class ScaleRow:
    """One questionnaire's totals, oldest first; no instrument where a file brought another."""

    name: str
    instrument: Instrument | None
    totals: tuple[Scored, ...]


def answered(told: TimelineData) -> list[ScaleRow]:
    """Every questionnaire that has a total in these days, in the order of `/scales`."""
    known = {one.title: one for one in instruments()}
    names = sorted({one.instrument for one in told.scored})
    found = [
        ScaleRow(name, known.get(name), tuple(o for o in told.scored if o.instrument == name))
        for name in names
    ]
    return sorted(found, key=_place)


def _place(one: ScaleRow) -> tuple[bool, int]:
    """What another file brought stands last, in the order of its names."""
    return (one.instrument is None, one.instrument.order if one.instrument else 0)


def line(told: TimelineData, one: ScaleRow) -> ScoreLine:
    """What the picture shows of it."""
    scores = [total.score for total in one.totals]
    most = one.instrument.most if one.instrument else max(scores)
    language, lowest = told.language, min(0, *scores)
    return ScoreLine(
        name=one.name,
        better=i18n.render(_better(one.instrument), language) if one.instrument else "",
        said=i18n.render(_latest(one), language),
        lowest=lowest,
        highest=max(most, lowest + 1, *scores),
        points=tuple(((total.day - told.first).days, total.score) for total in one.totals),
        ranges=tuple(_ranges(one.instrument)) if one.instrument else (),
        joined=2 * one.instrument.rhythm.days + 7 if one.instrument else 35,
    )


def _better(instrument: Instrument) -> Text:
    return t("higher is better") if instrument.better == "higher" else t("lower is better")


def _latest(one: ScaleRow) -> Text:
    last = one.totals[-1].score
    if one.instrument is None:
        return t("last {score}", score=last)
    found = band(one.instrument, round(last))
    if found is None:
        return t("last {score} of {most}", score=last, most=one.instrument.most)
    return t("last {score} of {most}, “{name}”", score=last, most=one.instrument.most,
             name=own(found.name))  # fmt: skip


def _ranges(instrument: Instrument) -> Iterator[ScoreRange]:
    for one in sorted(instrument.bands, key=lambda one: one.low):
        yield ScoreRange(one.low, one.name)


def said_of(told: TimelineData) -> list[Text]:
    """Every total with its day, and what the range, its parts and its direction are."""
    said: list[Text] = []
    for one in answered(told):
        totals = listed(
            t("{score} on {day}", score=total.score, day=total.day) for total in one.totals
        )
        said.append(t("{name}: {totals}.", name=own(one.name), totals=totals))
        if one.instrument is not None:
            said.append(_range(one.instrument))
    return said


def _range(instrument: Instrument) -> Text:
    better = _better(instrument)
    if not instrument.bands:
        return t("{name} goes to {most}; {better}.", name=own(instrument.title),
                 most=instrument.most, better=better)  # fmt: skip
    named = listed(
        t("“{name}” from {low}", name=own(one.name), low=one.low)
        for one in sorted(instrument.bands, key=lambda one: one.low)
    )
    return t("{name} goes to {most}; {better}. Its ranges are called {ranges}.",
             name=own(instrument.title), most=instrument.most, better=better,
             ranges=named)  # fmt: skip

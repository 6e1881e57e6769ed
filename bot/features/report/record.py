"""What of a page goes into a record: numbers alone, and only those that may be on the page."""

from collections.abc import Iterator

from bot.core import contents
from bot.core.turn import Turn
from bot.features.questionnaires.results import ScaleContent
from bot.features.report.data import ReportData
from bot.features.report.fhir import FhirAnswers, FhirNumber, FhirRecord
from bot.features.trackers import active as active_trackers
from conversations.questionnaires.instrument import Instrument, Item
from conversations.questionnaires.load import by_title
from conversations.trackers import Question
from conversations.trackers.asking import fits


def record(turn: Turn, data: ReportData, ticked: frozenset[str]) -> FhirRecord:
    """Gather it; a part that is not on the page is not in the record either."""
    return FhirRecord(
        made=turn.now.astimezone(turn.zone),
        answers=tuple(_answers(turn, data, ticked)) if "scales" in ticked else (),
        numbers=(
            *(_days(data) if "days" in ticked else ()),
            *_own(turn, data, ticked),
        ),
    )


def _answers(turn: Turn, data: ReportData, ticked: frozenset[str]) -> Iterator[FhirAnswers]:
    first, until = data.now.first, max(data.now.last, turn.horizon)
    for entry in contents.between(turn.tx, turn.user_id, ScaleContent, first, until):
        one = by_title(entry.content.instrument)
        if one is None or entry.content.score is None:
            continue
        yield FhirAnswers(
            id=entry.id,
            key=one.key,
            title=one.title,
            at=entry.at.astimezone(turn.zone),
            items=_items(one, entry.content.items) if _may_show(one, ticked) else (),
            score=round(entry.content.score),
            most=one.most,
        )


def _may_show(one: Instrument, ticked: frozenset[str]) -> bool:
    """Whether single answers may be there: the others and the total would betray the one."""
    return "harm" in ticked or not any(item.alarm is not None for item in one.items)


def _items(
    one: Instrument, given: tuple[int | None, ...]
) -> tuple[tuple[str, str, int | None, str], ...]:
    if len(given) != len(one.items):
        return ()
    return tuple(_item(item, score) for item, score in zip(one.items, given, strict=True))


def _item(item: Item, score: int | None) -> tuple[str, str, int | None, str]:
    """What a form does not offer, as an odd file may hold it, is no answer."""
    labels = {grade.score: grade.label for grade in item.grades}
    if score is None or score not in labels:
        return item.id, item.text, None, ""
    return item.id, item.text, score, labels[score]


def _days(data: ReportData) -> Iterator[FhirNumber]:
    for day in data.measured:
        at = day.date.isoformat()
        if day.mood is not None and not day.of_moments:
            yield FhirNumber("mood", "Mood of the day, 1 very low to 10 very good", at, day.mood)
        if day.sleep_hours is not None:
            yield FhirNumber("sleep", "Sleep duration", at, day.sleep_hours, "h")
        if day.sleep_quality is not None:
            said = "How sleep felt, 1 very poor to 5 very good"
            yield FhirNumber("sleep-quality", said, at, day.sleep_quality)


def _own(turn: Turn, data: ReportData, ticked: frozenset[str]) -> Iterator[FhirNumber]:
    for asked in active_trackers.every(turn.tx, turn.user_id):
        question = asked.question
        if question.kind in ("scale", "number", "duration") and _is_ticked(question, ticked):
            for day in data.now.days:
                told = data.now.told.get(day.date, {}).get(question.id)
                if isinstance(told, int | float) and fits(question, told):
                    unit = "min" if question.kind == "duration" else ""
                    yield FhirNumber(
                        f"own-{question.id}", question.label, day.date.isoformat(), told, unit
                    )


def _is_ticked(question: Question, ticked: frozenset[str]) -> bool:
    if active_trackers.is_about_harm(question):
        return "urges" in ticked
    return "own" in ticked and active_trackers.in_pictures(question)

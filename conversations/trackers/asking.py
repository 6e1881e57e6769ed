"""From a question to the step that asks it; every kind of question is one line here."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from conversations.flow import AnswerFormat, Ask
from conversations.formats import (
    Amount,
    ClockTime,
    FreeText,
    Labelled,
    Length,
    Partly,
    Scale,
    YesNo,
)
from conversations.text import Text, t
from conversations.trackers.question import Question

MOST_TEXT = 300
TIMES = ("06:00", "07:00", "08:00", "12:00", "18:00", "20:00", "22:00", "23:00")


def ask(question: Question, earlier: Callable[[], Sequence[float]] = lambda: ()) -> Ask:
    """Return the step that asks a question; `earlier` finds numbers answered to it before."""
    format = FORMATS[question.kind](question)
    if isinstance(format, Amount):
        format = replace(format, earlier=earlier)
    return Ask(
        id=question.id,
        prompt=question.say(question.prompt) if question.prompt else question.name,
        hint=_hint(question),
        label=question.name,
        format=Labelled(format, question.name),
    )


def fits(question: Question, value: object) -> bool:
    """Tell whether a question can have been answered so."""
    if not isinstance(value, str | int | float) or not _within(question, value):
        return False
    if isinstance(value, bool) is not (question.kind == "yes_no"):
        return False
    try:
        ask(question).format.describe(value)
    except (TypeError, ValueError, ArithmeticError, LookupError, AttributeError):
        return False
    return True


def _within(question: Question, value: str | float) -> bool:
    low, high = question.bounds
    if low is None or high is None:
        return True
    return not isinstance(value, str) and low <= value <= high


def _scale(of: Question) -> AnswerFormat:
    low, high = int(of.minimum or 0), int(of.maximum or 0)
    least = of.say(of.low) if of.low else t("the lowest")
    most = of.say(of.high) if of.high else t("the highest")
    return Scale(low, high, least, most)


def _amount(of: Question) -> AnswerFormat:
    low, high = of.bounds
    return Amount(low or 0, high or 0, of.say(of.unit), of.offered)


FORMATS: Mapping[str, Callable[[Question], AnswerFormat]] = {
    "scale": _scale,
    "yes_no": lambda _: YesNo(),
    "partly": lambda _: Partly(),
    "number": _amount,
    "duration": lambda of: Length(of.offered) if of.offered else Length(),
    "time": lambda _: ClockTime(TIMES),
    "text": lambda _: FreeText(MOST_TEXT, example=t("a quiet day")),
}


def _hint(of: Question) -> Text | None:
    match of.kind:
        case "scale" if of.low and of.high:
            return t(
                "{low} is {low_word}, {high} is {high_word}.",
                low=int(of.minimum or 0),
                high=int(of.maximum or 0),
                low_word=of.say(of.low),
                high_word=of.say(of.high),
            )
        case "number" if of.unit and not of.prompt:
            return t("In {unit}.", unit=of.say(of.unit))
        case "duration":
            return t("Minutes, or type 1:30.")
        case _:
            return None

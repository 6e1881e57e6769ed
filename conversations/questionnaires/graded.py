"""One of the published answer options; the answer is its score."""

from dataclasses import dataclass

from conversations.flow import AnswerFormat, Option, Rows, Value
from conversations.formats.keys import button, rows_of
from conversations.parsing.clean import in_short
from conversations.parsing.tongue import Tongue
from conversations.questionnaires.instrument import Grade
from conversations.text import Rejected, Text, own, t


@dataclass(frozen=True)
class Graded(AnswerFormat):
    """The options in published order; typed as their words, their beginning, or their score."""

    grades: tuple[Grade, ...]

    def options(self, current: Value | None) -> Rows:
        """One button for each option, its words in full."""
        offered: list[Option] = [
            button(str(grade.score), own(grade.label), chosen=grade.score == current)
            for grade in self.grades
        ]
        return rows_of(offered, 1)

    def accept(self, data: str, current: Value | None) -> Value:  # noqa: ARG002 - the shape of a format; others look at what is there
        """Read a pressed option."""
        return self._only([grade for grade in self.grades if str(grade.score) == data])

    def parse(self, raw: str, tongue: Tongue) -> Value:  # noqa: ARG002 - the shape of a format; these words are of no language
        """Read typed words or the score as it stands on the printed form."""
        said = in_short(raw)
        names = {grade: in_short(grade.label) for grade in self.grades}
        # Where the options themselves are numbers, "4" means four drinks and not the score 4.
        numbers = any(letter.isdigit() for name in names.values() for letter in name)
        scores = {} if numbers else {str(grade.score): grade for grade in self.grades}
        exact = [
            grade for grade, name in names.items() if said == name or scores.get(said) == grade
        ]
        begun = [grade for grade, name in names.items() if said and name.startswith(said)]
        return self._only(exact or begun)

    def describe(self, value: Value) -> Text:
        """Say the option's words."""
        return next(
            (own(grade.label) for grade in self.grades if grade.score == value), own(str(value))
        )

    def _only(self, found: list[Grade]) -> int:
        if len(found) != 1:
            # None is named: an example would steer the answer.
            raise Rejected(t("Please tap the answer that fits best."))
        return found[0].score

"""In which week a day is meant, where "next friday" may be either of two."""

from dataclasses import dataclass, replace
from datetime import timedelta

from conversations.flow import Answers, Option
from conversations.formats.appointment import appointment_of
from conversations.formats.choice import Choice
from conversations.text import t


@dataclass(frozen=True)
class WhichWeek(Choice):
    """This week or a later one, by how many weeks later; each with its date, once a day is known.

    For some a week begins on Sunday: only a date is the same day to everybody.
    """

    step: str = "when"

    def given_answers(self, answers: Answers) -> "WhichWeek":
        """Offer each week with the date of the day in it."""
        day = appointment_of(answers.get(self.step)).day
        if day is None:
            return self
        dated = (
            # For translators: this week or the next, and its day.
            Option(n, t("{week}, {day}", week=name, day=day + timedelta(weeks=int(n))))
            for n, name in self.choices
        )
        return replace(self, choices=tuple(dated))

"""Another kind of answer, summed up under the name of its question."""

from dataclasses import dataclass

from conversations.flow import AnswerFormat, Rows, Value
from conversations.parsing.tongue import Tongue
from conversations.text import Text, t


@dataclass(frozen=True)
class Labelled(AnswerFormat):
    """Asks like `inner`; on the card it says "Energy: 6 of 10"."""

    inner: AnswerFormat
    name: Text

    @property
    def multi_select(self) -> bool:
        """As the inner one."""
        return self.inner.multi_select

    @property
    def accumulates(self) -> bool:
        """As the inner one."""
        return self.inner.accumulates

    def options(self, current: Value | None) -> Rows:
        """As the inner one."""
        return self.inner.options(current)

    def accept(self, data: str, current: Value | None) -> Value:
        """As the inner one."""
        return self.inner.accept(data, current)

    def parse(self, raw: str, tongue: Tongue) -> Value:
        """As the inner one."""
        return self.inner.parse(raw, tongue)

    def describe(self, value: Value) -> Text:
        """Say the name, then the answer."""
        return t("{question}: {answer}", question=self.name, answer=self.inner.describe(value))

    def is_complete(self, value: Value) -> bool:
        """As the inner one."""
        return self.inner.is_complete(value)

    def saved_by(self, current: Value | None) -> Text | None:
        """As the inner one."""
        return self.inner.saved_by(current)

    def finish(self, current: Value | None) -> Value:
        """As the inner one."""
        return self.inner.finish(current)

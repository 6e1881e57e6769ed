"""A person's own words."""

from dataclasses import dataclass

from conversations.flow import AnswerFormat, Option, Rows, Value
from conversations.parsing.clean import clean
from conversations.parsing.tongue import Tongue
from conversations.text import Rejected, Text, own, t

A_MESSAGE = 4096
"""Characters that one message holds; whatever fits into one can be kept whole."""
MOST_SHOWN = 60  # characters quoted on a button or a card
KEEP = "="


@dataclass(frozen=True)
class FreeText(AnswerFormat):
    """Up to `most` characters, on one line or on several."""

    most: int
    example: Text
    one_line: bool = False
    may_speak_of_danger: bool = False
    """Where a name is asked for: words of plain danger have their place here as well."""

    may_be_nothing: bool = False
    """Who says "nothing" or "idk" has no answer, and that is none to keep."""

    @property
    def is_name(self) -> bool:
        """Tell whether it names something, in a few words that will stand on buttons."""
        return self.one_line and self.most < A_MESSAGE

    def options(self, current: Value | None) -> Rows:
        """Nothing to press, except to keep what was written before."""
        if not isinstance(current, str) or not current:
            return ()
        return ((Option(KEEP, t("Keep “{words}”", words=shortened(current))),),)

    def accept(self, data: str, current: Value | None) -> Value:
        """Keep what was written before."""
        if data != KEEP or not isinstance(current, str):
            raise self._empty()
        return current

    def parse(self, raw: str, tongue: Tongue) -> Value:  # noqa: ARG002 - the shape of a format; these words are of no language
        """Take the words as they are, without invisible characters."""
        words = clean(raw)
        if self.one_line:
            words = " ".join(words.split())
        if not any(char.isprintable() and not char.isspace() for char in words):
            raise self._empty()
        if len(words) > self.most:
            raise Rejected(
                t(
                    "That's {n} characters, and there's room for {most}. Could you make it "
                    "a little shorter, like “{example}”?",
                    n=len(words),
                    most=self.most,
                    example=self.example,
                )
            )
        return words

    def describe(self, value: Value) -> Text:
        """Quote the beginning."""
        return own(shortened(str(value)))

    def _empty(self) -> Rejected:
        return Rejected(t("A few words are enough, such as “{example}”.", example=self.example))


def shortened(words: str, most: int = MOST_SHOWN) -> str:
    """Return the beginning of the words on one line, with … where something was left out.

    Cut where a word ends, unless little would be left then, as of an address or of Chinese.
    Counted as Telegram counts, in UTF-16 units: a picture is two of them.
    """
    line = " ".join(words.split())
    if 2 * len(line) <= most:
        return line
    units = line.encode("utf-16-le", "surrogatepass")
    if len(units) <= 2 * most:
        return line
    cut = units[: 2 * (most - 1)].decode("utf-16-le", "ignore")
    whole = cut if line[len(cut)] == " " else cut.rpartition(" ")[0]
    return (whole if 2 * len(whole) >= len(cut) else cut).rstrip(" ,;:") + "…"

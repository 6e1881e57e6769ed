"""What is said to a typed date of which no day can be shown: two readings, a day to come, none."""

from datetime import date

from conversations.formats.free_text import shortened
from conversations.parsing.named_days import NamedDays
from conversations.text import Text, own, t


def unread(typed: str, named: NamedDays) -> Text:
    """Say why no day was found."""
    quoted = own(shortened(typed))
    match [*named.past], [*named.coming]:
        case [first, second, *_], _:
            said = t("“{words}” could be {first} or {second}. Which one do you mean?")
            return said.given(words=quoted, first=first, second=second)
        case _, [first, second, *_]:
            said = t("“{words}” could be {first} or {second}, and neither has come yet.")
            return said.given(words=quoted, first=first, second=second)
        case _, [day]:
            return to_come(day, day)
        case _:
            return t("There's no such day as “{words}”.", words=quoted)


def to_come(first: date, last: date) -> Text:
    """Say that some days have not come."""
    if first == last:
        return t("{day} hasn't come yet.", day=first)
    return t("{first} – {last} hasn't come yet.", first=first, last=last)

"""Long lists, a page at a time: Telegram refuses a message that has more than a hundred buttons.

Nearly nobody's lists are so long; who has hundreds of something reaches all of it page by page.
"""

from collections.abc import Callable, Sequence
from typing import Generic, NamedTuple, TypeVar

from bot.outgoing import Button, Rows
from conversations.text import t

EACH = 20  # more than a thumb finds its way in
MOST_BUTTONS = 8  # to choose from; the marks of a scale are not counted

T = TypeVar("T")


def fitting(number: int, *, beside: int) -> int:
    """How many buttons of a list fit beside others, with two to leaf where not all of them do."""
    room = MOST_BUTTONS - beside
    return room if number <= room else room - 2


class ListPage(NamedTuple, Generic[T]):
    """What is shown, where in the list that begins, and the buttons to the pages around it."""

    shown: Sequence[T]
    begin: int
    rows: Rows


def list_page(
    things: Sequence[T], begin: int, to: Callable[[int], str], *, each: int = EACH
) -> ListPage[T]:
    """The page of a list that has this place in it; `to` names the button to another place."""
    last = max(0, (len(things) - 1) // each * each)
    begin = min(max(0, begin) // each * each, last)
    row = []
    if begin:
        row.append(Button(t("◀ Earlier"), to(begin - each)))
    if begin < last:
        row.append(Button(t("More ▶"), to(begin + each)))
    return ListPage(things[begin : begin + each], begin, (tuple(row),) if row else ())

"""What stands on which page: what does not fit on the first goes on the next, never smaller.

Reckoned from numbers of rows alone, without measuring a letter, so that the bot knows how many
pages there are before anything is drawn.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from charts.theme import HEIGHT
from charts.view import DrawnGoal, Kind, OwnRow, WeekView

TOP, BOTTOM = 40, 30
HEADER, HEADLINE = 122, 60
"""A headline and what lies under it; a second line of the headline."""
ONE_LINE = 40
"""Letters of a headline that surely fit one line."""
NAMES = 84
MARKS = 54
SECTION = 64
LEAST_MOOD, LEAST_SLEEP = 300, 140
MOOD_ROOM, SLEEP_ROOM = 76, 56
"""What a plot needs around it: a dot at its ends, a number over a bar."""
QUALITY = 42
GOAL = 58
OWN_LINE, OWN_MARKS, OWN_WORDS = 160, 104, 104
OWN_SUM = 56
OWN_LIST = 100
"""The words that were ticked most take a line of their own."""
LINE, ENTRY_GAP = 42, 20
LETTERS = 44
"""Letters that surely fit a line of someone's words; wide ones (CJK) count twice."""
MOST_LINES = 5
LEGEND = 42
LEGEND_LINES = 2
_GAP = 22
_WIDE = 0x2E00  # from here on Chinese, Japanese, Korean and emoji

Words = tuple[Kind, str, str]


@dataclass(slots=True)
class PicturePage:
    """One page: whether the plots stand on it, and which rows."""

    plots: bool = False
    goals: list[DrawnGoal] = field(default_factory=list)
    own: list[OwnRow] = field(default_factory=list)
    words: list[Words] = field(default_factory=list)
    taken: float = 0

    @property
    def has_columns(self) -> bool:
        """Whether anything on it stands on the days."""
        return self.plots or any(row.cells for row in self.own)


def plan(view: WeekView) -> tuple[PicturePage, ...]:
    """The pages of a picture, at least one."""
    pages = [PicturePage(plots=True, taken=_plots(view))]
    for goal in view.goals:
        _page(view, pages, GOAL, "goals").goals.append(goal)
    for row in view.own:
        _page(view, pages, own_height(row, is_week=view.is_week), "own").own.append(row)
    for entry in view.words:
        tall = LINE * lines_of(entry[2]) + ENTRY_GAP
        _page(view, pages, tall, "words").words.append(entry)
    return tuple(pages)


def header_height(title: str) -> float:
    """The headline in one line or two, reckoned from its letters."""
    return HEADER + (HEADLINE if letters(title) > ONE_LINE else 0)


def _plots(view: WeekView) -> float:
    return (
        TOP + header_height(view.title) + NAMES + MARKS + MOOD_ROOM + LEAST_MOOD
        + SLEEP_ROOM + LEAST_SLEEP + quality_height(view) + LEGEND * LEGEND_LINES + BOTTOM
    )  # fmt: skip


def quality_height(view: WeekView) -> float:
    """The dots under the bars; in a month they would be too small to count."""
    rated = view.is_week and any(day.sleep_quality is not None for day in view.days)
    return QUALITY if rated else 0


def own_height(row: OwnRow, *, is_week: bool) -> float:
    """A line needs more than dots or words, and a bare sum least."""
    if not row.cells:
        return OWN_LIST
    if row.drawn == "words" and not is_week:
        return OWN_SUM
    return {"line": OWN_LINE, "marks": OWN_MARKS, "words": OWN_WORDS}[row.drawn]


def lines_of(words: str) -> int:
    """How many lines somebody's words may take."""
    return min(MOST_LINES, max(1, -(-letters(words) // LETTERS)))


def letters(words: str) -> int:
    """How many letters they take; wide ones count twice."""
    if words.isascii():
        return len(words)
    return sum(2 if ord(char) > _WIDE else 1 for char in words)


def _page(view: WeekView, pages: list[PicturePage], tall: float, part: str) -> PicturePage:
    """The last page, or a new one where this row would pass its end."""
    page = pages[-1]
    begun: Sequence[object] = getattr(page, part)
    more = tall if begun else tall + SECTION + _GAP
    if page.taken + more > HEIGHT:
        page = PicturePage(taken=TOP + header_height(view.title) + NAMES + LEGEND + BOTTOM)
        pages.append(page)
        more = tall + SECTION + _GAP
    page.taken += more
    return page

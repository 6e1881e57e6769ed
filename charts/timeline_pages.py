"""What stands on which page of a timeline, reckoned without measuring a letter."""

from dataclasses import dataclass, field

from charts.pages import BOTTOM, LEGEND, SECTION, TOP, header_height, letters
from charts.theme import HEIGHT
from charts.timeline_view import Lane, QuotedWords, ScoreLine, TimelineView

ROW = 62
SCORES, SCORE = 24, 280
"""The gap before the first questionnaire; one with its title, its range and the gap after it."""
TICKS, ABOVE = 60, 34
LEAST_PLOT = 330
LINE, ENTRY, LATER, MOST_LINES = 40, 14, 42, 3
LETTERS = 42
"""Letters that surely fit a line beside a day and a sign."""
MORE = 50


@dataclass(slots=True)
class TimelinePage:
    """One page: whether moods stand on it, and which rows."""

    plot: bool = False
    lanes: list[Lane] = field(default_factory=list)
    scores: list[ScoreLine] = field(default_factory=list)
    told: list[QuotedWords] = field(default_factory=list)
    taken: float = 0


def plan(view: TimelineView) -> tuple[TimelinePage, ...]:
    """The pages of a timeline, at least one."""
    begun = TOP + header_height(view.title) + BOTTOM
    plot = SECTION + ABOVE + LEAST_PLOT + TICKS + ROW * len(view.lanes) + 2 * LEGEND
    pages = [TimelinePage(plot=True, lanes=list(view.lanes), taken=begun + plot)]
    for line in view.scores:
        page = pages[-1]
        more = SCORE + (0 if page.scores else SCORES)
        if page.taken + more > HEIGHT:
            page = TimelinePage(taken=begun + TICKS)
            pages.append(page)
        page.scores.append(line)
        page.taken += more
    more = MORE if view.labels.more else 0
    for place, entry in enumerate(view.told):
        page = pages[-1]
        tall = height(entry) + (0 if page.told else SECTION)
        spare = more if place == len(view.told) - 1 else 0
        if page.taken + tall + spare > HEIGHT:
            page = TimelinePage(taken=begun)
            pages.append(page)
            tall = height(entry) + SECTION
        page.told.append(entry)
        page.taken += tall
    return tuple(pages)


def lines_of(text: str) -> int:
    """How many lines somebody's words may take."""
    return min(MOST_LINES, max(1, -(-letters(text) // LETTERS)))


def height(entry: QuotedWords) -> float:
    """The height of one event in words."""
    return lines_of(entry.text) * LINE + ENTRY + (LATER if entry.gap else 0)

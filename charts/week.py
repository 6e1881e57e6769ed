"""The week picture and the month picture: one page each, more where more was told."""

from charts.layout import picture
from charts.png import png
from charts.shapes import Picture
from charts.theme import THEMES
from charts.view import WEEK, WeekView

LONGEST = 5 * WEEK


def draw(view: WeekView) -> bytes:
    """The page as PNG bytes, 1080 × 1350."""
    return png(lay_out(view), THEMES[view.look])


def lay_out(view: WeekView) -> Picture:
    """Where everything stands; what tests read."""
    if len(view.days) > LONGEST:
        raise ValueError("a picture shows five weeks at most")
    return picture(view, THEMES[view.look])

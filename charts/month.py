"""The month picture: four to five weeks in the language of the week picture, smaller signs.

Values are read off the scale instead of being printed; quality of sleep stays in the week.
"""

from charts.columns import frame_of
from charts.layout import sheet
from charts.panels import heads
from charts.png import png
from charts.shapes import Picture
from charts.theme import LIGHT, Theme
from charts.view import WEEK, WeekView

LONGEST = 5 * WEEK


def month_png(view: WeekView, theme: Theme = LIGHT) -> bytes:
    """The picture as PNG bytes, 1080 pixels wide."""
    return png(lay_out(view, theme), theme)


def lay_out(view: WeekView, theme: Theme = LIGHT) -> Picture:
    """Where everything stands; what tests read."""
    if not WEEK < len(view.days) <= LONGEST:
        raise ValueError("a month picture shows eight to thirty-five days")
    return sheet(view, frame_of(view), theme, heads.SHORT_NAMES)

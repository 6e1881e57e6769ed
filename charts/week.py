"""The week picture: one PNG for a phone screen and a therapist's desk."""

from charts.columns import frame_of
from charts.layout import sheet
from charts.panels import heads
from charts.png import png
from charts.shapes import Picture
from charts.theme import LIGHT, Theme
from charts.view import WEEK, WeekView


def week_png(view: WeekView, theme: Theme = LIGHT) -> bytes:
    """The picture as PNG bytes, 1080 pixels wide."""
    return png(lay_out(view, theme), theme)


def lay_out(view: WeekView, theme: Theme = LIGHT) -> Picture:
    """Where everything stands; what tests read."""
    if len(view.days) > WEEK:
        raise ValueError("a week has seven days at most; see charts.month")
    return sheet(view, frame_of(view), theme, heads.NAMES)

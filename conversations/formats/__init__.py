"""The kinds of answers, one in each file: how it is offered, read and summed up."""

from conversations.formats.checklist import Checklist
from conversations.formats.choice import Choice
from conversations.formats.clock_time import ClockTime
from conversations.formats.count import Count
from conversations.formats.free_text import FreeText
from conversations.formats.rhythm import Rhythm
from conversations.formats.scale import Scale
from conversations.formats.sleep import Sleep
from conversations.formats.until import NO_END, Until, until_date
from conversations.formats.weekdays import Weekdays
from conversations.formats.zone import Zone, ZoneMatch

__all__ = [
    "NO_END",
    "Checklist",
    "Choice",
    "ClockTime",
    "Count",
    "FreeText",
    "Rhythm",
    "Scale",
    "Sleep",
    "Until",
    "Weekdays",
    "Zone",
    "ZoneMatch",
    "until_date",
]

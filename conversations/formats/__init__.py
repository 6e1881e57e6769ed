"""The kinds of answers, one in each file: how it is offered, read and summed up."""

from conversations.formats.amount import Amount
from conversations.formats.bounds import Bounds, bounds_of
from conversations.formats.checklist import Checklist
from conversations.formats.choice import Choice
from conversations.formats.clock_time import ClockTime, WishedTime
from conversations.formats.count import Count
from conversations.formats.free_text import FreeText
from conversations.formats.how_often import HowOften
from conversations.formats.labelled import Labelled
from conversations.formats.length import Length, length_words
from conversations.formats.lines import Lines
from conversations.formats.own_words import OwnWords, words_of
from conversations.formats.partly import Partly
from conversations.formats.rhythm import Rhythm
from conversations.formats.scale import Scale
from conversations.formats.sleep import Sleep
from conversations.formats.until import NO_END, Until, until_date
from conversations.formats.weekdays import Weekdays
from conversations.formats.yes_no import YesNo
from conversations.formats.zone import Zone, ZoneMatch

__all__ = [
    "NO_END",
    "Amount",
    "Bounds",
    "Checklist",
    "Choice",
    "ClockTime",
    "Count",
    "FreeText",
    "HowOften",
    "Labelled",
    "Length",
    "Lines",
    "OwnWords",
    "Partly",
    "Rhythm",
    "Scale",
    "Sleep",
    "Until",
    "Weekdays",
    "WishedTime",
    "YesNo",
    "Zone",
    "ZoneMatch",
    "bounds_of",
    "length_words",
    "until_date",
    "words_of",
]

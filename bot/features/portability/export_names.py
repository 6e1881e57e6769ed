"""The names that an exported file has for things; they are fixed."""

from collections.abc import Mapping
from typing import Any, TypeAlias

Written: TypeAlias = Mapping[str, Any]
"""A file, or a thing in it, on its way into JSON."""
Row: TypeAlias = dict[str, Any]
"""What was told of a day, on its way into the table."""

FORMAT, VERSION = "small-steps", 1
EVERY_DAY = (1, 2, 3, 4, 5, 6, 7)
# Steps whose answer has a field of another name; all others go by their own.
FIELDS = {"sleep": "sleep_hours", "quality": "sleep_quality"}
CORE = frozenset({"mood", "sleep", "quality", "goals", "note"})
NAP = ("hours", "bed_time", "wake_time")
SCALE = "scale"
# What a note was recorded as, or shows; the others of an album come after.
ATTACHMENT, MORE = "attachment", "more_attachments"
# Answers that do not fit their question: one that was taken in says something else by now.
OTHER = "other_answers"
# Where something does not open any more: that it is so, and of a day how many answers.
LOST, LOST_OF_DAY = "damaged", "damaged_answers"

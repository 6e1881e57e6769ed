"""The questions people add to their check-in, and the ready-made ones they can switch on.

A question is data: its kind says how it is asked, and no other file needs to know that it exists.
Nothing here stores anything or knows who asked for it.
"""

from conversations.trackers.asking import ask
from conversations.trackers.library import Preset, groups, presets, ready_made, starters
from conversations.trackers.question import KINDS, RESERVED, Question

__all__ = [
    "KINDS",
    "RESERVED",
    "Preset",
    "Question",
    "ask",
    "groups",
    "presets",
    "ready_made",
    "starters",
]

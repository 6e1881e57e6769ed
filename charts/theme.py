"""Colours and sizes of every picture, in one place.

One calm ramp for mood, dark to light, so that its order holds for every kind of eye and in grey;
sleep in an indigo of its own; one accent. Every text keeps 4.5:1 and every mark 3:1 against its
ground, and marks keep apart for people who see fewer colours (tests/charts/test_theme.py). No
fact is told by colour alone: moods carry their numbers or stand on a scale.
"""

from dataclasses import dataclass
from typing import Literal

WIDTH, HEIGHT = 1080, 1350
"""Every picture: 4:5 is the largest that a chat shows whole."""

TITLE = 50
SECTION = 34
NUMBER = 32
LABEL = 30
SMALL = 28
"""Nothing is smaller: 28 of 1080 pixels are 9.3 points on a phone that is 360 points wide."""

Look = Literal["light", "dark"]


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours of one look, as #rrggbb."""

    ground: str
    ink: str
    quiet: str
    faint: str
    """Signs that stand back: what was not done, what was not asked."""
    grid: str
    hatch: str
    """The slanted lines of a day without an answer."""
    band: str
    mood: str
    """The line between moods, and the edge of their dots."""
    sleep: str
    accent: str
    ramp: tuple[str, ...]
    """Moods from 1 to 10."""
    on_ramp: tuple[str, ...]
    """The number on each of them."""

    def of_mood(self, mood: float) -> str:
        """The colour of a mood."""
        return self.ramp[round(mood) - 1]

    def on_mood(self, mood: float) -> str:
        """The colour of the number on it."""
        return self.on_ramp[round(mood) - 1]


_BLACK = "#0C1116"
LIGHT = Theme(
    ground="#FCFBF8",
    ink="#1C2430",
    quiet="#605D57",
    faint="#828588",
    grid="#E4E3DE",
    hatch="#D3D4D4",
    band="#E9F0EA",
    mood="#2B666F",
    sleep="#5B57C7",
    accent="#A94C24",
    ramp=(
        "#22404F", "#27535F", "#2B666F", "#2F7A7F", "#4A8F89",
        "#64A492", "#7DB99B", "#A0C79F", "#C2D4A3", "#E3E2A6",
    ),
    on_ramp=("#FCFBF8",) * 4 + (_BLACK,) * 6,
)  # fmt: skip
DARK = Theme(
    ground="#161B22",
    ink="#EEF1F4",
    quiet="#AEB1BA",
    faint="#787B7E",
    grid="#2C343E",
    hatch="#3A434E",
    band="#20302F",
    mood="#86C2A2",
    sleep="#9A97F5",
    accent="#E8875A",
    ramp=(
        "#3E6273", "#3F717D", "#3F7E84", "#3F8F90", "#58A096",
        "#6FB19C", "#86C2A2", "#A9CFA8", "#CBDDAE", "#ECEAB4",
    ),
    on_ramp=("#FFFFFF",) * 3 + (_BLACK,) * 7,
)  # fmt: skip
THEMES: dict[Look, Theme] = {"light": LIGHT, "dark": DARK}

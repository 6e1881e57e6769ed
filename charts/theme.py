"""Colours and sizes of every picture, in one place.

Colours start from the Okabe-Ito palette (safe for the common kinds of colour blindness). Where one
of them is too light on a card it gets a darker outline, so every sign keeps 3:1 against its ground
and every text 4.5:1 (held by tests/charts/test_theme.py). No sign is told by colour alone.
"""

from dataclasses import dataclass

WIDTH = 1080
TALL = 1350
"""The height aimed at: 4:5 shows largest in a chat. Many goals or words make it longer."""

TITLE = 52
SECTION = 36
NUMBER = 34
LABEL = 30
FOOT = 26


@dataclass(frozen=True, slots=True)
class Theme:
    """The sixteen colours of one look, as #rrggbb; sixteen fit the smallest kind of palette."""

    page: str
    card: str
    ink: str
    quiet: str
    faint: str
    grid: str
    mood: str
    band: str
    sleep: str
    sleep_edge: str
    goal: str
    win: str
    win_edge: str
    note: str
    note_edge: str
    today: str


LIGHT = Theme(
    page="#F1EEE7",
    card="#FFFFFF",
    ink="#1F2733",
    quiet="#5A6472",
    faint="#868E99",
    grid="#DFE1E4",
    mood="#0072B2",
    band="#DCEBF5",
    sleep="#A9D8F3",
    sleep_edge="#2A7FB0",
    goal="#00875F",
    win="#E69F00",
    win_edge="#9A7B2C",
    note="#E3B4CE",
    note_edge="#8F4470",
    today="#FBF6E6",
)

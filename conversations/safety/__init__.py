"""Where to find help: real lines by country, the person's own plan, and when to show them.

Works without a database. Decides nothing about anybody and stores nothing.
"""

from conversations.safety.card import OwnPlan, support_card
from conversations.safety.help_lines import HelpLine, help_lines, known_countries, lines_older_than
from conversations.safety.screen import screen

__all__ = [
    "HelpLine",
    "OwnPlan",
    "help_lines",
    "known_countries",
    "lines_older_than",
    "screen",
    "support_card",
]

"""How typed words become values: spelling, digits, numbers, durations, times and dates.

Every reader is told the vocabulary of the person's language and returns None for what it cannot
read; none raises, none knows a clock.
"""

from conversations.parsing.clean import clean, in_short

__all__ = ["clean", "in_short"]

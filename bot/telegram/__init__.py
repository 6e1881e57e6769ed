"""Telegram's edge: receiving, sending, and what its answers mean.

Of the others only the process (bot.app) imports telegram, for the errors it may meet.
"""

import os
import sys

# The command line of httpx, which the library imports, is of no use here: where click and rich
# happen to be installed it would take four megabytes. httpx knows how to do without.
sys.modules.setdefault("httpx._main", None)  # type: ignore[arg-type]  # None: not to be imported
# The library's coming behaviour: time spans are timedelta. Without it every 429 warns.
os.environ.setdefault("PTB_TIMEDELTA", "true")

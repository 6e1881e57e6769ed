"""Telegram's edge: receiving, sending, and what its answers mean. Nobody else imports telegram."""

import os

# The library's coming behaviour: time spans are timedelta. Without it every 429 warns.
os.environ.setdefault("PTB_TIMEDELTA", "true")

"""The shell: Telegram, the process, the clock, and the use cases that join the other three.

The only package that knows the other three and the only one that imports telegram or apscheduler.
No wording of questions (that is conversations), no SQL (storage), no drawing (charts).
"""

__version__ = "2026.11.0"

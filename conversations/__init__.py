"""The script: what is asked, in which order, and how an answer is understood.

Pure values and functions: events in, effects out.
No Telegram, no SQL, no clock, no I/O, nothing of the rest of the project.
"""

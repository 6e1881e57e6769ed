"""The use cases: what a command, an answer, a button or a due reminder means.

One verb, one file; synchronous functions inside one transaction, speaking through outbox rows.
No Telegram, no drawing, no clock of their own.
"""

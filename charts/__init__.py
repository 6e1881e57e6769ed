"""The picture: from numbers to PNG bytes and facts.

Frozen dataclasses in, bytes and plain facts out; equal input gives equal bytes.
No storage, no Telegram, no prose beyond the labels it is given.
"""

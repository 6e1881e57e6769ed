"""What every feature is made of: a turn, dialogs, slots of time, and how it announces itself.

Imports no feature and no Telegram; what only one feature needs lives there.
"""

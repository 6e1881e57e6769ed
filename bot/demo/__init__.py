"""`python -m bot try`: the bot on the playground, with example data.

Only made-up diaries; what the bot does with them is the real bot.
"""

"""`python -m bot try`: the bot on the playground, with example data."""

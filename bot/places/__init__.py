"""The city file: names people know, and the time zone of each.

Source and licence are in README.md. Data and the script that makes it. Read only by bot.places.
"""

"""From "Riga", a country or a position to a time zone, offline; source and licence in README.md.

The city file is read here alone. Nothing here knows a person, Telegram or a feature.
"""

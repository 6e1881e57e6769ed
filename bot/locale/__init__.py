"""The languages of the bot: the template, the catalogues, and what makes one fit to be offered.

What a sentence becomes in a language is in bot.i18n; the sentences stand where they are said.
"""

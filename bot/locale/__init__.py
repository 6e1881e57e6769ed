"""The languages of the bot: the template, the catalogues, and what makes one fit to be offered."""

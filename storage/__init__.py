"""SQLModel tables, migrations, encryption, and the questions the rest may ask of them.

Rows in, plain frozen values out, one transaction per unit of work.
No flows, no wording, no Telegram, no pictures.
"""

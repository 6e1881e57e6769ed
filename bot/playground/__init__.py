"""A Telegram of one's own on 127.0.0.1: a Bot API server and a chat page for the real bot.

Chats, people, faults and the page live here; nothing leaves the machine.
Nothing here knows what the bot says, and nothing here imports telegram, storage or services.
"""

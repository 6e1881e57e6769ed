"""What people do with the whole bot, told as stories: the real house on the loopback Bot API."""

"""What people do with the whole bot, told as stories: the real app on the loopback Bot API."""

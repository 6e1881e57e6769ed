"""Voice notes, photos and videos: part of the diary, and held by Telegram."""

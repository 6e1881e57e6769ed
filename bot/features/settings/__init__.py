"""Settings, reminders and rests."""

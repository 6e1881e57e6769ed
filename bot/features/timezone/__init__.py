"""Where a person lives, for the clock."""

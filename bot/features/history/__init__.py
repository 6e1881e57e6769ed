"""What was told, read back day by day."""

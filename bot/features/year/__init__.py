"""The year as a picture: a tile for each day."""

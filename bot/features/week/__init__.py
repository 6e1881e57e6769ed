"""The week and the month as a picture."""

"""Nights by the clock, as a picture."""

"""A plan for hard days."""

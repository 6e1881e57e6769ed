"""A person's own questions."""

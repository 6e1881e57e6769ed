"""The page for a session."""

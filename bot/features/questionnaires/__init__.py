"""Published questionnaires."""
